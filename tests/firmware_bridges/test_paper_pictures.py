"""Paper as a picture: checked by its size, its ink and, for QR codes, its modules."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from firmware_bridges import Align, Boxed, Columns, Cut, Document, Profile, Qr, Rule, Size, Text
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators import paper
from firmware_bridges.simulators.head import Slip

PaperOf = Callable[[Document, Profile], Slip]
RECEIPT = Document(
    "receipt",
    (
        Text("Table 12", size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Rule(heavy=True),
        Columns("Crème brûlée", "7,50 €"),
        Boxed(("ALLERGY: nuts",), size=Size.TALL),
        Text("PAID", reverse=True, size=Size.WIDE, align=Align.CENTRE),
        Qr("http://192.0.2.1/t/abc"),
        Cut(),
    ),
)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def ink(image: Image.Image) -> int:
    return sum(image.histogram()[:80])


@pytest.mark.parametrize("name", [name for name, each in PROFILES.items() if each.language == "escpos"])
def test_every_profiles_receipt_becomes_a_picture_as_wide_as_its_paper(name: str, paper_of: PaperOf) -> None:
    profile = PROFILES[name]
    image = opened(paper.render_slip(paper_of(RECEIPT, profile)))
    assert image.width > profile.columns * paper.CELL_WIDTH
    assert image.height > 10 * paper.CELL_HEIGHT
    assert ink(image) > 2_000


def test_big_reverse_and_boxed_text_use_more_ink(paper_of: PaperOf) -> None:
    def ink_of(part: Text | Boxed) -> int:
        return ink(opened(paper.render_slip(paper_of(Document("x", (part,)), PROFILES["epson-80"]))))

    plain = ink_of(Text("RUSH"))
    assert ink_of(Text("RUSH", bold=True)) > plain
    assert ink_of(Text("RUSH", size=Size.DOUBLE)) > 2 * plain
    assert ink_of(Text("RUSH", reverse=True, align=Align.CENTRE)) > 10 * plain
    assert ink_of(Boxed(("RUSH",))) > 2 * plain


def test_a_roll_shows_the_newest_slip_on_top(paper_of: PaperOf) -> None:
    first = paper_of(Document("x", (Text("first"), Cut())), PROFILES["epson-80"])
    second = paper_of(RECEIPT, PROFILES["epson-80"])
    roll = opened(paper.render_roll([first, second]))
    newest = opened(paper.render_slip(second))
    assert roll.crop((0, 0, newest.width, newest.height)).tobytes() == newest.tobytes()
    assert roll.height > newest.height


def test_an_empty_printer_shows_blank_paper() -> None:
    assert ink(opened(paper.render_roll([]))) == 0


def test_a_machine_without_fonts_still_draws(monkeypatch: pytest.MonkeyPatch, paper_of: PaperOf) -> None:
    paper._font.cache_clear()
    paper._glyph.cache_clear()
    monkeypatch.setattr(paper, "_FONTS", {False: (), True: ()})
    try:
        assert ink(opened(paper.render_slip(paper_of(RECEIPT, PROFILES["epson-80"])))) > 2_000
    finally:
        paper._font.cache_clear()
        paper._glyph.cache_clear()
