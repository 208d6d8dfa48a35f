"""What the floor is told of, in every language of the staff: nothing stays English, and every name finds its place."""

import string
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pytest

from appliance.kitchen import words as kitchen_words
from appliance.settings import change
from appliance.settings.rules import STAFF_LANGUAGES
from appliance.storage import Reader
from appliance.surfaces import House
from appliance.surfaces import words as surface_words
from appliance.surfaces.alerts import alerts
from tests.orders.dining_room import DiningRoom
from tests.surfaces.test_paper_alerts import house

__all__ = ["house"]

TABLES = pytest.mark.parametrize("table", [kitchen_words.LANGUAGES, surface_words.LANGUAGES])


def fields(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@TABLES
def test_there_are_words_in_every_language_the_setting_offers(table: Mapping[str, Any]) -> None:
    assert tuple(table) == STAFF_LANGUAGES


@TABLES
@pytest.mark.parametrize("language", [one for one in STAFF_LANGUAGES if one != "en"])
def test_every_sentence_is_translated_with_the_same_names_in_it(
    table: Mapping[str, Any], language: str
) -> None:
    english, own = asdict(table["en"]), asdict(table[language])
    assert [name for name in english if own[name] == english[name]] == []
    assert {name: fields(own[name]) for name in own} == {name: fields(english[name]) for name in english}


@pytest.mark.parametrize(
    ("language", "say"),
    [
        ("en", "Nothing can be saved: the disk is full or read-only. Printing of saved orders goes on."),
        (
            "es",
            "No se puede guardar nada: el disco está lleno o es de solo lectura. Los pedidos guardados se siguen imprimiendo.",
        ),
    ],
)
async def test_the_floor_is_told_in_the_staffs_language(
    room: DiningRoom, house: House, monkeypatch: pytest.MonkeyPatch, language: str, say: str
) -> None:
    await room.write(lambda tx: change(tx, {"staff_language": language}, actor="staff:owner"))
    monkeypatch.setattr(house.database, "trouble", "disk full", raising=False)

    def told(reader: Reader) -> list[str]:
        return [one.say for one in alerts(reader, house) if one.code == "disk"]

    assert room.read(told) == [say]
