"""What every bridge promises: status, outcome, byte stream and printer, free of any device's language."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from firmware_bridges.document import Document

LONGEST_PAPER_S = 90.0
"""No paper is waited for longer, however slow its printer."""


class Paper(StrEnum):
    """How much paper the device says it has."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why something did not print, as a short code that a screen can translate."""

    NONE = ""
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER_ERROR = "cutter_error"
    PRINTER_ERROR = "printer_error"
    OFFLINE = "offline"
    """The device answers and says it is offline, without naming a cause."""
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    NO_ANSWER = "no_answer"
    """Connected, but the device does not answer: busy with another computer, or stuck."""
    RESET = "reset"
    GARBLED = "garbled"
    """The device answers with bytes that are no answer, so its word is not taken."""
    WRONG_LANGUAGE = "wrong_language"
    """The device is alive but speaks another command set: its profile is wrong, not the device."""
    WRONG_DEVICE = "wrong_device"
    """Somebody else answers at the device's address: it was given to another by DHCP."""
    BAD_DOCUMENT = "bad_document"
    QUEUE_FULL = "queue_full"
    STOPPED = "stopped"
    INTERNAL = "internal"
    """Our own mistake; the log has it."""
    NOT_CONNECTED = "not_connected"
    """No connection has been tried yet."""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """One look at a printer.

    `online` means connected and answering; `halted` that the device itself says it is offline, whatever the
    cause; `reason` says why it is not online. `drawer_pin_high` is a level whose meaning depends on the
    drawer.
    """

    online: bool
    paper: Paper = Paper.UNKNOWN
    cover_open: bool = False
    cutter_error: bool = False
    unrecoverable: bool = False
    drawer_pin_high: bool | None = None
    halted: bool = False
    reason: Reason = Reason.NONE
    at_monotonic: float = 0.0

    @property
    def problem(self) -> Reason:
        """Why this printer cannot print now; `Reason.NONE` when it can."""
        causes = (
            (not self.online, self.reason or Reason.OFFLINE),
            (self.cover_open, Reason.COVER_OPEN),
            (self.paper is Paper.OUT, Reason.PAPER_OUT),
            (self.cutter_error, Reason.CUTTER_ERROR),
            (self.unrecoverable, Reason.PRINTER_ERROR),
            (self.halted, Reason.OFFLINE),
        )
        return next((reason for applies, reason in causes if applies), Reason.NONE)

    @property
    def stuck(self) -> bool:
        """Whether an error holds it that may stay after its cause has gone, until somebody says go on."""
        return self.online and not self.cover_open and (self.cutter_error or self.unrecoverable)

    def same_as(self, other: "PrinterStatus") -> bool:
        """Whether nothing but the time of looking differs."""
        return self.facts == other.facts

    @property
    def facts(self) -> tuple[object, ...]:
        """Everything but the time of looking."""
        return (
            self.online, self.paper, self.cover_open, self.cutter_error, self.unrecoverable,
            self.drawer_pin_high, self.halted, self.reason,
        )  # fmt: skip


class OutcomeState(StrEnum):
    """How an attempt to print ended."""

    PRINTED = "printed"
    """The device confirmed that it is on paper."""
    PROCESSED = "processed"
    """The device confirmed that it took and understood all of it, not that it is on paper."""
    SENT_UNCONFIRMED = "sent_unconfirmed"
    """All sent, the device is well afterwards, but it cannot confirm."""
    FAILED = "failed"
    """No byte of the job left the box: trying again is safe and no copy."""
    UNKNOWN = "unknown"
    """Some of it left the box and no confirmation came: another attempt must be marked as a copy."""


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """The end of one attempt; `reason` is the code to act on, `detail` a sentence for the log."""

    state: OutcomeState
    reason: Reason = Reason.NONE
    detail: str = ""

    @property
    def done(self) -> bool:
        """Whether this attempt got as far as this device can tell, so that none needs to follow."""
        return self.state not in (OutcomeState.FAILED, OutcomeState.UNKNOWN)

    @property
    def may_be_on_paper(self) -> bool:
        """Whether the paper may show any of it, so that another attempt is a copy."""
        return self.state is not OutcomeState.FAILED


class StreamError(Exception):
    """A stream could not be opened or has died; `reason` says how. The stream is of no further use.

    `torn` tells whether the device may have a part of what was being written, however much that is.
    """

    def __init__(self, reason: Reason, detail: str, *, torn: bool = False) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.torn = torn


class Stream(Protocol):
    """A two-way byte stream on a file descriptor; no call outlives its deadline."""

    @property
    def outlives_power(self) -> bool:
        """Whether the stream stays up while the device at its end is switched off and on again."""

    def fileno(self) -> int:
        """The descriptor, to wait on."""

    def read(self, *, deadline_s: float) -> bytes:
        """What has come (at most 4096 bytes), `b""` when nothing did in time; StreamError when it is dead."""

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """How many bytes were taken (at most 4096, 0 when none in time); StreamError when it is dead."""

    def close(self) -> None:
        """Let go of the device; never raises, may be repeated."""


class OpenStream(Protocol):
    """Opens the one stream to a device; the seam for every kind of wire."""

    def __call__(self, *, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        """Raises StreamError when it cannot be opened in time or `cancelled` turns true meanwhile."""


class Printer(Protocol):
    """What the appliance needs of any printer, whatever its wire and language."""

    @property
    def name(self) -> str:
        """The name given by whoever made it."""

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""

    def start(self) -> None:
        """Begin to watch the device and to serve the queue."""

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """Queue one attempt; the future ends with an outcome, at the latest shortly after `deadline_s`.

        On a wire of its own the time that the paper itself takes there comes on top, see `Profile.paper_s`.
        """

    def stop(self) -> None:
        """End within two seconds whatever the device does; waiting jobs fail, one under way is unknown."""
