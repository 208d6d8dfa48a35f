"""What is to be printed, in neutral parts that any printer language can render and a row can keep."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

MAX_QR = 1_000
MAX_PARTS = 2_000
MAX_BOX_LINES = 100
MAX_WORDINGS = 4_000
MAX_IMAGE_BYTES = 65_536


class DocumentError(ValueError):
    """The stored form of a document cannot be read, a part is outside its limits, or money cannot be shown."""


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
    """A paragraph; it wraps at words, and wrapped lines keep the indent. `reverse` is white on black.

    With `money` it carries an amount: it is shown character for character, or the document is refused.
    """

    text: str
    size: Size = Size.NORMAL
    bold: bool = False
    reverse: bool = False
    align: Align = Align.LEFT
    indent: Indent = 0
    money: bool = False


class Columns(Struct, frozen=True, tag="columns", omit_defaults=True):
    """Words on the left, a figure on the right. The left wraps; the right is always printed whole.

    A right side that is `money` is shown character for character, or the document is refused. When nothing
    is said, a right side with a digit is money.
    """

    left: str
    right: str
    size: Size = Size.NORMAL
    bold: bool = False
    indent: Indent = 0
    money: bool | None = None


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


class Image(Struct, frozen=True, tag="image", omit_defaults=True):
    """A picture as a PNG file, drawn in dots; shrunk to the paper when it is wider.

    Greys are dithered, what is transparent stays paper. Where it cannot be drawn, `alt` is printed instead.
    """

    png: Annotated[bytes, Meta(min_length=1, max_length=MAX_IMAGE_BYTES)]
    alt: str = ""
    align: Align = Align.CENTRE


class Feed(Struct, frozen=True, tag="feed", omit_defaults=True):
    """Empty lines."""

    lines: Annotated[int, Meta(ge=1, le=50)] = 1


class Cut(Struct, frozen=True, tag="cut", omit_defaults=True):
    """Cut here; a printer without a cutter feeds past its tear bar."""


class Kick(Struct, frozen=True, tag="kick", omit_defaults=True):
    """Open the cash drawer on this printer's drawer port; what is not said here the profile says.

    `pin` is the connector's, `on_ms` how long the pulse lasts, `off_ms` how long the next one must wait.
    """

    pin: Literal[2, 5] | None = None
    on_ms: Annotated[int, Meta(ge=2, le=510)] | None = None
    off_ms: Annotated[int, Meta(ge=2, le=510)] | None = None


class Beep(Struct, frozen=True, tag="beep", omit_defaults=True):
    """Sound the buzzer where there is one."""

    times: Annotated[int, Meta(ge=1, le=9)] = 2


Part = Text | Columns | Rule | Boxed | Qr | Image | Feed | Cut | Kick | Beep


Wordings = Annotated[
    tuple[Annotated[tuple[str, ...], Meta(min_length=1)], ...], Meta(max_length=MAX_WORDINGS)
]
"""Words of a document, each followed by other wordings, the best first."""


class Document(Struct, frozen=True, omit_defaults=True):
    """The parts in printing order; `title` is for people and logs, never for paper.

    `language` (BCP 47: `ja`, `zh-Hans`, `zh-TW`, `ko`) says how Han characters are drawn; Japanese when empty. Of a `private`
    one nothing is kept in traces: it carries a code or a password. `wordings` are for
    printers that can neither show nor draw a word.
    """

    title: str
    parts: Annotated[tuple[Part, ...], Meta(max_length=MAX_PARTS)]
    language: str = ""
    wordings: Wordings = ()
    private: bool = False

    def marked(self, label: str) -> "Document":
        """The same document under a banner such as REPRINT or FAILOVER."""
        banner = Text(label, size=Size.DOUBLE, bold=True, reverse=True, align=Align.CENTRE)
        return msgspec.structs.replace(self, parts=(banner, *self.parts))

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
