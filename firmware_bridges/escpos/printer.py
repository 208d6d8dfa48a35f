"""An ESC/POS printer as others see it: a queue and a status, served by the thread that owns the device."""

import contextlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field

from firmware_bridges.contracts import (
    OpenStream,
    OutcomeState,
    PrinterStatus,
    PrintOutcome,
    Reason,
    StreamError,
)
from firmware_bridges.document import Document
from firmware_bridges.escpos.encoder import Encoder
from firmware_bridges.escpos.job import Attempt, failed, run
from firmware_bridges.escpos.keeper import Keeper, Pace
from firmware_bridges.profiles import DEFAULT, Profile
from firmware_bridges.streams import wait_ready

log = logging.getLogger(__name__)

MAX_WAITING = 200
_STOP_S = 1.8
_KEEPS_LINK = (OutcomeState.PRINTED, OutcomeState.SENT_UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class _Job:
    job_id: str
    document: Document
    until: float
    future: Future[PrintOutcome] = field(default_factory=Future)

    def end(self, outcome: PrintOutcome) -> None:
        with contextlib.suppress(InvalidStateError):  # cancelled, or already ended by `stop`
            self.future.set_result(outcome)


class EscPosPrinter:
    """Prints documents one after the other and watches the device in between.

    `on_status` is called from the printer's own thread whenever the status changes. The connection is kept
    open: a printer serves one at a time, and its status travels on the same one.
    """

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        profile: Profile = DEFAULT,
        *,
        on_status: Callable[[PrinterStatus], None] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.name = name
        self.profile = profile
        self._pace = pace or Pace()
        self._encoder = Encoder(profile)
        self._keeper = Keeper(name, open_stream, profile, self._pace, on_status)
        self._lock = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._serving: _Job | None = None
        self._stop_asked_at: float | None = None
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._thread = threading.Thread(target=self._work, name=f"printer {name}", daemon=True)

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""
        return self._keeper.status

    def start(self) -> None:
        """Begin to watch the device and to serve the queue."""
        self._thread.start()

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """Queue one attempt at `document`; the outcome comes at the latest shortly after `deadline_s`.

        A job whose id is still waiting or being printed is not queued again: its future is returned.
        """
        job = _Job(job_id, document, time.monotonic() + deadline_s)
        with self._lock:
            twin = next((each for each in self._unfinished() if each.job_id == job_id), None)
            if twin is not None:
                return twin.future
            if self._stop_asked_at is not None:
                job.end(failed(Reason.STOPPED, "the printer has been stopped"))
            elif len(self._waiting) >= MAX_WAITING:
                job.end(failed(Reason.QUEUE_FULL, f"{MAX_WAITING} jobs are waiting"))
            else:
                self._waiting.append(job)
                self._wake()
        return job.future

    def stop(self) -> None:
        """End within two seconds whatever the device does; waiting jobs fail, one under way is unknown."""
        with self._lock:
            first = self._stop_asked_at is None
            if first:
                self._stop_asked_at = time.monotonic()
                self._wake()
        if self._thread.ident is not None:
            self._thread.join(_STOP_S)
        with self._lock:
            for job in self._waiting:
                job.end(failed(Reason.STOPPED, "the printer has been stopped"))
            self._waiting.clear()
            if self._serving is not None:
                self._serving.end(
                    PrintOutcome(OutcomeState.UNKNOWN, Reason.STOPPED, "stopped while printing")
                )
            if first and not self._thread.is_alive():
                os.close(self._wake_read)
                os.close(self._wake_write)

    def _unfinished(self) -> list[_Job]:
        return [*self._waiting, *([self._serving] if self._serving else [])]

    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"!")

    def _stopping(self) -> bool:
        return self._stop_asked_at is not None

    def _out_of_grace(self) -> bool:
        """A job under way may still end well shortly after the wish to stop."""
        asked_at = self._stop_asked_at
        return asked_at is not None and time.monotonic() - asked_at > self._pace.stop_grace_s

    def _work(self) -> None:
        while not self._stopping():
            with self._lock:
                self._serving = self._waiting.popleft() if self._waiting else None
            if self._serving is not None:
                self._serve(self._serving)
                with self._lock:
                    self._serving = None
            else:
                self._idle()
        self._keeper.close()

    def _idle(self) -> None:
        try:
            self._keeper.look(self._stopping)
        except (
            Exception
        ):  # the edge of the device loop: a mistake of ours must not silence the printer for good
            log.exception("%s: looking after the printer failed", self.name)
            self._keeper.abandon()
            wait_ready([self._wake_read], deadline_s=1.0)
        link = self._keeper.link
        descriptors = [self._wake_read, *([link.fileno()] if link else [])]
        wait_ready(descriptors, deadline_s=self._keeper.pause_s())
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake_read, 4096)

    def _serve(self, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            outcome = self._attempt(job)
        except Exception:  # the edge of the device loop: whoever waits for this job must hear of it
            log.exception("%s: job %s failed by our own mistake", self.name, job.job_id)
            outcome = PrintOutcome(OutcomeState.UNKNOWN, Reason.INTERNAL, "see the log")
            self._keeper.abandon()
        job.end(outcome)

    def _attempt(self, job: _Job) -> PrintOutcome:
        if time.monotonic() >= job.until:
            return failed(Reason.TIMEOUT, "other jobs took too long")
        try:
            body = self._encoder.encode(job.document.checked())
        except Exception as error:  # python-escpos has no common base for what it raises
            log.exception("%s: job %s cannot be rendered", self.name, job.job_id)
            return failed(Reason.BAD_DOCUMENT, str(error))
        try:
            link = self._keeper.link_for_job(job.until, self._stopping)
        except StreamError as error:
            return failed(Reason.STOPPED if self._stopping() else error.reason, error.detail)
        attempt = Attempt(body, job.until, self._out_of_grace)
        outcome = run(link, attempt, self.profile, self._keeper.abilities)
        if outcome.state not in _KEEPS_LINK:
            self._keeper.abandon()
        return outcome
