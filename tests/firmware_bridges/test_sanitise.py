"""Guest text can be anything; what `printable` lets through can only be characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import printable

ANY_TEXT = st.text(st.characters(), max_size=300)


@given(ANY_TEXT)
def test_nothing_but_characters_comes_through(text: str) -> None:
    categories = {unicodedata.category(character) for character in printable(text)}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(ANY_TEXT, st.integers(1, 50))
def test_the_limit_holds(text: str, limit: int) -> None:
    assert len(printable(text, limit)) <= limit


def test_a_cut_text_says_so() -> None:
    assert printable("no onions please", 10) == "no onions…"


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("a\x1b@b", "a@b"),
        ("a\x1dV\x00b", "a Vb"),
        ("no\nonions\r\tplease", "no onions  please"),
        ("a\x10\x04\x01b\x7f", "ab"),
        ("a\x9bb\x85c", "ab c"),
        ("\u202eevil\u202c \u2066x\u2069\u200f", "evil x"),
        ("12\u202f345,00\u00a0€", "12 345,00 €"),
        ("e\u0301", "é"),
        ("\ud800 lone", " lone"),
        ("", ""),
    ],
)
def test_known_tricks_are_harmless(text: str, harmless: str) -> None:
    assert printable(text) == harmless


def test_a_hostile_length_costs_little() -> None:
    assert len(printable("x" * 5_000_000)) == 1_000
