"""The composition root: opens the file, builds every room, wires them together, starts and stops everything."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from litestar import Litestar
from litestar.types import ControllerRouterHandler

from appliance import devices, floor, kitchen, menu, staff
from appliance.app import build_app
from appliance.automations import Automations, Clockwork
from appliance.bridges import (
    PROFILE_FACTS,
    Devices,
    Printers,
    make_drawer,
    make_surroundings,
    shows_language,
    warm_printers,
)
from appliance.discovery import DiscoveryDesk, watch_surroundings
from appliance.drawers import DrawerKeeper, drawer_alerts
from appliance.http import Border, Limiter, StaticFiles
from appliance.http.asgi import App
from appliance.kernel.clock import Clock, SystemClock
from appliance.kernel.errors import StorageUnavailable
from appliance.orders import follow_kitchen
from appliance.peripherals import Peripherals, peripheral_alerts
from appliance.printing import JobKind, MakePrinter, PrintDesk
from appliance.realtime import NOT_SIGNED_IN, Hub
from appliance.seating import PassDesk, parties
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, migrate
from appliance.surfaces import FloorFeed, House, Pages

if TYPE_CHECKING:
    from firmware_bridges.discovery import Finder

WEB = Path(__file__).parent.parent / "web"
DEMO_PHOTOS = Path(__file__).parent / "demo" / "photos"
DATABASE_NAME = "comanda.db"
WATCH_S = 1.0
WARM_AFTER_S = 1.0
VISIT_ENDED, COME_BACK = 4410, 1012
"""Why a socket is closed, in the words of the socket contract."""

SIGN_INS_END = frozenset({"staff_signed_out", "staff_secret_reset", "staff_retired"})

log = logging.getLogger(__name__)


class Appliance:
    """One running restaurant. `start()` and `stop()` on the event loop; `app` is what the server serves.

    `listening_on` is the address it is served on: devices are looked for where they can reach it; None: not at all.
    `finders` look beside the usual ones.
    """

    def __init__(
        self,
        data: Path,
        *,
        printers: MakePrinter | None = None,
        clock: Clock | None = None,
        listening_on: str | None = None,
        finders: "Sequence[Finder]" = (),
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
        self.printers = Printers()
        self.desk = PrintDesk(
            self.database,
            self.settings,
            printers or self.printers,
            trace_of=self.printers.trace_of,
            profiles=PROFILE_FACTS,
            shows=shows_language,
        )
        self.kitchen = kitchen.Kitchen(
            self.database, self.settings, self.menu_book, printer_trouble=self.desk.trouble_of
        )
        self.pass_desk = PassDesk(self.database, self.settings, self.hasher, data / "pass.key")
        self.technician = staff.TechnicianKey()
        self.presence = devices.Presence(self.hub, self.database.clock)
        self.discovery = self._look_around(listening_on, finders)
        self.drawers = DrawerKeeper(self.database, self.settings, self.desk, make_drawer)
        self.peripherals = Peripherals(self.database, self.settings, Devices())
        self.house = House(self.database, self.settings, self.menu_book, self.kitchen, self.desk)
        self.automations = Automations(self.database, self.settings, self.pass_desk, self.photos)
        self.clockwork = Clockwork(self.automations.run_due)
        self._duties: list[asyncio.Task[None]] = []
        self._printers_are_real = printers is None
        self._well = (True, True)
        self._connect_rooms()

    def open(self) -> None:
        """Bring the file up to date, open it, and read what is kept in memory."""
        migrate(self.database.path)
        self.database.open()
        self.settings.load()
        self.menu_book.load()

    async def start(self) -> None:
        """Open the restaurant's hands: printers, duties, the clock."""
        loop = asyncio.get_running_loop()

        def moved(printer_id: str, address: str) -> None:
            loop.call_soon_threadsafe(self.desk.device_moved, printer_id, address)

        self.printers.moved = moved
        await self.desk.start()
        await self.drawers.start()
        await self.peripherals.start()
        self._duties = [
            asyncio.create_task(self._watch(), name="watch"),
            asyncio.create_task(devices.watch_presence(self.database, self.presence), name="presence"),
            asyncio.create_task(watch_surroundings(self.discovery), name="discovery"),
            asyncio.create_task(self._warm_up(), name="warm up"),
        ]
        self.clockwork.start()

    async def stop(self) -> None:
        """End everything within seconds, sockets first; then close the file."""
        self.hub.close_all(1012)
        await self.clockwork.stop()
        for duty in self._duties:
            duty.cancel()
        await asyncio.gather(*self._duties, return_exceptions=True)
        await self.discovery.stop()
        await self.peripherals.stop()
        await self.drawers.stop()
        await self.desk.stop()
        self.hasher.close()
        await self.database.close()

    def build(self, extra: list[ControllerRouterHandler] | None = None) -> App:
        """The application behind its border. `extra` handlers are the demo's."""
        self.app = self.litestar(extra)
        return Border(
            cast(App, self.app), lambda: frozenset(name.lower() for name in self.settings.now.own_host_names)
        )

    def litestar(self, extra: list[ControllerRouterHandler] | None = None) -> Litestar:
        """The application without its border."""
        static = StaticFiles(WEB)
        pages = Pages(WEB, static, self.settings)
        return build_app(self, pages, static, extra or [], lifespan=self._lifespan)

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Litestar) -> AsyncIterator[None]:
        await self.start()
        try:
            yield
        finally:
            await self.stop()

    async def look_round(self) -> None:
        """One look at silent screens, unconfirmed tickets, dishes and dayparts whose time has come."""
        for look in self._looks():
            try:
                await look()
            except StorageUnavailable:
                continue  # the floor has been told; what was due is found again the next time
            except Exception:  # one look's fault must not stop the watch
                log.exception("a watch failed")

    def _look_around(self, listening_on: str | None, finders: "Sequence[Finder]") -> DiscoveryDesk:
        """What looks for devices where they can reach the address served on, and tells where printers have moved."""
        around = make_surroundings(listening_on, finders) if listening_on else None
        if around is not None:
            self.printers.find = around.search.host_of
        return DiscoveryDesk(
            self.database,
            self.settings,
            self.presence,
            around,
            is_offline=lambda printer_id: not self.desk.status_of(printer_id).online,
            models=PROFILE_FACTS,
        )

    def _connect_rooms(self) -> None:
        """Whoever must hear of what happens in another room."""
        self.house.more_alerts.append(lambda reader: drawer_alerts(reader, self.drawers))
        self.house.more_alerts.append(lambda reader: peripheral_alerts(reader, self.peripherals))
        self.kitchen.followers.append(follow_kitchen)
        self.desk.followers.append(self.kitchen.mark_printed)
        self.kitchen.in_hand = self.desk.has_in_hand
        self.desk.rebuilders[JobKind.TICKET] = self.kitchen.paper_now
        self.desk.removal_followers.append(self.printers.forget)
        self.database.on_commit(self._follow)

    async def _warm_up(self) -> None:
        """Load what the first ticket would otherwise wait half a second for, once the first guests are served."""
        await asyncio.sleep(WARM_AFTER_S)
        if self._printers_are_real and self.desk.lines:
            await asyncio.to_thread(warm_printers, self.data / "cache")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_S)
            await self.look_round()

    def _follow(self, rows: list[JournalRow]) -> None:
        """What must happen at once after a commit besides telling: sockets that end, a duty that became due."""
        for row in rows:
            if row.kind == "device_revoked":
                self.hub.close_owner(row.subject, NOT_SIGNED_IN)
            elif row.kind == "device_changed":
                self.hub.close_owner(row.subject, COME_BACK)
            elif row.kind in SIGN_INS_END:
                self.hub.recheck_staff()
            elif row.kind == "table_session_closed":
                self._say_goodbye(str(row.table_session))
            elif row.kind == "setting_changed":
                self.clockwork.nudge()

    def _say_goodbye(self, table_session_id: str) -> None:
        """The phones of a visit that has ended are told so, after everything else."""
        for member in self.database.read(lambda reader: parties.members(reader, table_session_id)):
            self.hub.close_owner(f"member:{member.id}", VISIT_ENDED)

    async def _tell_trouble(self) -> None:
        """The disk and the clock have no events: tell the floor when either goes wrong or well again."""
        now = (self.database.trouble is None, self.database.clock.trusted())
        if now != self._well:
            feed = FloorFeed(self.house)
            self.hub.nudge(FloorFeed, self.database.read(feed.trouble))
            self._well = now

    def _looks(self) -> list[Callable[[], Awaitable[object]]]:
        return [
            self.kitchen.watch,
            self.drawers.look,
            self.peripherals.look,
            self._tell_trouble,
            self.hub.recheck,
            lambda: menu.wake_items(self.database, self.menu_book, self.settings),
            lambda: floor.resume_qr_ordering(self.database, self.settings),
        ]
