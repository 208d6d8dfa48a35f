"""A printer that calls us: it asks over HTTP for the next job, and its calls are all we see of it.

`PolledPrinter` is the half that every such protocol shares: the queue, one job out at a time, deadlines, and the
status. A protocol's own class renders documents and turns the device's calls into `heard`, `offer`,
`hand_out` and `end`.
"""

import contextlib
import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document
from firmware_bridges.telling import Listener, tell

log = logging.getLogger(__name__)

MAX_WAITING = 200
INTERVAL_S = 5.0
MISSED_CALLS = 3
"""A printer that has missed so many of its calls is offline."""
_LONGEST_INTERVAL_S = 60.0
_STOP_S = 1.8

Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True)
class PolledJob(Generic[Payload]):
    """One attempt, rendered. `token` names it towards the device (16 hex digits) and is new for every attempt."""

    token: str
    job_id: str
    document: Document
    payload: Payload


@dataclass(slots=True)
class _Job(Generic[Payload]):
    job_id: str
    document: Document
    until: float
    ready: PolledJob[Payload] | None = None
    future: Future[PrintOutcome] = field(default_factory=Future)

    def end(self, state: OutcomeState, reason: Reason = Reason.NONE, detail: str = "") -> None:
        with contextlib.suppress(InvalidStateError):  # cancelled by whoever waited for it
            self.future.set_result(PrintOutcome(state, reason, detail))


