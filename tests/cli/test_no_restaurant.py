"""Looking makes nothing: a directory without a restaurant is told about in one sentence, for people and for programs."""

import json
from pathlib import Path

import apsw
import pytest
from click.testing import CliRunner

from appliance.cli import main
from appliance.cli.technician import close_door
from tests.cli.conftest import Venue

COMMANDS = [
    ("printers", "list"),
    ("printers", "status"),
    ("printers", "test", "X"),
    ("printers", "route", "X"),
    ("printers", "add", "--name", "X", "--address", "192.0.2.7"),
    ("printers", "drop", "X", "--reason", "closed"),
    ("printers", "remove", "X"),
    ("printers", "log", "X"),
    ("devices", "list"),
    ("devices", "pair"),
    ("devices", "revoke", "X"),
    ("devices", "found"),
    ("journal", "verify"),
    ("journal", "tail"),
    ("clock", "show"),
    ("clock", "accept", "--reason", "dead battery"),
    ("migrate",),
    ("settings", "get"),
    ("settings", "set", "venue_name", "Sole"),
    ("menu", "export"),
    ("staff", "list"),
]


def foreign_database() -> bytes:
    """Another program's."""
    made = apsw.Connection(":memory:")
    made.execute("CREATE TABLE recipe (name)")
    return made.serialize("main")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_directory_without_a_restaurant_stays_as_it_is(tmp_path: Path, words: tuple[str, ...]) -> None:
    for data in (tmp_path / "wrong", tmp_path):
        done = CliRunner().invoke(main, [*words, "--data", str(data)])
        assert done.exit_code == 1
        assert done.output == f"Error: There is no restaurant in {data}; name its directory with --data.\n"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_of_that_name_is_no_restaurant(tmp_path: Path) -> None:
    (tmp_path / "comanda.db").touch()
    done = CliRunner().invoke(main, ["journal", "verify", "--data", str(tmp_path)])
    assert (done.exit_code, "There is no restaurant in" in done.output) == (1, True)


@pytest.mark.parametrize(
    "command", ["journal verify", "printers list", "migrate", "serve --port 0", "demo --port 0"]
)
@pytest.mark.parametrize(
    "content", [b"not a database, but a letter", foreign_database()], ids=["letter", "database"]
)
def test_a_file_of_that_name_that_is_not_ours_is_left_as_it_is(
    tmp_path: Path, command: str, content: bytes
) -> None:
    file = tmp_path / "comanda.db"
    file.write_bytes(content)
    done = CliRunner().invoke(main, [*command.split(), "--data", str(tmp_path)])
    said = (
        f"Error: {file} was not made by Comanda; nothing was changed. Name another directory with --data.\n"
    )
    assert (done.exit_code, done.output) == (1, said)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (content, [file])


def test_the_directory_is_named_as_it_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["printers", "list"])
    assert "There is no restaurant in ./data;" in done.output


def test_programs_get_their_troubles_as_json(tmp_path: Path, venue: Venue) -> None:
    nothing = CliRunner().invoke(main, ["printers", "list", "--json", "--data", str(tmp_path / "x")])
    assert (nothing.exit_code, json.loads(nothing.stdout)["code"]) == (1, "no_restaurant")
    nobody = venue.run("printers", "remove", "Nobody", "--json")
    assert (nobody.exit_code, json.loads(nobody.stdout)) == (
        1,
        {
            "error": "There is no printer called Nobody; there are: Bar printer, Grill printer.",
            "code": "printer_unknown",
        },
    )
    refused = venue.run("printers", "add", "--name", "X", "--address", "tcp://8.8.8.8:9100", "--json")
    assert (refused.exit_code, json.loads(refused.stdout)["code"]) == (1, "address_invalid")
    misspelt = venue.run("printers", "list", "--json", "--bogus")
    assert (misspelt.exit_code, json.loads(misspelt.stdout)["code"]) == (2, "usage")
    well = venue.run("printers", "list", "--json")
    assert (well.exit_code, len(json.loads(well.stdout)["items"])) == (0, 2)


def test_what_needs_the_service_stopped_says_what_works_meanwhile(running: Venue) -> None:
    refused = running.run("settings", "set", "venue_name", "Sole")
    assert refused.exit_code == 1
    assert "stop it first. While it runs, the commands printers, devices and journal work" in refused.output
    close_door(running.data)
    busy = running.run("printers", "list", "--json")
    assert json.loads(busy.stdout)["code"] == "busy"
