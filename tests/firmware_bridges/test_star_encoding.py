"""Documents become Star bytes, and decode back to the same paper."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import (
    Align,
    Beep,
    Columns,
    Cut,
    Document,
    Feed,
    Kick,
    Profile,
    Qr,
    Size,
    Text,
)
from firmware_bridges.simulators.head import ImageMark, Line, Style
from firmware_bridges.star.encoder import Encoder
from tests.firmware_bridges.star_paper import GRAPHIC, LINE, PRNT, decoded, on_paper

BOTH = pytest.mark.parametrize("profile", [LINE, PRNT], ids=lambda profile: profile.language)


def body(document: Document, profile: Profile = LINE) -> bytes:
    return Encoder(profile).encode(document).removeprefix(b"\x1b@\x1bR\x00\x1b\x1eF\x00\x1b\x1ea\x01")


def test_a_ticket_is_these_bytes() -> None:
    document = Document(
        "ticket",
        (
            Text("Table 12", size=Size.DOUBLE, bold=True, align=Align.CENTRE),
            Text("no nuts", reverse=True),
            Cut(),
        ),
    )
    assert body(document) == (
        b"\x1bi\x01\x01\x1bE\x1b\x1da\x01\x1b\x1dt\x04Table 12\n"
        b"\x1bi\x00\x00\x1bF\x1b4\x1b\x1da\x00 no nuts \n"
        b"\x1b5\x1bd\x03"
    )


def test_a_code_is_drawn_by_the_printer() -> None:
    assert body(Document("code", (Qr("https://a.example/", module_size=12),))) == (
        b"\x1b\x1da\x01\x1b\x1dyS0\x02\x1b\x1dyS1\x00\x1b\x1dyS2\x08"
        b"\x1b\x1dyD1\x00\x12\x00https://a.example/\x1b\x1dyP"
    )


def test_drawers_have_their_own_commands() -> None:
    assert body(Document("first", (Kick(on_ms=200, off_ms=400),))) == b"\x1b\x07\x14\x28\x07"
    assert body(Document("second", (Kick(pin=5),))) == b"\x1a"


def test_a_buzzer_is_only_driven_where_there_is_one() -> None:
    silent = Document("beep", (Beep(3),))
    assert b"\x19" not in body(silent)
    assert body(silent, replace(LINE, buzzer="star")).endswith(b"\x1b\x1d\x19\x12\x01\x03\x00")


@BOTH
def test_paper_shows_words_styles_and_a_cut(profile: Profile) -> None:
    parts = (
        Text("Crème brûlée 3 €", bold=True, align=Align.RIGHT),
        Text("TALL", size=Size.TALL),
        Columns("2 x Pasta", "19,00"),
        Feed(2),
        Cut(),
    )
    head, slip = on_paper(Document("paper", parts), profile)
    lines = [mark for mark in slip.marks if isinstance(mark, Line)]
    assert slip.lines == ["Crème brûlée 3 €", "TALL", f"2 x Pasta{'19,00':>39}", "", ""]
    assert (lines[0].align, lines[0].spans[0].style) == ("right", Style(bold=True))
    assert lines[1].spans[0].style == Style(height=2)
    assert slip.cut == "partial"
    assert head.cuts == 1


@BOTH
def test_a_script_without_a_code_page_is_drawn_as_wide_as_the_paper(profile: Profile) -> None:
    _, slip = on_paper(Document("kanji", (Text("親子丼"), Text("after"))), profile)
    images = [mark for mark in slip.marks if isinstance(mark, ImageMark)]
    assert {image.width_bytes for image in images} == {profile.dots // 8}
    assert any(any(image.bits) for image in images)
    assert slip.lines == ["after"]


@BOTH
def test_drawers_and_codes_reach_the_paper(profile: Profile) -> None:
    head, slip = on_paper(Document("all", (Kick(), Kick(pin=5), Qr("https://a.example/é"))), profile)
    assert head.kicked == [1, 2]
    assert slip.qr_codes == ["https://a.example/é"]


@given(st.text(max_size=60), st.sampled_from(Size), st.sampled_from(Align))
def test_no_text_can_carry_a_command(text: str, size: Size, align: Align) -> None:
    commands = decoded(Document("hostile", (Text(text, size=size, align=align), Text("end"))), LINE)
    allowed = {
        "ESC @", "ESC R", "ESC RS F", "ESC RS a", "ESC i", "ESC GS a", "ESC GS t", "TEXT", "LF",
        "ESC * r A", "ESC * r P", "ESC * r E", "ESC * r B", "raster b",
    }  # fmt: skip
    assert {command.name for command in commands} <= allowed


@given(
    st.lists(
        st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40), max_size=20
    )
)
def test_plain_words_decode_back_to_themselves(words: list[str]) -> None:
    _, slip = on_paper(Document("words", tuple(map(Text, words))), LINE)
    assert slip.lines == words


def test_a_printer_that_only_draws_is_fed_cut_and_kicked_without_a_word() -> None:
    parts = (Text("親子丼 and soup"), Columns("2 x Pasta", "19,00"), Feed(2), Cut(), Kick())
    commands = decoded(Document("drawn", parts), GRAPHIC)
    assert "TEXT" not in {command.name for command in commands}
    head, slip = on_paper(Document("drawn", parts), GRAPHIC)
    assert [type(mark) for mark in slip.marks] == [ImageMark]
    assert (slip.cut, head.cuts, head.kicked) == ("partial", 1, [1])
