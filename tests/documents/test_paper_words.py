"""The words on paper are there in every language, and amounts and dates are written as each language does."""

from dataclasses import fields
from datetime import UTC, datetime
from string import Formatter

import pytest

from appliance.menu import ALLERGENS
from appliance.printing import LANGUAGES, PaperWords, words_in

ENGLISH = LANGUAGES["en"]
GROUPS = ("ticket", "money", "card", "device")


def each_word(words: PaperWords) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in GROUPS:
        part = getattr(words, group)
        for field in fields(part):
            value = getattr(part, field.name)
            found |= {f"{group}.{field.name}": value} if isinstance(value, str) else {}
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing_and_each_takes_what_the_english_one_takes(language: str) -> None:
    words = each_word(LANGUAGES[language])
    assert [name for name, word in words.items() if not word.strip()] == []
    english = each_word(ENGLISH)
    assert [name for name in words if placeholders(words[name]) != placeholders(english[name])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_allergen_and_tender_has_a_name(language: str) -> None:
    words = LANGUAGES[language]
    assert set(words.allergens) == set(ALLERGENS)
    assert set(words.money.tenders) == set(ENGLISH.money.tenders)
    assert all(word.strip() for word in (*words.allergens.values(), *words.money.tenders.values()))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_language_is_not_english_under_another_name(language: str) -> None:
    english, words = each_word(ENGLISH), each_word(LANGUAGES[language])
    same = {name for name in words if words[name] == english[name]}
    assert len(same) <= 8, same


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (("it",), "it"),
        (("de-AT",), "de"),
        ((None, "fr"), "fr"),
        (("xx", "el"), "el"),
        (("xx",), "en"),
        ((), "en"),
    ],
)
def test_the_first_language_there_is_speaks(wanted: tuple[str | None, ...], language: str) -> None:
    assert words_in(*wanted).language == language


@pytest.mark.parametrize(
    ("language", "minor", "currency", "written"),
    [
        ("en", 1250, "EUR", "12.50"), ("it", 1250, "EUR", "12,50"), ("it", -2, "EUR", "-0,02"),
        ("ja", 1250, "JPY", "1250"), ("ar", 1250, "KWD", "1.250"), ("de", 0, "EUR", "0,00"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_the_language_does(
    language: str, minor: int, currency: str, written: str
) -> None:
    assert LANGUAGES[language].amount(minor, currency) == written


def test_rates_days_and_moments() -> None:
    at = datetime(2026, 10, 2, 21, 5, tzinfo=UTC)
    assert LANGUAGES["de"].percent(887) == "8,87 %"
    assert LANGUAGES["en"].percent(1000) == "10 %"
    assert [LANGUAGES[code].moment(at) for code in ("en", "it", "ja")] == [
        "02.10.2026 21:05", "02/10/2026 21:05", "2026/10/02 21:05",
    ]  # fmt: skip
    assert LANGUAGES["ja"].day("2026-10-02") == "2026/10/02"


def test_what_has_no_word_is_shown_as_it_is() -> None:
    assert ENGLISH.tender("gift_card") == "Gift card"
    assert ENGLISH.allergen("kiwi") == "kiwi"
