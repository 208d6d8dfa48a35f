"""A GSM modem: sends text messages one after the other, and says what the network reports about them."""

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field

from firmware_bridges.attached import Attached, OnStatus, Patience, Wire
from firmware_bridges.contracts import OpenStream, Reason, StreamError
from firmware_bridges.message import (
    DeliveryReport,
    Message,
    MessageError,
    MessageOutcome,
    MessageState,
    MessageTrouble,
)
from firmware_bridges.modem.dialog import Dialog, NotTaken, NoVerdict, Refusal
from firmware_bridges.modem.pdu import PduError, Submit, report_from, submits
from firmware_bridges.modem.readiness import Pace, Readiness

log = logging.getLogger(__name__)

MAX_WAITING = 50


@dataclass(frozen=True, slots=True)
class _Job:
    message: Message
    until: float
    future: Future[MessageOutcome] = field(default_factory=Future)

    def end(self, outcome: MessageOutcome) -> None:
        with contextlib.suppress(InvalidStateError):  # cancelled, or already ended by `stop`
            self.future.set_result(outcome)


class Modem(Attached):
    """Sends messages. `online` means that the modem has a SIM and a network; `status.trouble` is a
    MessageTrouble or a Reason.

    `on_report` is called from the modem's own thread for every delivery report. `pin` is given to the SIM once.
    """

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        *,
        pin: str | None = None,
        on_report: Callable[[DeliveryReport], None] | None = None,
        on_status: OnStatus | None = None,
        patience: Patience | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(name, open_stream, on_status=on_status, patience=patience)
        self._pace = pace or Pace()
        self._readiness = Readiness(pin, self._pace)
        self._on_report = on_report
        self._waiting: deque[_Job] = deque()
        self._stored_reports: deque[int] = deque(maxlen=MAX_WAITING)
        self._dialog: Dialog | None = None
        self._look_at = 0.0

    def send(self, message: Message, *, deadline_s: float) -> Future[MessageOutcome]:
        """Queue a message; the outcome comes at the latest shortly after `deadline_s`. Never raises."""
        job = _Job(message, time.monotonic() + deadline_s)
        with self._lock:
            if self._stopping:
                job.end(_failed(Reason.STOPPED))
            elif len(self._waiting) >= MAX_WAITING:
                job.end(_failed(Reason.QUEUE_FULL))
            else:
                self._waiting.append(job)
                self._wake()
        return job.future

    def _greet(self, wire: Wire) -> None:
        dialog = Dialog(self.name, wire, self._heard)
        self._readiness.greet(dialog)
        self._dialog = dialog
        self._see(dialog)

    def _turn(self, wire: Wire) -> float:
        dialog = self._dialog
        if dialog is None:
            return 0.0
        dialog.listen()
        while self._stored_reports:
            self._fetch_report(dialog, self._stored_reports.popleft())
        if time.monotonic() >= self._look_at:
            self._see(dialog)
        rest_s = self._away()
        job = self._next() if self.status.online else None
        if job is None:
            return min(rest_s, max(0.0, self._look_at - time.monotonic()))
        self._serve(dialog, job)
        return 0.0

    def _away(self) -> float:
        """Ends the jobs whose time is over."""
        now = time.monotonic()
        with self._lock:
            late = [job for job in self._waiting if job.until <= now]
            self._waiting = deque(job for job in self._waiting if job.until > now)
            ends = [job.until - now for job in self._waiting]
        for job in late:
            job.end(_failed(self.status.trouble or MessageTrouble.TOO_LATE))
        return max(0.0, min([self.patience.again_last_s, *ends]))

    def _ended(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, deque()
        for job in waiting:
            job.end(_failed(Reason.STOPPED))

    def _next(self) -> _Job | None:
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def _see(self, dialog: Dialog) -> None:
        status = self._readiness.look(dialog)
        self._look_at = time.monotonic() + (self._pace.look_s if status.online else self._pace.look_soon_s)
        self._publish(status)

    def _serve(self, dialog: Dialog, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        references: list[int] = []
        try:
            for part in submits(job.message)[job.message.skip :]:
                references.append(self._send_part(dialog, part, job.until))
        except MessageError as error:
            bad = MessageTrouble.BAD_MESSAGE
            job.end(MessageOutcome(MessageState.FAILED, (), bad, str(error), for_good=True))
        except Refusal as refusal:
            job.end(_ended_at(references, refusal.meaning.trouble, refusal.code, refusal.meaning.for_good))
            self._look_at = 0.0
        except NotTaken:
            job.end(_ended_at(references, MessageTrouble.NOT_TAKEN))
            raise StreamError(Reason.NO_ANSWER, "no prompt for a message") from None
        except NoVerdict:
            job.end(MessageOutcome(MessageState.UNKNOWN, tuple(references), MessageTrouble.NO_VERDICT))
            raise StreamError(Reason.NO_ANSWER, "no verdict on a message") from None
        except StreamError as error:
            job.end(_ended_at(references, error.reason, error.detail))
            raise
        except Exception:
            job.end(MessageOutcome(MessageState.UNKNOWN, tuple(references), Reason.INTERNAL))
            raise
        else:
            job.end(MessageOutcome(MessageState.SENT, tuple(references)))

    def _send_part(self, dialog: Dialog, part: Submit, until: float) -> int:
        """The network's reference of the part. What the answer lacks makes it unknown."""
        left_s = until - time.monotonic()
        if left_s <= 0:
            raise StreamError(Reason.TIMEOUT, "the time for the message is over")
        lines = dialog.hand_over(
            f"+CMGS={part.length}",
            part.hex,
            prompt_s=min(left_s, self._pace.prompt_s),
            verdict_s=min(max(left_s, 1.0), self._pace.verdict_s),
        )
        for line in lines:
            reference = line.removeprefix("+CMGS:").split(",")[0].strip()
            if line.startswith("+CMGS:") and reference.isdigit() and int(reference) <= 255:
                return int(reference)
        raise NoVerdict

    def _heard(self, line: str) -> None:
        """What the modem says by itself: reports, and where one is stored; the rest changes nothing at once."""
        if line.startswith("+CDS:"):
            self._report(line.rpartition(" ")[2])
        elif line.startswith("+CDSI:"):
            place = line.rpartition(",")[2].strip()
            if place.isdigit():
                self._stored_reports.append(int(place))
        elif line.startswith(("+CREG", "+CPIN")):
            self._look_at = 0.0

    def _fetch_report(self, dialog: Dialog, place: int) -> None:
        with contextlib.suppress(Refusal):
            lines = dialog.ask(f"+CMGR={place}", deadline_s=self._pace.answer_s)
            dialog.ask(f"+CMGD={place}", deadline_s=self._pace.answer_s)
            self._report(lines[-1] if lines else "")

    def _report(self, hex_octets: str) -> None:
        try:
            report = report_from(bytes.fromhex(hex_octets))
        except (ValueError, PduError):
            log.warning("%s gave a delivery report that cannot be read: %s", self.name, hex_octets[:80])
            return
        if self._on_report is not None:
            try:
                self._on_report(report)
            except Exception:  # the listener is not ours, and its mistake must not stop the modem
                log.exception("%s: the report listener failed", self.name)


def _failed(trouble: str) -> MessageOutcome:
    return MessageOutcome(MessageState.FAILED, trouble=trouble)


def _ended_at(
    references: list[int], trouble: str, detail: str = "", for_good: bool = False
) -> MessageOutcome:
    return MessageOutcome(MessageState.FAILED, tuple(references), trouble, detail, for_good)
