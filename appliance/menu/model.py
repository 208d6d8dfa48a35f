"""The menu's values: what can be ordered, how it can be chosen, when, and whether there is any left."""

import re
from enum import StrEnum

import msgspec

Names = dict[str, str]
"""One text in several languages: {"en": "Bread", "it": "Pane"}."""

KINDS: dict[str, str] = {
    "menu_changed": "The menu was imported, edited or given a photo; data lists the item ids added, changed and hidden.",
    "availability_changed": "An item ran out, came back or has another count left; or a daypart began or ended.",
}
"""The journal kinds of this room."""

ALLERGENS = (
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "peanuts",
    "soybeans",
    "milk",
    "nuts",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
)
"""The fourteen of Regulation (EU) 1169/2011, Annex II, in its order."""

DIETS = ("vegetarian", "vegan", "gluten_free", "lactose_free")
BADGES = ("popular", "new", "spicy")
COURSES = ("starter", "main", "dessert", "drink")

PHOTO_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}\.(svg|webp)")
"""The only file names a photo can have: no folders, no surprises."""


class GroupKind(StrEnum):
    """How the options of a group make the price."""

    CHOICE = "choice"
    VARIANT = "variant"


class Why(StrEnum):
    """Why an item cannot be ordered now."""

    OUT = "out"
    SOLD_OUT = "sold_out"
    DAYPART = "daypart"


class Option(msgspec.Struct, frozen=True):
    """One thing to choose. `price_minor` is added in a choice and replaces the item's price in a variant.

    `allergens` are those the option brings along; None means nobody knows.
    """

    id: str
    names: Names
    price_minor: int = 0
    default: bool = False
    allergens: tuple[str, ...] | None = ()


class OptionGroup(msgspec.Struct, frozen=True):
    """Options of which `min` to `max` are chosen; min above 0 makes the group required."""

    id: str
    kind: GroupKind
    names: Names
    min: int
    max: int
    options: tuple[Option, ...]


class Daypart(msgspec.Struct, frozen=True):
    """A part of the day in venue time. An end at or before the start is after midnight and belongs to the day it began."""

    id: str
    position: int
    names: Names
    days: tuple[int, ...]
    starts: str
    ends: str


class Category(msgspec.Struct, frozen=True):
    """A heading of the menu. With dayparts its items can be ordered only during one of them."""

    id: str
    position: int
    names: Names
    notes: Names = {}
    dayparts: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True):
    """Something that can be ordered. `allergens` None means unknown, which is not none."""

    id: str
    category_id: str
    position: int
    names: Names
    descriptions: Names
    price_minor: int
    station_id: str
    prep_minutes: int
    tax_class: str
    course: str
    allergens: tuple[str, ...] | None
    diets: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    option_groups: tuple[str, ...] = ()
    photo: str | None = None
    hidden: bool = False


class Catalogue(msgspec.Struct, frozen=True):
    """A whole menu as stored: hidden items included, everything in the order it is shown."""

    items: tuple[Item, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    categories: tuple[Category, ...] = ()
    dayparts: tuple[Daypart, ...] = ()


class Stock(msgspec.Struct, frozen=True):
    """What the kitchen has said about one item: out, out until a time (ms), or only so many left."""

    item_id: str
    out: bool = False
    until_at: int | None = None
    remaining: int | None = None


class ItemAvailability(msgspec.Struct, frozen=True):
    """What everybody sees of an item that is not plainly available."""

    available: bool
    remaining: int | None = None
    until_at: int | None = None
    why: Why | None = None


class OptionSnapshot(msgspec.Struct, frozen=True):
    """A chosen option as an order keeps it, whatever becomes of the menu."""

    group: str
    id: str
    names: Names
    price_minor: int


class PricedLine(msgspec.Struct, frozen=True):
    """One piece of an item with its options: its price, what was chosen in menu order, and its allergens (None = unknown)."""

    unit_minor: int
    option_snapshots: list[OptionSnapshot]
    allergens: tuple[str, ...] | None


def text_in(names: Names, *languages: str) -> str:
    """The text in the first of the languages that has one, else any text there is."""
    for language in languages:
        if names.get(language):
            return names[language]
    return next((text for text in names.values() if text), "")
