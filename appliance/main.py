"""The composition root: opens the file, builds every room, wires them together, starts and stops everything."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import cast

from litestar import Litestar
from litestar.types import ControllerRouterHandler

from appliance import devices, floor, kitchen, menu, staff
from appliance.app import build_app
from appliance.automations import Automations, Clockwork
from appliance.bridges import make_printer
from appliance.http import Border, Limiter, StaticFiles
from appliance.http.asgi import App
from appliance.kernel.clock import SystemClock
from appliance.orders import follow_kitchen
from appliance.printing import MakePrinter, PrintDesk
from appliance.realtime import Hub
from appliance.seating import PassDesk
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, migrate
from appliance.surfaces import House, Pages

WEB = Path(__file__).parent.parent / "web"
DEMO_PHOTOS = Path(__file__).parent / "demo" / "photos"
DATABASE_NAME = "comanda.db"
WATCH_S = 1.0

log = logging.getLogger(__name__)


class Appliance:
    """One running restaurant. `start()` and `stop()` on the event loop; `app` is what the server serves."""

    def __init__(
        self, data: Path, *, printers: MakePrinter = make_printer, clock: SystemClock | None = None
    ) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.database = Database(data / DATABASE_NAME, clock=clock or SystemClock())
        self.settings = Settings(self.database)
        self.hub = Hub(self.database)
        self.limiter = Limiter(self.database.clock)
        self.hasher = staff.Hasher()
        self.photos = menu.Photos(data / "photos", [DEMO_PHOTOS])
        self.menu_book = menu.MenuBook(self.database, self.settings, self.photos.has)
        self.desk = PrintDesk(self.database, self.settings, printers)
        self.kitchen = kitchen.Kitchen(
            self.database, self.settings, self.menu_book, printer_trouble=self.desk.trouble_of
        )
        self.pass_desk = PassDesk(self.database, self.settings, self.hasher, data / "pass.key")
        self.presence = devices.Presence(self.hub, self.database.clock)
        self.house = House(self.database, self.settings, self.menu_book, self.kitchen, self.desk)
        self.automations = Automations(self.database, self.settings, self.pass_desk, self.photos)
        self.clockwork = Clockwork(self.automations.run_due)
        self._duties: list[asyncio.Task[None]] = []
        self.kitchen.followers.append(follow_kitchen)
        self.desk.followers.append(self.kitchen.mark_printed)
        self.database.on_commit(self._drop_revoked)

    def open(self) -> None:
        """Bring the file up to date, open it, and read what is kept in memory."""
        migrate(self.database.path)
        self.database.open()
        self.settings.load()
        self.menu_book.load()

    async def start(self) -> None:
        """Open the restaurant's hands: printers, duties, the clock."""
        await self.desk.start()
        self._duties = [
            asyncio.create_task(self._watch(), name="watch"),
            asyncio.create_task(devices.watch_presence(self.database, self.presence), name="presence"),
        ]
        self.clockwork.start()

    async def stop(self) -> None:
        """End everything within seconds, sockets first; then close the file."""
        self.hub.close_all(1012)
        await self.clockwork.stop()
        for duty in self._duties:
            duty.cancel()
        await asyncio.gather(*self._duties, return_exceptions=True)
        await self.desk.stop()
        self.hasher.close()
        await self.database.close()

    def build(self, extra: list[ControllerRouterHandler] | None = None) -> App:
        """The application behind its border. `extra` handlers are the demo's."""
        static = StaticFiles(WEB)
        pages = Pages(WEB, static, self.settings)
        app = build_app(self, pages, static, extra or [], lifespan=self._lifespan)
        return Border(
            cast(App, app), lambda: frozenset(name.lower() for name in self.settings.now.own_host_names)
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Litestar) -> AsyncIterator[None]:
        await self.start()
        try:
            yield
        finally:
            await self.stop()

    async def _watch(self) -> None:
        """Once a second: silent screens, unconfirmed tickets, dishes and dayparts whose time has come."""
        while True:
            await asyncio.sleep(WATCH_S)
            for look in self._looks():
                try:
                    await look()
                except Exception:  # one look's fault must not stop the watch
                    log.exception("a watch failed")

    def _drop_revoked(self, rows: list[JournalRow]) -> None:
        """The sockets of a revoked device end at once."""
        for row in rows:
            if row.kind == "device_revoked":
                self.hub.close_owner(row.subject, 4401)

    def _looks(self) -> list[Callable[[], Awaitable[object]]]:
        return [
            self.kitchen.watch,
            lambda: menu.wake_items(self.database, self.menu_book, self.settings),
            lambda: floor.resume_qr_ordering(self.database, self.settings),
        ]
