"""Every line becomes characters where the printer has them, a picture of the line where it has not."""

# ruff: noqa: RUF001 (letters of other scripts are the matter)
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridges import PROFILES, Align, Boxed, Columns, Feed, Part, Profile, Qr, Rule, Size, Text
from firmware_bridges.typesetting import MAX_BAND_BYTES, Band, Mark, Row, fonts, ink, typeset

GENERIC, EPSON = PROFILES["generic-80"], PROFILES["epson-80"]
NARROW = PROFILES["generic-58"]
SCRIPTS = {
    "polish": "łosoś wędzony",
    "greek": "μουσακάς",
    "russian": "борщ с пампушками",
    "japanese": "寿司盛り合わせ",
    "korean": "비빔밥",
    "arabic": "كباب حلبي مع الأرز",
    "hebrew": "שניצל עם צ'יפס",
    "thai": "ต้มยำกุ้งน้ำข้น",
    "devanagari": "पनीर टिक्का मसाला",
    "bengali": "বাংলা খাবার",
    "tamil": "தமிழ் உணவு",
    "signs": "★ ♥ ✓ ₸",
}


def rows(marks: list[Mark]) -> list[str]:
    return [mark.text for mark in marks if isinstance(mark, Row)]


def bands(*parts: Part) -> list[Band]:
    return [mark for mark in typeset(parts, GENERIC) if isinstance(mark, Band)]


def dots(band: Band) -> list[str]:
    """Each row of dots as zeros and ones."""
    pieces = (band.bits[at : at + band.width_bytes] for at in range(0, len(band.bits), band.width_bytes))
    return [f"{int.from_bytes(piece, 'big'):0{band.width_bytes * 8}b}" for piece in pieces]


