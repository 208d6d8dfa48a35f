"""What a CloudPRNT printer tells when it calls: one JSON object (Star CloudPRNT Developer Guide, sections 3 and 7)."""

from dataclasses import replace
from urllib.parse import unquote

import msgspec

from firmware_bridges.address import normal_mac
from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.sanitise import printable
from firmware_bridges.star.status import AsbParser

LARGEST_POLL = 16 * 1024
_LONGEST_BLOCK = 100
_LONGEST_CODE = 60
_NOTHING_PRINTED = frozenset({510, 512, 520, 521})
"""Codes for a job that the printer could not even begin: wrong type, wrong version, download too slow or too large."""


class CloudPrntError(ValueError):
    """The call makes no sense, or is not this printer's."""


class ActionResult(msgspec.Struct, frozen=True):
    """The printer's answer to a `clientAction`."""

    request: str = ""
    result: object = None


class Poll(msgspec.Struct, frozen=True):
    """One poll; null where the printer says nothing. The peripherals it may report are not looked at."""

    status: str | None = None
    mac: str | None = msgspec.field(name="printerMAC", default=None)
    status_code: str | None = msgspec.field(name="statusCode", default=None)
    printing: bool | None = msgspec.field(name="printingInProgress", default=None)
    actions: list[ActionResult] | None = msgspec.field(name="clientAction", default=None)

    @property
    def code(self) -> int:
        """The three digits of `statusCode`; 200 where there are none."""
        return code_of(self.status_code) or 200

    def printer_status(self) -> PrinterStatus:
        """How the printer is, by its automatic status where it comes along and by its code."""
        return _with_code(_automatic(self.status or ""), self.code)


def read_poll(body: bytes) -> Poll:
    """The poll in a body. Raises CloudPrntError."""
    if len(body) > LARGEST_POLL:
        raise CloudPrntError(f"{len(body)} bytes are too many")
    try:
        return _decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise CloudPrntError("this is no poll") from error


def mac_of(told: str | None) -> str:
    """The MAC in a poll or a query, 12 lower-case hex digits; "" when there is none."""
    try:
        return normal_mac(told or "")
    except ValueError:
        return ""


def code_of(told: str | None) -> int | None:
    """The number that a status code such as `410 Paper out` or `200%20OK` begins with; `OK` is 200."""
    words = unquote(told or "")[:_LONGEST_CODE].strip()
    if words.upper().startswith("OK"):
        return 200
    digits = words[:3]
    return int(digits) if len(digits) == 3 and digits.isascii() and digits.isdigit() else None


def outcome_of(told: str | None) -> PrintOutcome:
    """What the code with which a printer lets go of a job means for the paper."""
    code = code_of(told)
    detail = printable(unquote(told or "no code"), _LONGEST_CODE)
    if code is None:
        return PrintOutcome(OutcomeState.UNKNOWN, Reason.GARBLED, detail)
    if 200 <= code < 300:
        return PrintOutcome(OutcomeState.PRINTED)
    if code in _NOTHING_PRINTED:
        reason = Reason.TIMEOUT if code == 520 else Reason.BAD_DOCUMENT
        return PrintOutcome(OutcomeState.FAILED, reason, detail)
    reason = _with_code(PrinterStatus(online=True), code).problem or Reason.PRINTER_ERROR
    return PrintOutcome(OutcomeState.UNKNOWN, reason, detail)


def _automatic(told: str) -> PrinterStatus:
    """The status in hex pairs or single digits parted by blanks, as `23 6 0 0 0 0 0 0 0 `."""
    try:
        block = bytes(int(pair, 16) for pair in told[:_LONGEST_BLOCK].split())
    except ValueError:
        block = b""
    found = AsbParser().feed(block)
    return found[0].status(0.0) if found else PrinterStatus(online=True, paper=Paper.OK)


def _with_code(status: PrinterStatus, code: int) -> PrinterStatus:
    """2xx: well, 21x: paper low; 41x: paper, 42x: cover, other 4xx: some error. 5xx is about a job alone."""
    match code:
        case _ if 210 <= code < 220 and status.paper is not Paper.OUT:
            return replace(status, paper=Paper.NEAR_END)
        case 411:
            return replace(status, unrecoverable=True)
        case _ if 410 <= code < 420:
            return replace(status, paper=Paper.OUT)
        case _ if 420 <= code < 430:
            return replace(status, cover_open=True)
        case _ if 400 <= code < 500 and not status.problem:
            return replace(status, halted=True)
        case _:
            return status


_decoder = msgspec.json.Decoder(Poll)
