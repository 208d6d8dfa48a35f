"""Understands what an ESC/POS printer says: automatic and real-time status, acknowledgements, nonsense.

Masks and bits from the Epson ESC/POS reference (GS a, DLE EOT, GS r, GS ( H). Status bytes of GS a come in
groups of four; the answers to DLE EOT, GS r and GS ( H differ in fixed bits, which is how they are told
apart.
"""

from dataclasses import dataclass

from firmware_bridges.contracts import Paper, PrinterStatus

QUESTIONS = {number: b"\x10\x04" + bytes((number,)) for number in (1, 2, 3, 4)}
"""The real-time questions; never to be sent inside a job, where a printer obeys them even within an image."""

PROCESS_ID_REPLY = b"\x37\x22"
_BLOCK_HEADS = frozenset(b"\x35\x37\x3b\x3d\x5f")
_FLOW_CONTROL = b"\x11\x13"
_MAX_BLOCK = 80
_MAX_GARBAGE = 64


@dataclass(frozen=True, slots=True)
class StatusBack:
    """Four bytes of automatic status."""

    group: bytes


@dataclass(frozen=True, slots=True)
class RealTime:
    """The answer to one DLE EOT question."""

    byte: int


@dataclass(frozen=True, slots=True)
class Single:
    """The answer to GS r."""

    byte: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block from its head to before its NUL."""

    content: bytes


Reply = StatusBack | RealTime | Single | Block


class ReplyParser:
    """Cuts the bytes from a printer into replies; what fits nowhere is counted, and a little of it is kept."""

    def __init__(self) -> None:
        self.garbage = bytearray()
        self.nonsense = 0
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Reply]:
        """The replies completed by `data`."""
        self._pending += data.translate(None, _FLOW_CONTROL)
        replies: list[Reply] = []
        while self._pending:
            taken, reply = self._next()
            if not taken:
                break
            if reply is not None:
                replies.append(reply)
            else:
                self.nonsense += taken
                self.garbage += self._pending[: min(taken, _MAX_GARBAGE - len(self.garbage))]
            del self._pending[:taken]
        return replies

    def _next(self) -> tuple[int, Reply | None]:
        """How many bytes are settled, and the reply they make (None: nonsense); 0 to wait for more."""
        first = self._pending[0]
        if first & 0x93 == 0x10:
            return self._status_back()
        if first & 0x93 == 0x12:
            return 1, RealTime(first)
        if first in _BLOCK_HEADS:
            return self._block()
        if first & 0x90 == 0:
            return 1, Single(first)
        return 1, None

    def _status_back(self) -> tuple[int, Reply | None]:
        group = bytes(self._pending[:4])
        if any(byte & 0x90 for byte in group[1:]):
            return 1, None
        return (4, StatusBack(group)) if len(group) == 4 else (0, None)

    def _block(self) -> tuple[int, Reply | None]:
        end = self._pending.find(0, 1)
        if end < 0:
            return (0, None) if len(self._pending) < _MAX_BLOCK else (1, None)
        content = bytes(self._pending[:end])
        if all(0x20 <= byte <= 0x7E for byte in content):
            return end + 1, Block(content)
        return 1, None


class Readings:
    """What a printer has told us so far on one connection."""

    def __init__(self) -> None:
        self.paper = Paper.UNKNOWN
        self.cover_open = False
        self.cutter_error = False
        self.unrecoverable = False
        self.halted = False
        self.drawer_pin_high: bool | None = None

    def take_group(self, group: bytes) -> None:
        """Automatic status: all of it at once."""
        self.drawer_pin_high = bool(group[0] & 0x04)
        self.halted = bool(group[0] & 0x08)
        self.cover_open = bool(group[0] & 0x20)
        self.cutter_error = bool(group[1] & 0x0C)
        self.unrecoverable = bool(group[1] & 0x20)
        self.paper = _paper(out=group[2] & 0x0C, near=group[2] & 0x03)

    def take_answer(self, question: int, byte: int) -> None:
        """The answer to real-time question 1, 2, 3 or 4."""
        match question:
            case 1:
                self.drawer_pin_high = bool(byte & 0x04)
                self.halted = bool(byte & 0x08)
            case 2:
                self.cover_open = bool(byte & 0x04)
            case 3:
                self.cutter_error = bool(byte & 0x0C)
                self.unrecoverable = bool(byte & 0x20)
            case 4:
                self.paper = _paper(out=byte & 0x60, near=byte & 0x0C)

    def status(self, now: float) -> PrinterStatus:
        """These readings as the status of a printer that is online."""
        return PrinterStatus(
            online=True,
            paper=self.paper,
            cover_open=self.cover_open,
            cutter_error=self.cutter_error,
            unrecoverable=self.unrecoverable,
            drawer_pin_high=self.drawer_pin_high,
            halted=self.halted,
            at_monotonic=now,
        )


def speaks_escpos(heard: bytes) -> bool:
    """Whether these bytes are answers to DLE EOT or automatic status, and nothing else."""
    parser = ReplyParser()
    replies = parser.feed(heard)
    known = [reply for reply in replies if isinstance(reply, StatusBack | RealTime)]
    return bool(known) and len(known) == len(replies) and not parser.nonsense


def _paper(*, out: int, near: int) -> Paper:
    if out:
        return Paper.OUT
    return Paper.NEAR_END if near else Paper.OK
