"""Whatever stands in the restaurant's file, the command prints no character that a terminal obeys."""

import json
from pathlib import Path

import pytest

from appliance.cli.file import write_file
from appliance.cli.tables import table
from tests.cli.conftest import GRILL, Venue

TEA = {"id": "tea", "names": {"en": "Tea"}, "price_minor": 250, "station": "grill", "tax_class": "food"}
EVIL = "Evil\x1b]0;owned\x07\x9b31m"


@pytest.fixture
def evil(venue: Venue) -> Venue:
    """A printer's name in the file was written by an earlier version, or by another hand."""
    write_file(
        venue.data,
        lambda tx: tx.execute("UPDATE printer SET name = :name WHERE id = :id", {"name": EVIL, "id": GRILL}),
    )
    return venue


def seen(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


def test_a_terminal_is_told_nothing_but_words(evil: Venue) -> None:
    done = evil.run("printers", "list")
    assert "Evil]0;owned" in done.output
    assert seen(done.output), done.output


def test_a_refusal_is_told_in_nothing_but_words(evil: Venue) -> None:
    device = evil.simulators[GRILL]
    done = evil.run("printers", "add", "--name", "Twin", "--address", f"tcp://{device.host}:{device.port}")
    assert done.exit_code == 1
    assert "Evil]0;owned" in done.stderr
    assert seen(done.stderr), done.stderr


def test_a_name_from_the_command_line_is_cleaned_at_the_door(venue: Venue) -> None:
    done = venue.run("printers", "add", "--name", EVIL, "--address", "tcp://192.0.2.9:9100")
    assert seen(done.output), done.output
    names = [one["name"] for one in venue.json("printers", "list")["items"]]
    assert "Evil]0;owned31m" in names


def test_a_program_gets_the_name_as_it_is(evil: Venue) -> None:
    done = evil.run("printers", "list", "--json")
    assert seen(done.output), done.output
    assert EVIL in [one["name"] for one in json.loads(done.stdout)["items"]]


def test_an_exported_menu_comes_back_as_it_was(venue: Venue, tmp_path: Path) -> None:
    name = "Cafe\u0301 \u0645\u06cc\u200c\u062e 👨\u200d🍳 1\u00a0l"
    menu = {
        "format": "comanda-menu-1",
        "languages": ["en"],
        "currency": "EUR",
        "categories": [{"id": "c", "names": {"en": name}, "items": [TEA]}],
    }
    file = tmp_path / "menu.json"
    file.write_text(json.dumps(menu))
    imported = venue.run("menu", "import", str(file))
    assert imported.exit_code == 0, imported.output + imported.stderr
    exported = venue.run("menu", "export")
    assert seen(exported.output)
    assert json.loads(exported.stdout)["categories"][0]["names"]["en"] == name


def test_what_is_wrong_with_a_menu_is_told_row_by_row(venue: Venue, tmp_path: Path) -> None:
    items = [TEA, {**TEA, "id": "cup", "price_minor": -1}]
    menu = {"format": "comanda-menu-1", "languages": ["en"], "currency": "EUR"}
    file = tmp_path / "menu.json"
    file.write_text(json.dumps({**menu, "categories": [{"id": "c", "names": {"en": "Tea"}, "items": items}]}))
    refused = venue.run("menu", "import", str(file))
    assert refused.exit_code == 1
    assert "Nothing was imported" in refused.output
    assert "row 2, categories[0].items[1].price_minor: " in refused.output


def test_what_is_typed_back_is_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    key = "at-serial-" + "x" * 60
    table(("KEY", "NAME"), [(key, "A very long name of a thing that was found")], gives=1, keeps=0)
    assert capsys.readouterr().out.splitlines()[1].split("  ")[0] == key
    table(("ID", "NAME"), [("1", "n" * 200)], gives=1)
    assert max(map(len, capsys.readouterr().out.splitlines())) == 80
