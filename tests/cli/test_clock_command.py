"""`comanda clock`: a boot in the future is seen, accepted as past, and never waited for again."""

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from appliance.cli import main
from appliance.kernel.clock import Clock, ManualClock, SystemClock
from appliance.main import Appliance
from appliance.settings import change
from appliance.storage import Tx, found_branch
from tests.cli.conftest import Venue

IN_2096_MS = 4_000_000_000_000


def run(data: Path, *words: str, typed: str = "") -> Result:
    """`comanda clock WORDS`."""
    return CliRunner().invoke(main, ["clock", *words, "--data", str(data)], input=typed)


def found(tx: Tx) -> None:
    """The restaurant is new."""
    found_branch(tx, organisation="Sole", branch="Sole")


def rename(tx: Tx) -> None:
    """Something that stands in the journal."""
    change(tx, {"venue_name": f"Sole {tx.seq}"}, actor="system")


def boot(data: Path, clock: Clock, happens: Callable[[Tx], None]) -> tuple[bool, int]:
    """One short life of the service; whether it trusts the clock, and the time of the last event."""

    async def live() -> tuple[bool, int]:
        house = Appliance(data, clock=clock)
        house.open()
        await house.database.write(happens)
        last = [row.at for row in house.database.journal_since(house.database.seq - 1)]
        seen = (clock.trusted(), sum(last))
        house.hasher.close()
        await house.database.close()
        return seen

    return asyncio.run(live())


@pytest.fixture
def ahead(tmp_path: Path) -> Path:
    """The directory of a restaurant whose only boot was in 2096."""
    boot(tmp_path / "data", ManualClock(IN_2096_MS), found)
    boot(tmp_path / "data", ManualClock(IN_2096_MS), rename)
    return tmp_path / "data"


def test_after_one_boot_in_the_future_the_accepted_clock_is_the_clock(ahead: Path) -> None:
    now_ms = int(time.time() * 1000)
    assert run(ahead, "show").exit_code == 1
    done = run(ahead, "accept", "--reason", "the board's battery was dead", typed="y\n")
    assert (done.exit_code, "Times go on from" in done.output) == (0, True)
    assert run(ahead, "show").exit_code == 0
    trusted, at_ms = boot(ahead, SystemClock(), rename)
    assert trusted
    assert abs(at_ms - now_ms) < 60_000
    assert "holds" in CliRunner().invoke(main, ["journal", "verify", "--data", str(ahead)]).output


def test_it_asks_and_a_no_changes_nothing(ahead: Path) -> None:
    asked = run(ahead, "accept", "--reason", "battery", typed="n\n")
    assert (asked.exit_code, "Is it " in asked.output) == (1, True)
    assert "2096" in run(ahead, "show").output


def test_the_journal_says_who_accepted_what_and_why(ahead: Path) -> None:
    done = run(ahead, "accept", "--yes", "--json", "--reason", " dead  battery ")
    said = json.loads(done.stdout)
    tail = CliRunner().invoke(main, ["journal", "tail", "--data", str(ahead)]).output.splitlines()[-1]
    assert ("clock_accepted" in tail, "technician" in tail) == (True, True)
    told = json.loads(tail[tail.index("{") :])
    assert told == {"after": said["after"], "before": said["before"], "reason": "dead battery"}
    assert told["before"] - IN_2096_MS < 60_000


def test_a_clock_that_is_right_is_not_accepted_again(venue: Venue) -> None:
    done = venue.run("clock", "accept", "--reason", "why not", "--yes")
    assert (done.exit_code, "there is nothing to accept" in done.output) == (1, True)
    assert venue.json("clock", "show")["trusted"] is True


def test_a_reason_is_needed(ahead: Path) -> None:
    done = run(ahead, "accept", "--yes", "--reason", "  x ")
    assert (done.exit_code, "Say why" in done.output) == (1, True)
    assert run(ahead, "show").exit_code == 1


def test_the_service_must_be_stopped_but_looking_is_free(running: Venue) -> None:
    assert "stop it first" in running.run("clock", "accept", "--reason", "battery", "--yes").output
    assert running.run("clock", "show").exit_code == 0
