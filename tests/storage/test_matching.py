"""What is kept as the file says survives its own faults: told once, tried again, never silently given up."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

import pytest

from appliance.storage import matching
from appliance.storage.matching import Matching


class Shelf:
    """Something to be kept in line; `faults` matches fail first."""

    def __init__(self) -> None:
        self.faults = 0
        self.tries = 0
        self._tried = asyncio.Event()

    async def match(self) -> None:
        self.tries += 1
        self._tried.set()
        if self.faults:
            self.faults -= 1
            raise ValueError("a fault")

    async def until_tried(self, times: int) -> None:
        async with asyncio.timeout(5):
            while self.tries < times:
                self._tried.clear()
                await self._tried.wait()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def begin(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[[], Matching]]:
    """Runs a matching with short pauses; it must end when the test does."""
    monkeypatch.setattr(matching, "FIRST_PAUSE_S", 0.01)
    kept = Matching("the shelf", shelf.match)
    running = []

    def run() -> Matching:
        running.append(asyncio.create_task(kept.run()))
        return kept

    yield run
    kept.finish()
    await asyncio.wait_for(asyncio.gather(*running), 5)


async def test_it_matches_when_asked_and_not_otherwise(shelf: Shelf, begin: Callable[[], Matching]) -> None:
    kept = begin()
    for _ in range(3):
        kept.ask()
    await shelf.until_tried(1)
    for _ in range(20):
        await asyncio.sleep(0)
    assert shelf.tries == 1
    kept.ask()
    await shelf.until_tried(2)


async def test_a_fault_is_told_once_in_a_row_and_tried_again_by_itself(
    shelf: Shelf, begin: Callable[[], Matching], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    kept, shelf.faults = begin(), 3
    kept.ask()
    await shelf.until_tried(4)
    shelf.faults = 1
    kept.ask()
    await shelf.until_tried(6)
    said = "the shelf could not be brought in line with the file; it is tried again"
    assert [record.getMessage() for record in caplog.records] == [said, said]


async def test_a_fault_at_the_beginning_stops_nobody_and_is_tried_again(
    shelf: Shelf, begin: Callable[[], Matching]
) -> None:
    shelf.faults = 1
    kept = Matching("the shelf", shelf.match)
    await kept.begin()
    running = asyncio.create_task(kept.run())
    await shelf.until_tried(2)
    kept.finish()
    await asyncio.wait_for(running, 5)


async def test_the_pauses_grow_to_a_limit(shelf: Shelf) -> None:
    kept, shelf.faults = Matching("the shelf", shelf.match), 100
    pauses = []
    for _ in range(8):
        await kept.begin()
        pauses.append(kept._pause_s)
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]


async def test_who_waits_sees_what_was_asked_taken_up_and_what_was_not_asked_is_not_done(
    shelf: Shelf,
) -> None:
    kept = Matching("the shelf", shelf.match)
    await kept.matched()
    assert shelf.tries == 0
    kept.ask()
    await asyncio.gather(kept.matched(), kept.matched())
    assert shelf.tries == 1
