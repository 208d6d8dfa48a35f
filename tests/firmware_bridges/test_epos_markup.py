"""Documents as ePOS-Print XML: strict by the manual, nothing a guest types is markup, and read back the same."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.document import (
    Align,
    Beep,
    Boxed,
    Columns,
    Cut,
    Document,
    DocumentError,
    Feed,
    Kick,
    Part,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.epos.encoder import STATUS_QUESTION, encode, markup_of, suited
from firmware_bridges.epos.markup import EposError, escaped, named, parsed
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.epos_paper import EposHead, SchemaError, read_request
from firmware_bridges.simulators.head import ImageMark, Line, Slip
from firmware_bridges.typesetting import Band, Row, typeset

PROFILE = PROFILES["epson-80"]

texts = st.text(max_size=60)
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Text, texts, size=st.sampled_from(Size), bold=st.booleans(), align=st.sampled_from(Align)),
    st.builds(Columns, texts, st.from_regex(r"[0-9]{1,4},[0-9]{2}", fullmatch=True)),
    st.builds(Boxed, st.lists(texts, max_size=2).map(tuple)),
    st.builds(Rule, st.booleans()),
    st.builds(Qr, st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)),
    st.builds(Feed, st.integers(1, 5)),
)


def printed(*content: Part, profile: str = "epson-80") -> Slip:
    """What the simulated head leaves of a document, printed without any wire."""
    head = EposHead(48)
    markup = encode(Document("test", content), PROFILES[profile])
    for _ in head.steps(read_request(markup.encode())):
        pass
    return [*head.slips, head.current][0]


def test_a_ticket_becomes_this_markup() -> None:
    document = Document(
        "ticket",
        (
            Text("Table 12", size=Size.DOUBLE, bold=True, reverse=True, align=Align.CENTRE),
            Text("2 x Soup"),
            Text("1 x Tea"),
            Feed(2),
            Kick(),
            Beep(),
            Qr("http://box.lan/t/1?a=b&c=\\d", 4),
            Cut(),
        ),
    )
    assert encode(document, PROFILE) == (
        '<epos-print xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print">'
        '<text lang="en" smooth="true"/>'
        '<text align="center" dw="true" dh="true" em="true" reverse="true">        Table 12        &#10;</text>'
        '<text align="left" dw="false" dh="false" em="false" reverse="false">2 x Soup&#10;1 x Tea&#10;</text>'
        '<feed line="2"/>'
        '<pulse drawer="drawer_1" time="pulse_100"/>'
        '<sound pattern="pattern_a" repeat="2"/>'
        '<symbol type="qrcode_model_2" level="level_m" width="4" align="center">'
        "http://box.lan/t/1?a=b&amp;c=\\\\d</symbol>"
        '<cut type="feed"/>'
        "</epos-print>"
    )


def test_a_status_question_holds_nothing_to_print() -> None:
    assert len(read_request(STATUS_QUESTION.encode())) == 0


def test_a_guest_cannot_write_markup() -> None:
    hostile = '</text><pulse drawer="drawer_1"/><text>&#0; <![CDATA[x]]> "quoted"'
    slip = printed(Text(hostile))
    assert "".join(slip.lines).replace(" ", "") == hostile.replace(" ", "")


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    marks = [Row("a\x00b\x0bc\ufffed\ud800e")]
    assert ">abcde&#10;<" in markup_of(marks, PROFILE)
    assert escaped("\U0001f600 <&>") == "\U0001f600 &lt;&amp;&gt;"


def test_a_script_that_the_printer_may_lack_is_drawn() -> None:
    slip = printed(Text("Καλημέρα"))
    [image] = [mark for mark in slip.marks if isinstance(mark, ImageMark)]
    assert image.width_bytes == PROFILE.dots // 8
    assert any(image.bits)
    assert printed(Text("Crème brûlée")).lines == ["Crème brûlée"]


def test_a_band_arrives_dot_by_dot() -> None:
    band = Band(2, bytes((0x80, 0x01, 0xFF, 0x00)))
    head = EposHead(48)
    list(head.steps(read_request(markup_of([band], PROFILE).encode())))
    assert head.current.marks == [ImageMark(2, band.bits)]


@pytest.mark.parametrize(
    ("kick", "pulse"),
    [
        (Kick(), ("drawer_1", "pulse_100")),
        (Kick(pin=5, on_ms=120), ("drawer_2", "pulse_200")),
        (Kick(on_ms=510), ("drawer_1", "pulse_500")),
    ],
)
def test_a_drawer_is_kicked_at_least_as_long_as_asked(kick: Kick, pulse: tuple[str, str]) -> None:
    assert f'<pulse drawer="{pulse[0]}" time="{pulse[1]}"/>' in markup_of([kick], PROFILE)


def test_a_printer_without_cutter_and_buzzer_feeds_and_keeps_quiet() -> None:
    markup = encode(Document("t", (Beep(), Cut())), PROFILES["generic-58"])
    assert '<feed line="6"/>' in markup
    assert "<cut" not in markup
    assert "<sound" not in encode(Document("t", (Beep(),)), PROFILES["epson-impact"])


def test_a_part_outside_its_limits_is_refused() -> None:
    with pytest.raises(DocumentError):
        encode(Document("t", (Feed(10_000),)), PROFILE)


@given(st.lists(parts, max_size=8))
def test_every_document_is_by_the_schema_and_reads_back_as_it_was_set(content: list[Part]) -> None:
    marks = typeset(Document("any", tuple(content)), suited(PROFILE))
    slip = printed(*content, Cut())
    wanted = [mark.text.rstrip() for mark in marks if isinstance(mark, Row)]
    assert [line for line in slip.lines if line] == [line for line in wanted if line]
    assert slip.qr_codes == [part.data for part in content if isinstance(part, Qr)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<epos-print/>",
        b'<epos-print xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print"><text><cut/></text></epos-print>',
        b'<epos-print xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print"><feed line="900"/></epos-print>',
        b'<epos-print xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print"><image>AA==</image></epos-print>',
    ],
)
def test_the_simulated_printer_is_strict(body: bytes) -> None:
    with pytest.raises(SchemaError):
        read_request(body)


def test_what_a_line_feed_ends_is_one_line() -> None:
    marks = printed(Text("one"), Text("two")).marks
    assert [mark.text for mark in marks if isinstance(mark, Line)] == ["one", "two"]


@pytest.mark.parametrize(
    "hostile",
    [
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
        b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE r><r/>',
        "<r/>".encode("utf-16"),
        b"<r>&undefined;</r>",
        b"<r>" * 30_000,
        b"<r/>" + b" " * 70_000,
        b'<?xml version="1.0" encoding="no-such"?><r',
        b"",
    ],
)
def test_what_is_no_small_plain_document_is_refused(hostile: bytes) -> None:
    with pytest.raises(EposError):
        parsed(hostile)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_reading_markup_never_fails_in_another_way(data: bytes) -> None:
    with contextlib.suppress(EposError):
        assert named(parsed(data), "") == []