def across(band: Band) -> tuple[int, int]:
    """The first and the last column with ink."""
    lines = [line for line in dots(band) if "1" in line]
    return min(line.index("1") for line in lines), max(line.rindex("1") for line in lines)


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script_is_drawn_without_a_box(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """Needs the fonts that provisioning/debian.sh installs: fonts-noto-core, fonts-noto-cjk, fonts-dejavu-core."""
    (band,) = bands(Text(text))
    assert ink.undrawable(text, "") == ""
    assert any("1" in line for line in dots(band))
    assert caplog.records == []


def test_letters_are_joined_and_ordered_by_the_shaper() -> None:
    """Needs libfribidi0."""
    assert fonts.shapes()
    joined, apart = ink.width_of("كباب", False, ""), sum(ink.width_of(each, False, "") for each in "كباب")
    assert joined < apart


@pytest.mark.parametrize(("low", "high"), [("นำ", "น้ำ"), ("นี", "นี้"), ("กุ", "กุ้")])
@pytest.mark.parametrize("bold", [False, True])
def test_a_tone_mark_stands_over_the_vowel(low: str, high: str, bold: bool) -> None:
    assert ink.drawn(low, 1, 1, bold, "").above + 2 < ink.drawn(high, 1, 1, bold, "").above


def test_only_the_line_that_needs_it_is_drawn() -> None:
    marks = typeset((Text("2 x Pizza"), Text("łosoś"), Columns("Crème", "7,50 €"), Text("寿司")), GENERIC)
    assert [type(mark) for mark in marks] == [Row, Band, Row, Band]


def test_only_the_wrapped_line_that_needs_it_is_drawn() -> None:
    text = "a long note that goes on and on to the edge, then łosoś and again a long line of plain words, ending here"
    assert [type(mark) for mark in typeset((Text(text),), GENERIC)] == [Row, Band, Row]


def test_a_letter_keeps_its_accent_where_it_can_be_drawn() -> None:
    assert rows(typeset((Text("Ōsaka"),), GENERIC)) == []
    assert rows(typeset((Text("Ōsaka"),), replace(GENERIC, raster=False))) == ["Osaka"]


def test_a_band_is_as_high_as_a_printed_line() -> None:
    assert [band.height for band in bands(Text("łosoś"), Text("łosoś", size=Size.WIDE))] == [30, 30]
    assert sum(band.height for band in bands(Text("łosoś", size=Size.DOUBLE))) == 54


def test_a_band_with_stacked_letters_is_as_high_as_they_need() -> None:
    (band,) = bands(Text("ปั๊ ญุ ฐ्ุ"))
    assert band.height >= 30


@pytest.mark.parametrize(
    ("align", "size"), [(align, size) for align in Align for size in (Size.NORMAL, Size.DOUBLE)]
)
def test_a_band_stands_where_its_line_should(align: Align, size: Size) -> None:
    left, right = across(bands(Text("寿司", align=align, size=size))[0])
    spare = 576 - (right - left)
    expected = {Align.LEFT: 0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[align]
    assert abs(left - expected) < 8


def test_an_indent_moves_a_band_by_characters() -> None:
    plain, indented = (across(bands(Text("寿司", indent=indent))[0]) for indent in (0, 4))
    assert indented[0] - plain[0] == 4 * 12


def test_amounts_of_drawn_and_printed_lines_stand_below_each_other() -> None:
    drawn, printed = across(bands(Columns("寿司", "12.50"))[0]), across(bands(Columns("łosoś", "12.50"))[0])
    assert drawn[1] == printed[1]
    assert 576 - drawn[1] < 4


def test_reverse_is_white_on_black_over_the_words() -> None:
    plain, turned = bands(Text("寿司"))[0], bands(Text("寿司", reverse=True))[0]
    assert sum(line.count("1") for line in dots(turned)) > 2 * sum(line.count("1") for line in dots(plain))
    assert across(turned)[0] == 0
    assert across(bands(Text("寿司", reverse=True, align=Align.CENTRE))[0]) == (0, 575)


def test_bold_and_double_take_more_ink() -> None:
    def ink_of(part: Text) -> int:
        return sum(line.count("1") for band in bands(part) for line in dots(band))

    assert ink_of(Text("寿司", bold=True)) > ink_of(Text("寿司"))
    assert ink_of(Text("寿司", size=Size.DOUBLE)) > 3 * ink_of(Text("寿司"))


def test_arabic_reads_from_right_to_left_and_its_figures_from_left_to_right() -> None:
    runs = ink._runs("شاورما 12", False, "", True)
    assert [run.text.strip() for run in runs] == ["12", "شاورما"]


def test_a_wrapped_line_is_read_as_its_paragraph() -> None:
    (alone,) = bands(Text("مشوي (Sea)"))
    plain, wrapped = typeset((Text("pizza " * 8 + "مشوي (Sea)"),), GENERIC)
    assert isinstance(plain, Row)
    assert isinstance(wrapped, Band)
    assert wrapped.bits != alone.bits


def test_han_characters_are_drawn_as_the_language_wants() -> None:
    drawn = {
        language: ink.drawn("直骨", 1, 1, False, language).image.tobytes()
        for language in ("", "ja", "zh-Hans", "zh-TW", "ko")
    }
    assert drawn[""] == drawn["ja"]
    assert len(set(drawn.values())) >= 3


@pytest.mark.parametrize("profile", [GENERIC, NARROW, PROFILES["epson-80-42"]], ids=lambda each: each.name)
@given(
    text=st.text(st.one_of(st.characters(), st.sampled_from(" 寿司كبابสวย漢字กำที่")), max_size=60),
    size=st.sampled_from(Size),
    reverse=st.booleans(),
    indent=st.integers(0, 12),
)
@settings(deadline=None, max_examples=60)
def test_no_mark_is_wider_than_the_paper_nor_holds_a_real_time_command(
    text: str, size: Size, reverse: bool, indent: int, profile: Profile
) -> None:
    part = Text(text, size=size, reverse=reverse, indent=indent)
    for mark in typeset((part, Columns(text, text, money=False), Boxed((text,), size=size)), profile):
        assert isinstance(mark, Row | Band)
        if isinstance(mark, Band):
            assert mark.width_bytes * 8 == profile.dots
            assert 0 < len(mark.bits) <= MAX_BAND_BYTES
            assert len(mark.bits) % mark.width_bytes == 0
            assert not any(command in mark.bits for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
        else:
            width = 2 if mark.size in (Size.WIDE, Size.DOUBLE) else 1
            assert len(mark.text) * width <= profile.columns


def test_a_machine_without_fribidi_still_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "shapes", lambda: False)
    ink.forget()
    (band,) = bands(Text("كباب 12"))
    monkeypatch.undo()
    ink.forget()
    assert any("1" in line for line in dots(band))


def test_a_broken_font_file_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "DejaVuSansMono.ttf").write_bytes(b"\x00\x01\x00\x00\x00\x09 no font")
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path), *fonts.FOLDERS))
    ink.forget()
    assert len(bands(Text("łosoś"))) == 1
    monkeypatch.undo()
    ink.forget()
    assert "cannot be used" in caplog.text


def test_a_rule_and_a_box_close_around_drawn_words() -> None:
    marks = typeset((Rule(heavy=True), Boxed(("寿司", "nuts"))), GENERIC)
    assert [type(mark) for mark in marks] == [Row, Row, Band, Row, Row]
    middle = dots(next(mark for mark in marks if isinstance(mark, Band)))[10]
    assert middle[:12].count("1") == middle[-12:].count("1") == 2


def test_other_parts_pass_through() -> None:
    assert typeset((Feed(2), Qr("x")), EPSON) == [Feed(2), Qr("x")]
