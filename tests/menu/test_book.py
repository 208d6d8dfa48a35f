"""The menu book: always what the last commit says, encoded once, small, in the right language."""

import gzip
import random
from typing import Any

import msgspec

from appliance.menu import MenuBook, seed
from appliance.settings import change
from tests.menu.files import Document, as_bytes, item, menu, with_menu
from tests.worlds import World

COMPRESSED_MAX = 25 * 1024
WORDS = [
    "slow", "roasted", "grilled", "fresh", "smoked", "tomato", "basil", "garlic", "lemon", "butter",
    "olive", "oil", "parsley", "saffron", "cream", "truffle", "mushroom", "spinach", "ricotta", "pecorino",
    "tuna", "clams", "mussels", "prawns", "lamb", "beef", "chicken", "rosemary", "sage", "fennel",
    "orange", "pistachio", "almond", "hazelnut", "chocolate", "vanilla", "honey", "espresso", "with",
    "and", "on", "from", "served", "home", "made", "seasonal", "wild", "crispy", "tender", "pickled",
    "warm",
]  # fmt: skip


def shown(book: MenuBook, lang: str) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(book.menu_bytes(lang).plain)
    return decoded


async def test_the_menu_on_the_wire_is_the_contract(world: World) -> None:
    book = await with_menu(world)
    wire = shown(book, "it")
    assert list(wire) == ["version", "lang", "currency", "dayparts", "groups", "categories"]
    assert (wire["version"], wire["lang"], wire["currency"]) == (book.version, "it", "EUR")
    assert wire["dayparts"] == [
        {"id": "lunch", "name": "Pranzo", "days": [0, 1, 2, 3, 4], "from": "11:30", "to": "15:00"}
    ]
    assert wire["groups"]["size"] == {
        "kind": "variant",
        "name": "Size",
        "min": 1,
        "max": 1,
        "options": [
            {"id": "glass", "name": "Glass", "price_minor": 600, "default": True, "allergens": []},
            {"id": "bottle", "name": "Bottle", "price_minor": 2400, "default": False, "allergens": []},
        ],
    }
    grill = wire["categories"][0]
    assert (grill["id"], grill["name"], grill["note"], grill["dayparts"]) == ("grill", "Griglia", "", [])
    assert grill["items"][0] == {
        "id": "steak",
        "name": "Bistecca",
        "description": "With chips",
        "price_minor": 1950,
        "photo": "/photos/steak.svg",
        "allergens": [],
        "diets": ["gluten_free"],
        "badges": ["popular"],
        "groups": ["doneness", "extras"],
        "prep_minutes": 15,
        "course": "main",
    }
    assert grill["items"][1]["allergens"] is None


async def test_both_forms_say_the_same(world: World) -> None:
    etag, packed, plain = (await with_menu(world)).menu_bytes("en")
    assert gzip.decompress(packed) == plain
    assert etag.startswith(b'W/"')


async def test_a_language_is_encoded_once(world: World) -> None:
    book = await with_menu(world)
    assert book.menu_bytes("en") is book.menu_bytes("en-GB")
    assert book.menu_bytes("it") is book.menu_bytes("IT")


async def test_an_unknown_language_gets_the_venues_own(world: World) -> None:
    book = await with_menu(world)
    assert book.menu_bytes("tlh") is book.menu_bytes("") is book.menu_bytes("en")


async def test_a_new_menu_has_another_version_and_the_old_one_its_old_version_back(world: World) -> None:
    book = await with_menu(world)
    first = book.menu_bytes("en")
    dearer = menu()
    item(dearer, "stew")["price_minor"] = 1300
    await world.database.write(lambda tx: seed(tx, as_bytes(dearer)))
    assert book.menu_bytes("en").etag != first.etag
    assert book.items["stew"].price_minor == 1300
    await world.database.write(lambda tx: seed(tx, as_bytes(menu())))
    assert book.menu_bytes("en") == first


async def test_a_setting_that_shows_is_followed(world: World) -> None:
    book = await with_menu(world)
    assert shown(book, "xx")["lang"] == "en"
    await world.database.write(lambda tx: change(tx, {"default_language": "it"}, actor="system"))
    assert shown(book, "xx")["lang"] == "it"


async def test_hidden_items_and_empty_categories_are_not_shown(world: World) -> None:
    book = await with_menu(world)
    less = menu()
    less["categories"][2]["items"] = []
    await world.database.write(lambda tx: seed(tx, as_bytes(less)))
    assert [one["id"] for one in shown(book, "en")["categories"]] == ["grill", "midday"]
    assert "size" not in shown(book, "en")["groups"]
    assert book.item("red") is None


async def test_a_photo_without_a_file_is_left_out_and_an_upload_has_a_small_one(world: World) -> None:
    document = menu()
    item(document, "stew")["photo"] = "0a1b.webp"
    await with_menu(world, document)
    book = MenuBook(world.database, world.settings, has_photo=lambda name: name.endswith(".webp"))
    book.load()
    steak, stew = shown(book, "en")["categories"][0]["items"][:2]
    assert steak["photo"] is None
    assert (stew["photo"], stew["thumb"]) == ("/photos/0a1b.webp", "/photos/0a1b-small.webp")


async def test_a_menu_of_150_items_stays_small(world: World) -> None:
    book = await with_menu(world, large_menu(150))
    assert len(book.items) == 150
    assert len(book.menu_bytes("en").packed) <= COMPRESSED_MAX


def large_menu(count: int) -> Document:
    """A menu with names and descriptions of usual length, made of ordinary words by a fixed seed."""
    chance = random.Random(2)  # noqa: S311  the same menu every time
    document = menu()

    def text(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words)).capitalize()

    items = [
        {
            "id": "-".join([*chance.choices(WORDS, k=2), str(number)]),
            "names": {"en": text(4), "it": text(4)},
            "descriptions": {"en": text(12), "it": text(12)},
            "price_minor": chance.randrange(300, 3500, 50),
            "station": "grill",
            "photo": f"{chance.getrandbits(128):032x}.webp",
            "allergens": chance.sample(["gluten", "milk", "eggs", "fish", "nuts", "celery"], k=number % 4),
            "diets": chance.sample(["vegetarian", "gluten_free"], k=number % 3),
            "option_groups": [["doneness", "extras"], [], []][number % 3],
            "prep_minutes": number % 20,
        }
        for number in range(count)
    ]
    document["categories"] = [
        {"id": f"c{n}", "names": {"en": text(1)}, "items": items[n::10]} for n in range(10)
    ]
    return document
