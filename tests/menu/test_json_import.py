"""The JSON menu file: what comes in goes out again, and every trouble is said with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from appliance.kernel.errors import Invalid
from appliance.menu.interchange import Facts, checked, json_file
from appliance.menu.model import Catalogue
from tests.menu.files import Document, as_bytes, item, menu

DEMO = Path(__file__).parents[2] / "appliance" / "demo" / "menu.json"
FACTS = Facts(
    languages=("en", "it"),
    currency="EUR",
    stations=frozenset({"grill", "cold", "bar"}),
    tax_classes=frozenset({"food", "alcohol"}),
)


def read(body: bytes, facts: Facts = FACTS) -> Catalogue:
    return checked(json_file.read(body, facts), facts).catalogue


def troubles(body: bytes, facts: Facts = FACTS) -> list[tuple[int, str, str]]:
    with pytest.raises(Invalid) as refused:
        read(body, facts)
    assert refused.value.code == "menu_invalid"
    errors = refused.value.body()["errors"]
    return [(one["row"], one["column"], one["say"]) for one in errors]


def test_a_good_file_is_read_whole() -> None:
    catalogue = read(as_bytes(menu()))
    assert [one.id for one in catalogue.items] == ["steak", "stew", "pie", "set-menu", "red"]
    assert [one.id for one in catalogue.categories] == ["grill", "midday", "wine"]
    assert catalogue.items[0].option_groups == ("doneness", "extras")


def test_unknown_allergens_are_not_the_same_as_none() -> None:
    steak, stew = read(as_bytes(menu())).items[:2]
    assert (steak.allergens, stew.allergens) == ((), None)


def test_an_option_without_allergens_brings_none_and_null_means_unknown() -> None:
    extras = {option.id: option for group in read(as_bytes(menu())).groups for option in group.options}
    assert (extras["no-chips"].allergens, extras["sauce"].allergens) == ((), None)


def test_what_is_written_is_read_back_the_same() -> None:
    catalogue = read(as_bytes(menu()))
    again = read(json_file.write(catalogue, {}, languages=("en", "it"), currency="EUR"))
    assert again == catalogue


def test_the_demo_menu_is_read_and_written_without_loss() -> None:
    facts = Facts()
    catalogue = read(DEMO.read_bytes(), facts)
    assert len(catalogue.items) >= 45
    assert (
        read(json_file.write(catalogue, {}, languages=("en", "it", "ar"), currency="EUR"), facts) == catalogue
    )


def test_starting_counts_are_read() -> None:
    assert checked(json_file.read(as_bytes(menu()), FACTS), FACTS).counts == {"pie": 4}


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + as_bytes(menu())) == read(as_bytes(menu()))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe{", b"caf\xe9", b"[" * 190_000, b'"menu"', b"[]", b"{}"]
)
def test_what_is_not_a_menu_file_is_refused_with_one_sentence(body: bytes) -> None:
    assert len(troubles(body)) == 1


def test_a_file_without_items_is_refused() -> None:
    assert troubles(as_bytes({**menu(), "categories": []})) == [
        (0, "", "There is not a single item in this file.")
    ]


def test_prices_in_another_currency_are_refused() -> None:
    assert troubles(as_bytes({**menu(), "currency": "USD"}))[0][:2] == (0, "currency")


def spoil(path: str, field: str, value: object) -> Callable[[Document], None]:
    """Set a field of the first item, group, category or daypart, or of an item by id."""

    def change(document: Document) -> None:
        places = {
            "group": document["option_groups"][0],
            "option": document["option_groups"][0]["options"][0],
            "extras": document["option_groups"][1],
            "variant": document["option_groups"][2],
            "category": document["categories"][0],
            "daypart": document["dayparts"][0],
        }
        target = places.get(path) or item(document, path)
        target[field] = value

    return change


WRONG = [
    (spoil("steak", "id", "Steak!"), (1, "categories[0].items[0].id")),
    (spoil("stew", "id", "steak"), (2, "categories[0].items[1].id")),
    (spoil("steak", "names", {"it": "Bistecca"}), (1, "categories[0].items[0].names.en")),
    (spoil("steak", "names", "Steak"), (1, "categories[0].items[0].names")),
    (spoil("steak", "names", {"en": "x" * 121}), (1, "categories[0].items[0].names.en")),
    (spoil("steak", "names", {"en": "a\x1bb"}), (1, "categories[0].items[0].names.en")),
    (spoil("steak", "names", {"en": "a", "English": "b"}), (1, "categories[0].items[0].names.English")),
    (spoil("steak", "price_minor", "19.50"), (1, "categories[0].items[0].price_minor")),
    (spoil("steak", "price_minor", 19.5), (1, "categories[0].items[0].price_minor")),
    (spoil("steak", "price_minor", -1), (1, "categories[0].items[0].price_minor")),
    (spoil("steak", "price_minor", True), (1, "categories[0].items[0].price_minor")),
    (spoil("steak", "price_minor", None), (1, "categories[0].items[0].price_minor")),
    (spoil("steak", "price_minor", 100), (1, "categories[0].items[0].price_minor")),
    (spoil("steak", "prise_minor", 1), (1, "categories[0].items[0].prise_minor")),
    (spoil("steak", "station", "moon"), (1, "categories[0].items[0].station")),
    (spoil("steak", "station", None), (1, "categories[0].items[0].station")),
    (spoil("steak", "tax_class", "luxury"), (1, "categories[0].items[0].tax_class")),
    (spoil("steak", "course", "brunch"), (1, "categories[0].items[0].course")),
    (spoil("steak", "prep_minutes", 601), (1, "categories[0].items[0].prep_minutes")),
    (spoil("steak", "allergens", ["gluten", "love"]), (1, "categories[0].items[0].allergens")),
    (spoil("steak", "allergens", "gluten"), (1, "categories[0].items[0].allergens")),
    (spoil("steak", "diets", ["paleo"]), (1, "categories[0].items[0].diets")),
    (spoil("steak", "badges", ["hot"]), (1, "categories[0].items[0].badges")),
    (spoil("steak", "option_groups", ["toppings"]), (1, "categories[0].items[0].option_groups")),
    (spoil("steak", "option_groups", ["doneness", "doneness"]), (1, "categories[0].items[0].option_groups")),
    (spoil("steak", "photo", "../secret.svg"), (1, "categories[0].items[0].photo")),
    (spoil("pie", "remaining", -4), (3, "categories[0].items[2].remaining")),
    (spoil("category", "dayparts", ["brunch"]), (1, "categories[0].dayparts")),
    (spoil("daypart", "from", "25:00"), (1, "dayparts[0].from")),
    (spoil("daypart", "from", "24:00"), (1, "dayparts[0].from")),
    (spoil("daypart", "days", []), (1, "dayparts[0].days")),
    (spoil("daypart", "days", [7]), (1, "dayparts[0].days")),
    (spoil("group", "kind", "menu"), (1, "option_groups[0].kind")),
    (spoil("group", "min", 2), (1, "option_groups[0].min")),
    (spoil("group", "max", 3), (1, "option_groups[0].max")),
    (spoil("group", "required", False), (1, "option_groups[0].required")),
    (spoil("group", "options", []), (1, "option_groups[0].options")),
    (spoil("option", "id", "well"), (1, "option_groups[0].options")),
    (spoil("option", "price_minor", "free"), (1, "option_groups[0].options[0].price_minor")),
    (spoil("option", "default", "yes"), (1, "option_groups[0].options[0].default")),
    (spoil("option", "allergens", ["dust"]), (1, "option_groups[0].options[0].allergens")),
    (spoil("extras", "id", "doneness"), (2, "option_groups[1].id")),
    (spoil("variant", "min", 0), (3, "option_groups[2].min")),
    (spoil("category", "items", "none"), (1, "categories[0].items")),
]


@pytest.mark.parametrize(("spoiled", "place"), WRONG)
def test_each_trouble_is_said_with_its_row_and_column(
    spoiled: Callable[[Document], None], place: tuple[int, str]
) -> None:
    document = menu()
    spoiled(document)
    found = troubles(as_bytes(document))
    assert place in [(row, column) for row, column, _ in found]
    assert all(say.endswith((".", "?")) for _, _, say in found)


def test_two_variants_on_one_item_are_refused() -> None:
    document = menu()
    document["option_groups"].append({**document["option_groups"][2], "id": "vintage"})
    item(document, "red")["option_groups"] = ["size", "vintage"]
    assert [one[:2] for one in troubles(as_bytes(document))] == [(5, "categories[2].items[0].option_groups")]


def test_all_troubles_come_at_once_in_the_order_of_the_file() -> None:
    document = menu()
    item(document, "steak")["price_minor"] = "much"
    item(document, "pie")["allergens"] = ["love"]
    item(document, "red")["station"] = "moon"
    assert [row for row, _, _ in troubles(as_bytes(document))] == [1, 3, 5]


def test_what_the_restaurant_does_not_know_yet_is_not_checked() -> None:
    document = menu()
    item(document, "steak")["station"] = "moon"
    assert read(as_bytes(document), Facts()).items[0].station_id == "moon"
