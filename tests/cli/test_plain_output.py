"""Whatever stands in the restaurant's file, the command prints no character that a terminal obeys."""

import json

import pytest

from appliance.cli.file import write_file
from tests.cli.conftest import GRILL, Venue

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
