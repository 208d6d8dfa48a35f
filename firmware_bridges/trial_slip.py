"""The slip that shows how well a printer is set up: width, sizes, styles, letters of the world, a code, the knife."""

from collections.abc import Sequence
from dataclasses import dataclass

from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Part, Qr, Rule, Size, Text

LETTERS = (
    "Crème brûlée · jalapeño · Größe · 12,50 €",
    "Ελληνικά · Русский · Čeština · Türkçe",
    "日本語 · 中文 · 한국어",
    "العربية · עברית",
    "ภาษาไทย · हिन्दी · ₹ ₽ ฿",
)
"""A printer whose own letters do not reach draws these lines; each must be readable all the same."""

CODE = "https://example.com/test-slip"


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What the slip says, for another language than English. `width` takes {columns}."""

    title: str = "Test page"
    width: str = "{columns} characters"
    tall: str = "Tall"
    wide: str = "Wide"
    double: str = "Double"
    bold: str = "Bold"
    reverse: str = "White on black"
    letters: str = "Letters"
    drawer_left_shut: str = "The cash drawer was not opened."
    judge: str = (
        "Well set up: the ruler is one line, no letter is a box, the code can be scanned, the paper is cut."
    )


def trial_slip(
    facts: Sequence[tuple[str, str]], columns: int, words: SlipWords | None = None, language: str = ""
) -> Document:
    """The slip for a paper of so many columns; `facts` (printer, model, address, time …) stand on top.

    It opens no drawer: whoever tests a printer at noon does not want the cash to jump out.
    """
    words = words or SlipWords()
    parts: list[Part] = [
        Text(words.title, size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Rule(heavy=True),
        *(Columns(label, value, money=False) for label, value in facts),
        Rule(),
        Text(words.width.format(columns=columns)),
        Text(ruler(columns)),
        Text(words.tall, size=Size.TALL),
        Text(words.wide, size=Size.WIDE),
        Text(words.double, size=Size.DOUBLE),
        Text(words.bold, bold=True),
        Text(words.reverse, reverse=True, align=Align.CENTRE),
        Columns("< <", "> >"),
        Rule(),
        Text(words.letters, bold=True),
        *(Text(line) for line in LETTERS),
        Rule(),
        Qr(CODE),
        Text(words.judge),
        Text(words.drawer_left_shut),
        Feed(2),
        Cut(),
    ]
    return Document(title="test slip", parts=tuple(parts), language=language)


def ruler(columns: int) -> str:
    """A scale as wide as the paper: ....:....1....:....2"""
    whole = "".join(f"....:....{(ten + 1) % 10}" for ten in range(columns // 10 + 1))
    return whole[:columns]
