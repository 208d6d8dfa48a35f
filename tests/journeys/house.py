"""A whole restaurant for journeys: the real appliance behind the real server on a free port, with simulated printers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from appliance.cli import seed
from appliance.cli.demo_pages import printer_pages
from appliance.cli.serve import AnnouncedServer, server
from appliance.devices import DeviceKind
from appliance.floor import table, tables, url_for
from appliance.kernel.clock import ManualClock
from appliance.main import Appliance
from appliance.storage import JournalRow
from firmware_bridges.simulators.control import PrinterSpec, SimulatedPrinters
from firmware_bridges.simulators.head import Line, Slip
from tests.journeys.browsers import Browser, Phone
from tests.journeys.furnishing import CODES, PINS, clear, furnish, listen
from tests.journeys.live import PATIENCE_S
from tests.journeys.staff_devices import KitchenScreen, Tablet
from tests.worlds import NOON_MS

PAST_GRACE_S = 11
STEP_S = 4.0
"""Screens speak at least this often while time passes."""

B = TypeVar("B", bound=Browser)


@dataclass(frozen=True)
class Table:
    """A table and the address in its code."""

    id: str
    name: str
    url: str


class House:
    """The running restaurant, and everybody who came in."""

    def __init__(self, folder: Path, printers: SimulatedPrinters, clock: ManualClock) -> None:
        self.folder = folder
        self.printers = printers
        self.clock = clock
        self.rows: list[JournalRow] = []
        self.appliance: Appliance
        self.base = ""
        self._port = 0
        self._news = asyncio.Event()
        self._browsers: list[Browser] = []
        self._screens: list[KitchenScreen] = []
        self._staff: dict[str, Tablet] = {}
        self._free: list[str] = []
        self._server: AnnouncedServer
        self._serving: asyncio.Task[None]

    async def open(self) -> None:
        """Start the appliance on its data, at the same address as before if there was one."""
        self.appliance = Appliance(self.folder, clock=self.clock)
        self.appliance.open()
        self.appliance.database.on_commit(self._heard)
        listener = listen(self._port)
        self._port = listener.getsockname()[1]
        self.base = f"http://127.0.0.1:{self._port}"
        if not self.appliance.database.branch:
            await furnish(self.appliance, self.printers, self.base)
        pages = printer_pages(self.printers, dict(seed.PRINTERS))
        self._server = server(self.appliance.build(pages), "127.0.0.1", self._port)
        self._serving = asyncio.create_task(self._server.serve([listener]))
        await self._server.listening.wait()
        assert self._server.started
        self.clock.advance(PAST_GRACE_S)

    async def shut(self) -> None:
        """Stop the appliance as a service manager would."""
        self._server.should_exit = True
        await self._serving

    async def restart(self) -> None:
        """Stop and start again on the same data."""
        await self.shut()
        await self.open()

    async def leave(self) -> None:
        """Everybody goes home."""
        for browser in self._browsers:
            await browser.leave()

    def browser(self) -> Browser:
        """A browser nobody knows."""
        return self._known(Browser(self.base))

    def phone(self) -> Phone:
        """A guest's phone."""
        return self._known(Phone(self.base))

    async def tablet(self, role: str = "waiter") -> Tablet:
        """A new floor tablet with somebody signed in."""
        tablet = await self._known(Tablet(self.base)).pair(CODES[DeviceKind.FLOOR])
        return await tablet.sign_in(role, PINS[role])

    async def staff(self, role: str) -> Tablet:
        """A tablet of that role that stays in the house; its person signs in again after a long day."""
        if role not in self._staff:
            self._staff[role] = await self.tablet(role)
        elif (await self._staff[role].get("/api/me")).json()["staff"] is None:
            await self._staff[role].sign_in(role, PINS[role])
        return self._staff[role]

    @contextlib.asynccontextmanager
    async def screen(self, stations: str | None = None) -> AsyncIterator[KitchenScreen]:
        """A kitchen screen that speaks while time passes; carried away at the end."""
        screen = await self._known(KitchenScreen(self.base)).pair(CODES[DeviceKind.KITCHEN])
        await screen.keep_up(stations=stations)
        await self.until(lambda: self.silent_s(screen) == 0)
        self._screens.append(screen)
        try:
            yield screen
        finally:
            self.mute(screen)
            owner = await self.staff("owner")
            await owner.write(f"/api/devices/{screen.device['id']}/revoke")

    def mute(self, screen: KitchenScreen) -> None:
        """The screen says nothing by itself any more."""
        self._screens = [one for one in self._screens if one is not screen]

    def silent_s(self, screen: KitchenScreen) -> float | None:
        """How long the appliance has not heard of a screen."""
        return self.appliance.kitchen.screens.silent_s(screen.device["id"])

    async def pass_time(self, seconds: float) -> None:
        """Let time go by: screens that are on speak meanwhile, and the appliance looks round."""
        left_s = seconds
        while left_s > 0:
            step_s = min(left_s, STEP_S) if self._screens else left_s
            left_s -= step_s
            self.clock.advance(step_s)
            for screen in self._screens:
                await screen.alive()
                await self.until(lambda one=screen: self.silent_s(one) == 0)  # type: ignore[misc]
            await self.appliance.look_round()
        self.appliance.desk.wake()

    async def table(self) -> Table:
        """The next table of the house; a party of an earlier test that still sits there leaves."""
        database, settings = self.appliance.database, self.appliance.settings.now
        self._free = self._free or [one.id for one in database.read(tables)]
        table_id = self._free.pop(0)
        await database.write(lambda tx: clear(tx, table_id))
        found = database.read(lambda reader: table(reader, table_id))
        return Table(found.id, found.name, database.read(lambda reader: url_for(reader, settings, found)))

    @contextlib.asynccontextmanager
    async def settings(self, **changes: Any) -> AsyncIterator[None]:
        """The owner changes settings, and back again at the end."""
        owner = await self.staff("owner")
        before = msgspec.to_builtins(self.appliance.settings.now)
        assert (await owner.write("/api/settings", {"changes": changes}, method="PATCH")).is_success
        try:
            yield
        finally:
            back = {"changes": {key: before[key] for key in changes}}
            owner = await self.staff("owner")
            assert (await owner.write("/api/settings", back, method="PATCH")).is_success

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds; looked at after every commit and every little while."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._news.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), 0.02)

    async def hears(self, kind: str, **data: Any) -> JournalRow:
        """The latest event of a kind whose data has these values, once there is one."""
        await self.until(lambda: bool(self.events(kind, **data)))
        return self.events(kind, **data)[-1]

    def events(self, kind: str, **data: Any) -> list[JournalRow]:
        """Events of a kind since this house was opened."""
        return [
            row
            for row in self.rows
            if row.kind == kind and data == {key: self.data(row).get(key) for key in data}
        ]

    def data(self, row: JournalRow) -> dict[str, Any]:
        """What an event says."""
        return msgspec.json.decode(row.data, type=dict[str, Any])

    def papers(self, printer: str, *words: str) -> list[str]:
        """The text of every finished slip that has all these words."""
        slips = [text_of(slip) for slip in self.printers[printer].slips() if slip.cut]
        return [text for text in slips if all(word in text for word in words)]

    async def paper(self, printer: str, *words: str, count: int = 1) -> list[str]:
        """The slips with these words, once there are that many."""
        await self.until(lambda: len(self.papers(printer, *words)) >= count)
        return self.papers(printer, *words)

    def _known(self, browser: B) -> B:
        self._browsers.append(browser)
        return browser

    def _heard(self, rows: list[JournalRow]) -> None:
        self.rows += rows
        self._news.set()


def text_of(slip: Slip) -> str:
    """What can be read on a slip."""
    return " ".join(word for mark in slip.marks if isinstance(mark, Line) for word in mark.text.split())


@contextlib.asynccontextmanager
async def house(folder: Path) -> AsyncIterator[House]:
    """An open restaurant at noon on a Friday; everything is shut at the end."""
    with SimulatedPrinters(PrinterSpec(name) for name, _ in seed.PRINTERS) as printers:
        opened = House(folder, printers, ManualClock(NOON_MS))
        await opened.open()
        try:
            yield opened
        finally:
            await opened.leave()
            await opened.shut()


async def both(*coroutines: Awaitable[Any]) -> list[Any]:
    """At the same moment."""
    return list(await asyncio.gather(*coroutines))
