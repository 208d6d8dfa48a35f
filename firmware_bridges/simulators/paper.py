"""Draws simulated paper as a picture: what a guest or cook would hold in hand."""

import functools
import importlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from firmware_bridges.simulators.head import ImageMark, Line, Mark, QrMark, Slip, Span, Style

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont
    from PIL.ImageFont import ImageFont as BitmapFont

CELL_WIDTH = 12
CELL_HEIGHT = 24
LINE_GAP = 6
MARGIN = 36
_EDGE = 24
_TOOTH = 8
_INK_FROM = 104
_INK = (34, 32, 38)
_PAPER = (252, 250, 244)
_SHADOW = (221, 216, 206)
_BACKGROUND = (236, 232, 223)
_GAP = 22
_FONTS = {
    False: ("DejaVuSansMono.ttf", "LiberationMono-Regular.ttf", "NotoSansMono-Regular.ttf"),
    True: ("DejaVuSansMono-Bold.ttf", "LiberationMono-Bold.ttf", "NotoSansMono-Bold.ttf"),
}


def render_slip(slip: Slip) -> bytes:
    """The slip as PNG: a cut edge where it was cut, a torn one where it still hangs in the printer."""
    return _png(_slip_image(slip))


def render_roll(slips: Sequence[Slip], *, newest: int = 10) -> bytes:
    """The newest slips as one PNG, the newest on top; a blank strip when there are none."""
    images = [_slip_image(slip) for slip in reversed(slips[-newest:])] or [_slip_image(Slip(0, 48))]
    width = max(image.width for image in images)
    height = sum(image.height for image in images) + _GAP * (len(images) - 1)
    roll = _new_image(width, height)
    top = 0
    for image in images:
        roll.paste(image, ((width - image.width) // 2, top))
        top += image.height + _GAP
    return _png(roll)


def _slip_image(slip: Slip) -> "Image":
    width = slip.columns * CELL_WIDTH
    blocks = [_mark_image(mark, width) for mark in slip.marks]
    height = max(sum(block.height for block in blocks), CELL_HEIGHT * 3)
    image = _new_image(width + 2 * MARGIN + 6, height + 2 * (_EDGE + MARGIN // 2) + 6)
    right, bottom = image.width - 6, image.height - 6
    draw = _draw(image)
    outline = _outline(right, bottom, torn=not slip.cut)
    draw.polygon([(x + 4, y + 4) for x, y in outline], fill=_SHADOW)
    draw.polygon(outline, fill=_PAPER)
    top = _EDGE + MARGIN // 2
    for block in blocks:
        image.paste(block, (MARGIN, top))
        top += block.height
    return image


def _outline(right: int, bottom: int, *, torn: bool) -> list[tuple[int, int]]:
    """The paper's edge, clockwise: the knife leaves small teeth, tearing none."""
    teeth = range(0, right, _TOOTH * 2)
    upper = [point for x in teeth for point in ((x, 6), (min(x + _TOOTH, right), 0))]
    if torn:
        lower = [(right, bottom - 4), (right * 2 // 3, bottom), (right // 3, bottom - 5), (0, bottom - 1)]
    else:
        lower = [
            point for x in reversed(teeth) for point in ((min(x + _TOOTH, right), bottom), (x, bottom - 6))
        ]
    return [*upper, (right, 6), (right, bottom - 6), *lower]


def _mark_image(mark: Mark, width: int) -> "Image":
    match mark:
        case Line():
            return _line_image(mark, width)
        case QrMark():
            return _aligned(_qr_image(mark, width), width, mark.align)
        case ImageMark():
            return _aligned(_raster_image(mark), width, mark.align)


def _line_image(line: Line, width: int) -> "Image":
    tallest = max((span.style.height for span in line.spans), default=1)
    image = _new_image(width, CELL_HEIGHT * tallest + LINE_GAP, _PAPER)
    used = sum(len(span.text) * span.style.width for span in line.spans) * CELL_WIDTH
    left = {"left": 0, "centre": (width - used) // 2, "right": width - used}[line.align]
    for span in line.spans:
        top = CELL_HEIGHT * (tallest - span.style.height)
        image.paste(_span_image(span), (max(0, left), top))
        left += len(span.text) * span.style.width * CELL_WIDTH
    return image


def _span_image(span: Span) -> "Image":
    style = span.style
    ink, ground = (_PAPER, _INK) if style.reverse else (_INK, _PAPER)
    image = _new_image(len(span.text) * CELL_WIDTH * style.width, CELL_HEIGHT * style.height, ground)
    for place, character in enumerate(span.text):
        image.paste(_glyph(character, style, ink, ground), (place * CELL_WIDTH * style.width, 0))
    if style.underline:
        _draw(image).line([(0, image.height - 2), (image.width, image.height - 2)], fill=ink, width=2)
    return image


@functools.lru_cache(maxsize=4096)
def _glyph(character: str, style: Style, ink: tuple[int, int, int], ground: tuple[int, int, int]) -> "Image":
    """One character cell in black and white, drawn at its height and stretched to its width as a print head does."""
    scale = max(style.width, style.height)
    font = _font(20 * scale, style.bold)
    mask = _pillow("Image").new("L", (CELL_WIDTH * scale, CELL_HEIGHT * scale), 0)
    _draw(mask).text((CELL_WIDTH * scale / 2, 20 * scale), character, font=font, fill=255, anchor="ms")
    size = (CELL_WIDTH * style.width, CELL_HEIGHT * style.height)
    burnt = mask.resize(size).point([0] * _INK_FROM + [255] * (256 - _INK_FROM), "1")
    image = _new_image(*size, ground)
    image.paste(ink, (0, 0, *size), mask=burnt)
    return image


def _qr_image(mark: QrMark, width: int) -> "Image":
    qrcode: Any = importlib.import_module("qrcode")
    code = qrcode.QRCode(border=1, box_size=1)
    code.add_data(mark.data)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    dots = min(mark.module_size, max(1, width // len(matrix)))
    image = _new_image(len(matrix) * dots, len(matrix) * dots + LINE_GAP, _PAPER)
    draw = _draw(image)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                left, top = column * dots, row * dots
                draw.rectangle((left, top, left + dots - 1, top + dots - 1), fill=_INK)
    return image


def _raster_image(mark: ImageMark) -> "Image":
    height = len(mark.bits) // max(1, mark.width_bytes)
    bits = _pillow("Image").frombytes("1", (mark.width_bytes * 8, height), mark.bits)
    image = _new_image(bits.width, height, _PAPER)
    image.paste(_INK, (0, 0, bits.width, height), mask=bits)
    return image


def _aligned(image: "Image", width: int, align: str) -> "Image":
    line = _new_image(width, image.height, _PAPER)
    left = {"left": 0, "centre": (width - image.width) // 2, "right": width - image.width}[align]
    line.paste(image, (max(0, left), 0))
    return line


@functools.lru_cache(maxsize=16)
def _font(size: int, bold: bool) -> "FreeTypeFont | BitmapFont":
    """A monospaced font of this machine, or the one that comes with Pillow."""
    fonts = _pillow("ImageFont")
    for name in _FONTS[bold]:
        try:
            found: FreeTypeFont = fonts.truetype(name, size)
        except OSError:
            continue
        return found
    fallback: FreeTypeFont | BitmapFont = fonts.load_default(size)
    return fallback


def _new_image(width: int, height: int, colour: tuple[int, int, int] = _BACKGROUND) -> "Image":
    image: Image = _pillow("Image").new("RGB", (max(1, width), max(1, height)), colour)
    return image


def _draw(image: "Image") -> "ImageDraw":
    draw: ImageDraw = _pillow("ImageDraw").Draw(image)
    return draw


def _pillow(module: str) -> Any:
    return importlib.import_module(f"PIL.{module}")


def _png(image: "Image") -> bytes:
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True)
    return file.getvalue()
