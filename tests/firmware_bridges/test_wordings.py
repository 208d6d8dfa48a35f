"""A printer that cannot draw says a word of a foreign script in another wording, where the document has one."""

import pytest

from firmware_bridges.document import Boxed, Columns, Document, Part, Text
from firmware_bridges.profiles import PROFILES, on_slow_wire
from firmware_bridges.typesetting import Row, shows_language, typeset

IMPACT, DRAWS = PROFILES["epson-impact"], PROFILES["epson-80"]
SLOW = on_slow_wire(DRAWS, 9_600)
TEMPURA = ("天ぷら", "темпура", "Tempura", "dish 1")


def rows(profile: object, *parts: Part, wordings: tuple[tuple[str, ...], ...] = (TEMPURA,)) -> list[str]:
    marks = typeset(Document("ticket", parts, "ja", wordings), profile)  # type: ignore[arg-type]
    return [mark.text.strip() for mark in marks if isinstance(mark, Row)]


def test_the_first_wording_that_the_printer_has_stands_for_the_word() -> None:
    assert rows(IMPACT, Text("2 x 天ぷら")) == ["2 x Tempura"]
    assert rows(SLOW, Text("2 x 天ぷら")) == ["2 x темпура"]


def test_words_in_columns_and_frames_are_said_otherwise_too() -> None:
    assert rows(IMPACT, Columns("天ぷら", "7.50"))[0].startswith("Tempura")
    assert "Tempura" in rows(IMPACT, Boxed(("天ぷら",)))[1]


def test_of_two_words_in_each_other_the_longer_is_said() -> None:
    wordings = (("卵", "egg"), ("卵焼き", "Omelette"))
    assert rows(IMPACT, Text("卵焼き, 卵"), wordings=wordings) == ["Omelette, egg"]


def test_a_word_without_another_wording_stays_and_so_does_one_that_can_be_read() -> None:
    assert rows(IMPACT, Text("寿司")) == ["??"]
    assert rows(IMPACT, Text("Crêpe"), wordings=(("Crêpe", "Pancake"),)) == ["Crêpe"]


def test_a_printer_that_draws_draws() -> None:
    assert rows(DRAWS, Text("2 x 天ぷら")) == []


def test_money_is_never_said_otherwise() -> None:
    assert rows(IMPACT, Text("7.50", money=True), wordings=(("7.50", "9.00"),)) == ["7.50"]


def test_a_document_keeps_its_wordings_and_one_without_stays_as_it_was() -> None:
    document = Document("ticket", (Text("天ぷら"),), "ja", (TEMPURA,))
    assert Document.from_json(document.to_json()) == document
    assert b"wordings" not in Document("ticket", (Text("soup"),)).to_json()


@pytest.mark.parametrize(
    ("language", "impact", "slow"),
    [
        ("it", True, True),
        ("ja", False, False),
        ("ar", False, False),
        ("zh-Hans", False, False),
        ("ru", False, True),
        ("el", False, True),
        ("th", False, False),
    ],
)
def test_which_language_which_printer_shows(language: str, impact: bool, slow: bool) -> None:
    assert (shows_language(IMPACT, language), shows_language(SLOW, language)) == (impact, slow)
    assert shows_language(DRAWS, language)
