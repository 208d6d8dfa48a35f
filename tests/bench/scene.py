"""A dining room at work: phones spread over the tables, a kitchen screen, a floor tablet and an owner, all connected."""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from typing import Any

from tests.bench.people import Owner, Person, Phone, Screen
from tests.bench.programs import Restaurant
from tests.bench.wire import Live

ALIVE_EVERY_S = 3.0
AT_ONCE = 10
_NEW_TICKET = re.compile(rb'"id":"([0-9a-f]{25})","order_number":(\d+)')


class Kitchen(Screen):
    """The kitchen's screen: notes when each order's news came, and confirms every ticket it shows, as the app does."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.heard_s: dict[int, float] = {}
        self._seen: set[bytes] = set()
        self._live: Live | None = None
        self._beating: asyncio.Task[None] | None = None

    async def open(self, code: str) -> None:
        """Pair and connect."""
        await self.pair(code)
        self._live = await self.live("/ws/kitchen?since=0", self._heard)
        self._beating = asyncio.create_task(self._beat(self._live))

    def close(self) -> None:
        """Switch it off."""
        if self._beating is not None:
            self._beating.cancel()
        if self._live is not None:
            self._live.drop()
        self.leave()

    async def _beat(self, live: Live) -> None:
        while True:
            live.say(b'{"type":"alive"}')
            await asyncio.sleep(ALIVE_EVERY_S)

    def _heard(self, at_s: float, text: bytes) -> None:
        if not text.startswith(b'{"type":"update"') or self._live is None:
            return
        fresh = []
        for ticket_id, number in _NEW_TICKET.findall(text):
            self.heard_s.setdefault(int(number), at_s)
            if ticket_id not in self._seen:
                self._seen.add(ticket_id)
                fresh.append(ticket_id.decode())
        if fresh:
            self._live.say(json.dumps({"type": "seen", "tickets": fresh}).encode())


class Scene:
    """Use as `async with Scene(house) as scene`."""

    def __init__(self, house: Restaurant) -> None:
        self.house = house
        self.kitchen = Kitchen(house.port)
        self.owner = Owner(house.port)
        self.phones: list[Phone] = []
        self.sockets: list[Live] = []
        self._floor = Screen(house.port)

    async def __aenter__(self) -> "Scene":
        facts = self.house.facts
        await self.owner.sign_in(facts["owner"]["login"], facts["owner"]["password"])
        await self.kitchen.open(facts["codes"]["kitchen"])
        await self._floor.pair(facts["codes"]["floor"])
        self._floor.cookies |= self.owner.cookies
        self.sockets.append(await self._floor.live("/ws/floor?since=0", lambda _, __: None))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.kitchen.close()
        for live in self.sockets:
            live.drop()
        for person in (self._floor, self.owner, *self.phones):
            person.leave()

    async def seat(self, count: int) -> list[Phone]:
        """So many phones in all, spread over the tables, each having scanned and joined."""
        tokens = list(self.house.facts["tokens"].values())
        lines = self.house.facts["order"]
        for number in range(len(self.phones), count):
            self.phones.append(Phone(self.house.port, number, tokens[number % len(tokens)], lines))
        fresh = [phone for phone in self.phones if not phone.party]
        await each(fresh, Phone.enter)
        return self.phones

    async def turn_out(self) -> None:
        """Every party leaves."""
        self.disconnect()
        floor = json.loads((await self.owner.ask("GET", "/api/floor")).body)
        for card in floor["tables"]:
            if card["session"] is not None:
                await self.owner.close_visit(card["session"]["id"])

    async def turn_over(self, *, listening: bool = True) -> None:
        """Every party leaves; the same phones scan again as new parties, each with its socket."""
        await self.turn_out()
        await each(self.phones, Phone.enter)
        if listening:
            await each(self.phones, self._listen)

    async def _listen(self, phone: Phone) -> None:
        self.sockets.append(await phone.listen())

    def disconnect(self) -> None:
        """Every phone loses its socket."""
        for live in self.sockets[1:]:
            live.drop()
        del self.sockets[1:]

    def papers(self) -> list[tuple[str, float, int]]:
        """Tickets printed since the last call: printer, monotonic moment of the first bytes, order number."""
        found = []
        for printer, at_s, text in self.house.printers.ask():
            number = re.search(r"#(\d+)", text)
            if number is not None:
                found.append((printer, at_s, int(number.group(1))))
        return found

    async def quiet(self, *, longest_s: float = 30.0) -> None:
        """Wait until the printers have nothing left to print."""
        ends = time.monotonic() + longest_s
        while time.monotonic() < ends:
            waiting = json.loads((await self.owner.ask("GET", "/api/print_jobs")).body)["items"]
            if not waiting:
                return
            await asyncio.sleep(0.1)


async def each(people: Sequence[Any], do: Any) -> None:
    """Do something with everybody, a few at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(person: Person) -> None:
        async with gate:
            await do(person)

    await asyncio.gather(*(one(person) for person in people))
