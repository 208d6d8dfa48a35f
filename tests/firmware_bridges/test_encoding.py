"""What a document becomes on paper, read back by the simulator's own decoder."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmware_bridges import (
    PROFILES,
    Align,
    Beep,
    Boxed,
    Columns,
    Cut,
    Document,
    Feed,
    Kick,
    Part,
    Profile,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.simulators.decoder import Command
from firmware_bridges.simulators.head import ImageMark, Line, Slip
from firmware_bridges.typesetting.charset import fitted

PaperOf = Callable[[Document, Profile], Slip]
CommandsOf = Callable[[Document, Profile], list[Command]]

EPSON, GENERIC = PROFILES["epson-80"], PROFILES["generic-80"]
ESCPOS = {name: profile for name, profile in PROFILES.items() if profile.language == "escpos"}
WORDS_ONLY = replace(EPSON, raster=False)
ANY_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x1d\x10\x1c\x04\x05\x14\n\r\x00\x7f\x9b@V!aA ")),
    max_size=120,
)
PLAIN_LINE = st.from_regex(r"[A-Za-z0-9éüñç€]+( [A-Za-z0-9éüñç€]+){0,5}", fullmatch=True)
WITH_FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
LOOKS = (
    "TEXT",
    "LF",
    "ESC t",
    "ESC !",
    "GS !",
    "ESC -",
    "ESC E",
    "GS B",
    "ESC a",
    "ESC M",
    "ESC {",
    "GS b",
    "GS v",
)


def actions(commands: list[Command]) -> list[bytes]:
    """Everything that does more than leave marks of some look on paper."""
    return [command.raw for command in commands if command.name not in LOOKS]


def squeezed(text: str) -> str:
    return "".join(text.split())


def around(part: Part) -> Document:
    return Document("guest", (Text("before", bold=True), part, Text("after"), Cut(), Kick()))


@pytest.mark.parametrize("profile", ESCPOS.values(), ids=ESCPOS)
@given(text=ANY_TEXT)
@WITH_FIXTURES
def test_guest_text_commands_nothing(text: str, profile: Profile, commands_of: CommandsOf) -> None:
    guest = commands_of(around(Text(text, size=Size.TALL)), profile)
    plain = commands_of(around(Text("no onions", size=Size.TALL)), profile)
    assert actions(guest) == actions(plain)


@given(left=ANY_TEXT, right=ANY_TEXT, boxed=ANY_TEXT)
@WITH_FIXTURES
def test_guest_text_commands_nothing_in_columns_and_boxes(
    left: str, right: str, boxed: str, commands_of: CommandsOf
) -> None:
    guest = commands_of(Document("g", (Columns(left, right, money=False), Boxed((boxed,)), Cut())), GENERIC)
    plain = commands_of(Document("g", (Columns("a", "b"), Boxed(("c",)), Cut())), GENERIC)
    assert actions(guest) == actions(plain)


@given(text=ANY_TEXT)
@WITH_FIXTURES
def test_guest_text_in_a_qr_code_stays_data(text: str, commands_of: CommandsOf) -> None:
    names = [command.name for command in commands_of(around(Qr("x" + text)), EPSON)]
    assert names == [command.name for command in commands_of(around(Qr("x")), EPSON)]
    assert not any(b"\x10" in command.data for command in commands_of(around(Qr("x" + text)), EPSON))


@given(text=ANY_TEXT)
@WITH_FIXTURES
def test_every_character_that_can_be_shown_is_on_paper(text: str, paper_of: PaperOf) -> None:
    paper = paper_of(Document("guest", (Text(text),)), WORDS_ONLY)
    assert squeezed(paper.text) == squeezed(fitted(text, WORDS_ONLY))


@given(
    lines=st.lists(PLAIN_LINE.filter(lambda line: len(line) <= 24), max_size=12), size=st.sampled_from(Size)
)
@WITH_FIXTURES
def test_lines_come_out_as_they_went_in(lines: list[str], size: Size, paper_of: PaperOf) -> None:
    document = Document("lines", tuple(Text(line, size=size) for line in lines)).checked()
    assert paper_of(document, GENERIC).lines == lines


@given(left=ANY_TEXT, right=st.from_regex(r"-?[0-9]{1,6}[.,][0-9]{2} €", fullmatch=True))
@WITH_FIXTURES
def test_an_amount_is_always_on_paper_in_one_piece(left: str, right: str, paper_of: PaperOf) -> None:
    profile = replace(PROFILES["generic-58"], raster=False)
    paper = paper_of(Document("bill", (Columns(left, right, size=Size.DOUBLE),)), profile)
    assert any(line.endswith(right) for line in paper.lines)


def test_an_amount_longer_than_the_paper_is_not_shortened(paper_of: PaperOf) -> None:
    amount = "1234567890" * 7
    paper = paper_of(Document("bill", (Columns("Total", amount),)), PROFILES["generic-58"])
    assert squeezed(paper.text) == "Total" + amount


@pytest.mark.parametrize(
    ("profile", "text", "shown"),
    [
        ("epson-80", "Crème brûlée 12,50 €", "Crème brûlée 12,50 €"),
        ("epson-80", "борщ, ελιά, łosoś", "борщ, ελιά, łosoś"),
        ("generic-80", "Größe, ñandú — “x”", 'Größe, ñandú - "x"'),
        ("generic-80", "₹ 450", "Rs 450"),
        ("generic-80", "ﬁsh ½ \uff11\uff12", "fish ½ 12"),
        ("generic-80", "slice 🍕, 👨🏽 🇮🇹", "slice [pizza], [man] IT"),
        ("generic-80", "a\x1b\u202eb\nc", "ab c"),
        ("epson-impact", "12,50 €", "12,50 EUR"),
        ("epson-impact", "café “x” Ō", 'café "x" O'),
        ("epson-impact", "łosoś ٣٤٥", "losos 345"),
        ("epson-impact", "寿司 ok ☕", "?? ok [hot beverage]"),
    ],
)
def test_characters_are_kept_or_replaced_by_the_nearest(
    profile: str, text: str, shown: str, paper_of: PaperOf
) -> None:
    assert paper_of(Document("menu", (Text(text),)), PROFILES[profile]).lines == [shown]


def test_styles_reach_the_paper(paper_of: PaperOf) -> None:
    parts = (
        Text("big", size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Text("flag", reverse=True, align=Align.RIGHT),
        Text("plain"),
    )
    big, flag, plain = [
        mark for mark in paper_of(Document("x", parts), EPSON).marks if isinstance(mark, Line)
    ]
    assert (big.spans[0].style.width, big.spans[0].style.height, big.spans[0].style.bold) == (2, 2, True)
    assert big.align == "centre"
    assert (flag.spans[0].style.reverse, flag.align) == (True, "right")
    assert plain.spans[0].style == type(plain.spans[0].style)()


@pytest.mark.parametrize("profile", ESCPOS.values(), ids=ESCPOS)
def test_no_row_is_wider_than_the_paper(profile: Profile, paper_of: PaperOf) -> None:
    words = "supercalifragilistic " * 6
    parts = (
        Text(words, size=Size.DOUBLE, reverse=True, align=Align.CENTRE),
        Columns(words, "€ 12,50", indent=4),
        Boxed((words, "x" * 200)),
        Rule(heavy=True),
    )
    rows = [mark for mark in paper_of(Document("wide", parts), profile).marks if isinstance(mark, Line)]
    widths = [sum(len(span.text) * span.style.width for span in row.spans) for row in rows]
    assert max(widths) == profile.columns
    assert all(row.spans for row in rows)


def test_a_box_is_closed_and_holds_its_words(paper_of: PaperOf) -> None:
    top, inside, bottom = paper_of(Document("x", (Boxed(("ALLERGY: nuts",)),)), EPSON).lines
    assert (top[0], top[-1], bottom[0], bottom[-1]) == ("╔", "╗", "╚", "╝")
    assert inside.strip("║").strip() == "ALLERGY: nuts"


def test_a_qr_code_is_drawn_by_the_printer_that_can(paper_of: PaperOf) -> None:
    assert paper_of(Document("x", (Qr("http://192.0.2.1/t/abc"),)), EPSON).qr_codes == [
        "http://192.0.2.1/t/abc"
    ]


@pytest.mark.parametrize("length", [1, 40, 1000])
def test_a_qr_code_becomes_an_image_that_fits_elsewhere(length: int, paper_of: PaperOf) -> None:
    profile = PROFILES["generic-58"]
    images = paper_of(Document("x", (Qr("x" * length, module_size=16),)), profile).marks
    assert images
    assert all(isinstance(image, ImageMark) and image.width_bytes * 8 == profile.dots for image in images)


def test_a_qr_code_becomes_words_on_an_impact_printer(paper_of: PaperOf) -> None:
    assert (
        "http://192.0.2.1/"
        in paper_of(Document("x", (Qr("http://192.0.2.1/"),)), PROFILES["epson-impact"]).text
    )


@pytest.mark.parametrize(
    ("profile", "names"),
    [
        ("epson-80", ["GS V", "ESC p", "ESC ( A"]),
        ("generic-80", ["GS V", "ESC p", "ESC B"]),
        ("generic-58", ["ESC d", "ESC p", "ESC B"]),
        ("epson-impact", ["GS V", "ESC p"]),
    ],
)
def test_cutter_drawer_and_buzzer_follow_the_profile(
    profile: str, names: list[str], commands_of: CommandsOf
) -> None:
    commands = commands_of(Document("x", (Cut(), Kick(), Beep())), PROFILES[profile])
    assert [command.name for command in commands][-len(names) :] == names


def test_feeding_leaves_blank_lines(paper_of: PaperOf) -> None:
    assert paper_of(Document("x", (Text("a"), Feed(3), Text("b"))), EPSON).lines == ["a", "", "", "", "b"]


def test_the_same_document_gives_the_same_bytes_every_time(commands_of: CommandsOf) -> None:
    document = Document("x", (Text("борщ é"), Rule(), Cut()))
    assert commands_of(document, EPSON) == commands_of(document, EPSON)
