"""Renders a document as ePOS-Print XML (Epson, ePOS-Print XML User's Manual)."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from firmware_bridges.document import Align, Beep, Cut, Document, Feed, Kick, Qr, Size
from firmware_bridges.epos.markup import NAMESPACE, element, escaped
from firmware_bridges.profiles import Profile
from firmware_bridges.typesetting import Band, Mark, Row, typeset

STATUS_QUESTION = element("epos-print", xmlns=NAMESPACE)
"""A request without anything to print; the printer answers with its status."""

_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_TEAR_OFF_LINES = 6
_LONGEST_PULSE = 5
_WESTERN = frozenset({"cp437", "cp850", "cp858", "cp1252"})
_ASCII = (("cp437", 0),)
_BEGIN = element("text", lang="en", smooth="true")

_Style = tuple[Size, bool, bool, Align]


def encode(document: Document, profile: Profile) -> str:
    """The whole job as one `epos-print` element. Raises DocumentError for what cannot be printed."""
    profile = suited(profile)
    return markup_of(typeset(document.checked(), profile), profile)


@lru_cache(maxsize=32)
def suited(profile: Profile) -> Profile:
    """The profile with Western code pages only.

    The text travels as UTF-8, yet what a printer's font holds beyond them depends on where it was sold.
    """
    pages = tuple(page for page in profile.code_pages if page[0] in _WESTERN)
    return replace(profile, code_pages=pages or _ASCII)


def markup_of(marks: Iterable[Mark], profile: Profile) -> str:
    """The `epos-print` element of those marks."""
    pieces = [_BEGIN]
    for style, group in groupby(marks, _style_of):
        if style is None:
            pieces += [_mark(mark, profile) for mark in group]
        else:
            pieces.append(_text(style, "".join(f"{mark.text}\n" for mark in group if isinstance(mark, Row))))
    return element("epos-print", "".join(pieces), xmlns=NAMESPACE)


def _style_of(mark: Mark) -> _Style | None:
    return (mark.size, mark.bold, mark.reverse, mark.align) if isinstance(mark, Row) else None


def _text(style: _Style, lines: str) -> str:
    """Every style is said in full: the printer keeps what is not said, from this element to the next."""
    size, bold, reverse, align = style
    return element(
        "text",
        escaped(lines),
        align=_ALIGN[align],
        dw=_truth(size in (Size.WIDE, Size.DOUBLE)),
        dh=_truth(size in (Size.TALL, Size.DOUBLE)),
        em=_truth(bold),
        reverse=_truth(reverse),
    )


def _mark(mark: Mark, profile: Profile) -> str:
    match mark:
        case Band():
            dots = base64.b64encode(mark.bits).decode("ascii")
            return element(
                "image", dots, width=mark.width_bytes * 8, height=mark.height,
                color="color_1", mode="mono", align="left",
            )  # fmt: skip
        case Qr():
            # A backslash begins an escape in a symbol's data.
            data = escaped(mark.data.replace("\\", "\\\\"))
            return element(
                "symbol", data, type="qrcode_model_2", level="level_m", width=mark.module_size, align="center"
            )
        case Feed():
            return element("feed", line=mark.lines)
        case Cut():
            no_cutter = profile.cutter == "none"
            return element("feed", line=_TEAR_OFF_LINES) if no_cutter else element("cut", type="feed")
        case Kick():
            return _pulse(mark, profile)
        case Beep():
            silent = profile.buzzer == "none"
            return "" if silent else element("sound", pattern="pattern_a", repeat=mark.times)
        case Row():
            return _text((mark.size, mark.bold, mark.reverse, mark.align), f"{mark.text}\n")


def _pulse(kick: Kick, profile: Profile) -> str:
    """Pulses come in steps of 100 ms; the next longer one is taken."""
    drawer = "drawer_2" if (kick.pin or profile.drawer_pin) == 5 else "drawer_1"
    steps = -(-(kick.on_ms or profile.drawer_on_ms) // 100)
    return element("pulse", drawer=drawer, time=f"pulse_{min(steps, _LONGEST_PULSE)}00")


def _truth(value: bool) -> str:
    return "true" if value else "false"
