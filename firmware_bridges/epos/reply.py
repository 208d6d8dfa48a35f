"""What a printer's `response` says: how the job ended and how the printer is."""

import re
import time
from dataclasses import dataclass
from enum import IntFlag
from xml.etree.ElementTree import Element

from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.epos.markup import EposError, named, parsed
from firmware_bridges.sanitise import printable

_NUMBER = re.compile(r"[0-9]{1,10}|0[xX][0-9a-fA-F]{1,8}", re.ASCII)
_YES = frozenset({"true", "1"})
_LONGEST_CODE = 60


class Bit(IntFlag):
    """The bits of `status` that matter here (manual, `<response>`)."""

    NO_RESPONSE = 0x00000001
    PRINT_SUCCESS = 0x00000002
    DRAWER_PIN_HIGH = 0x00000004
    OFFLINE = 0x00000008
    COVER_OPEN = 0x00000020
    PAPER_FEED = 0x00000040
    WAIT_ONLINE = 0x00000100
    MECHANICAL_ERROR = 0x00000400
    CUTTER_ERROR = 0x00000800
    UNRECOVERABLE = 0x00002000
    AUTO_RECOVERABLE = 0x00004000
    PAPER_NEAR_END = 0x00020000
    PAPER_END = 0x00080000
    SPOOLER_STOPPED = 0x80000000


_HALTED = (
    Bit.NO_RESPONSE
    | Bit.OFFLINE
    | Bit.PAPER_FEED
    | Bit.WAIT_ONLINE
    | Bit.AUTO_RECOVERABLE
    | Bit.SPOOLER_STOPPED
)

_REFUSALS = {
    "SchemaError": Reason.BAD_DOCUMENT,
    "RequestEntityTooLarge": Reason.BAD_DOCUMENT,
    "DeviceNotFound": Reason.PRINTER_ERROR,
    "TooManyRequests": Reason.NO_ANSWER,
    "EX_SPOOLER": Reason.NO_ANSWER,
    "EX_DEVICE_BUSY": Reason.NO_ANSWER,
    "EX_ENPC_TIMEOUT": Reason.NO_ANSWER,
}
"""Codes by which the printer says that it has not begun."""

_BREAKDOWNS = {
    "EPTR_COVER_OPEN": Reason.COVER_OPEN,
    "EPTR_REC_EMPTY": Reason.PAPER_OUT,
    "EPTR_CUTTER": Reason.CUTTER_ERROR,
    "EPTR_MECHANICAL": Reason.PRINTER_ERROR,
    "EPTR_UNRECOVERABLE": Reason.PRINTER_ERROR,
    "EPTR_AUTOMATICAL": Reason.OFFLINE,
    "EPTR_BATTERY_LOW": Reason.OFFLINE,
    "ERROR_WAIT_EJECT": Reason.OFFLINE,
    "EX_BADPORT": Reason.OFFLINE,
    "EX_TIMEOUT": Reason.TIMEOUT,
    "Printing": Reason.TIMEOUT,
    "PrintSystemError": Reason.PRINTER_ERROR,
}
"""Codes that leave open how much is on paper."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A `response` element: did it go well, the code when not, and the status bits."""

    success: bool
    code: str
    status: int

    def outcome(self) -> PrintOutcome:
        """How the job ended."""
        if self.success:
            if self.status & Bit.PRINT_SUCCESS:
                return PrintOutcome(OutcomeState.PRINTED)
            return PrintOutcome(OutcomeState.PROCESSED, detail="taken, and not confirmed as printed")
        detail = f"the printer answered {self.code or 'no'}"
        if self.code in _REFUSALS:
            return PrintOutcome(OutcomeState.FAILED, _REFUSALS[self.code], detail)
        reason = _BREAKDOWNS.get(self.code) or self.printer_status().problem or Reason.PRINTER_ERROR
        return PrintOutcome(OutcomeState.UNKNOWN, reason, detail)

    def printer_status(self) -> PrinterStatus:
        """How the printer is; it answers, so it is online, and `halted` when its print head does not."""
        return status_of_bits(self.status)


def status_of_bits(bits: int) -> PrinterStatus:
    """How the printer is, from `status` of a response or `asbstatus` of a status notification."""
    paper = Paper.OUT if bits & Bit.PAPER_END else Paper.NEAR_END if bits & Bit.PAPER_NEAR_END else Paper.OK
    return PrinterStatus(
        online=True,
        paper=Paper.UNKNOWN if bits & Bit.NO_RESPONSE else paper,
        cover_open=bool(bits & Bit.COVER_OPEN),
        cutter_error=bool(bits & Bit.CUTTER_ERROR),
        unrecoverable=bool(bits & (Bit.UNRECOVERABLE | Bit.MECHANICAL_ERROR)),
        drawer_pin_high=None if bits & Bit.NO_RESPONSE else bool(bits & Bit.DRAWER_PIN_HIGH),
        halted=bool(bits & _HALTED),
        at_monotonic=time.monotonic(),
    )


def read_reply(body: bytes) -> Reply:
    """The reply in the body of an HTTP answer; raises EposError."""
    responses = named(parsed(body), "response")
    if len(responses) != 1:
        raise EposError(f"{len(responses)} responses instead of one")
    return reply_of(responses[0])


def reply_of(response: Element) -> Reply:
    """The reply of a `response` element; raises EposError."""
    if "success" not in response.attrib:
        raise EposError("a response that does not say whether it went well")
    return Reply(
        success=response.attrib["success"].strip() in _YES,
        code=printable(response.attrib.get("code", ""), _LONGEST_CODE).strip(),
        status=number(response.attrib.get("status", "0")),
    )


def number(text: str) -> int:
    """32 bits written in decimal or as 0x…; raises EposError."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise EposError(f"{text[:20]!r} is no status")
    value = int(text, 16) if text[:2].lower() == "0x" else int(text)
    if value >= 1 << 32:
        raise EposError(f"{text} is no status of 32 bits")
    return value
