"""Coming back: a device that says what it has seen gets exactly what it missed, or everything."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from appliance.realtime import since_message
from appliance.realtime.feed import CATCH_UP_MAX
from tests.realtime.rooms import TableFeed, happen
from tests.worlds import NOON_MS, World, world

EVENTS = 5


@pytest.fixture
async def w(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        for number in range(EVENTS):
            await happen(opened.database, f"call:{number}", f"visit-{number % 2}")
        yield opened


def told(w: World, since: int, feed: TableFeed | None = None, mark: str = "") -> dict[str, Any]:
    seq, message = since_message(w.database, feed or TableFeed(), since, mark)
    decoded: dict[str, Any] = msgspec.json.decode(message)
    assert decoded["seq"] == seq == w.database.seq
    assert decoded["now"] == NOON_MS
    return decoded


def test_nothing_missed_is_a_hello(w: World) -> None:
    assert told(w, EVENTS)["type"] == "hello"


@pytest.mark.parametrize("since", range(1, EVENTS))
def test_what_was_missed_comes_as_one_update(w: World, since: int) -> None:
    message = told(w, since)
    assert message["type"] == "update"
    assert message["subjects"] == [f"call:{number}" for number in range(since, EVENTS)]


def test_what_does_not_concern_the_device_was_not_missed(w: World) -> None:
    assert told(w, 4, TableFeed("visit-1"))["type"] == "hello"
    assert told(w, 3, TableFeed("visit-1"))["subjects"] == ["call:3"]


@pytest.mark.parametrize("since", [0, -1, EVENTS + 1, 10**9])
def test_who_has_seen_nothing_or_another_life_of_the_file_gets_everything(w: World, since: int) -> None:
    message = told(w, since)
    assert (message["type"], message["calls"]) == ("snapshot", EVENTS)


async def test_who_missed_too_much_gets_everything(w: World) -> None:
    await asyncio.gather(*(happen(w.database, "call:x") for _ in range(CATCH_UP_MAX)))
    assert told(w, EVENTS)["type"] == "update"
    assert told(w, EVENTS - 1)["type"] == "snapshot"


async def test_after_a_backup_was_restored_who_saw_what_is_gone_gets_everything(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        await asyncio.gather(*(happen(w.database, f"call:{number}") for number in range(3)))
        kept = told(w, 2)["mark"]
    shutil.copy(tmp_path / "comanda.db", tmp_path / "backup")
    async with world(tmp_path) as w:
        await asyncio.gather(*(happen(w.database, f"lost:{number}") for number in range(2)))
        lost = told(w, 4)["mark"]
    shutil.copy(tmp_path / "backup", tmp_path / "comanda.db")
    async with world(tmp_path) as w:
        await asyncio.gather(*(happen(w.database, f"new:{number}") for number in range(4)))
        assert told(w, 5, mark=lost)["type"] == "snapshot"
        assert told(w, 3, mark=kept)["subjects"] == [f"new:{number}" for number in range(4)]
        assert told(w, 7, mark=told(w, 0)["mark"])["type"] == "hello"


@pytest.mark.parametrize("mark", ["0", "00000000", "no mark", "ü" * 100])
def test_a_mark_that_fits_nothing_gets_everything(w: World, mark: str) -> None:
    assert told(w, EVENTS, mark=mark)["type"] == "snapshot"
