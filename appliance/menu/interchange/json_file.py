"""The JSON menu file, format `comanda-menu-1`: dayparts, option groups, and categories with their items.

{"format": "comanda-menu-1", "languages": ["en", …], "currency": "EUR",
 "dayparts": [{"id", "names", "days": [0 = Monday …], "from": "11:30", "to": "15:00"}],
 "option_groups": [{"id", "names", "kind": "choice" | "variant", "min", "max", "required"?,
                    "options": [{"id", "names", "price_minor", "default", "allergens"}]}],
 "categories": [{"id", "names", "notes"?, "dayparts": [ids],
                 "items": [{"id", "names", "descriptions", "price_minor", "station", "prep_minutes", "tax_class", "course",
                            "allergens": [codes] | null = unknown, "diets", "badges", "option_groups": [ids],
                            "photo": file name | null, "remaining": count | null}]}]}

`names` and the like are texts by language. The price of a choice is added, that of a variant replaces the item's price.
`remaining` is the starting count of an item that is new; the count of an item already there belongs to the service.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from appliance.menu.interchange.cells import ID, LANGUAGE
from appliance.menu.interchange.sheet import BAD, Entry, Facts, Sheet
from appliance.menu.model import Catalogue, Category, Daypart, Item, OptionGroup

FORMAT = "comanda-menu-1"
_MEMBERS = {"format", "languages", "currency", "dayparts", "option_groups", "categories"}


def read(body: bytes, facts: Facts) -> Sheet:
    """Take a JSON file apart; troubles are in the sheet."""
    sheet = Sheet()
    try:
        document = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        sheet.complain(0, "", f"This is not a JSON file: {error}.")
        return sheet
    except RecursionError:
        sheet.complain(0, "", "This JSON is nested too deeply.")
        return sheet
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        sheet.complain(0, "format", f'This is not a menu file: "format" must be "{FORMAT}".')
        return sheet
    _read_head(sheet, document, facts)
    sheet.dayparts = _entries(sheet, document, "dayparts")
    sheet.groups = _entries(sheet, document, "option_groups")
    sheet.categories = _entries(sheet, document, "categories")
    for category in sheet.categories:
        _read_items(sheet, category)
    return sheet


def write(
    catalogue: Catalogue, remaining: Mapping[str, int | None], *, languages: tuple[str, ...], currency: str
) -> bytes:
    """The visible menu as a file; `remaining` gives the present counts."""
    document = {
        "format": FORMAT,
        "languages": languages,
        "currency": currency,
        "dayparts": [_daypart_fields(one) for one in catalogue.dayparts],
        "option_groups": [_group_fields(one) for one in catalogue.groups],
        "categories": [
            {
                **category_fields(category),
                "items": [
                    {**item_fields(item), "remaining": remaining.get(item.id)}
                    for item in catalogue.items
                    if item.category_id == category.id and not item.hidden
                ],
            }
            for category in catalogue.categories
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def item_fields(item: Item) -> dict[str, Any]:
    """An item as the format writes it, without its category and count."""
    return {
        "id": item.id,
        "names": item.names,
        "descriptions": item.descriptions,
        "price_minor": item.price_minor,
        "station": item.station_id,
        "prep_minutes": item.prep_minutes,
        "tax_class": item.tax_class,
        "course": item.course,
        "allergens": None if item.allergens is None else list(item.allergens),
        "diets": list(item.diets),
        "badges": list(item.badges),
        "option_groups": list(item.option_groups),
        "photo": item.photo,
    }


def category_fields(category: Category) -> dict[str, Any]:
    """A category as the format writes it, without its items."""
    return {
        "id": category.id,
        "names": category.names,
        "notes": category.notes,
        "dayparts": list(category.dayparts),
    }


def _read_head(sheet: Sheet, document: dict[str, Any], facts: Facts) -> None:
    for member in document.keys() - _MEMBERS:
        sheet.complain(0, member[:40], f"“{member[:40]}” is not a known field.")
    languages = document.get("languages")
    if not isinstance(languages, list) or not languages or not all(_is_language(one) for one in languages):
        sheet.complain(0, "languages", 'This must be a list of language codes, for example ["en", "it"].')
    else:
        sheet.languages = tuple(languages)
    currency = document.get("currency")
    if facts.currency and currency != facts.currency:
        sheet.complain(
            0,
            "currency",
            f"The prices are in {str(currency)[:10]}, but this restaurant works in {facts.currency}.",
        )


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and LANGUAGE.fullmatch(value) is not None


def _entries(sheet: Sheet, document: dict[str, Any], member: str) -> list[Entry]:
    found = document.get(member, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        sheet.complain(0, member, "This must be a list of objects.")
        return []
    return [_entry(f"{member}[{n}]", n + 1, fields) for n, fields in enumerate(found)]


def _read_items(sheet: Sheet, category: Entry) -> None:
    found = category.fields.get("items", [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        sheet.complain(category.line, category.column("items"), "This must be a list of items.")
        return
    id_ = category.fields.get("id")
    for n, fields in enumerate(found):
        inside = {**fields, "category": id_ if isinstance(id_, str) and ID.fullmatch(id_) else BAD}
        sheet.items.append(_entry(category.column(f"items[{n}]"), len(sheet.items) + 1, inside))


def _entry(place: str, line: int, fields: dict[str, Any]) -> Entry:
    return Entry(line, fields, lambda name: f"{place}.{name}")


def _daypart_fields(daypart: Daypart) -> dict[str, Any]:
    return {
        "id": daypart.id,
        "names": daypart.names,
        "days": daypart.days,
        "from": daypart.starts,
        "to": daypart.ends,
    }


def _group_fields(group: OptionGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "names": group.names,
        "kind": group.kind,
        "min": group.min,
        "max": group.max,
        "required": group.min > 0,
        "options": group.options,
    }
