"""A running appliance with real printer bridges and simulated printers: order, take cash, watch the paper, switch off and on."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from appliance.http.asgi import App
from appliance.kernel.clock import ManualClock
from appliance.main import Appliance
from appliance.printing import PrinterRow
from appliance.storage import JournalRow, Row
from firmware_bridges.contracts import PrinterStatus
from firmware_bridges.escpos.printer import EscPosPrinter
from firmware_bridges.keeper import Pace
from firmware_bridges.profiles import profile_named
from firmware_bridges.simulators.control import SimulatedPrinters
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.streams import tcp
from tests.faults.small_venue import OPTIONS, SmallVenue, make_venue
from tests.http.asking import Answered, ask
from tests.worlds import NOON_MS

BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.2, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)
PATIENCE_S = 15.0
LOOK_AGAIN_S = 0.1


def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> EscPosPrinter:
    """The real bridge, in a hurry."""
    host, _, port = row.address.removeprefix("tcp://").rpartition(":")
    return EscPosPrinter(
        row.name, tcp(host, int(port)), profile_named(row.profile), on_status=on_status, pace=BRISK
    )


@dataclass
class SmallHouse:
    """One life of the appliance; `rows` are the events since it began."""

    appliance: Appliance
    app: App
    venue: SmallVenue
    printers: SimulatedPrinters
    clock: ManualClock
    rows: list[JournalRow] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _keys: int = 0

    def __getitem__(self, printer: str) -> EscPosSimulator:
        return self.printers[printer]

    async def order(self, *dishes: str, table: str = "table-1") -> dict[str, Any]:
        """A guest scans and orders these dishes; the order as the phone is told of it, with its visit."""
        scanned = await ask(
            self.app, "GET", f"/t/{self.venue.table_tokens[table]}", {"accept": "application/json"}
        )
        cookie, visit = scanned.headers["set-cookie"].partition(";")[0], scanned.json()["session_id"]
        commands = [
            {
                "op": "set",
                "line_id": f"{self._key()}",
                "item_id": dish,
                "options": OPTIONS.get(dish, {}),
                "quantity": 1,
            }
            for dish in dishes
        ]
        cart = await self.write("PUT", f"/session/{visit}/cart", {"commands": commands}, cookie)
        lines = [
            {"line_id": line["id"], "quantity": 1, "unit_minor": line["unit_minor"]}
            for line in cart.json()["cart"]["lines"]
        ]
        sent = await self.write("POST", "/orders", {"session_id": visit, "lines": lines}, cookie)
        assert sent.status == 201, sent.body
        return {**sent.json()["order"], "visit": visit}

    async def waiter(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        """What the waiter's tablet asks or does."""
        cookie = f"comanda_staff={self.venue.waiter}"
        answered = (
            await ask(self.app, method, path, {"cookie": cookie})
            if data is None
            else await self.write(method, path, data, cookie)
        )
        assert answered.status in (200, 201), answered.body
        return answered.json()

    async def write(self, method: str, path: str, data: dict[str, Any], cookie: str) -> Answered:
        """One write with a key of its own."""
        headers = {"content-type": "application/json", "idempotency-key": self._key(), "cookie": cookie}
        return await ask(self.app, method, path, headers, [json.dumps(data).encode()])

    def jobs(self, kind: str = "ticket") -> list[Row]:
        """Print jobs of a kind, in the order they were made, each with its station."""
        sql = """SELECT j.id, j.printer_id, j.state, j.asking, j.done_why, j.copy, t.station_id, t.printed_at, t.printed_how
 FROM print_job j LEFT JOIN ticket t ON 'ticket:' || t.id = j.subject WHERE j.kind = :kind ORDER BY j.rowid"""
        return self.appliance.database.read(lambda reader: reader.all(sql, {"kind": kind}))

    def states(self, kind: str = "ticket") -> list[str]:
        """Their states."""
        return [job["state"] for job in self.jobs(kind)]

    def went(self, state: str) -> bool:
        """Whether a print job has been in that state, if only for a moment."""
        told = (json.loads(row.data)["state"] for row in self.rows if row.kind == "print_job_changed")
        return state in told

    def printed(self) -> list[str]:
        """The stations whose tickets came out, in the order they did."""
        return [json.loads(row.data)["station_id"] for row in self.rows if row.kind == "ticket_printed"]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds: look after each commit, and now and then, for not all is told by a commit."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._news.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), LOOK_AGAIN_S)

    async def well(self, *printers: str) -> None:
        """Wait until these printers can print."""
        await self.until(lambda: all(self.appliance.desk.trouble_of(name) is None for name in printers))

    async def trouble(self, printer: str, words: str) -> None:
        """Wait until the floor would be told so of a printer."""
        await self.until(lambda: self.appliance.desk.trouble_of(printer) == words)

    def later(self, seconds: float) -> None:
        """Time passes, and whoever waits for it looks at the clock."""
        self.clock.advance(seconds)
        self.appliance.desk.wake()

    def heard(self, rows: list[JournalRow]) -> None:
        """Follows the commits."""
        self.rows += rows
        self._news.set()

    def _key(self) -> str:
        self._keys += 1
        return f"{self.clock.now_ms()}-{self._keys}"


@asynccontextmanager
async def switched_on(
    data: Path, venue: SmallVenue, printers: SimulatedPrinters, clock: ManualClock
) -> AsyncIterator[SmallHouse]:
    """One life on that data, ended in order."""
    appliance = Appliance(data, printers=make_printer, clock=clock)
    appliance.open()
    app = appliance.build()
    house = SmallHouse(appliance, app, venue, printers, clock)
    appliance.database.on_commit(house.heard)
    await appliance.start()
    try:
        yield house
    finally:
        await appliance.stop()


async def furnished(data: Path, printers: SimulatedPrinters, clock: ManualClock) -> SmallVenue:
    """The venue's file, with these printers."""
    addresses = {name: f"127.0.0.1:{printers[name].port}" for name in printers.names()}
    return await make_venue(data, now_ms=clock.now_ms(), printers=addresses, bar_prints="always")


def begin() -> ManualClock:
    """A clock that shows noon."""
    return ManualClock(NOON_MS)


def copies(slips: list[Any]) -> list[bool]:
    """Which of these slips are marked as second ones."""
    return ["COPY " in slip.text for slip in slips]
