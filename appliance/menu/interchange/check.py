"""Checks a menu file as a whole and makes the catalogue of it."""

from appliance.menu import rules
from appliance.menu.interchange.cells import TEXT_MAX, Cells, in_order
from appliance.menu.interchange.groups import PRICE_MAX_MINOR, option_group
from appliance.menu.interchange.ledger import Ledger
from appliance.menu.interchange.sheet import Checked, Entry, Facts, Sheet, refuse
from appliance.menu.model import COURSES, PHOTO_NAME, Catalogue, Category, Daypart, GroupKind, Item

ITEMS_MAX = 2_000
GROUPS_MAX = 500
PREP_MAX_MIN = 600
PREP_DEFAULT_MIN = 10
COUNT_MAX = 9_999


def checked(sheet: Sheet, facts: Facts) -> Checked:
    """The catalogue the sheet describes. Raises Invalid `menu_invalid` with every trouble. Slow: use a thread."""
    _check_size(sheet)
    ledger = Ledger(sheet, facts)
    needed = next(iter(facts.languages or sheet.languages), None)
    dayparts = [_daypart(ledger, entry, n, needed) for n, entry in enumerate(sheet.dayparts)]
    groups = [option_group(ledger, entry, needed) for entry in sheet.groups]
    categories = [_category(ledger, entry, n, needed) for n, entry in enumerate(sheet.categories)]
    items = [_item(ledger, entry, n, needed) for n, entry in enumerate(sheet.items)]
    ledger.settle()
    catalogue = Catalogue(
        items=tuple(items),
        groups=(*sheet.kept.groups, *groups),
        categories=tuple(categories),
        dayparts=(*sheet.kept.dayparts, *dayparts),
    )
    if not sheet.troubles:
        _check_prices(sheet, catalogue)
    if sheet.troubles:
        raise refuse(sheet.troubles)
    return Checked(catalogue, _counts(ledger))


def _check_size(sheet: Sheet) -> None:
    if not sheet.items and not sheet.troubles:
        sheet.complain(0, "", "There is not a single item in this file.")
    for noun, count, most in (
        ("items", len(sheet.items), ITEMS_MAX),
        ("categories", len(sheet.categories), GROUPS_MAX),
        ("dayparts", len(sheet.dayparts), GROUPS_MAX),
        ("option groups", len(sheet.groups), GROUPS_MAX),
    ):
        if count > most:
            sheet.complain(0, "", f"There are {count} {noun} in this file; {most} are possible.")
            raise refuse(sheet.troubles)
    if not sheet.items:
        raise refuse(sheet.troubles)


def _daypart(ledger: Ledger, entry: Entry, position: int, needed: str | None) -> Daypart:
    cells = Cells(ledger, entry)
    daypart = Daypart(
        id=cells.own_id("daypart"),
        position=position,
        names=cells.names("names", needed=needed),
        days=cells.days("days"),
        starts=cells.clock_time("from"),
        ends=cells.clock_time("to"),
    )
    if daypart.starts == "24:00":
        cells.complain("from", "A daypart cannot begin at 24:00; write 00:00 of the next day.")
    cells.nothing_else()
    return daypart


def _category(ledger: Ledger, entry: Entry, position: int, needed: str | None) -> Category:
    cells = Cells(ledger, entry)
    category = Category(
        id=cells.own_id("category"),
        position=position,
        names=cells.names("names", needed=needed),
        notes=cells.names("notes", needed=None, length=TEXT_MAX),
        dayparts=cells.refer("daypart", "dayparts"),
    )
    cells.has("items")
    cells.nothing_else()
    return category


def _item(ledger: Ledger, entry: Entry, position: int, needed: str | None) -> Item:
    cells = Cells(ledger, entry)
    unknown = cells.is_unknown("allergens")
    item = Item(
        id=cells.own_id("item"),
        category_id=cells.refer_one("category", "category"),
        position=position,
        names=cells.names("names", needed=needed),
        descriptions=cells.names("descriptions", needed=None, length=TEXT_MAX),
        price_minor=cells.whole("price_minor", 0, PRICE_MAX_MINOR),
        station_id=cells.refer_one("station", "station"),
        prep_minutes=cells.whole("prep_minutes", 0, PREP_MAX_MIN, PREP_DEFAULT_MIN),
        tax_class=cells.refer_one("tax_class", "tax_class", "food"),
        course=cells.one_of("course", COURSES, "main"),
        allergens=None if unknown else in_order(cells.refer("allergen", "allergens")),
        diets=cells.refer("diet", "diets"),
        badges=cells.refer("badge", "badges"),
        option_groups=cells.refer("group", "option_groups"),
        photo=_photo(cells),
    )
    cells.whole("remaining", 0, COUNT_MAX, 0)
    cells.nothing_else()
    return item


def _photo(cells: Cells) -> str | None:
    name = cells.word("photo", "")
    if name and not PHOTO_NAME.fullmatch(name):
        cells.complain("photo", "This is not the name of a photo, for example bread-basket.svg.")
    return name or None


def _check_prices(sheet: Sheet, catalogue: Catalogue) -> None:
    groups = {group.id: group for group in catalogue.groups}
    for entry, item in zip(sheet.items, catalogue.items, strict=True):
        kinds = [groups[group_id].kind for group_id in item.option_groups]
        if kinds.count(GroupKind.VARIANT) > 1:
            say = "An item can have only one group of variants, because each would replace the price."
            sheet.complain(entry.line, entry.column("option_groups"), say)
        elif rules.lowest_price(item, groups) < 0:
            say = "With its cheapest options this item would cost less than nothing."
            sheet.complain(entry.line, entry.column("price_minor"), say)


def _counts(ledger: Ledger) -> dict[str, int]:
    fields = (entry.fields for entry in ledger.sheet.items)
    return {one["id"]: one["remaining"] for one in fields if one.get("remaining") is not None}
