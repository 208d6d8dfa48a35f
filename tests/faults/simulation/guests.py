"""Guests: a party scans, fills a cart together, sends, waits, asks for the bill, leaves; now and then it misbehaves."""

import asyncio
import json
from typing import Any

from tests.faults.simulation.network import Device, World
from tests.faults.small_venue import DISHES, OPTIONS

ROUNDS = (1, 3)
LINES = (1, 4)
WALKS_OUT = 0.15
ASKS_AGAIN = 0.2
BOTH_SEND = 0.3


class Phone(Device):
    """A guest's phone at one visit."""

    def __init__(self, world: World, name: str, token: str) -> None:
        super().__init__(world, name)
        self.token = token
        self.visit = ""
        self.stale = False
        self.lines_made = 0

    async def scan(self) -> bool:
        """Whether the phone is at the table now."""
        answered = await self.get(f"/t/{self.token}")
        if answered.status not in (200, 201):
            return False
        entry = answered.json()
        self.visit, self.stale = entry["session_id"], entry["snapshot"]["session"]["stale"]
        return True

    async def start_new(self) -> bool:
        """The table's visit is old and somebody else's."""
        answered = await self.write("POST", f"/session/{self.visit}/start_new", {})
        if answered.status != 201:
            return False
        self.visit = answered.json()["session_id"]
        return True

    async def join(self) -> bool:
        """Take part."""
        data = {"session_id": self.visit, "nickname": self.name, "language": "en"}
        return (await self.write("POST", "/member", data)).status == 200

    async def add(self) -> None:
        """Put a dish into the cart; one that is out is a pity."""
        dish, *_ = self.world.chance.choice(DISHES)
        self.lines_made += 1
        command: dict[str, Any] = {
            "op": "set",
            "line_id": f"{self.name}-{self.lines_made}",
            "item_id": dish,
            "options": OPTIONS.get(dish, {}),
            "note": self.world.chance.choice(["", "", "no onions", "very hot\x1b@"]),
            "quantity": self.world.chance.randint(1, 3),
        }
        self.world.ledger.wished[self.visit, dish] += command["quantity"]
        await self.write("PUT", f"/session/{self.visit}/cart", {"commands": [command]})

    async def cart(self) -> list[dict[str, Any]]:
        """What this phone sees and would send; empty also when the visit is over."""
        answered = await self.get(f"/session/{self.visit}")
        lines = answered.json()["cart"]["lines"] if answered.status == 200 else []
        return [
            {"line_id": line["id"], "quantity": line["quantity"], "unit_minor": line["unit_minor"]}
            for line in lines
            if line["problem"] is None
        ]

    async def send(self, lines: list[dict[str, Any]]) -> None:
        """Send these lines; what is acknowledged is a promise. Sometimes asks again much later, as phones do."""
        data, key = {"session_id": self.visit, "lines": lines}, f"{self.world.chance.getrandbits(128):032x}"
        answered = await self.write("POST", "/orders", data, key)
        if answered.status == 201:
            order = answered.json()["order"]
            self.world.ledger.orders[order["id"]] = order
            if self.world.maybe(ASKS_AGAIN):
                await self.world.pause(1, 200)
                await self.write("POST", "/orders", data, key)
                await self._reuse_key(data, key)
        else:
            self.world.ledger.counts[f"order {answered.status} {answered.json()['code']}"] += 1

    async def _reuse_key(self, data: dict[str, Any], key: str) -> None:
        """A broken app sends something else under an old key."""
        if self.world.maybe(0.5):
            headers = {"content-type": "application/json", "idempotency-key": key}
            body = json.dumps({**data, "lines": data["lines"] * 2}).encode()
            answered = await self._try("POST", "/orders", headers, body, note=False)
            if answered is not None and answered.status not in (401, 409, 429):
                self.world.ledger.troubles.append(f"key reused: {answered.status} {answered.body!r}")


class Party:
    """Some friends at one table."""

    def __init__(self, world: World, number: int, token: str) -> None:
        self.world = world
        self.phones = [
            Phone(world, f"p{number}{letter}", token) for letter in "abc"[: world.chance.randint(1, 3)]
        ]

    async def dine(self) -> None:
        """The whole visit."""
        first = self.phones[0]
        if not await first.scan() or (first.stale and not await first.start_new()) or not await first.join():
            self.world.ledger.counts["parties sent away"] += 1
            return
        for friend in self.phones[1:]:
            if not (await friend.scan() and await friend.join()):
                self.phones.remove(friend)
        for _ in range(self.world.chance.randint(*ROUNDS)):
            await self._order()
            await self.world.pause(20, 200)
        if not self.world.maybe(WALKS_OUT):
            await self._ask_for_bill()

    async def _order(self) -> None:
        here = self.phones[: self.world.chance.randint(1, len(self.phones))]
        for _ in range(self.world.chance.randint(*LINES)):
            await self.world.chance.choice(here).add()
            await self.world.pause(1, 15)
        sender = self.world.chance.choice(here)
        lines = await sender.cart()
        senders = [sender, self.world.chance.choice(here)] if self.world.maybe(BOTH_SEND) else [sender]
        await asyncio.gather(*(phone.send(lines) for phone in dict.fromkeys(senders)))

    async def _ask_for_bill(self) -> None:
        phone = self.phones[0]
        await phone.write("POST", f"/session/{phone.visit}/call", {"kind": "bill"})
        await phone.get(f"/session/{phone.visit}/bill")
        await phone.write("POST", f"/session/{phone.visit}/bill/viewed", {})
