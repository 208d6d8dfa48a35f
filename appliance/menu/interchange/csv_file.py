"""The CSV menu file: one row per item, for a spreadsheet.

id · category (id) · category_LANG (its name; needed when the category is new) · name_LANG · description_LANG · price
("13.50" or "13,50"; or price_minor in the smallest unit) · station · prep_minutes · tax_class · course · allergens · diets ·
badges · option_groups (ids) · photo. LANG is a language code: name_en, name_it.

Lists are separated by ";". Allergens: an empty cell means unknown, "none" means none. A column that is missing keeps what
an item already has; an item that is not in the file leaves the menu. Option groups and dayparts are those the menu has.
Read: UTF-8 or UTF-16, with or without BOM, separated by comma, semicolon or tab. Written: UTF-8 with BOM, commas; texts a
spreadsheet would take for a formula begin with an apostrophe, which reading takes away again.
"""

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from appliance.kernel.money import minor_digits
from appliance.menu.interchange.cells import LANGUAGE
from appliance.menu.interchange.json_file import category_fields, item_fields
from appliance.menu.interchange.sheet import BAD, Entry, Facts, Sheet
from appliance.menu.model import Catalogue, Category, Item, Names

_PLAIN = {"id", "category", "station", "tax_class", "course", "photo"}
_LISTS = {"allergens", "diets", "badges", "option_groups"}
_NUMBERS = {"prep_minutes", "price_minor"}
_TEXTS = {"category": "category_names", "name": "names", "description": "descriptions"}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_PRICE = re.compile(r"(\d{1,9})(?:[.,](\d+))?")


def read(body: bytes, facts: Facts) -> Sheet:
    """Take a CSV file apart, filling missing columns from the present menu; troubles are in the sheet."""
    sheet = Sheet(languages=facts.languages)
    text = _decoded(sheet, body)
    rows = _rows(sheet, text)
    _, header = next(rows, (0, []))
    columns = [name.strip().lower() for name in header]
    if not _check_header(sheet, columns):
        return sheet
    present = {item.id: item for item in facts.present.items}
    named = {one.id: _category_entry(0, category_fields(one)) for one in facts.present.categories}
    for line, cells in rows:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            sheet.complain(
                line, "", f"This row has {len(cells)} cells, but there are {len(columns)} columns."
            )
            continue
        row = dict(zip(columns, (_freed(cell) for cell in cells), strict=False))
        fields = _fields(sheet, line, row, present.get(row.get("id", "")), facts)
        _note_category(sheet, named, line, fields.get("category"), fields.pop("category_names"))
        sheet.items.append(Entry(line, fields, _column))
    sheet.categories = list(named.values())
    sheet.kept = Catalogue(groups=facts.present.groups, dayparts=facts.present.dayparts)
    return sheet


def write(catalogue: Catalogue, *, languages: tuple[str, ...], currency: str) -> bytes:
    """The visible items as a file."""
    used = dict.fromkeys(
        [*languages, *(code for item in catalogue.items for code in (*item.names, *item.descriptions))]
    )
    texts = [f"{start}_{code}" for start in _TEXTS for code in used]
    columns = ["id", "category", *texts, "price", "station", "prep_minutes", "tax_class", "course"]
    columns += ["allergens", "diets", "badges", "option_groups", "photo"]
    paper = io.StringIO(newline="")
    writer = csv.DictWriter(paper, columns, restval="")
    writer.writeheader()
    digits = minor_digits(currency)
    for category in catalogue.categories:
        for item in catalogue.items:
            if item.category_id == category.id and not item.hidden:
                writer.writerow(
                    {name: _guarded(cell) for name, cell in _cells(item, category, digits).items()}
                )
    return paper.getvalue().encode("utf-8-sig")


def _decoded(sheet: Sheet, body: bytes) -> str:
    encoding = "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        say = "These characters cannot be read; save the file as “CSV UTF-8” and send it again."
        sheet.complain(line, "", say)
        return ""


def _rows(sheet: Sheet, text: str) -> Iterator[tuple[int, list[str]]]:
    """Non-empty rows with the number of their last line."""
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        sheet.complain(reader.line_num, "", f"This row cannot be read: {error}. Is a quotation mark missing?")


def _check_header(sheet: Sheet, columns: list[str]) -> bool:
    """Whether the columns can be read at all."""
    if sheet.troubles:
        return False
    if "id" not in columns:
        sheet.complain(1, "id", "The first row must name the columns, and one of them must be “id”.")
        return False
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            sheet.complain(1, name, f"The column “{name}” stands here twice.")
        if not _is_column(name):
            sheet.complain(1, name[:40], f"“{name[:40]}” is not a known column.")
    if "price" in columns and "price_minor" in columns:
        sheet.complain(1, "price_minor", "Please give either price or price_minor, not both.")
    return not sheet.troubles


