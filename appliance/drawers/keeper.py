"""The drawers' keeper: hears the sensors, opens the drawers that have a port of their own, and sees what became of kicks."""

import asyncio
import contextlib
import logging
from collections import deque
from functools import partial
from typing import Any

import msgspec

from appliance.drawers import store
from appliance.drawers.model import DrawerRow, How, MakeDrawer, SerialDrawerBridge
from appliance.drawers.service import kicking, sensing
from appliance.kernel.errors import StorageUnavailable
from appliance.printing import PrintDesk
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, Matching, Tx
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome

KICK_DEADLINE_S = 5.0
KICK_OVERDUE_S = 5.0
LEVELS_MAX = 200

log = logging.getLogger(__name__)


class DrawerKeeper:
    """Used on the event loop only. `look()` is to be called every second or so; it also catches up after trouble."""

    def __init__(
        self, database: Database, settings: Settings, desk: PrintDesk, make_drawer: MakeDrawer
    ) -> None:
        self.by_hand: dict[str, int] = {}
        """When each drawer was last opened by nobody we know (ms); for the alert, the journal keeps it for good."""
        self.settings = settings
        self.clock = database.clock
        self._database = database
        self._desk = desk
        self._make_drawer = make_drawer
        self._bridges: dict[str, tuple[DrawerRow, SerialDrawerBridge]] = {}
        self._watched: dict[str, bool] = {}
        self._heard: deque[tuple[str, bool, int, bool]] = deque(maxlen=LEVELS_MAX)
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._matching = Matching("the drawers", self._match_rows)
        self._stopping = False
        desk.status_followers.append(self._hear)
        database.on_commit(self._heard_commit)

    async def start(self) -> None:
        """Bring up the drawers with ports of their own."""
        self._spawn(self._write_levels(), "drawer levels")
        await self._matching.begin()
        self._spawn(self._matching.run(), "drawers as in the file")

    async def stop(self) -> None:
        """End within seconds."""
        self._stopping = True
        self._matching.finish()
        self._news.set()
        bridges = [bridge for _, bridge in self._bridges.values()]
        self._bridges.clear()
        await asyncio.gather(*(asyncio.to_thread(bridge.stop) for bridge in bridges), return_exceptions=True)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=KICK_OVERDUE_S)
            for task in late:
                task.cancel()

    async def look(self) -> None:
        """See what became of kicks, whether a drawer stands open, and levels that were missed."""
        for printer_id in self._desk.lines:
            self._hear(printer_id, self._desk.status_of(printer_id))
        self._news.set()
        if self._database.read(kicking.must_follow):
            await self._database.write(kicking.follow)
        if self._database.read(lambda reader: sensing.must_alarm(reader, self._database.clock.now_ms())):
            await self._database.write(sensing.alarm)

    def level(self, drawer: DrawerRow) -> bool | None:
        """The present level of a drawer's sensor line; None when nothing tells it."""
        if drawer.printer_id is None:
            return None
        status = self._desk.status_of(drawer.printer_id)
        return status.drawer_pin_high if status.online else None

    def _hear(self, printer_id: str, status: PrinterStatus) -> None:
        high = status.drawer_pin_high if status.online else None
        if high is None:
            self._watched.pop(printer_id, None)
        elif self._watched.get(printer_id) != high:
            watched = printer_id in self._watched
            self._watched[printer_id] = high
            self._heard.append((printer_id, high, self._database.clock.now_ms(), watched))
            self._news.set()

    async def _write_levels(self) -> None:
        """Levels reach the file in the order they were heard; what cannot be written stays for the next look."""
        while not self._stopping:
            await self._news.wait()
            self._news.clear()
            while self._heard:
                try:
                    await self._database.write(partial(self._sense, *self._heard[0]))
                except StorageUnavailable:
                    break
                except Exception:  # the edge of a device loop: one level must not silence the others
                    log.exception("a drawer's level could not be taken in")
                self._heard.popleft()

    def _sense(self, printer_id: str, high: bool, at: int, watched: bool, tx: Tx) -> None:
        for drawer in store.drawers_on(tx, printer_id):
            how = sensing.sense(tx, drawer.id, high, at, watched=watched)
            if how in (How.HAND, How.UNWATCHED):
                self.by_hand[drawer.id] = at

    def _heard_commit(self, rows: list[JournalRow]) -> None:
        for row in rows:
            if row.kind == "drawer_kicked":
                self._kick(msgspec.json.decode(row.data))
            elif row.kind == "drawer_changed" and not self._stopping:
                self._forget_levels()
                self._matching.ask()
            elif row.kind == "print_job_changed" and '"kind":"drawer"' in row.data and not self._stopping:
                self._spawn(self._follow(), "a kick's end")

    def _forget_levels(self) -> None:
        """A new or newly calibrated drawer must hear the present level, which is no news otherwise."""
        for printer_id, high in self._watched.items():
            self._heard.append((printer_id, high, self._database.clock.now_ms(), False))
        self._news.set()

    def _kick(self, data: dict[str, Any]) -> None:
        known = self._bridges.get(data["drawer_id"])
        if known is not None and not self._stopping:
            self._spawn(self._open(data["kick_id"], known[1]), "a drawer's kick")

    async def _open(self, kick_id: str, bridge: SerialDrawerBridge) -> None:
        try:
            future = asyncio.wrap_future(bridge.kick(deadline_s=KICK_DEADLINE_S))
            outcome = await asyncio.wait_for(future, KICK_DEADLINE_S + KICK_OVERDUE_S)
        except Exception:  # the edge of the device loop: whatever a bridge raises, the kick must end
            log.exception("a drawer's bridge failed")
            outcome = PrintOutcome(OutcomeState.FAILED)
        left = outcome.state is not OutcomeState.FAILED
        with contextlib.suppress(StorageUnavailable):  # the kick ends by its age at a later look
            await self._database.write(lambda tx: kicking.told(tx, kick_id, left=left))

    async def _follow(self) -> None:
        with contextlib.suppress(StorageUnavailable):  # the next look does it
            if self._database.read(kicking.must_follow):
                await self._database.write(kicking.follow)

    async def _match_rows(self) -> None:
        """The bridges become what the file says; old bridges take time to end."""
        rows = {row.id: row for row in self._database.read(store.drawers) if row.enabled and row.address}
        for drawer_id, (row, bridge) in list(self._bridges.items()):
            new = rows.get(drawer_id)
            if new is None or (new.address, new.kick_bytes) != (row.address, row.kick_bytes):
                del self._bridges[drawer_id]
                await asyncio.to_thread(bridge.stop)
        for drawer_id, row in rows.items():
            if drawer_id not in self._bridges and not self._stopping:
                self._bring_up(row)

    def _bring_up(self, row: DrawerRow) -> None:
        try:
            bridge = self._make_drawer(row)
            bridge.start()
        except Exception:  # an optional device never stops the appliance from starting
            log.exception("%s cannot be set up", row.name)
            return
        self._bridges[row.id] = (row, bridge)

    def _spawn(self, work: Any, name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
