"""The catalogue in the file: dayparts, categories, option groups, items."""

from typing import Any

import msgspec

from appliance.menu.model import Catalogue, Category, Daypart, Item, OptionGroup
from appliance.storage import Reader, Row, Tx

_ITEM_COLUMNS = (
    "id, category_id, position, names, descriptions, price_minor, station_id, prep_minutes, tax_class, course,"
    " allergens, diets, badges, option_groups, photo, hidden"
)
_JSON = {
    "names", "notes", "descriptions", "days", "dayparts", "allergens", "diets", "badges", "option_groups", "options"
}  # fmt: skip


def load(reader: Reader) -> Catalogue:
    """Everything of this branch in menu order, hidden items included."""
    here = {"branch": reader.branch}
    items = reader.all(
        f"SELECT {_ITEM_COLUMNS} FROM item WHERE branch = :branch ORDER BY position, id",
        here,
    )
    groups = reader.all(
        "SELECT id, kind, names, min, max, options FROM option_group WHERE branch = :branch ORDER BY id", here
    )
    categories = reader.all(
        "SELECT id, position, names, notes, dayparts FROM category WHERE branch = :branch ORDER BY position, id",
        here,
    )
    dayparts = reader.all(
        "SELECT id, position, names, days, starts, ends FROM daypart WHERE branch = :branch ORDER BY position, id",
        here,
    )
    return Catalogue(
        items=tuple(msgspec.convert(_decoded(row), Item, strict=False) for row in items),
        groups=tuple(msgspec.convert(_decoded(row), OptionGroup) for row in groups),
        categories=tuple(msgspec.convert(_decoded(row), Category) for row in categories),
        dayparts=tuple(msgspec.convert(_decoded(row), Daypart) for row in dayparts),
    )


def save_dayparts(tx: Tx, dayparts: list[Daypart]) -> None:
    """Insert or overwrite."""
    tx.execute_many(
        "INSERT INTO daypart (id, branch, position, names, days, starts, ends)"
        " VALUES (:id, :branch, :position, :names, :days, :starts, :ends)"
        " ON CONFLICT (id) DO UPDATE SET position = excluded.position, names = excluded.names, days = excluded.days,"
        " starts = excluded.starts, ends = excluded.ends",
        [_encoded(tx, one) for one in dayparts],
    )


def save_categories(tx: Tx, categories: list[Category]) -> None:
    """Insert or overwrite."""
    tx.execute_many(
        "INSERT INTO category (id, branch, position, names, notes, dayparts)"
        " VALUES (:id, :branch, :position, :names, :notes, :dayparts)"
        " ON CONFLICT (id) DO UPDATE SET position = excluded.position, names = excluded.names, notes = excluded.notes,"
        " dayparts = excluded.dayparts",
        [_encoded(tx, one) for one in categories],
    )


def save_groups(tx: Tx, groups: list[OptionGroup]) -> None:
    """Insert or overwrite."""
    tx.execute_many(
        "INSERT INTO option_group (id, branch, kind, names, min, max, options)"
        " VALUES (:id, :branch, :kind, :names, :min, :max, :options)"
        " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, names = excluded.names, min = excluded.min,"
        " max = excluded.max, options = excluded.options",
        [_encoded(tx, one) for one in groups],
    )


def save_items(tx: Tx, items: list[Item]) -> None:
    """Insert or overwrite."""
    tx.execute_many(
        f"INSERT INTO item (branch, {_ITEM_COLUMNS})"
        " VALUES (:branch, :id, :category_id, :position, :names, :descriptions, :price_minor, :station_id, :prep_minutes,"
        " :tax_class, :course, :allergens, :diets, :badges, :option_groups, :photo, :hidden)"
        " ON CONFLICT (id) DO UPDATE SET category_id = excluded.category_id, position = excluded.position,"
        " names = excluded.names, descriptions = excluded.descriptions, price_minor = excluded.price_minor,"
        " station_id = excluded.station_id, prep_minutes = excluded.prep_minutes, tax_class = excluded.tax_class,"
        " course = excluded.course, allergens = excluded.allergens, diets = excluded.diets, badges = excluded.badges,"
        " option_groups = excluded.option_groups, photo = excluded.photo, hidden = excluded.hidden",
        [_encoded(tx, one) for one in items],
    )


def hide(tx: Tx, item_ids: list[str]) -> None:
    """Take items off the menu; they stay in the file for the orders that name them."""
    tx.execute_many("UPDATE item SET hidden = 1 WHERE id = :id", [{"id": item_id} for item_id in item_ids])


def drop(tx: Tx, *, categories: list[str], groups: list[str], dayparts: list[str]) -> None:
    """Delete what no item refers to any more."""
    tx.execute_many("DELETE FROM category WHERE id = :id", [{"id": one} for one in categories])
    tx.execute_many("DELETE FROM option_group WHERE id = :id", [{"id": one} for one in groups])
    tx.execute_many("DELETE FROM daypart WHERE id = :id", [{"id": one} for one in dayparts])


def set_photo(tx: Tx, item_id: str, photo: str) -> None:
    """Name the item's photo file."""
    tx.execute(
        "UPDATE item SET photo = :photo WHERE id = :id AND branch = :branch",
        {"id": item_id, "photo": photo, "branch": tx.branch},
    )


def photos_in_use(reader: Reader) -> set[str]:
    """File names of all items' photos, hidden items included."""
    return {row["photo"] for row in reader.all("SELECT DISTINCT photo FROM item WHERE photo IS NOT NULL")}


def station_ids(reader: Reader) -> frozenset[str]:
    """The kitchen's stations, for checking where an imported item is to be cooked."""
    rows = reader.all("SELECT id FROM station WHERE branch = :branch", {"branch": reader.branch})
    return frozenset(row["id"] for row in rows)


def _decoded(row: Row) -> Row:
    return {
        name: msgspec.json.decode(value) if name in _JSON and value is not None else value
        for name, value in row.items()
    }


def _encoded(tx: Tx, value: msgspec.Struct) -> dict[str, Any]:
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    packed = {name: _column(name, field) for name, field in fields.items()}
    return {**packed, "branch": tx.branch}


def _column(name: str, field: Any) -> Any:
    if name in _JSON and field is not None:
        return msgspec.json.encode(field).decode()
    return int(field) if isinstance(field, bool) else field
