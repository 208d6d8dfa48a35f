"""A document as plain Unicode text, for printers that set text themselves and for people who read it on a screen."""

import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from firmware_bridges.document import (
    Beep,
    Boxed,
    Columns,
    Cut,
    Document,
    Feed,
    Image,
    Kick,
    Part,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.sanitise import printable
from firmware_bridges.typesetting.clusters import wrapped
from firmware_bridges.typesetting.emoji import spelled
from firmware_bridges.typesetting.layout import composed, lines_of

_ASCII_FRAME = str.maketrans({"═": "=", "─": "-", "╔": "+", "╗": "+", "╚": "+", "╝": "+"})


def as_text(document: Document, columns: int) -> str:
    """Its words in lines of that many columns, Han characters two wide; styles and codes are lost."""
    ruler = _Ruler(columns)
    return "".join(f"{line}\n" for part in document.parts for line in _lines(part, ruler))


def _lines(part: Part, ruler: "_Ruler") -> Iterator[str]:
    match part:
        case Text() | Columns() | Boxed():
            yield from _worded(replace(part, size=Size.NORMAL), ruler)
        case Rule():
            yield from _worded(part, ruler)
        case Qr():
            yield from _lines(Text(part.data), ruler)
        case Image():
            yield from _lines(Text(part.alt, align=part.align), ruler) if part.alt else ()
        case Feed():
            yield from [""] * part.lines
        case Cut() | Kick() | Beep():
            pass


def _worded(part: Text | Columns | Boxed | Rule, ruler: "_Ruler") -> Iterator[str]:
    for line in lines_of(part, ruler):
        text = composed(line, ruler.columns, ruler.length)
        yield _aligned(text.translate(_ASCII_FRAME), line.align, ruler)


def _aligned(text: str, align: str, ruler: "_Ruler") -> str:
    spare = max(0, ruler.columns - ruler.length(text))
    return " " * {"left": 0, "centre": spare // 2, "right": spare}[align] + text.rstrip()


class _Ruler:
    """Columns as a terminal counts them (UAX #11)."""

    cell = 1

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def length(self, text: str) -> int:
        """How many columns the words take."""
        return sum(
            0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
            for each in text
        )

    def width(self, text: str, bold: bool) -> int:
        return self.length(spelled(printable(text)))

    def wrapped(self, text: str, room: int, bold: bool) -> list[str]:
        return wrapped(spelled(printable(text)), room, self.length)
