"""Documents survive their stored form, and a broken stored form is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import (
    Align,
    Beep,
    Boxed,
    Columns,
    Cut,
    Document,
    DocumentError,
    Feed,
    Image,
    Kick,
    Qr,
    Rule,
    Size,
    Text,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
PARTS = st.one_of(
    st.builds(
        Text,
        WORDS,
        size=st.sampled_from(Size),
        bold=st.booleans(),
        reverse=st.booleans(),
        align=st.sampled_from(Align),
        indent=st.integers(0, 12),
        money=st.booleans(),
    ),
    st.builds(Columns, WORDS, WORDS, size=st.sampled_from(Size), money=st.none() | st.booleans()),
    st.builds(Rule, heavy=st.booleans()),
    st.builds(Boxed, st.lists(WORDS, max_size=4).map(tuple), bold=st.booleans()),
    st.builds(Qr, WORDS.filter(bool), module_size=st.integers(2, 16)),
    st.builds(Feed, st.integers(1, 50)),
    st.just(Cut()),
    st.builds(Image, st.binary(min_size=1, max_size=60), alt=WORDS, align=st.sampled_from(Align)),
    st.builds(Kick, st.sampled_from([None, 2, 5]), st.none() | st.integers(2, 510)),
    st.builds(Beep, st.integers(1, 9)),
)
DOCUMENTS = st.builds(
    Document, WORDS, st.lists(PARTS, max_size=12).map(tuple), language=st.sampled_from(["", "ja", "zh-TW"])
)


@given(DOCUMENTS)
def test_a_stored_document_comes_back_the_same(document: Document) -> None:
    assert Document.from_json(document.to_json()) == document


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"{",
        b"[]",
        b'{"title": "x"}',
        b'{"title": "x", "parts": [{"type": "bomb"}]}',
        b'{"title": "x", "parts": [{"type": "feed", "lines": 5000}]}',
        b'{"title": "x", "parts": [{"type": "qr", "data": ""}]}',
        b'{"title": "x", "parts": [{"type": "kick", "pin": 3}]}',
        b'{"title": "x", "parts": [{"type": "image", "png": ""}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_broken_stored_form_is_refused(stored: bytes) -> None:
    with pytest.raises(DocumentError):
        Document.from_json(stored)


def test_a_document_stored_before_there_was_money_language_or_pins_still_reads() -> None:
    stored = b'{"title":"x","parts":[{"type":"columns","left":"a","right":"1"},{"type":"kick"}]}'
    assert Document.from_json(stored) == Document("x", (Columns("a", "1"), Kick()))
    assert Document("x", (Columns("a", "1"), Kick())).to_json() == stored


def test_a_part_outside_its_limits_is_refused() -> None:
    with pytest.raises(DocumentError):
        Document("x", (Qr("x" * 1001),)).checked()


def test_a_lone_surrogate_does_not_cost_the_ticket() -> None:
    document = Document("ticket", (Text("2 x Pasta"), Text("note \ud800")))
    assert document.checked().parts == (Text("2 x Pasta"), Text("note ?"))


def test_a_marked_document_begins_with_its_banner() -> None:
    marked = Document("ticket", (Text("2 x Pasta"),), language="ko").marked("REPRINT")
    assert marked.language == "ko"
    assert [part.text for part in marked.parts if isinstance(part, Text)] == ["REPRINT", "2 x Pasta"]
