"""The CSV menu file: forgiving about how spreadsheets save, strict about what is wrong, and safe to open again."""

import csv
import io
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.kernel.errors import Invalid
from appliance.menu.interchange import Checked, Facts, checked, csv_file, json_file
from appliance.menu.model import Catalogue
from tests.menu.files import as_bytes, menu

BARE = Facts(
    languages=("en", "it"),
    currency="EUR",
    stations=frozenset({"grill", "cold", "bar"}),
    tax_classes=frozenset({"food", "alcohol"}),
)
PRESENT = checked(json_file.read(as_bytes(menu()), BARE), BARE).catalogue
FACTS = replace(BARE, present=PRESENT)


def read(text: str | bytes, facts: Facts = FACTS) -> Checked:
    body = text if isinstance(text, bytes) else text.encode()
    return checked(csv_file.read(body, facts), facts)


def troubles(text: str | bytes, facts: Facts = FACTS) -> list[tuple[int, str, str]]:
    with pytest.raises(Invalid) as refused:
        read(text, facts)
    return [(one["row"], one["column"], one["say"]) for one in refused.value.body()["errors"]]


def exported(catalogue: Catalogue = PRESENT, currency: str = "EUR") -> bytes:
    return csv_file.write(catalogue, languages=("en", "it"), currency=currency)


def test_what_is_exported_is_imported_unchanged() -> None:
    assert read(exported()).catalogue == PRESENT


def test_items_come_back_into_an_appliance_that_has_only_the_option_groups() -> None:
    bare = replace(FACTS, present=Catalogue(groups=PRESENT.groups))
    assert read(exported(), bare).catalogue.items == PRESENT.items
    assert [one.names for one in read(exported(), bare).catalogue.categories] == [
        one.names for one in PRESENT.categories
    ]


def test_prices_are_exported_as_people_write_them() -> None:
    rows = list(csv.DictReader(io.StringIO(exported().decode("utf-8-sig"))))
    assert [(row["id"], row["price"], row["allergens"]) for row in rows][:3] == [
        ("steak", "19.50", "none"),
        ("stew", "12.00", ""),
        ("pie", "9.00", "gluten"),
    ]


def test_missing_columns_keep_what_an_item_has() -> None:
    changed = read("id,price\nsteak,21.00\n").catalogue
    assert changed.items == (msgspec.structs.replace(PRESENT.items[0], price_minor=2100),)


@pytest.mark.parametrize(
    "text",
    [
        "id;price\nsteak;21,00\n",
        "id\tprice\nsteak\t21.00\n",
        "\ufeffid,price\r\nsteak,21.00\r\n",
        'ID , Price\n\n"steak"," 21 "\n,,\n',
        "id,price_minor\nsteak,2100",
    ],
)
def test_spreadsheets_may_save_in_their_own_way(text: str) -> None:
    assert [(one.id, one.price_minor) for one in read(text).catalogue.items] == [("steak", 2100)]


def test_utf_16_is_read_too() -> None:
    assert (
        read("id,name_en\nsteak,Entrecôte\n".encode("utf-16")).catalogue.items[0].names["en"] == "Entrecôte"
    )


def test_another_encoding_is_refused_with_its_row() -> None:
    found = troubles("id,name_en\nstew,Stew\nsteak,Entrecôte\n".encode("latin-1"))
    assert found == [
        (3, "", "These characters cannot be read; save the file as “CSV UTF-8” and send it again.")
    ]


@pytest.mark.parametrize(
    "cell",
    ["", "free", "-1", "19.505", "1.250,00", "1,250.00", "€ 19.50", "19.5.0", "٣", "1e3", "NaN", "=19+1"],
)
def test_a_wrong_price_is_refused_with_an_example(cell: str) -> None:
    found = troubles(f'id,price\nsteak,"{cell}"\n')
    assert [one[:2] for one in found] == [(2, "price")]
    assert "13.50" in found[0][2]


