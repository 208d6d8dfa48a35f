"""Understands what a Star printer says: automatic status (ASB), asked for or not, and nonsense.

Bits from Star's Line Mode command specifications, appendix "Automatic status". Every byte has zeros at bits 4
and 7 but for the second one; only the first has a one at bit 0, which is how a status is found in the stream. The
same block answers `ESC ACK SOH`.
"""

from dataclasses import dataclass

from firmware_bridges.contracts import Paper, PrinterStatus

ASK_STATUS = b"\x1b\x06\x01"
"""ESC ACK SOH: obeyed at once, also by a printer that cannot print; never to be sent inside a job."""
SHORTEST = 7
LONGEST = 17
COUNTS = 32
"""The ETB counter runs from 0 to 31."""
_FLOW_CONTROL = b"\x11\x13"
_MAX_GARBAGE = 64
_COUNTER_AT = 7


@dataclass(frozen=True, slots=True)
class Asb:
    """One block of automatic status, its two header bytes included."""

    block: bytes

    @property
    def counter(self) -> int | None:
        """How many ETB marks have been printed past, modulo 32; None from a printer that does not count."""
        if len(self.block) <= _COUNTER_AT:
            return None
        byte = self.block[_COUNTER_AT]
        return byte >> 1 & 0x07 | byte >> 2 & 0x18

    def status(self, now: float) -> PrinterStatus:
        """What it says of the printer."""
        how, errors, more, paper = self.block[2:6]
        return PrinterStatus(
            online=True,
            paper=_paper(paper),
            cover_open=bool(how & 0x20),
            cutter_error=bool(errors & 0x08),
            unrecoverable=bool(errors & 0x24 or more & 0x0E),
            drawer_pin_high=bool(how & 0x04),
            halted=bool(how & 0x08 or errors & 0x40),
            at_monotonic=now,
        )


class AsbParser:
    """Cuts the bytes from a printer into status blocks; what fits nowhere is counted, a little of it kept."""

    def __init__(self) -> None:
        self.garbage = bytearray()
        self.nonsense = 0
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Asb]:
        """The blocks completed by `data`."""
        self._pending += data.translate(None, _FLOW_CONTROL)
        blocks: list[Asb] = []
        while self._pending:
            length = _length(self._pending)
            if length is None or len(self._pending) < length:
                break
            taken = bytes(self._pending[: length or 1])
            del self._pending[: length or 1]
            if length:
                blocks.append(Asb(taken))
            else:
                self.nonsense += 1
                self.garbage += taken[: _MAX_GARBAGE - len(self.garbage)]
        return blocks


def speaks_star(heard: bytes) -> bool:
    """Whether these bytes are status blocks and nothing else."""
    parser = AsbParser()
    return bool(parser.feed(heard)) and not parser.nonsense


def _length(start: bytes | bytearray) -> int | None:
    """How long the block is that begins there; 0 when none does, None while that cannot be said."""
    first = start[0]
    if first & 0x91 != 0x01:
        return 0
    if len(start) < 2:
        return None
    second = start[1]
    length = (first >> 2 & 0x08 | first >> 1 & 0x07) + (second >> 6 & 0x02)
    if second & 0x11 or not SHORTEST <= length <= LONGEST:
        return 0
    return 0 if any(byte & 0x91 for byte in start[2:length]) else length


def _paper(byte: int) -> Paper:
    if byte & 0x08:
        return Paper.OUT
    return Paper.NEAR_END if byte & 0x06 else Paper.OK
