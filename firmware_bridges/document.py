"""What is to be printed, in neutral parts that any printer language can render and a row can keep."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

MAX_QR = 1_000
MAX_PARTS = 2_000
MAX_BOX_LINES = 100


class DocumentError(ValueError):
    """The stored form of a document cannot be read, or a part is outside its limits."""


class Size(StrEnum):
    """Character size: `tall` doubles the height, `wide` the width, `double` both."""

    NORMAL = "normal"
    TALL = "tall"
    WIDE = "wide"
    DOUBLE = "double"


class Align(StrEnum):
    """Where a line stands on the paper."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


Indent = Annotated[int, Meta(ge=0, le=12)]


class Text(Struct, frozen=True, tag="text", omit_defaults=True):
    """A paragraph; it wraps at words, and wrapped lines keep the indent. `reverse` is white on black."""

    text: str
    size: Size = Size.NORMAL
    bold: bool = False
    reverse: bool = False
    align: Align = Align.LEFT
    indent: Indent = 0


class Columns(Struct, frozen=True, tag="columns", omit_defaults=True):
    """Words on the left, a figure on the right. The left wraps; the right is always printed whole."""

    left: str
    right: str
    size: Size = Size.NORMAL
    bold: bool = False
    indent: Indent = 0


class Rule(Struct, frozen=True, tag="rule", omit_defaults=True):
    """A line across the paper."""

    heavy: bool = False


class Boxed(Struct, frozen=True, tag="boxed", omit_defaults=True):
    """Paragraphs inside a frame that nobody overlooks (allergies)."""

    lines: Annotated[tuple[str, ...], Meta(max_length=MAX_BOX_LINES)]
    bold: bool = True
    size: Size = Size.NORMAL


class Qr(Struct, frozen=True, tag="qr", omit_defaults=True):
    """A QR code, centred, its modules so many dots wide; printed as words where it cannot be drawn."""

    data: Annotated[str, Meta(min_length=1, max_length=MAX_QR)]
    module_size: Annotated[int, Meta(ge=2, le=16)] = 6


class Feed(Struct, frozen=True, tag="feed", omit_defaults=True):
    """Empty lines."""

    lines: Annotated[int, Meta(ge=1, le=50)] = 1


class Cut(Struct, frozen=True, tag="cut", omit_defaults=True):
    """Cut here; a printer without a cutter feeds past its tear bar."""


class Kick(Struct, frozen=True, tag="kick", omit_defaults=True):
    """Open the cash drawer on this printer's drawer port."""


class Beep(Struct, frozen=True, tag="beep", omit_defaults=True):
    """Sound the buzzer where there is one."""

    times: Annotated[int, Meta(ge=1, le=9)] = 2


Part = Text | Columns | Rule | Boxed | Qr | Feed | Cut | Kick | Beep


class Document(Struct, frozen=True, omit_defaults=True):
    """The parts in printing order; `title` is for people and logs, never for paper."""

    title: str
    parts: Annotated[tuple[Part, ...], Meta(max_length=MAX_PARTS)]

    def marked(self, label: str) -> "Document":
        """The same document under a banner such as REPRINT or FAILOVER."""
        banner = Text(label, size=Size.DOUBLE, bold=True, reverse=True, align=Align.CENTRE)
        return Document(title=self.title, parts=(banner, *self.parts))

    def to_json(self) -> bytes:
        """The form that a print job row keeps; what UTF-8 cannot hold becomes a question mark."""
        try:
            return _encoder.encode(self)
        except UnicodeEncodeError:
            return _encoder.encode(_storable(msgspec.to_builtins(self)))

    def checked(self) -> "Document":
        """The same document when every part is inside its limits; raises DocumentError otherwise."""
        return Document.from_json(self.to_json())

    @staticmethod
    def from_json(stored: bytes | str) -> "Document":
        """The document kept by `to_json`; raises DocumentError."""
        try:
            return _decoder.decode(stored)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise DocumentError(f"unreadable document: {error}") from error


def _storable(value: object) -> object:
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {name: _storable(member) for name, member in value.items()}
        case list() | tuple():
            return [_storable(member) for member in value]
        case _:
            return value


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Document)