def _is_column(name: str) -> bool:
    start, _, code = name.partition("_")
    in_language = start in _TEXTS and LANGUAGE.fullmatch(code) is not None
    return name in _PLAIN | _LISTS | _NUMBERS | {"price"} or in_language


def _fields(
    sheet: Sheet, line: int, row: dict[str, str], present: Item | None, facts: Facts
) -> dict[str, Any]:
    fields: dict[str, Any] = {"category_names": {}, "names": {}, "descriptions": {}}
    if present is not None:
        fields |= item_fields(present) | {"category": present.category_id}
    for name, cell in row.items():
        start, _, code = name.partition("_")
        if name in _PLAIN:
            fields[name] = cell
        elif name in _LISTS:
            fields[name] = _list(name, cell)
        elif name in _NUMBERS:
            fields[name] = _number(sheet, line, name, cell)
        elif name == "price":
            fields["price_minor"] = _price(sheet, line, cell, facts.currency)
        else:
            fields[_TEXTS[start]] = {**fields[_TEXTS[start]], code: cell}
    return fields


def _list(name: str, cell: str) -> list[str] | None:
    words = [word.strip() for word in re.split("[;,|]", cell) if word.strip()]
    if name == "allergens":
        return None if not words else [] if words == ["none"] else words
    return words


def _number(sheet: Sheet, line: int, name: str, cell: str) -> Any:
    if not cell and name == "prep_minutes":
        return None
    if not re.fullmatch(r"\d{1,12}", cell, re.ASCII):
        sheet.complain(
            line, name, f"“{cell[:40]}” is not a whole number." if cell else "A number is missing."
        )
        return BAD
    return int(cell)


def _price(sheet: Sheet, line: int, cell: str, currency: str) -> Any:
    digits = minor_digits(currency)
    example = f"{Decimal(1350).scaleb(-digits):f}"
    match = _PRICE.fullmatch(cell) if cell.isascii() else None
    if match is None:
        wrong = f"“{cell[:40]}” is not a price" if cell else "The price is missing"
        sheet.complain(line, "price", f"{wrong}; write it like {example}.")
        return BAD
    whole, part = match[1], match[2] or ""
    if len(part) > digits:
        sheet.complain(
            line, "price", f"“{cell}” has more decimals than {currency} knows; write it like {example}."
        )
        return BAD
    return int(whole) * 10**digits + int(part.ljust(digits, "0") or "0")


def _note_category(sheet: Sheet, named: dict[str, Entry], line: int, category_id: Any, names: Names) -> None:
    """Learn a category's names from the first row that gives them; later rows may repeat them but not differ."""
    given = {code: text for code, text in names.items() if text}
    if not given or not category_id:
        return
    before = named.get(category_id)
    if before is None or before.line == 0:
        known = {"id": category_id, "names": {}} if before is None else before.fields
        named[category_id] = _category_entry(line, {**known, "names": {**known["names"], **given}})
        return
    for code, text in given.items():
        first = before.fields["names"].setdefault(code, text)
        if first != text:
            sheet.complain(line, f"category_{code}", f"Row {before.line} calls this category “{first[:40]}”.")


def _category_entry(line: int, fields: dict[str, Any]) -> Entry:
    return Entry(line, fields, _category_column)


def _column(field: str) -> str:
    start, dot, code = field.partition(".")
    plain = {"names": "name", "descriptions": "description"}
    return f"{plain.get(start, start)}_{code}" if dot else {"price_minor": "price"}.get(field, field)


def _category_column(field: str) -> str:
    _, dot, code = field.partition(".")
    return f"category_{code}" if dot else "category"


def _cells(item: Item, category: Category, digits: int) -> dict[str, str]:
    texts = {"category": category.names, "name": item.names, "description": item.descriptions}
    cells = {f"{start}_{code}": text for start, names in texts.items() for code, text in names.items()}
    allergens = "" if item.allergens is None else ";".join(item.allergens) or "none"
    return cells | {
        "id": item.id,
        "category": item.category_id,
        "price": f"{Decimal(item.price_minor).scaleb(-digits):f}",
        "station": item.station_id,
        "prep_minutes": str(item.prep_minutes),
        "tax_class": item.tax_class,
        "course": item.course,
        "allergens": allergens,
        "diets": ";".join(item.diets),
        "badges": ";".join(item.badges),
        "option_groups": ";".join(item.option_groups),
        "photo": item.photo or "",
    }


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _freed(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if _GUARDED.match(cell) else cell