@pytest.mark.parametrize(
    ("currency", "cell", "minor"), [("JPY", "1350", 1350), ("KWD", "1.350", 1350), ("KWD", "1,35", 1350)]
)
def test_decimals_follow_the_currency(currency: str, cell: str, minor: int) -> None:
    facts = replace(FACTS, currency=currency)
    assert read(f'id,price\nstew,"{cell}"\n', facts).catalogue.items[0].price_minor == minor


def test_a_new_category_needs_its_name() -> None:
    header = "id,category,name_en,price,station"
    assert [one[:2] for one in troubles(f"{header}\nsoup,soups,Soup,5,cold\n")] == [(2, "category")]
    new = read(f"{header},category_en\nsoup,soups,Soup,5,cold,Soups\n").catalogue
    assert new.categories[-1].names == {"en": "Soups"}
    assert new.items[0].category_id == "soups"


def test_a_category_cannot_have_two_names() -> None:
    found = troubles("id,category_en\nsteak,From the grill\nstew,Grill\n")
    assert [one[:2] for one in found] == [(3, "category_en")]


def test_every_trouble_is_listed_by_row_and_column() -> None:
    text = (
        "id,category,name_en,price,station,allergens,option_groups,prep_minutes\n"
        "soup,grill,Soup,x,cold,love,none-such,soon\n"
        "steak,grill,,5,moon,none,doneness,5\n"
        "steak,nowhere,Steak,5,grill,,,5\n"
        "ham,grill,Ham,5,grill,,,5,6\n"
    )
    assert {(row, column) for row, column, _ in troubles(text)} == {
        (2, "price"),
        (2, "allergens"),
        (2, "option_groups"),
        (2, "prep_minutes"),
        (3, "name_en"),
        (3, "station"),
        (4, "id"),
        (4, "category"),
        (5, ""),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, "id")),
        ("\n\n", (1, "id")),
        ("name_en,price\nSoup,5\n", (1, "id")),
        ("id,price,prize\nsteak,5,6\n", (1, "prize")),
        ("id,price,price\nsteak,5,6\n", (1, "price")),
        ("id,price,price_minor\nsteak,5,500\n", (1, "price_minor")),
        ("id,price\n", (0, "")),
        ('id,name_en\nsteak,"Steak\n', (2, "")),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, place: tuple[int, str]) -> None:
    assert place in [one[:2] for one in troubles(text)]


def test_lists_and_unknown_allergens() -> None:
    items = read("id,allergens,diets\nsteak,milk; gluten,\nstew,none,vegan\npie,,\n").catalogue.items
    assert [one.allergens for one in items] == [("gluten", "milk"), (), None]
    assert [one.diets for one in items] == [(), ("vegan",), ()]


@pytest.mark.parametrize("name", ["=1+1", "+39", "-20%", "@home", "'=x", "''-x", "'quoted'"])
def test_no_cell_of_an_export_is_taken_for_a_formula(name: str) -> None:
    renamed = msgspec.structs.replace(PRESENT.items[0], names={"en": name})
    catalogue = msgspec.structs.replace(PRESENT, items=(renamed, *PRESENT.items[1:]))
    body = exported(catalogue)
    cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert read(body).catalogue == catalogue


texts = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)


@settings(deadline=None)
@given(name=texts, about=texts, price=st.integers(0, 10_000_000))
def test_any_text_survives_the_way_through_a_spreadsheet(name: str, about: str, price: int) -> None:
    changed = msgspec.structs.replace(
        PRESENT.items[1], names={"en": name}, descriptions={"it": about}, price_minor=price
    )
    catalogue = msgspec.structs.replace(PRESENT, items=(PRESENT.items[0], changed, *PRESENT.items[2:]))
    assert read(exported(catalogue)).catalogue == catalogue


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_the_reader(body: bytes) -> None:
    with pytest.raises(Invalid):
        read(b"id," + body)
