"""The values of printing: jobs, printers, and what the desk needs of a bridge."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from firmware_bridges.contracts import PrinterStatus, PrintOutcome
from firmware_bridges.document import Document

KINDS = {
    "print_job_changed": "A print job was queued, sent, printed, in doubt, failed, asked about, decided or rewritten.",
    "print_job_moved": "A print job went to another printer, because its own could not print it.",
    "printer_changed": "A printer was lost, is well again, or has another trouble than before.",
    "printer_added": "A printer was added.",
    "printer_edited": "A printer's name, address, model, backup or the like was changed, or its secret renewed.",
    "printer_removed": "A printer was taken out of use for good; its papers are kept.",
    "printer_routed": "Stations print on this printer from now on.",
    "printer_tried": "Somebody found out by a test slip which command set and profile a printer understands.",
    "status_slip_queued": "A status slip prints: a printer was added or plugged in again, or somebody asked for a pairing code.",
    "backlog_decided": "Somebody decided about the papers that became old while a printer was away.",
}

BRIDGES = ("escpos", "star", "epos", "cloudprnt", "server_direct")
"""The command sets."""
POLLED = frozenset({"cloudprnt", "server_direct"})
"""Those whose printers call the appliance."""
DROPPED = "dropped"
"""How a job ends that a person did not want any more."""


class JobKind(StrEnum):
    """What a job puts on paper; `drawer` only opens the cash drawer."""

    TICKET = "ticket"
    CHANGE = "change"
    RUNNER = "runner"
    RECEIPT = "receipt"
    BILL = "bill"
    QR = "qr"
    PASS = "pass"  # noqa: S105  the slip with the daily pass
    REPORT = "report"
    LABEL = "label"
    DRAWER = "drawer"
    STATUS = "status"
    TEST = "test"


KITCHEN_PAPERS = frozenset({JobKind.TICKET, JobKind.CHANGE})
"""What cooks work from."""


class JobState(StrEnum):
    """Where a job is. `unknown`: some of it left the box and no word came back."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    FAILED = "failed"


class How(StrEnum):
    """How sure a done job is: the device saw it on paper, took and understood it, or said nothing at all."""

    PRINTED = "printed"
    PROCESSED = "processed"
    SENT = "sent"


class SlipWhy(StrEnum):
    """Why a status slip prints."""

    ADDED = "added"
    PLUGGED_IN = "plugged_in"
    ASKED = "asked"


class Wire(StrEnum):
    """What a printer hangs on."""

    NETWORK = "network"
    USB = "usb"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True)
class Link:
    """What is truly known of a connection: ms to the last answer on the network, baud on a serial line, nothing of USB."""

    wire: Wire
    figure: int = 0


class AskingWhy(StrEnum):
    """Why a job waits for a person: it is old, too many of its papers are in doubt, or it cannot be printed."""

    LATE = "late"
    DOUBT = "doubt"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job as the file has it, without its document.

    `copy` counts the papers that may exist already; more than 0 marks the next one. `failures` are those at
    the printer where the job is now; `failover_from` is the printer it was meant for. `drop_reason` of an open job: a
    person does not want it any more, and it ends with the try in hand ("": they gave no reason).
    """

    id: str
    branch: str
    printer_id: str
    kind: str
    subject: str
    table_session_id: str | None
    copy: int
    failover: int
    state: str
    confirmed_how: str | None
    asking: int
    asking_why: str | None
    decided_at: int | None
    attempts: int
    failures: int
    next_attempt_at: int
    last_error: str | None
    made_at: int
    sent_at: int | None
    done_at: int | None
    done_why: str | None
    failover_from: str | None
    failover_why: str | None
    moves: int
    drop_reason: str | None = None

    @property
    def subject_id(self) -> str:
        """The id behind the colon of the subject."""
        return self.subject.partition(":")[2]

    @property
    def may_be_on_paper(self) -> bool:
        """Whether a paper of this very job may exist: it came out, is under way, or was lost sight of."""
        doubtful = self.copy > 0 and self.attempts > 0
        return doubtful or self.state in (JobState.SENDING, JobState.PRINTED, JobState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer as the file has it.

    `bridge` is its command set, `address` a line as firmware_bridges.address reads it, `mac` 12 hex digits.
    """

    id: str
    name: str
    bridge: str
    address: str
    profile: str
    enabled: int = 1
    mac: str | None = None
    backup_id: str | None = None
    fail_over_after: int = 3
    token_hash: bytes | None = None
    added_at: int | None = None

    @property
    def wiring(self) -> tuple[object, ...]:
        """What a change of needs another bridge."""
        return (self.bridge, self.address, self.profile, self.enabled, self.mac)


class Bridge(Protocol):
    """What the desk needs of a printer; every printer of firmware_bridges is one."""

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""

    def start(self) -> None:
        """Begin to watch the device."""

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """One attempt; the future ends shortly after the deadline and the time the paper itself may take."""

    def stop(self) -> None:
        """End within two seconds; may block."""


MakePrinter = Callable[[PrinterRow, Callable[[PrinterStatus], None]], Bridge]
"""Makes the bridge for a printer; the callback is to be called, from any thread, when its status changes."""


class Exchanged(Protocol):
    """Bytes that went to a device or came from it, so many `times` in a row; `data` may be only the beginning of
    `size` bytes.
    """

    @property
    def at_ms(self) -> int: ...

    @property
    def direction(self) -> Literal["to", "from"]: ...

    @property
    def data(self) -> bytes: ...

    @property
    def size(self) -> int: ...

    @property
    def words(self) -> str: ...

    @property
    def times(self) -> int: ...


class Exchanges(Protocol):
    """The last exchanges with one device."""

    def exchanges(self) -> Sequence[Exchanged]:
        """Oldest first."""


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What printing needs to know of a profile: its name for people, how many characters stand on a line, and the
    command sets it is for; none named: any.
    """

    label: str
    columns: int
    bridges: frozenset[str] = frozenset()


Shows = Callable[[PrinterRow, str], bool]
"""Whether what is written in a language ("ja") is legible on a printer."""
TraceOf = Callable[[str], Exchanges | None]
"""The exchanges of a printer by its id; None where none are kept."""
