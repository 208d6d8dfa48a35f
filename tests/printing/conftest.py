"""A world with two printers and a desk whose bridges are lists."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from appliance.kernel.clock import ManualClock
from appliance.printing import Document, JobKind, PrintDesk, PrinterRow, PrintJob, queue
from appliance.printing import store as printing_store
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, Tx
from firmware_bridges.contracts import PrinterStatus
from firmware_bridges.document import Text
from tests.printing.paper_bridge import PaperBridge
from tests.worlds import world

GRILL = "printer-grill"
BAR = "printer-bar"


def slip(words: str = "2 x Ribeye") -> Document:
    """A small document."""
    return Document(title=words, parts=(Text(words),))


@dataclass
class Paperwork:
    """The world, its desk, and ways to wait for what happens."""

    database: Database
    clock: ManualClock
    settings: Settings
    desk: PrintDesk
    bridges: dict[str, PaperBridge] = field(default_factory=dict)
    rows: list[JournalRow] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def queue(self, words: str = "2 x Ribeye", *, printer: str = GRILL, **options: Any) -> str:
        """Queue a slip; returns the job's id."""
        values = {"kind": JobKind.TICKET, "subject": f"ticket:{words}", "document": slip(words), **options}
        return await self.database.write(lambda tx: queue(tx, printer_id=printer, **values))

    def job(self, job_id: str) -> PrintJob:
        """The job as the file has it."""
        found = self.database.read(lambda reader: printing_store.job(reader, job_id))
        assert found is not None
        return found

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The data of every event of a kind so far."""
        return [msgspec.json.decode(row.data) for row in self.rows if row.kind == kind]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for commits until the condition holds."""
        async with asyncio.timeout(5):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def settled(self) -> None:
        """Let everything run that can run now."""
        for _ in range(3):
            await asyncio.wait_for(self.database.write(lambda tx: None), 5)
            await asyncio.sleep(0)

    def heard(self, rows: list[JournalRow]) -> None:
        """Follows the commits."""
        self.rows += rows
        self._news.set()


def add_printers(tx: Tx) -> None:
    """A printer for the grill, one for the bar, and one that is not in use."""
    for port, (printer_id, name, enabled) in enumerate(
        [(GRILL, "Grill printer", 1), (BAR, "Bar printer", 1), ("old", "Old one", 0)], start=9
    ):
        tx.execute(
            """INSERT INTO printer (id, branch, name, bridge, address, profile, enabled)
 VALUES (:id, :branch, :name, 'escpos', 'tcp://127.0.0.1:' || :port, 'generic-80', :enabled)""",
            {"id": printer_id, "branch": tx.branch, "name": name, "enabled": enabled, "port": port},
        )


@pytest.fixture
async def paperwork(tmp_path: Path) -> AsyncIterator[Paperwork]:
    async with world(tmp_path) as here:
        await here.database.write(add_printers)
        bridges: dict[str, PaperBridge] = {}

        def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> PaperBridge:
            bridges[row.id] = PaperBridge(row, on_status)
            return bridges[row.id]

        desk = PrintDesk(here.database, here.settings, make_printer, chance=lambda: 0.0)
        paperwork = Paperwork(here.database, here.clock, here.settings, desk, bridges)
        here.database.on_commit(paperwork.heard)
        yield paperwork
        await desk.stop()
