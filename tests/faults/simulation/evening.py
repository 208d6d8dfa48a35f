"""One evening from a seed: everybody at once for a while, then a calm end in which all that was promised must come true."""

import asyncio
import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from appliance.kernel.clock import to_ms
from appliance.main import Appliance
from appliance.settings import change
from tests.faults.simulation import books, nature, paper
from tests.faults.simulation.box import Box, WallClock
from tests.faults.simulation.guests import Party
from tests.faults.simulation.network import Ledger, World
from tests.faults.simulation.virtual_time import VirtualTimeLoop
from tests.faults.simulation.workers import Kitchen, Manager, Waiter
from tests.faults.small_venue import TABLES, SmallVenue, make_venue

PARTIES = (4, 6)
ARRIVE_WITHIN_S = 500.0
LASTS_S = 1_000.0
ROUNDS_TO_TIDY_UP = 120
TROUBLES_MAX = 20
FURNISHED = to_ms(datetime(2026, 10, 2, 6, tzinfo=UTC))
BEGINS = (
    datetime(2026, 10, 2, 10, tzinfo=UTC),  # lunch
    datetime(2026, 10, 2, 21, 55, tzinfo=UTC),  # five minutes to midnight in Rome
    datetime(2026, 10, 3, 1, 55, tzinfo=UTC),  # five minutes before the business date turns
    datetime(2026, 10, 25, 0, 55, tzinfo=UTC),  # five minutes before clocks go back an hour
)
NEW_ROUND_S = 15.0


@dataclass(frozen=True)
class Report:
    """What became of an evening. `head` is the journal's last hash: the same seed gives the same."""

    seed: int
    troubles: list[str]
    orders: int
    sheets: int
    rows: int
    head: str
    counts: dict[str, int]


def live(seed: int) -> Report:
    """Live one evening and check its books."""
    chance = Random(seed)  # noqa: S311  repeatable by its seed
    template, venue = furnished()
    loop = VirtualTimeLoop(lambda: chance.uniform(0.0005, 0.02))
    with (
        tempfile.TemporaryDirectory(dir=_quick_disk()) as place,
        asyncio.Runner(loop_factory=lambda: loop) as runner,
    ):
        shutil.copytree(template, Path(place, "life-0"))
        return runner.run(_Evening(seed, chance, loop, venue, Path(place)).live())


class _Evening:
    def __init__(
        self, seed: int, chance: Random, loop: VirtualTimeLoop, venue: SmallVenue, disk: Path
    ) -> None:
        self.seed = seed
        self.loop = loop
        self.venue = venue
        wall = WallClock(loop, to_ms(chance.choice(BEGINS)))
        self.world = World(Box(disk, loop, wall, chance), chance, Ledger())
        self.waiter = Waiter(self.world, venue)
        self.kitchen = Kitchen(self.world, venue)

    async def live(self) -> Report:
        """From switching on to locking up."""
        world = self.world
        await world.box.start()
        await world.box.write(lambda tx: change(tx, self._settings(), actor="system"))
        nature_does = [
            asyncio.create_task(nature.pull_plugs(world, self.loop, LASTS_S)),
            asyncio.create_task(nature.step_clock(world, LASTS_S)),
            asyncio.create_task(nature.spoil_printers(world)),
        ]
        keeper = asyncio.create_task(nature.bring_back(world, self._look_into_books))
        manager = Manager(world, self.venue)
        work = [asyncio.create_task(one.work()) for one in (self.waiter, self.kitchen, manager)]
        work.append(asyncio.create_task(self._audit()))
        await asyncio.gather(*(self._party(number) for number in range(world.chance.randint(*PARTIES))))
        world.over.set()
        await _end(nature_does)
        self.loop.around_commit = None
        await nature.at_ease(world)
        await asyncio.gather(*work)
        await self._tidy_up()
        await _end([keeper])
        await world.box.stop()
        return self._report()

    def _settings(self) -> dict[str, object]:
        chance = self.world.chance
        return {
            "cart_mode": chance.choice(["family", "family", "individual"]),
            "free_table_when_paid": chance.random() < 0.3,
            "service_from_covers": chance.choice([0, 3]),
        }

    async def _party(self, number: int) -> None:
        await self.world.pause(0, ARRIVE_WITHIN_S)
        token = self.venue.table_tokens[self.world.chance.choice(TABLES)]
        await Party(self.world, number, token).dine()

    async def _audit(self) -> None:
        while not self.world.over.is_set():
            await self.world.pause(100, 300)
            self._look_into_books()

    async def _tidy_up(self) -> None:
        """Everything that is still under way comes to its end, or this is a trouble of its own."""
        left: list[str] = []
        for _ in range(ROUNDS_TO_TIDY_UP):
            await nature.at_ease(self.world)  # a roll of paper may still end
            await self.kitchen.look()
            await self.waiter.round()
            await asyncio.sleep(NEW_ROUND_S)
            house = self.world.box.house
            assert house is not None
            left = house.database.read(lambda reader: list(books.unfinished(reader)))
            if not left:
                return
        self._note(left)

    def _look_into_books(self) -> None:
        house = self.world.box.house
        if house is not None and len(self.world.ledger.troubles) < TROUBLES_MAX:
            settings = house.settings.now
            self._note(
                house.database.read(lambda reader: list(books.wrong(reader, settings, self.world.ledger)))
            )

    def _report(self) -> Report:
        """The same file, opened once more by somebody else."""
        world = self.world
        house = Appliance(world.box.data)
        house.open()
        try:
            verdict = house.database.verify_journal()
            self._note([] if verdict.trouble is None else [f"journal: {verdict.trouble}"])
            self._note(world.box.complaints)
            settings, sheets, ledger = house.settings.now, world.box.printers.sheets, world.ledger
            self._note(house.database.read(lambda reader: list(books.wrong(reader, settings, ledger))))
            told = books.answered_orders(ledger)
            self._note(house.database.read(lambda reader: list(books.from_nowhere(reader, told))))
            self._note(house.database.read(lambda reader: list(paper.wrong(reader, sheets, ledger.dropped))))
            return Report(
                self.seed,
                list(dict.fromkeys(ledger.troubles))[:TROUBLES_MAX],
                len(ledger.orders),
                len(sheets),
                verdict.rows,
                verdict.head_hash,
                dict(ledger.counts),
            )
        finally:
            house.hasher.close()
            house.database._reader.close()
            house.database._writer.close()

    def _note(self, found: list[str]) -> None:
        self.world.ledger.troubles += found


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Stop what nature does; what went wrong in it is raised."""
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


@cache
def furnished() -> tuple[Path, SmallVenue]:
    """The venue's file, made once per process; before a bug is planted, for it must be sound."""
    place = Path(tempfile.mkdtemp(dir=_quick_disk()))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    venue = asyncio.run(make_venue(place, now_ms=FURNISHED))
    return place, venue


def _quick_disk() -> str | None:
    """Memory where there is some: here no disk is tried, and its real syncs would take most of the time."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() else None
