"""Killed in the middle of everything, two dozen times: each order exists once, is on paper, and every phone knows."""

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from appliance.main import Appliance
from firmware_bridges.simulators.control import PrinterSpec, SimulatedPrinters
from tests.architecture.source import ROOT
from tests.faults.kill_nine import Phone, Rail, Restaurant, let_paper_end, wrong_paper
from tests.faults.simulation import books
from tests.faults.small_venue import BAR_PRINTER, KITCHEN_PRINTER, SmallVenue, make_venue
from tests.faults.spawner import Spawner

KILLS = 24
LIVES_S = (0.0, 0.5)
SEED = 9


@pytest.fixture
def printers() -> Iterator[SimulatedPrinters]:
    """They stand beside the appliance and are not killed with it."""
    with SimulatedPrinters(PrinterSpec(name) for name in (KITCHEN_PRINTER, BAR_PRINTER)) as printers:
        yield printers


def far_from_now() -> int:
    """An hour at which the business date may turn without doing so during this test."""
    return 4 if datetime.now(ZoneInfo("Europe/Rome")).hour >= 8 else 10


async def furnish(data: Path, printers: SimulatedPrinters) -> SmallVenue:
    addresses = {name: f"127.0.0.1:{printers[name].port}" for name in printers.names()}
    now_ms = time.time_ns() // 1_000_000 - 60_000
    return await make_venue(
        data, now_ms=now_ms, printers=addresses, bar_prints="always", rollover_hour=far_from_now()
    )


async def kill_again_and_again(data: Path, venue: SmallVenue, restaurant: Restaurant, rail: Rail) -> None:
    """Phones order all the time; the appliance has short lives, and at last one in which everybody finishes."""
    tokens = list(venue.table_tokens.values())
    phones = [Phone(restaurant, f"phone-{n}", tokens[n % len(tokens)]) for n in range(2 * len(tokens))]
    async with Spawner() as spawner:
        dining = [asyncio.create_task(phone.dine()) for phone in phones]
        for _ in range(KILLS):
            running = await spawner.start(data)
            restaurant.moved_to(running.base)
            async with restaurant.answers:
                await restaurant.answers.wait()
            await asyncio.sleep(restaurant.chance.uniform(*LIVES_S))
            restaurant.down()
            await running.end(signal.SIGKILL)
            rail.collect()
        last = await spawner.start(data)
        restaurant.moved_to(last.base)
        restaurant.closing.set()
        await asyncio.gather(*dining)
        await let_paper_end(last.base, venue)
        await last.end(signal.SIGTERM)
        rail.collect()


async def verify(data: Path) -> tuple[int | None, str]:
    """What a technician would type."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "appliance.cli", "journal", "verify", "--data", str(data)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.timeout(120)
async def test_two_dozen_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, printers: SimulatedPrinters
) -> None:
    restaurant = Restaurant(Random(SEED))  # noqa: S311  repeatable by its seed
    venue = await furnish(tmp_path, printers)
    rail = Rail(printers)
    await kill_again_and_again(tmp_path, venue, restaurant, rail)

    status, said = await verify(tmp_path)
    assert (status, said.startswith("The journal holds: ")) == (0, True), said
    house = Appliance(tmp_path)
    house.open()
    ledger, orders = restaurant.ledger, books.answered_orders(restaurant.ledger)
    settings = house.settings.now
    assert ledger.troubles == []
    assert house.database.read(lambda reader: list(books.wrong(reader, settings, ledger))) == []
    assert house.database.read(lambda reader: list(books.from_nowhere(reader, orders))) == []
    assert house.database.read(lambda reader: list(books.unfinished(reader))) == []
    assert house.database.read(lambda reader: list(wrong_paper(reader, rail.papers()))) == []
    await house.database.close()
    assert len(orders) > 2 * KILLS
    assert ledger.counts["cut off: POST orders"] > 0
    assert any(paper.marked_copy for paper in rail.papers())
