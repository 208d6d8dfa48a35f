"""The print desk: one line per printer, so a dead one delays nobody, and one voice for their troubles."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from typing import Any

import msgspec

from appliance.kernel.errors import StorageUnavailable
from appliance.printing import store
from appliance.printing.line import Follower, Line
from appliance.printing.model import MakePrinter, PrinterRow
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, Tx
from firmware_bridges.contracts import PrinterStatus

STOP_S = 6.0
TELL_AGAIN_S = 2.0

log = logging.getLogger(__name__)


class PrintDesk:
    """Starts and stops everything that prints; all methods on the event loop.

    `followers` are called as `follower(tx, job, outcome)` in the transaction that records an attempt's end.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        make_printer: MakePrinter,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.followers: list[Follower] = []
        self.lines: dict[str, Line] = {}
        self._database = database
        self._settings = settings
        self._make_printer = make_printer
        self._chance = chance
        self._tasks: list[asyncio.Task[None]] = []
        self._news = asyncio.Event()
        self._stopping = False
        database.on_commit(self._heard_commit)

    async def start(self) -> None:
        """Bring up every enabled printer; one that cannot be set up is told about, the others print."""
        self._tasks.append(asyncio.create_task(self._tell_changes()))
        self.refresh()

    def refresh(self) -> None:
        """Bring up printers that were added since."""
        for row in self._database.read(store.printers):
            if row.id not in self.lines:
                self._open(row)

    async def stop(self) -> None:
        """End within seconds whatever the devices do; what was under way is written down."""
        self._stopping = True
        for line in self.lines.values():
            line.finish()
        bridges = [line.bridge for line in self.lines.values() if line.bridge is not None]
        await asyncio.gather(*(asyncio.to_thread(bridge.stop) for bridge in bridges), return_exceptions=True)
        self._news.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def wake(self, printer_id: str | None = None) -> None:
        """Let one line, or all of them, look for work now."""
        for line in self.lines.values():
            if printer_id in (None, line.row.id):
                line.wake()

    def trouble_of(self, printer_id: str) -> str | None:
        """Why this printer cannot print now, as the end of a sentence ("paper is out"); None when it can."""
        line = self.lines.get(printer_id)
        return "is switched off in the settings" if line is None else line.health.words

    def since_of(self, printer_id: str) -> int | None:
        """When people were told of the present trouble (ms); None while there is none."""
        line = self.lines.get(printer_id)
        return line.health.told_at if line is not None and line.health.told[0] else None

    def hint_of(self, printer_id: str) -> str | None:
        """What to see to soon on this printer."""
        line = self.lines.get(printer_id)
        return None if line is None else line.health.hint

    def _open(self, row: PrinterRow) -> None:
        line = Line(
            row,
            database=self._database,
            settings=self._settings,
            followers=self.followers,
            chance=self._chance,
            on_outcome=self._news.set,
        )
        self.lines[row.id] = line
        line.recover()
        loop = asyncio.get_running_loop()

        def on_status(status: PrinterStatus) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is already closed
                loop.call_soon_threadsafe(self._heard_status, line, status)

        try:
            line.bridge = self._make_printer(row, on_status)
            line.bridge.start()
        except Exception:  # an optional device never stops the appliance from starting
            log.exception("%s cannot be set up", row.name)
            line.bridge, line.health.broken_setup = None, True
            self._news.set()
        self._tasks.append(asyncio.create_task(line.run()))

    def _heard_status(self, line: Line, status: PrinterStatus) -> None:
        line.heard(status)
        self._news.set()

    def _heard_commit(self, rows: list[JournalRow]) -> None:
        for row in rows:
            if row.kind == "print_job_changed":
                data: dict[str, Any] = msgspec.json.decode(row.data)
                if data["state"] != "sending":
                    self.wake(data["printer_id"])

    async def _tell_changes(self) -> None:
        while not self._stopping:
            await self._news.wait()
            self._news.clear()
            if self._stopping:
                return
            changed = [line for line in self.lines.values() if line.health.worth_telling != line.health.told]
            if changed and not await self._tell(changed):
                await asyncio.sleep(TELL_AGAIN_S)
                self._news.set()

    async def _tell(self, lines: list[Line]) -> bool:
        facts = {line.row.id: (line.health.worth_telling, str(line.health.trouble)) for line in lines}

        def journal(tx: Tx) -> None:
            for printer_id, ((trouble, low), reason) in facts.items():
                data = {"printer_id": printer_id, "online": not trouble, "reason": reason, "paper_low": low}
                tx.journal("printer_changed", f"printer:{printer_id}", actor="system", data=data)

        try:
            await self._database.write(journal)
        except StorageUnavailable:
            return False
        for line in lines:
            line.health.told = facts[line.row.id][0]
            line.health.told_at = self._database.clock.now_ms()
        return True
