"""Makes the menu in the file what a checked catalogue says: one transaction, ids stay, nothing that was ordered is deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from appliance.menu.interchange import Checked, checked, json_file
from appliance.menu.model import Catalogue, Category, Daypart, Item, OptionGroup, Stock
from appliance.menu.service.facts import facts
from appliance.menu.store import catalogue as stored
from appliance.menu.store import stock as stocks
from appliance.settings import change
from appliance.storage import Tx

T = TypeVar("T", Daypart, Category, OptionGroup, Item)


@dataclass(frozen=True)
class Merged:
    """Item ids the merge adds, changes (by themselves or by their option groups) and takes off the menu."""

    added: list[str]
    changed: list[str]
    hidden: list[str]


def seed(tx: Tx, menu_json: bytes, *, actor: str = "system") -> Merged:
    """Merge a JSON menu file in one go, checked against the settings and stations there are.

    Raises Invalid `menu_invalid` with every trouble; then nothing has changed.
    """
    against = facts(
        tx, change(tx, {}, actor=actor)
    )  # changing nothing gives the settings as this transaction sees them
    return merge(tx, checked(json_file.read(menu_json, against), against), actor=actor)


def merge(
    tx: Tx, new: Checked, *, actor: str, device: str | None = None, address: str | None = None
) -> Merged:
    """Bring the menu to `new`. Items it does not have are hidden; what no item refers to any more is deleted.

    Journals menu_changed when anything changed at all. Starting counts go to items that were not there before.
    """
    old, wanted = stored.load(tx), new.catalogue
    merged = difference(old, wanted)
    before = {item.id for item in old.items}
    stored.save_dayparts(tx, _differing(old.dayparts, wanted.dayparts))
    stored.save_groups(tx, _differing(old.groups, wanted.groups))
    stored.save_categories(tx, _differing(old.categories, wanted.categories))
    stored.save_items(tx, _differing(old.items, wanted.items))
    stored.hide(tx, merged.hidden)
    _drop_unused(tx, wanted)
    for item_id, count in new.counts.items():
        if item_id not in before:
            stocks.save(tx, Stock(item_id, remaining=count), actor)
    if stored.load(tx) != old:
        data = {"added": merged.added, "changed": merged.changed, "hidden": merged.hidden}
        tx.journal("menu_changed", "menu", actor=actor, device=device, address=address, data=data)
    return merged


def difference(old: Catalogue, new: Catalogue) -> Merged:
    """What merging `new` would do to the items; another place in the order alone is no change."""
    was = {item.id: item for item in old.items}
    kept = {item.id for item in new.items}
    turned = {group.id for group in _differing(old.groups, new.groups)}
    return Merged(
        added=[item.id for item in new.items if item.id not in was],
        changed=[item.id for item in new.items if item.id in was and _is_changed(was[item.id], item, turned)],
        hidden=[item.id for item in old.items if not item.hidden and item.id not in kept],
    )


def _is_changed(old: Item, new: Item, turned: set[str]) -> bool:
    return replace(old, position=new.position) != new or not turned.isdisjoint(new.option_groups)


def _differing(old: Iterable[T], new: Iterable[T]) -> list[T]:
    was = {one.id: one for one in old}
    return [one for one in new if was.get(one.id) != one]


def _drop_unused(tx: Tx, wanted: Catalogue) -> None:
    """Hidden items keep their category, their groups and that category's dayparts alive; nothing else does."""
    now = stored.load(tx)
    categories = {one.id for one in wanted.categories} | {item.category_id for item in now.items}
    groups = {one.id for one in wanted.groups} | {
        group_id for item in now.items for group_id in item.option_groups
    }
    dayparts = {one.id for one in wanted.dayparts}
    dayparts |= {daypart_id for one in now.categories if one.id in categories for daypart_id in one.dayparts}
    stored.drop(
        tx,
        categories=[one.id for one in now.categories if one.id not in categories],
        groups=[one.id for one in now.groups if one.id not in groups],
        dayparts=[one.id for one in now.dayparts if one.id not in dayparts],
    )
