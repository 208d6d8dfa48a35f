"""Cards with table codes on A4, six to a page, as a PDF of crisp black and white pages. Slow: never on the event loop."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from appliance.http import qr

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

DPI = 300
PAGE = (2480, 3508)
COLUMNS, ROWS = 2, 3
CARD = (PAGE[0] // COLUMNS, PAGE[1] // ROWS)
MARGIN = 70
FACES = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf")
SCAN = {"en": "Scan to order", "it": "Inquadra e ordina", "ar": "امسح الرمز للطلب"}
JOIN = {"en": "Join our Wi-Fi", "it": "Entra nel Wi-Fi", "ar": "اتصل بالواي فاي"}


@dataclass(frozen=True, slots=True)
class Card:
    """A table's name and the address in its code."""

    table_name: str
    url: str


def wifi_text(name: str, password: str) -> str:
    """The text of a code that makes a phone join a Wi-Fi; an open network has no password."""
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(name)};;"
    return f"WIFI:T:WPA;S:{_escaped(name)};P:{_escaped(password)};;"


def render(venue_name: str, language: str, cards: list[Card], wifi: str | None) -> bytes:
    """The PDF; without any card one page that says so. `wifi` is the text of the second code."""
    from PIL import Image, ImageDraw

    per_page = COLUMNS * ROWS
    pages: list[Image.Image] = []
    for first in range(0, max(1, len(cards)), per_page):
        page = Image.new("1", PAGE, 1)
        draw = ImageDraw.Draw(page)
        draw.fontmode = "1"
        for place, card in enumerate(cards[first : first + per_page]):
            corner = (place % COLUMNS * CARD[0], place // COLUMNS * CARD[1])
            _draw_card(page, draw, corner, venue_name, language, card, wifi)
        if not cards:
            _centred(draw, (PAGE[0] // 2, 400), "There are no tables yet.", 90, PAGE[0] - 2 * MARGIN)
        pages.append(page)
    out = BytesIO()
    pages[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pages[1:], title=venue_name)
    return out.getvalue()


def _draw_card(
    page: "Image",
    draw: "ImageDraw",
    corner: tuple[int, int],
    venue_name: str,
    language: str,
    card: Card,
    wifi: str | None,
) -> None:
    left, top = corner
    middle, width = left + CARD[0] // 2, CARD[0] - 2 * MARGIN
    _cut_marks(draw, corner)
    _centred(draw, (middle, top + 115), venue_name, 46, width)
    _centred(draw, (middle, top + 245), card.table_name, 132, width)
    draw.line([(middle - 60, top + 345), (middle + 60, top + 345)], fill=0, width=6)
    scan = SCAN.get(language, SCAN["en"])
    if wifi is None:
        _paste_code(page, (middle, top + 690), card.url, 580)
        _centred(draw, (middle, top + 1055), scan, 58, width)
        return
    half = CARD[0] // 4
    join = JOIN.get(language, JOIN["en"])
    for step, (x, text, words) in enumerate(
        ((middle - half + 15, wifi, join), (middle + half - 15, card.url, scan)), 1
    ):
        _paste_code(page, (x, top + 660), text, 470)
        draw.ellipse([(x - 34, top + 926), (x + 34, top + 994)], fill=0)
        _centred(draw, (x, top + 960), str(step), 42, 60, white=True)
        _centred(draw, (x, top + 1055), words, 44, CARD[0] // 2 - 60)


def _paste_code(page: "Image", centre: tuple[int, int], text: str, side: int) -> None:
    """A code as large as whole dots allow within `side`; the white around it is the card's own."""
    from PIL import Image

    squares = qr.qr_squares(text)
    dots = max(1, side // len(squares))
    code = Image.new("1", (len(squares), len(squares)), 1)
    code.putdata([0 if black else 1 for row in squares for black in row])
    code = code.resize((len(squares) * dots, len(squares) * dots), Image.Resampling.NEAREST)
    page.paste(code, (centre[0] - code.width // 2, centre[1] - code.height // 2))


def _centred(
    draw: "ImageDraw", centre: tuple[int, int], text: str, size: int, width: int, *, white: bool = False
) -> None:
    """A line of text around a point, made smaller and then cut until it fits."""
    words = " ".join(text.split())
    while size > 28 and draw.textlength(words, _font(size)) > width:
        size -= 4
    while len(words) > 1 and draw.textlength(words, _font(size)) > width:
        words = words[:-2].rstrip() + "…"
    draw.text(centre, words, fill=1 if white else 0, font=_font(size), anchor="mm")


def _cut_marks(draw: "ImageDraw", corner: tuple[int, int]) -> None:
    """Short dashes along the right and lower edge of a card."""
    left, top = corner
    right, bottom = left + CARD[0], top + CARD[1]
    for x in range(left, right, 40):
        draw.line([(x, bottom), (x + 14, bottom)], fill=0, width=2)
    for y in range(top, bottom, 40):
        draw.line([(right, y), (right, y + 14)], fill=0, width=2)


@cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    for face in FACES:
        try:
            return ImageFont.truetype(face, size)
        except OSError:
            continue
    default = ImageFont.load_default(size)
    if not isinstance(default, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType")
    return default


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in '\\;,:"' else sign for sign in text)
