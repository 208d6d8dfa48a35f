"""A till: a printer with a cash drawer on its port, the desk that prints there, and the drawers' keeper."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from appliance.bridges import make_drawer
from appliance.drawers import DrawerKeeper, DrawerRow, Kicked, Who, kick, sale_drawer
from appliance.printing import PrintDesk, PrinterRow, add_printer
from appliance.storage import JournalRow, Reader, Tx
from firmware_bridges.contracts import PrinterStatus
from tests.drawers.wired_printer import WiredPrinter
from tests.worlds import World, world

T = TypeVar("T")

RECEIPTS = "printer-receipts"
ANNA = Who("staff:anna", "tablet-1", "10.0.0.9")


async def eventually(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    """Wait for what no commit tells of."""
    async with asyncio.timeout(timeout_s):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


@dataclass
class Till:
    """The parts a test reaches for. The clock stands still unless it is moved."""

    world: World
    printers: dict[str, WiredPrinter]
    desk: PrintDesk
    keeper: DrawerKeeper
    rows: list[JournalRow] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def printer(self) -> WiredPrinter:
        """The receipt printer."""
        return self.printers[RECEIPTS]

    async def write(self, work: Callable[[Tx], T]) -> T:
        """One transaction."""
        return await self.world.database.write(work)

    def read(self, look: Callable[[Reader], T]) -> T:
        """One look."""
        return self.world.database.read(look)

    async def drawer(self, **columns: Any) -> DrawerRow:
        """The receipt printer's drawer, with these columns."""

        def made(tx: Tx) -> DrawerRow | None:
            drawer = sale_drawer(tx, RECEIPTS)
            assert drawer is not None
            for name, value in columns.items():
                sql = f"UPDATE drawer SET {name} = :value WHERE id = :id"  # noqa: S608
                tx.execute(sql, {"value": value, "id": drawer.id})
            return sale_drawer(tx, RECEIPTS)

        found = await self.write(made)
        assert found is not None
        return found

    async def kick(self, reason: str = "cash", who: Who = ANNA) -> Kicked:
        """Tell the drawer to open."""
        drawer = await self.drawer()
        return await self.write(lambda tx: kick(tx, drawer, reason, who))

    def told(self, kind: str) -> list[dict[str, Any]]:
        """What the journal has of a kind: its data, with the actor."""
        found = [row for row in self.rows if row.kind == kind]
        return [{**msgspec.json.decode(row.data), "actor": row.actor} for row in found]

    async def until(self, condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
        """Wait for something that commits bring about."""
        async with asyncio.timeout(timeout_s):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def until_told(self, kind: str, count: int = 1) -> dict[str, Any]:
        """The newest event of a kind once there are so many."""
        await self.until(lambda: len(self.told(kind)) >= count)
        return self.told(kind)[-1]

    async def until_level(self, high: bool) -> None:
        """Wait until the desk knows this level of the drawer's line."""
        await eventually(lambda: self.desk.status_of(RECEIPTS).drawer_pin_high is high)

    async def later(self, seconds: float) -> None:
        """Let time pass and look."""
        self.world.clock.advance(seconds)
        await self.keeper.look()

    def heard(self, rows: list[JournalRow]) -> None:
        """Follows the commits."""
        self.rows += rows
        self._news.set()


@pytest.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    async with world(tmp_path) as here:
        await here.database.write(
            lambda tx: add_printer(
                tx,
                printer_id=RECEIPTS,
                name="Receipts",
                bridge="escpos",
                address="tcp://127.0.0.1:9",
                profile="epson-80",
            )
        )
        printers: dict[str, WiredPrinter] = {}

        def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> WiredPrinter:
            return printers.setdefault(row.id, WiredPrinter(row, on_status))

        desk = PrintDesk(here.database, here.settings, make_printer)
        keeper = DrawerKeeper(here.database, here.settings, desk, make_drawer)
        till = Till(here, printers, desk, keeper)
        here.database.on_commit(till.heard)
        await desk.start()
        await keeper.start()
        await till.until_level(False)
        yield till
        await keeper.stop()
        await desk.stop()
