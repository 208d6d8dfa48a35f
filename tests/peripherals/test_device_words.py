"""What staff read about displays, the modem and text messages: complete in every language."""

import pytest

from appliance.peripherals.model import TextState, Why
from appliance.peripherals.words import LANGUAGES, device_words
from appliance.settings.rules import STAFF_LANGUAGES
from firmware_bridges.attached import REASONS
from firmware_bridges.message import MessageTrouble

EVERY = pytest.mark.parametrize("language", LANGUAGES)


def test_there_are_words_in_every_language_the_setting_offers() -> None:
    assert tuple(LANGUAGES) == STAFF_LANGUAGES


@EVERY
def test_every_reason_and_state_has_words(language: str) -> None:
    words = LANGUAGES[language]
    assert set(words.troubles) == {*REASONS, *MessageTrouble, *Why}
    assert set(words.texts) == set(TextState)
    assert all([*words.troubles.values(), *words.texts.values(), words.ready])


@EVERY
def test_a_count_stands_in_its_sentence(language: str) -> None:
    words = LANGUAGES[language]
    assert words.lost(1).startswith("1 ")
    assert words.lost(12).startswith("12 ")


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_no_sentence_was_left_in_english(language: str) -> None:
    words, english = LANGUAGES[language], LANGUAGES["en"]
    assert not {code for code, say in words.troubles.items() if say == english.troubles[code]}


def test_another_language_and_a_reason_of_another_version_stay_readable() -> None:
    assert device_words("it-CH") is LANGUAGES["it"]
    assert device_words("tlh") is LANGUAGES["en"]
    assert device_words("en").trouble("on_fire") == "does not work · look at it"