class PolledPrinter(Generic[Payload]):
    """Implements `contracts.Printer`; every method may be called from any thread and none of them waits.

    `prepare` renders a document (ValueError refuses it) on the printer's own thread, which also calls
    `on_status`. `interval_s` is how often the device is set to call; one that calls less often is learnt.
    """

    def __init__(
        self,
        name: str,
        prepare: Callable[[Document], Payload],
        *,
        interval_s: float = INTERVAL_S,
        on_status: Listener | None = None,
    ) -> None:
        self.name = name
        self.status = PrinterStatus(False, reason=Reason.NOT_CONNECTED, at_monotonic=time.monotonic())
        self._prepare = prepare
        self._interval_s = interval_s
        self._on_status = on_status
        self._told = self.status
        self._changed = threading.Condition()
        self._waiting: deque[_Job[Payload]] = deque()
        self._out: _Job[Payload] | None = None
        self._called_at: float | None = None
        self._awaited_since = time.monotonic()
        self._gaps: deque[float] = deque(maxlen=7)
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name=f"printer {name}", daemon=True)

    def start(self) -> None:
        """Begin to serve the queue and to notice silence."""
        self._awaited_since = time.monotonic()
        self._thread.start()

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """Queue one attempt. Not fetched by its deadline: failed; fetched and not answered: unknown.

        A job whose id is still waiting or out is not queued again: its future is returned, unless it was cancelled.
        """
        job: _Job[Payload] = _Job(job_id, document, time.monotonic() + deadline_s)
        with self._changed:
            alike = (each for each in self._unfinished() if each.job_id == job_id)
            twin = next((each for each in alike if not each.future.cancelled()), None)
            if twin is not None:
                return twin.future
            if self._stopping:
                job.end(OutcomeState.FAILED, Reason.STOPPED, "the printer has been stopped")
            elif len(self._waiting) >= MAX_WAITING:
                job.end(OutcomeState.FAILED, Reason.QUEUE_FULL, f"{MAX_WAITING} jobs are waiting")
            else:
                self._waiting.append(job)
                self._changed.notify_all()
        return job.future

    def stop(self) -> None:
        """End at once; waiting jobs fail, one that is out is unknown."""
        with self._changed:
            self._stopping = True
            for job in self._waiting:
                job.end(OutcomeState.FAILED, Reason.STOPPED, "the printer has been stopped")
            self._waiting.clear()
            if self._out is not None:
                self._out.end(OutcomeState.UNKNOWN, Reason.STOPPED, "stopped before the printer answered")
                self._out = None
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join(_STOP_S)

    def heard(self, status: PrinterStatus | None = None) -> None:
        """The device has called, so it is online; `status` says how it is, None that nothing new is known."""
        with self._changed:
            now = time.monotonic()
            if self._called_at is not None and now - self._called_at <= _LONGEST_INTERVAL_S:
                self._gaps.append(now - self._called_at)
            self._called_at = self._awaited_since = now
            self.status = replace(status or self.status, online=True, reason=Reason.NONE, at_monotonic=now)
            self._changed.notify_all()

    def offer(self) -> PolledJob[Payload] | None:
        """The job that the device holds unanswered, else the oldest that is ready; it stays where it is."""
        with self._changed:
            self._end_overdue()
            job = self._out or next((each for each in self._waiting if each.ready is not None), None)
            return None if job is None else job.ready

    def is_out(self, token: str) -> bool:
        """Whether the device holds this job and has not answered for it."""
        with self._changed:
            return self._out is not None and self._named(self._out, token)

    def hand_out(self, token: str) -> PolledJob[Payload] | None:
        """Give the device that job; the same one again when it asks twice, None while it holds another."""
        with self._changed:
            self._end_overdue()
            if self._out is not None:
                return self._out.ready if self._named(self._out, token) else None
            job = next((each for each in self._waiting if self._named(each, token)), None)
            if job is None:
                return None
            self._waiting.remove(job)
            if not job.future.set_running_or_notify_cancel():
                return None
            self._out = job
            self._changed.notify_all()
            return job.ready

    def end(self, token: str, outcome: PrintOutcome) -> bool:
        """The device's answer for the job it holds; False for a job it does not hold (late, repeated, invented)."""
        with self._changed:
            job = self._out
            if job is None or not self._named(job, token):
                return False
            self._out = None
            job.end(outcome.state, outcome.reason, outcome.detail)
            self._changed.notify_all()
            return True

    @staticmethod
    def _named(job: _Job[Payload], token: str) -> bool:
        return job.ready is not None and job.ready.token == token

    def _unfinished(self) -> list[_Job[Payload]]:
        return [*self._waiting, *([self._out] if self._out else [])]

    def _patience_s(self) -> float:
        """Follows the longest of the latest gaps but one, so that a single pause teaches nothing."""
        usual_s = sorted(self._gaps)[-2] if len(self._gaps) > 1 else 0.0
        return MISSED_CALLS * max(self._interval_s, usual_s)

    @property
    def _is_awaited(self) -> bool:
        """Whether its silence would be news: it calls, or has never called yet."""
        return self.status.online or self.status.reason is Reason.NOT_CONNECTED

    def _work(self) -> None:
        while True:
            with self._changed:
                if self._stopping:
                    return
                self._end_overdue()
                self._notice_silence()
                raw = next((job for job in self._waiting if job.ready is None), None)
                news = None if self.status.same_as(self._told) else self.status
                if raw is None and news is None:
                    self._changed.wait(self._pause_s())
                    continue
            if news is not None:
                before, self._told = self._told, news
                tell(self.name, before, news, self._on_status)
            if raw is not None:
                self._make_ready(raw)

    def _pause_s(self) -> float | None:
        """How long nothing can fall due."""
        ends = [job.until for job in self._unfinished()]
        if self._is_awaited:
            ends.append(self._awaited_since + self._patience_s())
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _end_overdue(self) -> None:
        now = time.monotonic()
        if self._out is not None and self._out.until <= now:
            reason = self.status.problem or Reason.TIMEOUT
            self._out.end(OutcomeState.UNKNOWN, reason, "fetched by the printer, which has not answered")
            self._out = None
        for job in [job for job in self._waiting if job.until <= now]:
            self._waiting.remove(job)
            job.end(
                OutcomeState.FAILED, self.status.problem or Reason.TIMEOUT, "the printer has not fetched it"
            )

    def _notice_silence(self) -> None:
        now = time.monotonic()
        if self._is_awaited and now >= self._awaited_since + self._patience_s():
            self.status = replace(self.status, online=False, reason=Reason.UNREACHABLE, at_monotonic=now)

    def _make_ready(self, job: _Job[Payload]) -> None:
        try:
            ready = PolledJob(
                secrets.token_hex(8), job.job_id, job.document, self._prepare(job.document.checked())
            )
        except Exception as error:  # rendering libraries share no base for what they raise
            log.exception("%s: job %s cannot be rendered", self.name, job.job_id)
            with self._changed:
                with contextlib.suppress(ValueError):  # it has fallen due meanwhile
                    self._waiting.remove(job)
                job.end(OutcomeState.FAILED, Reason.BAD_DOCUMENT, str(error))
            return
        with self._changed:
            job.ready = ready
