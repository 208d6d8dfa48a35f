"""The menu as guests' phones get it: one language, prices and texts only, nothing hidden."""

from collections.abc import Callable

import msgspec
from msgspec import UNSET, UnsetType

from appliance.menu.model import Catalogue, Category, GroupKind, Item, OptionGroup, text_in
from appliance.menu.photos import small_of


class WireOption(msgspec.Struct, frozen=True):
    """One option. `allergens` null = unknown."""

    id: str
    name: str
    price_minor: int
    default: bool
    allergens: tuple[str, ...] | None


class WireGroup(msgspec.Struct, frozen=True):
    """A group of options; a choice adds its price, a variant replaces the item's."""

    kind: GroupKind
    name: str
    min: int
    max: int
    options: list[WireOption]


class WireDaypart(msgspec.Struct, frozen=True, rename={"starts": "from", "ends": "to"}):
    """When some categories are served: weekdays (0 = Monday) and venue time."""

    id: str
    name: str
    days: tuple[int, ...]
    starts: str
    ends: str


class WireItem(msgspec.Struct, frozen=True):
    """One item. `allergens` null = unknown; `photo` is a path, `thumb` its small square where that is another file."""

    id: str
    name: str
    description: str
    price_minor: int
    photo: str | None
    allergens: tuple[str, ...] | None
    diets: tuple[str, ...]
    badges: tuple[str, ...]
    groups: tuple[str, ...]
    prep_minutes: int
    course: str
    thumb: str | UnsetType = UNSET


class WireCategory(msgspec.Struct, frozen=True):
    """A heading and its items; `dayparts` empty = always served."""

    id: str
    name: str
    note: str
    dayparts: tuple[str, ...]
    items: list[WireItem]


class WireMenu(msgspec.Struct, frozen=True):
    """The whole menu in one language."""

    version: str
    lang: str
    currency: str
    dayparts: list[WireDaypart]
    groups: dict[str, WireGroup]
    categories: list[WireCategory]


def guest_menu(
    catalogue: Catalogue,
    version: str,
    lang: str,
    default: str,
    currency: str,
    has_photo: Callable[[str], bool],
) -> WireMenu:
    """The visible part of the catalogue; texts fall back to the `default` language, photos without a file are left out."""
    shown = [item for item in catalogue.items if not item.hidden]
    used = {group_id for item in shown for group_id in item.option_groups}

    def category(one: Category) -> WireCategory:
        items = [_item(item, lang, default, has_photo) for item in shown if item.category_id == one.id]
        return WireCategory(
            one.id, text_in(one.names, lang, default), text_in(one.notes, lang, default), one.dayparts, items
        )

    return WireMenu(
        version=version,
        lang=lang,
        currency=currency,
        dayparts=[
            WireDaypart(one.id, text_in(one.names, lang, default), one.days, one.starts, one.ends)
            for one in catalogue.dayparts
        ],
        groups={group.id: _group(group, lang, default) for group in catalogue.groups if group.id in used},
        categories=[filled for filled in map(category, catalogue.categories) if filled.items],
    )


def _item(item: Item, lang: str, default: str, has_photo: Callable[[str], bool]) -> WireItem:
    photo = item.photo if item.photo and has_photo(item.photo) else None
    return WireItem(
        id=item.id,
        name=text_in(item.names, lang, default),
        description=text_in(item.descriptions, lang, default),
        price_minor=item.price_minor,
        photo=f"/photos/{photo}" if photo else None,
        allergens=item.allergens,
        diets=item.diets,
        badges=item.badges,
        groups=item.option_groups,
        prep_minutes=item.prep_minutes,
        course=item.course,
        thumb=f"/photos/{small_of(photo)}" if photo and small_of(photo) != photo else UNSET,
    )


def _group(group: OptionGroup, lang: str, default: str) -> WireGroup:
    options = [
        WireOption(one.id, text_in(one.names, lang, default), one.price_minor, one.default, one.allergens)
        for one in group.options
    ]
    return WireGroup(group.kind, text_in(group.names, lang, default), group.min, group.max, options)
