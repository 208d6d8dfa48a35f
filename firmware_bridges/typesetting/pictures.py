"""Pictures and codes as raster bands."""

import importlib
import io
import logging
import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from firmware_bridges.document import Align, Image
from firmware_bridges.typesetting.bands import sliced
from firmware_bridges.typesetting.ink import new_sheet
from firmware_bridges.typesetting.marks import Band

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

log = logging.getLogger(__name__)

MAX_PIXELS = 4_000_000
MAX_HEIGHT = 1_200
"""In dots: 15 cm of paper."""
_QUIET_MODULES = 2


def qr_bands(data: str, module_size: int, dots: int) -> list[Band]:
    """That code in the middle of the paper; its modules shrink when it would be wider."""
    qrcode: Any = importlib.import_module("qrcode")
    code = qrcode.QRCode(border=_QUIET_MODULES, box_size=1)
    code.add_data(data)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    small = new_sheet(len(matrix), len(matrix))
    small.putdata([255 * dark for row in matrix for dark in row])
    module = max(1, min(module_size, dots // len(matrix)))
    return sliced(_placed(small.resize((len(matrix) * module,) * 2), Align.CENTRE, dots))


@lru_cache(maxsize=16)
def image_bands(image: Image, dots: int) -> list[Band] | None:
    """The picture in black and white on that paper; None when the file is none that can be drawn."""
    try:
        picture = _opened(image.png)
    except (OSError, ValueError, SyntaxError, EOFError, zlib.error, struct.error) as error:
        log.warning("a picture for the paper cannot be drawn: %s", error)
        return None
    scale = min(1.0, dots / picture.width, MAX_HEIGHT / picture.height)
    size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
    dithered = picture.resize(size).convert("1") if scale < 1 else picture.convert("1")
    ink = _pillow("ImageChops").invert(dithered)
    return sliced(_placed(ink, image.align, dots))


def _opened(png: bytes) -> "Picture":
    """The file in greys on white paper."""
    width, height = struct.unpack(">II", png[16:24])  # before Pillow makes room for them
    if width * height > MAX_PIXELS:
        raise ValueError(f"{width} × {height} is more than {MAX_PIXELS} pixels")
    pillow = _pillow("Image")
    with pillow.open(io.BytesIO(png), formats=("PNG",)) as file:
        coloured = file.convert("RGBA")
    paper = pillow.new("RGBA", coloured.size, "white")
    paper.alpha_composite(coloured)
    grey: Picture = paper.convert("L")
    return grey


def _placed(picture: "Picture", align: Align, dots: int) -> "Picture":
    spare = dots - picture.width
    left = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[align]
    strip = new_sheet(dots, picture.height)
    strip.paste(picture, (left, 0))
    return strip


def _pillow(module: str) -> Any:
    return importlib.import_module(f"PIL.{module}")
