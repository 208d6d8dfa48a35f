"""What a document becomes before it is bytes: rows of text, raster bands, and what only the printer can do."""

from collections.abc import Iterable
from dataclasses import dataclass

from firmware_bridges.document import Align, Beep, Cut, Feed, Kick, Qr, Size


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text in one style, never wider than the paper; every character has a code page of the profile."""

    text: str
    size: Size = Size.NORMAL
    bold: bool = False
    reverse: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Band:
    """A raster strip as wide as the paper, alignment already applied.

    `bits` are rows of `width_bytes` bytes, one bit a dot, 1 is black, the leftmost dot in the highest bit. A
    band has at most `MAX_BAND_BYTES`; what is higher comes as several bands that abut.
    """

    width_bytes: int
    bits: bytes

    @property
    def height(self) -> int:
        """How many rows of dots."""
        return len(self.bits) // self.width_bytes


MAX_BAND_BYTES = 4096
"""Small enough that 8192 zeros end any band a printer has been left in the middle of."""

Mark = Row | Band | Qr | Feed | Cut | Kick | Beep

_DOTS_A_LINE = 24
_QR_MODULES = 41
"""Of a usual address, with its margin."""
_TALL = frozenset({Size.TALL, Size.DOUBLE})


def length_lines(marks: Iterable[Mark]) -> float:
    """About how long the paper becomes, in lines of the normal height."""
    return sum(map(_length, marks))


def _length(mark: Mark) -> float:
    match mark:
        case Row():
            return 2 if mark.size in _TALL else 1
        case Band():
            return mark.height / _DOTS_A_LINE
        case Qr():
            return mark.module_size * _QR_MODULES / _DOTS_A_LINE
        case Feed():
            return mark.lines
        case _:
            return 1
