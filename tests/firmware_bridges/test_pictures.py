"""Images, codes, plain text and whole documents as one picture."""

import io
import logging
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image as Pillow

from firmware_bridges import (
    PROFILES,
    Align,
    Boxed,
    Columns,
    Cut,
    Document,
    DocumentError,
    Feed,
    Image,
    Kick,
    Profile,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.typesetting import MAX_BAND_BYTES, Band, Row, as_png, as_text, typeset

GENERIC, NARROW = PROFILES["generic-80"], PROFILES["generic-58"]
RECEIPT = Document(
    "receipt",
    (
        Text("Trattoria", size=Size.DOUBLE, align=Align.CENTRE),
        Columns("2 x 寿司盛り合わせ", "12,50"),
        Columns("TOTAL EUR", "12,50", size=Size.DOUBLE, bold=True),
        Rule(),
        Text("note", indent=2),
        Text("PAID", reverse=True),
        Text("thanks", align=Align.RIGHT),
        Boxed(("アレルギー",)),
        Feed(),
        Qr("http://192.0.2.1/"),
        Cut(),
        Kick(),
    ),
)


def png(
    width: int, height: int, colour: str | tuple[int, int, int, int] = "black", mode: str = "RGBA"
) -> bytes:
    file = io.BytesIO()
    Pillow.new(mode, (width, height), colour).save(file, format="PNG")
    return file.getvalue()


def picture(bands: list[Band]) -> Pillow.Image:
    """The dots of those bands; ink is black."""
    bits = b"".join(band.bits for band in bands)
    width = bands[0].width_bytes * 8
    return Pillow.frombytes("1", (width, len(bits) * 8 // width), bits).point(lambda ink: 255 - ink)


def drawn(image: Image) -> Pillow.Image:
    marks = typeset((image,), GENERIC)
    bands = [mark for mark in marks if isinstance(mark, Band)]
    assert len(bands) == len(marks)
    assert all(len(band.bits) <= MAX_BAND_BYTES for band in bands)
    return picture(bands)


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 0), (Align.CENTRE, 238), (Align.RIGHT, 476)])
def test_an_image_stands_where_it_should_dot_for_dot(align: Align, left: int) -> None:
    sheet = drawn(Image(png(100, 90), align=align))
    assert sheet.size == (576, 90)
    assert sheet.point(lambda dot: 255 - dot).getbbox() == (left, 0, left + 100, 90)


def test_a_wide_image_is_shrunk_and_a_long_one_too() -> None:
    assert drawn(Image(png(1152, 100))).size == (576, 50)
    assert drawn(Image(png(10, 3000))).size == (576, 1200)


def test_grey_is_dithered_and_glass_is_paper() -> None:
    grey = drawn(Image(png(100, 100, (128, 128, 128, 255)))).histogram()[0]
    assert 4_000 < grey < 6_000
    assert drawn(Image(png(100, 100, (0, 0, 0, 0)))).histogram()[0] == 0


def bomb() -> bytes:
    """A PNG that claims to be 60,000 dots each way."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize("file", [b"no picture", png(9, 9)[:40], bomb(), b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_a_broken_image_is_its_words_and_costs_no_ticket(
    file: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert typeset((Image(file, alt="Trattoria"), Text("2 x Pasta")), GENERIC) == [
            Row("Trattoria", align=Align.CENTRE),
            Row("2 x Pasta"),
        ]
        assert typeset((Image(file),), GENERIC) == []
    assert "cannot be drawn" in caplog.text


def test_a_printer_that_cannot_draw_prints_the_images_words() -> None:
    marks = typeset((Image(png(9, 9), alt="Trattoria"),), PROFILES["epson-impact"])
    assert marks == [Row("Trattoria", align=Align.CENTRE)]


def test_a_code_that_cannot_be_drawn_is_words() -> None:
    assert typeset((Qr("abc"),), replace(NARROW, raster=False)) == [Row("abc", align=Align.CENTRE)]


def test_a_drawn_code_is_square_and_in_the_middle() -> None:
    bands = [mark for mark in typeset((Qr("abc", module_size=4),), NARROW) if isinstance(mark, Band)]
    box = picture(bands).point(lambda dot: 255 - dot).getbbox()
    assert box is not None
    assert box[2] - box[0] == box[3] - box[1] == 21 * 4
    assert box[0] + box[2] == 384


def test_plain_text_keeps_every_letter_and_its_columns() -> None:
    assert as_text(RECEIPT, 32).splitlines() == [
        "           Trattoria",
        "2 x 寿司盛り合わせ         12,50",
        "TOTAL EUR                  12,50",
        "-" * 32,
        "  note",
        " PAID",
        "                          thanks",
        "+" + "=" * 30 + "+",
        "| アレルギー                   |",
        "+" + "=" * 30 + "+",
        "",
        "http://192.0.2.1/",
    ]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_document_is_one_picture_as_wide_as_the_paper(profile: Profile) -> None:
    sheet = Pillow.open(io.BytesIO(as_png(RECEIPT, profile)))
    assert (sheet.format, sheet.mode, sheet.width) == ("PNG", "1", profile.dots)
    assert sheet.height > 400
    assert 0.02 < sheet.histogram()[0] / (sheet.width * sheet.height) < 0.4


def test_a_picture_of_nothing_is_blank_paper() -> None:
    assert Pillow.open(io.BytesIO(as_png(Document("x", ()), GENERIC))).size == (576, 1)
    sheet = Pillow.open(io.BytesIO(as_png(Document("x", (Feed(2), Text(""))), GENERIC)))
    assert (sheet.size, sheet.histogram()[0]) == ((576, 90), 0)


def test_a_picture_refuses_an_amount_that_no_font_has() -> None:
    with pytest.raises(DocumentError):
        as_png(Document("x", (Columns("Total", "12.50 \ue000"),)), GENERIC)


@pytest.mark.parametrize("command", ["1004", "1005", "1014", "101004"])
def test_dots_that_read_as_a_real_time_command_are_changed_by_one(command: str) -> None:
    """A printer obeys DLE EOT, DLE ENQ and DLE DC4 (it kicks the drawer) even in the middle of a picture."""
    dots = bytes.fromhex(command).ljust(72, b"\x00") * 2
    file = io.BytesIO()
    Pillow.frombytes("1", (576, 2), bytes(255 - each for each in dots)).save(file, format="PNG")
    (band,) = typeset((Image(file.getvalue()),), GENERIC)
    assert isinstance(band, Band)
    assert bytes.fromhex(command[-4:]) not in band.bits
    assert sum((ours ^ theirs).bit_count() for ours, theirs in zip(band.bits, dots, strict=True)) == 2
