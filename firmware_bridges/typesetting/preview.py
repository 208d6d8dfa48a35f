"""A document as one picture of black and white dots, for printers that take images and for pages that show paper."""

import io
from dataclasses import replace

from firmware_bridges.document import Document, Feed
from firmware_bridges.profiles import Profile
from firmware_bridges.typesetting.ink import CELL_HEIGHT, LINE_GAP, new_sheet
from firmware_bridges.typesetting.marks import Band, Mark, Row
from firmware_bridges.typesetting.setter import typeset


def as_png(document: Document, profile: Profile) -> bytes:
    """A 1-bit PNG as wide as the paper in dots, every line drawn; cuts, kicks and beeps leave nothing.

    Raises DocumentError when a line with money cannot be shown.
    """
    drawing = replace(profile, code_pages=(), raster=True, qr="raster")
    marks = typeset(document, drawing)
    sheet = new_sheet(profile.dots, max(1, sum(map(_height, marks))))
    bits = b"".join(_bits(mark, profile.dots // 8) for mark in marks)
    if bits:
        sheet.frombytes(bits)
    file = io.BytesIO()
    sheet.point(lambda ink: 255 - ink).save(file, format="PNG")
    return file.getvalue()


def _height(mark: Mark) -> int:
    """In rows of dots."""
    match mark:
        case Band():
            return mark.height
        case Row():  # an empty line: nothing else has no letter to draw
            return CELL_HEIGHT + LINE_GAP
        case Feed():
            return (CELL_HEIGHT + LINE_GAP) * mark.lines
        case _:
            return 0


def _bits(mark: Mark, width_bytes: int) -> bytes:
    return mark.bits if isinstance(mark, Band) else bytes(width_bytes * _height(mark))
