"""The demo menu keeps what the import format promises, and every dish has its small, harmless picture."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from appliance.demo import draw_photos

DEMO = Path(draw_photos.__file__).parent
MENU: dict[str, Any] = json.loads((DEMO / "menu.json").read_text(encoding="utf-8"))
GROUPS: list[dict[str, Any]] = MENU["option_groups"]
ITEMS: list[dict[str, Any]] = [item for category in MENU["categories"] for item in category["items"]]
GROUP_BY_ID = {group["id"]: group for group in GROUPS}

ALLERGENS = {
    "gluten", "crustaceans", "eggs", "fish", "peanuts", "soybeans", "milk",
    "nuts", "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs",
}  # fmt: skip
FORBIDDEN_BY_DIET = {
    "vegetarian": {"fish", "crustaceans", "molluscs"},
    "vegan": {"fish", "crustaceans", "molluscs", "eggs", "milk"},
    "gluten_free": {"gluten"},
    "lactose_free": {"milk"},
}
ITEM_FIELDS = {
    "id", "names", "descriptions", "price_minor", "station", "prep_minutes", "tax_class", "allergens",
    "diets", "badges", "option_groups", "photo", "remaining", "course",
}  # fmt: skip
PHOTO_LIMIT_BYTES = 1200
ARABIC = re.compile("[\u0600-\u06ff]")

each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
each_group = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])


def variants_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The item's groups whose chosen option sets the price."""
    groups = [GROUP_BY_ID[group_id] for group_id in item["option_groups"]]
    return [group for group in groups if group["kind"] == "variant"]


def texts() -> Iterator[tuple[str, dict[str, str]]]:
    """Every translated text of the menu with what it belongs to; a category may have no notes."""
    options = [option for group in GROUPS for option in group["options"]]
    for entry in (*MENU["dayparts"], *GROUPS, *options, *MENU["categories"], *ITEMS):
        yield entry["id"], entry["names"]
    for item in ITEMS:
        yield f"{item['id']} description", item["descriptions"]
    for category in MENU["categories"]:
        yield from ((f"{category['id']} notes", notes) for notes in [category["notes"]] if notes)


def test_the_menu_says_which_format_and_languages_it_is_in() -> None:
    assert MENU["format"] == "comanda-menu-1"
    assert MENU["languages"] == ["en", "it", "ar"]
    assert MENU["currency"] == "EUR"


def test_the_menu_is_as_large_as_a_real_one() -> None:
    assert 45 <= len(ITEMS) <= 60
    assert len(MENU["categories"]) >= 9
    assert sum(bool(item["option_groups"]) for item in ITEMS) >= 12
    assert max(len(item["names"]["en"]) for item in ITEMS) >= 50


def test_every_text_stands_in_every_language() -> None:
    assert [path for path, text in texts() if list(text) != MENU["languages"]] == []
    assert [path for path, text in texts() if not all(text[language].strip() for language in text)] == []


def test_every_worded_arabic_text_is_written_in_arabic() -> None:
    assert [path for path, text in texts() if not ARABIC.search(text["ar"])] == []


def test_no_text_carries_control_characters_or_markup() -> None:
    written = [text[language] for _, text in texts() for language in text]
    assert [text for text in written if not text.isprintable() or "<" in text or text != text.strip()] == []


def test_ids_are_kebab_case_and_used_once() -> None:
    options = [group["options"] for group in GROUPS]
    for kind in (MENU["dayparts"], GROUPS, MENU["categories"], ITEMS, *options):
        ids = [entry["id"] for entry in kind]
        assert len(set(ids)) == len(ids)
        assert [entry for entry in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry)] == []


def test_every_daypart_a_category_names_exists_and_has_real_hours() -> None:
    dayparts = {daypart["id"]: daypart for daypart in MENU["dayparts"]}
    used = {daypart for category in MENU["categories"] for daypart in category["dayparts"]}
    assert used == set(dayparts)
    for daypart in dayparts.values():
        assert set(daypart["days"]) <= set(range(7))
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", daypart["from"])
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", daypart["to"])


