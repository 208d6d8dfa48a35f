"""Turns a document's words into rows that fit the paper; knows columns, not bytes."""

import textwrap
from dataclasses import dataclass

from firmware_bridges.document import Align, Boxed, Columns, Rule, Size, Text
from firmware_bridges.escpos.charset import fitted
from firmware_bridges.profiles import Profile

_NARROWEST_LEFT = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One line on paper in one style; its text is fitted and never wider than the paper."""

    text: str
    size: Size = Size.NORMAL
    bold: bool = False
    reverse: bool = False
    align: Align = Align.LEFT


def rows_of(part: Text | Columns | Rule | Boxed, profile: Profile) -> list[Row]:
    """The rows of a part of words."""
    match part:
        case Text():
            return _text(part, profile)
        case Columns():
            return _columns(part, profile)
        case Rule():
            sign = fitted("═" if part.heavy else "─", profile)
            return [Row(sign * profile.columns)]
        case Boxed():
            return _boxed(part, profile)


def width_of(size: Size, profile: Profile) -> int:
    """How many characters of that size stand in one row."""
    return profile.columns // 2 if size in (Size.WIDE, Size.DOUBLE) else profile.columns


def _text(part: Text, profile: Profile) -> list[Row]:
    width = width_of(part.size, profile)
    margin = 2 if part.reverse else 0
    indent = " " * min(part.indent, width // 2)
    rows = [indent + line for line in _wrapped(fitted(part.text, profile), width - margin - len(indent))]
    if part.reverse:
        rows = [f" {row} " for row in rows]
        if part.align is Align.CENTRE:
            rows = [row.center(width) for row in rows]
    return [Row(row, part.size, part.bold, part.reverse, part.align) for row in rows]


def _columns(part: Columns, profile: Profile) -> list[Row]:
    width = width_of(part.size, profile)
    indent = " " * min(part.indent, width // 2)
    left, right = fitted(part.left, profile), fitted(part.right, profile)
    room = width - len(right) - 1 - len(indent)
    if room >= min(_NARROWEST_LEFT, max(1, len(left))):
        first, *others = _wrapped(left, room)
        lines = [
            indent + first + right.rjust(width - len(indent) - len(first)),
            *(indent + row for row in others),
        ]
    else:
        lines = [indent + row for row in _wrapped(left, width - len(indent))]
        lines += [right[at : at + width].rjust(width) for at in range(0, len(right), width)]
    return [Row(line, part.size, part.bold) for line in lines]


def _boxed(part: Boxed, profile: Profile) -> list[Row]:
    inside = width_of(part.size, profile) - 4
    corners = [fitted(corner, profile) for corner in "╔╗╚╝"]
    across, side = fitted("═", profile) * (inside + 2), fitted("║", profile)
    words = [row for line in part.lines for row in _wrapped(fitted(line, profile), inside)]
    lines = [
        corners[0] + across + corners[1],
        *(f"{side} {row.ljust(inside)} {side}" for row in words),
        corners[2] + across + corners[3],
    ]
    return [Row(line, part.size, part.bold) for line in lines]


def _wrapped(text: str, width: int) -> list[str]:
    """At least one row, each at most `width`; nothing but surplus spaces is lost."""
    return textwrap.wrap(text, max(1, width), break_on_hyphens=False) or [""]
