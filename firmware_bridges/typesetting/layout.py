"""Cuts a document's words into lines that fit; knows widths, not bytes and not dots."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol
from unicodedata import category

from firmware_bridges.document import Align, Boxed, Columns, Rule, Size, Text
from firmware_bridges.typesetting.bidi import begins_right

_NARROWEST_LEFT = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line on paper: words, perhaps a figure at the right edge, and how they look.

    `indent` is in characters of the line's own size. `framed` words stand between the sides of a box.
    """

    text: str
    right: str = ""
    size: Size = Size.NORMAL
    bold: bool = False
    reverse: bool = False
    align: Align = Align.LEFT
    indent: int = 0
    framed: bool = False
    money: bool = False
    from_right: bool = False
    """Whether the paragraph it belongs to is read from right to left."""

    @property
    def wide(self) -> int:
        """How many times the normal width."""
        return 2 if self.size in (Size.WIDE, Size.DOUBLE) else 1

    @property
    def tall(self) -> int:
        """How many times the normal height."""
        return 2 if self.size in (Size.TALL, Size.DOUBLE) else 1


class Ruler(Protocol):
    """Measures words in units of its own; `cell` is a character, `columns` how many of them stand in a line."""

    @property
    def cell(self) -> int: ...

    @property
    def columns(self) -> int: ...

    def width(self, text: str, bold: bool) -> int:
        """How wide the words are at normal size."""

    def wrapped(self, text: str, room: int, bold: bool) -> list[str]:
        """At least one line, each at most `room` wide; nothing but surplus spaces is lost."""


def lines_of(part: Text | Columns | Rule | Boxed, ruler: Ruler) -> list[Line]:
    """The lines of a part of words."""
    match part:
        case Text():
            return _text(part, ruler)
        case Columns():
            return _columns(part, ruler)
        case Rule():
            return [Line(("═" if part.heavy else "─") * ruler.columns)]
        case Boxed():
            return _boxed(part, ruler)


def is_money(part: Columns) -> bool:
    """Whether the right side must be shown character for character."""
    return any(category(each) in ("Nd", "No") for each in part.right) if part.money is None else part.money


def composed(line: Line, width: int, length_of: Callable[[str], int], side: str = "|") -> str:
    """The line as one string for a device with fixed columns; `width` is in characters of the line's size."""
    indent = " " * line.indent
    if line.framed:
        return f"{side} {line.text}{' ' * (width - 4 - length_of(line.text))} {side}"
    if line.reverse:
        padded = f" {indent}{line.text} "
        spare = width - length_of(padded) if line.align is Align.CENTRE else 0
        return " " * (spare // 2) + padded + " " * (spare - spare // 2)
    if line.right:
        gap = width - line.indent - length_of(line.text) - length_of(line.right)
        return indent + line.text + " " * gap + line.right
    return indent + line.text


def cut_at_words(text: str, room: int) -> list[str]:
    """For text whose every character is one column wide."""
    return textwrap.wrap(text, max(1, room), break_on_hyphens=False) or [""]


def _text(part: Text, ruler: Ruler) -> list[Line]:
    from_right = begins_right(part.text)
    look = Line(
        "", "", part.size, part.bold, part.reverse, part.align, money=part.money, from_right=from_right
    )
    columns = ruler.columns // look.wide
    indent = min(part.indent, columns // 2)
    room = (columns - (2 if part.reverse else 0) - indent) * ruler.cell
    return [replace(look, text=line, indent=indent) for line in ruler.wrapped(part.text, room, part.bold)]


def _columns(part: Columns, ruler: Ruler) -> list[Line]:
    look = Line("", size=part.size, bold=part.bold, from_right=begins_right(part.left))
    money = is_money(part)
    columns = ruler.columns // look.wide
    indent, whole = min(part.indent, columns // 2), columns * ruler.cell
    right, left_width = part.right.strip(), ruler.width(part.left, part.bold)
    room = whole - ruler.width(right, part.bold) - (1 + indent) * ruler.cell
    if room >= min(_NARROWEST_LEFT * ruler.cell, max(1, left_width)):
        first, *others = ruler.wrapped(part.left, room, part.bold)
        figure = replace(look, text=first, right=right, indent=indent, money=money)
        return [figure, *(replace(look, text=line, indent=indent) for line in others)]
    words = ruler.wrapped(part.left, whole - indent * ruler.cell, part.bold)
    figures = ruler.wrapped(right, whole, part.bold)
    return [
        *(replace(look, text=line, indent=indent) for line in words),
        *(replace(look, right=piece, money=money) for piece in figures if piece),
    ]


def _boxed(part: Boxed, ruler: Ruler) -> list[Line]:
    look = Line("", size=part.size, bold=part.bold, framed=True)
    columns = ruler.columns // look.wide
    room = (columns - 4) * ruler.cell
    words = [
        replace(look, text=line, from_right=begins_right(each))
        for each in part.lines
        for line in ruler.wrapped(each, room, part.bold)
    ]
    across = "═" * (columns - 2)
    upper, lower = (
        Line(f"{left}{across}{right}", size=part.size, bold=part.bold) for left, right in ("╔╗", "╚╝")
    )
    return [upper, *words, lower]