@each_item
def test_an_item_has_exactly_the_fields_of_the_format(item: dict[str, Any]) -> None:
    assert set(item) == ITEM_FIELDS
    assert item["station"] in {"pasta", "grill", "cold", "pizza", "dessert", "bar"}
    assert item["tax_class"] in {"food", "alcohol"}
    assert item["course"] in {"starter", "main", "dessert", "drink"}
    assert set(item["badges"]) <= {"popular", "new", "spicy"}
    assert 100 <= item["price_minor"] <= 10_000
    assert 1 <= item["prep_minutes"] <= 30


@each_item
def test_a_diet_is_never_claimed_against_the_allergens(item: dict[str, Any]) -> None:
    claimed = set(item["diets"])
    assert claimed <= set(FORBIDDEN_BY_DIET)
    assert item["allergens"] is not None or not claimed
    known = set(item["allergens"] or [])
    assert known <= ALLERGENS
    assert not any(known & FORBIDDEN_BY_DIET[diet] for diet in claimed)
    assert "vegan" not in claimed or {"vegetarian", "lactose_free"} <= claimed


def test_unknown_and_no_allergens_both_occur() -> None:
    assert any(item["allergens"] is None for item in ITEMS)
    assert any(item["allergens"] == [] for item in ITEMS)


def test_one_dish_is_running_out() -> None:
    assert [item["remaining"] for item in ITEMS if item["remaining"] is not None] == [4]


def test_every_option_group_is_used_and_every_use_has_its_group() -> None:
    assert {group for item in ITEMS for group in item["option_groups"]} == set(GROUP_BY_ID)


@each_group
def test_the_limits_of_an_option_group_can_be_met(group: dict[str, Any]) -> None:
    options = group["options"]
    assert 0 <= group["min"] <= group["max"] <= len(options)
    assert group["max"] >= 1
    assert group["required"] is (group["min"] > 0)
    assert sum(option["default"] for option in options) <= group["max"]
    assert all(set(option["allergens"]) <= ALLERGENS for option in options)
    assert all(option["price_minor"] >= 0 for option in options)
    assert group["kind"] in {"choice", "variant"}
    assert group["kind"] == "choice" or (group["min"], group["max"]) == (1, 1)


def test_every_kind_of_choice_is_on_the_menu() -> None:
    limits = {(group["kind"], group["min"], group["max"]) for group in GROUPS}
    assert {("choice", 1, 1), ("choice", 0, 3), ("choice", 2, 3), ("variant", 1, 1)} <= limits


@each_item
def test_the_price_of_an_item_with_variants_is_that_of_its_default_one(item: dict[str, Any]) -> None:
    assert len(variants_of(item)) <= 1
    for group in variants_of(item):
        assert [o["price_minor"] for o in group["options"] if o["default"]] == [item["price_minor"]]
        assert min(o["price_minor"] for o in group["options"]) == item["price_minor"]


@each_item
def test_every_item_has_a_small_square_picture_without_script_or_text(item: dict[str, Any]) -> None:
    assert item["photo"] == f"{item['id']}.svg"
    drawn = (DEMO / "photos" / item["photo"]).read_bytes()
    assert len(drawn) <= PHOTO_LIMIT_BYTES
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own file
    assert root.get("viewBox") == "0 0 160 160"
    drawing = {"svg", "g", "defs", "use", "linearGradient", "stop", "path", "circle", "ellipse", "rect"}
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= drawing
    attributes = [pair for element in root.iter() for pair in element.items()]
    assert [name for name, _ in attributes if name.startswith("on") or name == "style"] == []
    references = [value for name, value in attributes if "href" in name or "url(" in value]
    assert [value for value in references if not value.startswith(("#", "url(#"))] == []


def test_the_pictures_are_those_the_recipes_draw() -> None:
    on_disk = {file.stem: file.read_text(encoding="utf-8") for file in (DEMO / "photos").iterdir()}
    assert on_disk == draw_photos.draw_all()
    assert len(set(on_disk.values())) == len(ITEMS)
