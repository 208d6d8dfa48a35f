"""A small menu file for tests, and worlds that already have it."""

import copy
from typing import Any

import msgspec

from appliance.menu import MenuBook, seed
from appliance.settings import change
from appliance.storage import Tx
from tests.worlds import World

Document = dict[str, Any]

_MENU: Document = {
    "format": "comanda-menu-1",
    "languages": ["en", "it"],
    "currency": "EUR",
    "dayparts": [
        {
            "id": "lunch",
            "names": {"en": "Lunch", "it": "Pranzo"},
            "days": [0, 1, 2, 3, 4],
            "from": "11:30",
            "to": "15:00",
        }
    ],
    "option_groups": [
        {
            "id": "doneness",
            "names": {"en": "Doneness", "it": "Cottura"},
            "kind": "choice",
            "min": 1,
            "max": 1,
            "required": True,
            "options": [
                {"id": "rare", "names": {"en": "Rare"}},
                {"id": "well", "names": {"en": "Well done"}},
            ],
        },
        {
            "id": "extras",
            "names": {"en": "Extras"},
            "kind": "choice",
            "min": 0,
            "max": 2,
            "options": [
                {"id": "cheese", "names": {"en": "Cheese"}, "price_minor": 150, "allergens": ["milk"]},
                {"id": "egg", "names": {"en": "Egg"}, "price_minor": 100, "allergens": ["eggs"]},
                {"id": "no-chips", "names": {"en": "No chips"}, "price_minor": -200},
                {"id": "sauce", "names": {"en": "House sauce"}, "price_minor": 50, "allergens": None},
            ],
        },
        {
            "id": "size",
            "names": {"en": "Size"},
            "kind": "variant",
            "min": 1,
            "max": 1,
            "options": [
                {"id": "glass", "names": {"en": "Glass"}, "price_minor": 600, "default": True},
                {"id": "bottle", "names": {"en": "Bottle"}, "price_minor": 2400},
            ],
        },
    ],
    "categories": [
        {
            "id": "grill",
            "names": {"en": "Grill", "it": "Griglia"},
            "items": [
                {
                    "id": "steak",
                    "names": {"en": "Steak", "it": "Bistecca"},
                    "descriptions": {"en": "With chips"},
                    "price_minor": 1950,
                    "station": "grill",
                    "prep_minutes": 15,
                    "tax_class": "food",
                    "course": "main",
                    "allergens": [],
                    "diets": ["gluten_free"],
                    "badges": ["popular"],
                    "option_groups": ["doneness", "extras"],
                    "photo": "steak.svg",
                },
                {
                    "id": "stew",
                    "names": {"en": "Stew"},
                    "price_minor": 1200,
                    "station": "grill",
                    "allergens": None,
                },
                {
                    "id": "pie",
                    "names": {"en": "Pie"},
                    "price_minor": 900,
                    "station": "cold",
                    "allergens": ["gluten"],
                    "remaining": 4,
                },
            ],
        },
        {
            "id": "midday",
            "names": {"en": "Midday"},
            "dayparts": ["lunch"],
            "items": [
                {
                    "id": "set-menu",
                    "names": {"en": "Set menu"},
                    "price_minor": 1400,
                    "station": "grill",
                    "allergens": [],
                }
            ],
        },
        {
            "id": "wine",
            "names": {"en": "Wine"},
            "items": [
                {
                    "id": "red",
                    "names": {"en": "Red"},
                    "price_minor": 600,
                    "station": "bar",
                    "tax_class": "alcohol",
                    "course": "drink",
                    "allergens": ["sulphites"],
                    "option_groups": ["size"],
                }
            ],
        },
    ],
}


def menu() -> Document:
    """A fresh copy to change."""
    return copy.deepcopy(_MENU)


def item(document: Document, item_id: str) -> Document:
    """One item inside a menu file, to change."""
    found: Document = next(
        one for category in document["categories"] for one in category["items"] if one["id"] == item_id
    )
    return found


def as_bytes(document: Document) -> bytes:
    """The file."""
    return msgspec.json.encode(document)


async def with_menu(world: World, document: Document | None = None) -> MenuBook:
    """Put a menu into the world and open its book."""
    languages = {"languages": ["en", "it"], "kitchen_language": "it"}
    await world.database.write(lambda tx: change(tx, languages, actor="system"))
    await world.database.write(lambda tx: _seed(tx, document or menu()))
    book = MenuBook(world.database, world.settings)
    book.load()
    return book


def _seed(tx: Tx, document: Document) -> None:
    seed(tx, as_bytes(document))


def as_staff(role: str, key: str = "k1") -> dict[str, str]:
    return {"cookie": f"comanda_staff={role}", "idempotency-key": key}


def as_device(kind: str, key: str = "k1") -> dict[str, str]:
    return {"cookie": f"comanda_device_{kind}={kind}", "idempotency-key": key}
