"""The queue of one device and the thread that alone talks to it, whatever the device's language."""

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from typing import Protocol

from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document
from firmware_bridges.streams import wait_ready
from firmware_bridges.trace import Trace
from firmware_bridges.wake import Wake

log = logging.getLogger(__name__)

MAX_WAITING = 200
_STOP_S = 1.8
STOP_GRACE_S = 0.8


class Craft(Protocol):
    """How one kind of device is driven. All calls come from one thread, except `status`, which anybody reads.

    A call may take as long as its deadline says and no longer; what it raises is taken for our own mistake.
    """

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""

    def attempt(
        self,
        document: Document,
        *,
        until: float,
        stopping: Callable[[], bool],
        out_of_grace: Callable[[], bool],
    ) -> PrintOutcome:
        """Try once to print, until `until` (monotonic).

        `stopping` turns true when the printer is being stopped: nothing new is begun then. `out_of_grace`
        turns true a moment later: what is under way ends then too.
        """

    def look(self, stopping: Callable[[], bool]) -> None:
        """See how the idle device is, when it is time to."""

    def pause_s(self) -> float:
        """How long the idle device may be left alone."""

    def descriptor(self) -> int | None:
        """What becomes readable when the idle device speaks; None without a connection."""

    def abandon(self) -> None:
        """Drop the connection after a mistake; the device may hold half a job."""

    def close(self) -> None:
        """Let go of the device for good."""


@dataclass(frozen=True, slots=True)
class _Job:
    job_id: str
    document: Document
    until: float
    future: Future[PrintOutcome] = field(default_factory=Future)

    def end(self, outcome: PrintOutcome) -> None:
        with contextlib.suppress(InvalidStateError):  # cancelled, or already ended by `stop`
            self.future.set_result(outcome)


class OwnedPrinter:
    """Prints documents one after the other and watches the device in between, by its craft."""

    def __init__(
        self, name: str, craft: Craft, *, trace: Trace | None = None, stop_grace_s: float = STOP_GRACE_S
    ) -> None:
        self.name = name
        self.trace = trace or Trace()
        self._craft = craft
        self._stop_grace_s = stop_grace_s
        self._lock = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._serving: _Job | None = None
        self._stop_asked_at: float | None = None
        self._wake = Wake()
        self._thread = threading.Thread(target=self._work, name=f"printer {name}", daemon=True)

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""
        return self._craft.status

    def start(self) -> None:
        """Begin to watch the device and to serve the queue."""
        self._thread.start()

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """Queue one attempt at `document`; the outcome comes at the latest shortly after `deadline_s` and the paper's own time.

        A job whose id is still waiting or being printed is not queued again: its future is returned, unless it was
        cancelled.
        """
        job = _Job(job_id, document, time.monotonic() + deadline_s)
        with self._lock:
            alike = (each for each in self._unfinished() if each.job_id == job_id)
            twin = next((each for each in alike if not each.future.cancelled()), None)
            if twin is not None:
                return twin.future
            if self._stop_asked_at is not None:
                job.end(failed(Reason.STOPPED, "the printer has been stopped"))
            elif len(self._waiting) >= MAX_WAITING:
                job.end(failed(Reason.QUEUE_FULL, f"{MAX_WAITING} jobs are waiting"))
            else:
                self._waiting.append(job)
                self._wake.ring()
        return job.future

    def stop(self) -> None:
        """End within two seconds whatever the device does; waiting jobs fail, one under way is unknown."""
        with self._lock:
            if self._stop_asked_at is None:
                self._stop_asked_at = time.monotonic()
                self._wake.ring()
        if self._thread.ident is None:
            self._wake.close()
        else:
            self._thread.join(_STOP_S)
        with self._lock:
            for job in self._waiting:
                job.end(failed(Reason.STOPPED, "the printer has been stopped"))
            self._waiting.clear()
            if self._serving is not None:
                self._serving.end(unknown(Reason.STOPPED, "stopped while printing"))

    def _unfinished(self) -> list[_Job]:
        return [*self._waiting, *([self._serving] if self._serving else [])]

    def _stopping(self) -> bool:
        return self._stop_asked_at is not None

    def _out_of_grace(self) -> bool:
        """A job under way may still end well shortly after the wish to stop."""
        asked_at = self._stop_asked_at
        return asked_at is not None and time.monotonic() - asked_at > self._stop_grace_s

    def _work(self) -> None:
        """Until `stop`; a device that holds the thread longer keeps nothing of ours once it lets go."""
        try:
            while not self._stopping():
                with self._lock:
                    self._serving = self._waiting.popleft() if self._waiting else None
                if self._serving is not None:
                    self._serve(self._serving)
                    with self._lock:
                        self._serving = None
                else:
                    self._idle()
            self._craft.close()
        finally:
            self._wake.close()

    def _idle(self) -> None:
        try:
            self._craft.look(self._stopping)
        except (
            Exception
        ):  # the edge of the device loop: a mistake of ours must not silence the printer for good
            log.exception("%s: looking after the printer failed", self.name)
            self._craft.abandon()
            wait_ready([self._wake.fileno()], deadline_s=1.0)
        descriptor = self._craft.descriptor()
        descriptors = [self._wake.fileno(), *([] if descriptor is None else [descriptor])]
        wait_ready(descriptors, deadline_s=self._craft.pause_s())
        self._wake.heard()

    def _serve(self, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            outcome = self._attempt(job)
        except Exception:  # the edge of the device loop: whoever waits for this job must hear of it
            log.exception("%s: job %s failed by our own mistake", self.name, job.job_id)
            outcome = unknown(Reason.INTERNAL, "see the log")
            self._craft.abandon()
        job.end(outcome)

    def _attempt(self, job: _Job) -> PrintOutcome:
        if time.monotonic() >= job.until:
            return failed(Reason.TIMEOUT, "other jobs took too long")
        with self.trace.discreet(job.document):
            return self._craft.attempt(
                job.document, until=job.until, stopping=self._stopping, out_of_grace=self._out_of_grace
            )


def failed(reason: Reason, detail: str) -> PrintOutcome:
    """Nothing of the job left the box."""
    return PrintOutcome(OutcomeState.FAILED, reason, detail)


def unknown(reason: Reason, detail: str) -> PrintOutcome:
    """Some of the job may be on paper."""
    return PrintOutcome(OutcomeState.UNKNOWN, reason, detail)
