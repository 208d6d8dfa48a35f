"""Lines as raster bands: words drawn and put in their place on a strip as wide as the paper."""

import importlib
from typing import TYPE_CHECKING, Any

from firmware_bridges.document import Align
from firmware_bridges.profiles import Profile
from firmware_bridges.typesetting.ink import (
    BASELINE,
    CELL_HEIGHT,
    LINE_GAP,
    Ink,
    drawn,
    new_sheet,
)
from firmware_bridges.typesetting.layout import Line
from firmware_bridges.typesetting.marks import MAX_BAND_BYTES, Band

if TYPE_CHECKING:
    from PIL.Image import Image


_EDGES = frozenset("─═╔╗╚╝")
_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


def line_bands(line: Line, profile: Profile, language: str) -> list[Band]:
    """The line at the height of a printed one, higher where its letters need it."""
    if line.text and _EDGES.issuperset(line.text):
        return _edge(line, profile)
    left = drawn(line.text, line.wide, line.tall, line.bold, language, line.from_right)
    right = drawn(line.right, line.wide, line.tall, line.bold, language)
    above = max(BASELINE * line.tall, left.above + line.reverse, right.above)
    below = max((CELL_HEIGHT - BASELINE) * line.tall + LINE_GAP, left.below, right.below)
    strip = new_sheet(profile.dots, above + below)
    edge = profile.columns * profile.cell
    at = _start(line, left, profile)
    _put(strip, left, at, above, room=edge - at - (right.width if line.right else 0))
    if line.right:
        _put(strip, right, max(0, edge - right.width), above, room=edge)
    if line.framed:
        _sides(strip, profile, line.wide)
    if line.reverse:
        bottom = max(above + below - LINE_GAP, above + left.below)
        _turn(strip, line, (at, at + left.width), profile, bottom)
    return sliced(strip)


def sliced(strip: "Image") -> list[Band]:
    """The strip as bands of a size that no printer stays stuck in.

    A printer obeys a real-time command (DLE EOT, DLE ENQ, DLE DC4) even amid dots: a dot more prevents it.
    """
    width_bytes, bits = strip.width // 8, strip.tobytes()
    for command in _REAL_TIME:
        bits = bits.replace(command, b"\x18" + command[1:])
    step = MAX_BAND_BYTES // width_bytes * width_bytes
    return [Band(width_bytes, bits[at : at + step]) for at in range(0, len(bits), step)]


def _start(line: Line, ink: Ink, profile: Profile) -> int:
    cell = profile.cell * line.wide
    margin = cell if line.reverse else 2 * cell if line.framed else 0
    match line.align:
        case Align.CENTRE:
            return max(0, (profile.dots - ink.width) // 2)
        case Align.RIGHT:
            return max(0, profile.dots - ink.width - margin)
        case Align.LEFT:
            return margin + line.indent * cell


def _put(strip: "Image", ink: Ink, at: int, baseline: int, *, room: int) -> None:
    """What is a little too wide is narrowed, never cut."""
    image = ink.image
    if ink.width > room > 0:
        image = image.resize((max(1, image.width * room // ink.width), image.height))
    strip.paste(255, (at - ink.left, baseline - ink.above), mask=image)


def _edge(line: Line, profile: Profile) -> list[Band]:
    """A rule, or the upper or lower edge of a box whose sides `_sides` draws."""
    strip = new_sheet(profile.dots, CELL_HEIGHT * line.tall + LINE_GAP)
    draw, middle = _pillow("ImageDraw").Draw(strip), CELL_HEIGHT * line.tall // 2
    bars = (0,) if line.text[0] == "─" else (-2, 2)
    if line.text[0] in "─═":
        for bar in bars:
            draw.line((0, middle + bar, profile.columns * profile.cell, middle + bar), fill=255)
        return sliced(strip)
    is_upper = line.text[0] == "╔"
    first, second, third, fourth = _bars(profile, line.wide)
    for left, right, inset in ((first, fourth, -2 * line.wide), (second, third, 2 * line.wide)):
        level = middle + inset if is_upper else middle - inset
        draw.line((left, level, right, level), fill=255, width=line.wide)
        for side in (left, right):
            draw.line((side, level, side, strip.height if is_upper else 0), fill=255, width=line.wide)
    return sliced(strip)


def _bars(profile: Profile, wide: int) -> tuple[int, int, int, int]:
    """Where the four upright bars of a box stand: about the middle of its first and last character."""
    half = profile.cell * wide // 2
    left, right = half - 1, profile.columns * profile.cell - half - 1
    gap = 2 * wide
    return (left - gap, left + gap, right - gap, right + gap)


def _sides(strip: "Image", profile: Profile, wide: int) -> None:
    """The double bars of a box, where the printer's own characters would have them."""
    draw = _pillow("ImageDraw").Draw(strip)
    for bar in _bars(profile, wide):
        draw.line((bar, 0, bar, strip.height), fill=255, width=wide)


def _turn(strip: "Image", line: Line, ink: tuple[int, int], profile: Profile, bottom: int) -> None:
    """White on black: over the words and a letter's width around them, over the whole line when centred."""
    cell = profile.cell * line.wide
    left, right = max(0, ink[0] - cell - line.indent * cell), min(profile.dots, ink[1] + cell)
    if line.align is Align.CENTRE:
        left, right = 0, profile.columns * profile.cell
    box = (left, 0, right, bottom)
    strip.paste(_pillow("ImageChops").invert(strip.crop(box)), box)


def _pillow(module: str) -> Any:
    return importlib.import_module(f"PIL.{module}")
