"""The values of printing: jobs, printers, and how both are shown."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

import msgspec

from firmware_bridges.contracts import PrinterStatus, PrintOutcome
from firmware_bridges.document import Document

KINDS = {
    "print_job_changed": "A print job was queued, sent, printed, in doubt, failed, asked about or decided.",
    "printer_changed": "A printer was lost, is well again, or has another trouble than before.",
}


class JobKind(StrEnum):
    """What a job puts on paper; `drawer` only opens the cash drawer."""

    TICKET = "ticket"
    RECEIPT = "receipt"
    BILL = "bill"
    QR = "qr"
    PASS = "pass"  # noqa: S105  the slip with the daily pass
    DRAWER = "drawer"
    TEST = "test"


class JobState(StrEnum):
    """Where a job is. `unknown`: some of it left the box and no word came back."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job as the file has it, without its document.

    `copy` counts the papers that may exist already; more than 0 marks the next one.
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
    confirmed: int | None
    asking: int
    decided_at: int | None
    attempts: int
    next_attempt_at: int
    last_error: str | None
    made_at: int
    sent_at: int | None
    done_at: int | None
    done_why: str | None

    @property
    def subject_id(self) -> str:
        """The id behind the colon of the subject."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer as the file has it; `address` is host:port for `escpos_tcp`."""

    id: str
    name: str
    bridge: str
    address: str
    profile: str


class Bridge(Protocol):
    """What the desk needs of a printer; the ESC/POS printer of firmware_bridges is one."""

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""

    def start(self) -> None:
        """Begin to watch the device."""

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """One attempt; the future ends shortly after the deadline at the latest."""

    def stop(self) -> None:
        """End within two seconds; may block."""


MakePrinter = Callable[[PrinterRow, Callable[[PrinterStatus], None]], Bridge]
"""Makes the bridge for a printer; the callback is to be called, from any thread, when its status changes."""


class PrinterView(msgspec.Struct, frozen=True):
    """A printer as the floor sees it; `since` when it has been in trouble."""

    id: str
    name: str
    online: bool
    say: str
    waiting: int
    since: int | None


class OpenJob(msgspec.Struct, frozen=True):
    """A job that is not done, as staff see it."""

    id: str
    kind: str
    printer: str
    subject: str
    state: str
    say: str
    made_at: int
    attempts: int
    asking: bool
    table_name: str | None
    order_number: int | None


class OpenJobs(msgspec.Struct, frozen=True):
    """Every job that is not done, oldest first."""

    items: list[OpenJob]


class Decide(msgspec.Struct, frozen=True):
    """A person's word on a job: put it on paper after all, or never."""

    decision: Literal["print", "drop"]


class Decided(msgspec.Struct, frozen=True):
    """What became of the job."""

    id: str
    decision: str


class Reprinted(msgspec.Struct, frozen=True):
    """The new job."""

    job_id: str
