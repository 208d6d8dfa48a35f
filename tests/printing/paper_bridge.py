"""A printer made of a list: keeps what it was given, and ends each attempt as a test says."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from appliance.printing import PrinterRow
from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, Kick, Text

PRINTED = PrintOutcome(OutcomeState.PRINTED)
UNCONFIRMED = PrintOutcome(OutcomeState.SENT_UNCONFIRMED)
PAPER_OUT = PrintOutcome(OutcomeState.FAILED, Reason.PAPER_OUT)
GONE = PrintOutcome(OutcomeState.FAILED, Reason.UNREACHABLE)
DOUBT = PrintOutcome(OutcomeState.UNKNOWN, Reason.TIMEOUT)
UNPRINTABLE = PrintOutcome(OutcomeState.FAILED, Reason.BAD_DOCUMENT)

WELL = PrinterStatus(online=True, paper=Paper.OK)
EMPTY = PrinterStatus(online=True, paper=Paper.OUT)
NEARLY_EMPTY = PrinterStatus(online=True, paper=Paper.NEAR_END)
AWAY = PrinterStatus(online=False, reason=Reason.UNREACHABLE)
HUNG = PrinterStatus(online=False, reason=Reason.NO_ANSWER)


@dataclass
class PaperBridge:
    """Prints at once unless told otherwise: `coming` are the next outcomes, `stuck` leaves attempts without an end."""

    row: PrinterRow
    on_status: Callable[[PrinterStatus], None]
    status: PrinterStatus = field(default_factory=lambda: PrinterStatus(False, reason=Reason.NOT_CONNECTED))
    attempts: list[tuple[str, Document]] = field(default_factory=list)
    coming: deque[PrintOutcome] = field(default_factory=deque)
    stuck: bool = False
    open_ends: list[Future[PrintOutcome]] = field(default_factory=list)
    starts: int = 0
    stops: int = 0

    def start(self) -> None:
        self.starts += 1

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        future: Future[PrintOutcome] = Future()
        self.attempts.append((job_id, document))
        if self.stuck:
            self.open_ends.append(future)
        else:
            future.set_result(self.coming.popleft() if self.coming else PRINTED)
        return future

    def stop(self) -> None:
        self.stops += 1
        for future in self.open_ends:
            future.set_result(PrintOutcome(OutcomeState.UNKNOWN, Reason.STOPPED))

    def tell(self, status: PrinterStatus) -> None:
        """The device's state has changed."""
        self.status = status
        self.on_status(status)

    def texts(self, attempt: int = -1) -> list[str]:
        """The words of one attempt."""
        return [part.text for part in self.attempts[attempt][1].parts if isinstance(part, Text)]

    def kicks(self, attempt: int = -1) -> int:
        """How often one attempt kicks the drawer."""
        return sum(isinstance(part, Kick) for part in self.attempts[attempt][1].parts)
