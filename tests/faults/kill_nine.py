"""Phones that keep ordering from an appliance that is killed again and again, and what they and the paper know at the end."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx

from appliance.storage import Reader
from firmware_bridges.simulators.control import SimulatedPrinters
from firmware_bridges.simulators.head import Slip
from tests.faults.simulation.network import Ledger
from tests.faults.small_venue import DISHES, OPTIONS, STATIONS, SmallVenue
from tests.http.asking import Answered

PATIENCE_S = 5.0
TIDY_UP_TRIES = 300
THINK_S = (0.0, 0.1)
NUMBER = re.compile(r"#(\d+)\s")


@dataclass
class Restaurant:
    """Where the appliance is now, if it is there; and what its phones know."""

    chance: Random
    ledger: Ledger = field(default_factory=Ledger)
    base: str = ""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Condition = field(default_factory=asyncio.Condition)

    def moved_to(self, base: str) -> None:
        """The appliance listens there now."""
        self.base = base
        self.open.set()

    def down(self) -> None:
        """It is about to be killed."""
        self.open.clear()


class Phone:
    """One guest's phone: orders, and asks again under the same key until it is told."""

    def __init__(self, restaurant: Restaurant, name: str, token: str) -> None:
        self.restaurant = restaurant
        self.name = name
        self.token = token
        self.visit = ""
        self.count = 0
        self.http = httpx.AsyncClient(
            timeout=PATIENCE_S, headers={"accept": "application/json"}, trust_env=False
        )

    async def dine(self) -> None:
        """Order until the restaurant closes."""
        async with self.http:
            await self.sit_down()
            while not self.restaurant.closing.is_set():
                await self.order()
                await asyncio.sleep(self.restaurant.chance.uniform(*THINK_S))

    async def sit_down(self) -> None:
        """Scan and join."""
        self.visit = (await self._ask("GET", f"/t/{self.token}")).json()["session_id"]
        await self._write("POST", "/member", {"session_id": self.visit, "nickname": self.name})

    async def order(self) -> httpx.Response:
        """Fill the cart and send it, now and then twice under the same key."""
        for _ in range(self.restaurant.chance.randint(1, 3)):
            await self._add()
        cart = (await self._ask("GET", f"/session/{self.visit}")).json()["cart"]["lines"]
        lines = [
            {"line_id": line["id"], "quantity": line["quantity"], "unit_minor": line["unit_minor"]}
            for line in cart
        ]
        data, key = {"session_id": self.visit, "lines": lines}, self._key()
        answered = await self._write("POST", "/orders", data, key)
        if answered.status_code == 201 and self.restaurant.chance.random() < 0.3:
            await self._write("POST", "/orders", data, key)
        return answered

    async def _add(self) -> None:
        dish, *_ = self.restaurant.chance.choice(DISHES)
        self.count += 1
        command: dict[str, Any] = {
            "op": "set",
            "line_id": f"{self.name}-{self.count}",
            "item_id": dish,
            "options": OPTIONS.get(dish, {}),
            "quantity": self.restaurant.chance.randint(1, 2),
        }
        self.restaurant.ledger.wished[self.visit, dish] += command["quantity"]
        await self._write("PUT", f"/session/{self.visit}/cart", {"commands": [command]})

    async def _write(
        self, method: str, path: str, data: dict[str, Any], key: str | None = None
    ) -> httpx.Response:
        key = key or self._key()
        answered = await self._ask(method, path, json=data, headers={"idempotency-key": key})
        ledger, heard = self.restaurant.ledger, Answered(answered.status_code, {}, answered.content)
        first = ledger.answered.setdefault((self.name, key), heard)
        if first != heard:
            ledger.troubles.append(f"another answer: {method} {path}: {first}, then {heard}")
        return answered

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request, as often as it takes."""
        restaurant = self.restaurant
        while True:
            await restaurant.open.wait()
            try:
                answered = await self.http.request(method, restaurant.base + path, **more)
            except httpx.TransportError:
                restaurant.ledger.counts[f"cut off: {method} {path.split('/')[1]}"] += 1
                await asyncio.sleep(0.02)
                continue
            if answered.status_code == 429:
                await asyncio.sleep(1)
                continue
            if answered.status_code >= 500:
                restaurant.ledger.troubles.append(f"broken: {method} {path}: {answered.text}")
            async with restaurant.answers:
                restaurant.answers.notify_all()
            return answered

    def _key(self) -> str:
        return f"{self.restaurant.chance.getrandbits(128):032x}"


async def let_paper_end(base: str, venue: SmallVenue) -> None:
    """A waiter looks after the paper until none waits: what the appliance asks about is wanted."""
    async with httpx.AsyncClient(
        base_url=base, cookies={"comanda_staff": venue.waiter}, trust_env=False
    ) as waiter:
        for number in range(TIDY_UP_TRIES):
            jobs = (await waiter.get("/api/print_jobs")).json()["items"]
            if not jobs:
                return
            for job in (job for job in jobs if job["asking"]):
                path, key = f"/api/print_jobs/{job['id']}/decide", f"{job['id']}-{number}"
                await waiter.post(path, json={"decision": "print"}, headers={"idempotency-key": key})
            await asyncio.sleep(0.1)


@dataclass(frozen=True)
class TicketPaper:
    """A ticket, or its beginning, as it hangs on the rail."""

    number: int
    station: str
    marked_copy: bool
    whole: bool


class Rail:
    """Where a cook hangs every slip; the printers themselves keep only the latest."""

    def __init__(self, printers: SimulatedPrinters) -> None:
        self._printers = printers
        self._slips: dict[tuple[str, int], Slip] = {}

    def collect(self) -> None:
        """Take what has come out since."""
        for name in self._printers.names():
            self._slips.update({(name, slip.number): slip for slip in self._printers[name].slips()})

    def papers(self) -> list[TicketPaper]:
        """Every ticket and every beginning of one, printer by printer in the order they came out."""
        return list(_read(self._slips[place] for place in sorted(self._slips)))


def _read(slips: Iterable[Slip]) -> Iterator[TicketPaper]:
    """Reads slips as a cook does. A ticket that broke off hangs above the next one on the same slip."""
    stations = {name.upper() for _, name, _ in STATIONS}
    for slip in slips:
        found: list[TicketPaper] = []
        copy, number = False, 0
        for line in map(str.strip, slip.lines):
            copy = copy or line.startswith("COPY ")
            heading = NUMBER.match(line)
            if heading is not None:
                number = int(heading[1])
            elif number and line in stations:
                found.append(TicketPaper(number, line, copy, whole=False))
                copy, number = False, 0
        yield from found[:-1]
        yield from (
            TicketPaper(one.number, one.station, one.marked_copy, bool(slip.cut)) for one in found[-1:]
        )


def wrong_paper(reader: Reader, papers: list[TicketPaper]) -> Iterator[str]:
    """Every ticket came out whole, and once at most without a mark."""
    for ticket in reader.all(
        "SELECT t.order_number, s.name FROM ticket t JOIN station s ON s.id = t.station_id"
    ):
        number, station = ticket["order_number"], ticket["name"].upper()
        of_it = [paper for paper in papers if (paper.number, paper.station) == (number, station)]
        if not any(paper.whole for paper in of_it):
            yield f"paper: {number} {station} never came out: {of_it}"
        if sum(not paper.marked_copy for paper in of_it) > 1:
            yield f"paper: {number} {station} came out again without a mark: {of_it}"
