"""People's devices on bad Wi-Fi: requests get lost, replies get lost, and what was written is sent again under the same key."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.faults.simulation.box import Box, Unreachable
from tests.http.asking import Answered

TRIES_MAX = 200
PATIENCE_S = 4.0
LOST_REQUESTS, LOST_REPLIES = 0.03, 0.07
INSTEAD = frozenset({401, 429, 507})
"""What may come instead of a kept answer: the phone's time is over, it asks too often, the disk is full."""
GONE = frozenset({410})
"""The same at a table whose visit has ended; an order's answer is given also then."""


@dataclass
class Ledger:
    """What the people of an evening know, and what was wrong."""

    answered: dict[tuple[str, str], Answered] = field(default_factory=dict)
    """(who, key) -> the first success the appliance gave, whether or not it arrived."""
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Acknowledged orders by id: these were promised."""
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    wished: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(visit, dish) -> how many pieces phones have put into carts."""
    dropped: set[str] = field(default_factory=set)
    """Print jobs a person did not want any more."""
    troubles: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass
class World:
    """What everybody in an evening shares."""

    box: Box
    chance: Random
    ledger: Ledger
    over: asyncio.Event = field(default_factory=asyncio.Event)
    calm: bool = False
    """At the end of the evening the Wi-Fi is good."""

    async def pause(self, least_s: float, most_s: float) -> None:
        """Think, eat, walk."""
        await asyncio.sleep(self.chance.uniform(least_s, most_s))

    def maybe(self, share: float) -> bool:
        """True in that share of cases."""
        return self.chance.random() < share


class Device:
    """A phone, a tablet or a screen with its cookies."""

    def __init__(self, world: World, name: str, cookies: dict[str, str] | None = None) -> None:
        self.world = world
        self.name = name
        self.cookies = cookies or {}

    async def get(self, path: str) -> Answered:
        """Read; again and again until there is an answer."""
        return await self._until_answered("GET", path, {"accept": "application/json"}, b"")

    async def write(self, method: str, path: str, data: dict[str, Any], key: str | None = None) -> Answered:
        """Write under one key, however often it takes; every answer is compared with the first."""
        key = key or f"{self.world.chance.getrandbits(128):032x}"
        headers = {"content-type": "application/json", "idempotency-key": key}
        return await self._until_answered(method, path, headers, json.dumps(data).encode())

    async def _until_answered(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answered:
        world = self.world
        for _ in range(TRIES_MAX):
            answered = await self._try(method, path, headers, body)
            if answered is None:
                world.ledger.counts["tries in vain"] += 1
                await world.pause(1, PATIENCE_S)
            elif answered.status == 429:
                await asyncio.sleep(int(answered.headers.get("retry-after", "1")))
            elif answered.status != 507:
                return answered
        raise TimeoutError(f"{self.name}: {method} {path} was never answered")

    async def _try(
        self, method: str, path: str, headers: dict[str, str], body: bytes, *, note: bool = True
    ) -> Answered | None:
        world = self.world
        await world.pause(0.005, 0.05)
        if not world.calm and world.maybe(LOST_REQUESTS):
            return None
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            answered = await world.box.ask(method, path, {**headers, "cookie": cookie}, body)
        except Unreachable:
            return None
        if note:
            self._note(method, path, headers.get("idempotency-key"), answered)
        await world.pause(0.005, 0.05)
        if not world.calm and world.maybe(LOST_REPLIES):
            return None
        self._keep_cookie(answered)
        return answered

    def _note(self, method: str, path: str, key: str | None, answered: Answered) -> None:
        ledger = self.world.ledger
        ledger.counts["requests"] += 1
        if answered.status == 500:
            ledger.troubles.append(f"broken: {method} {path} ended in {answered.body!r}")
        if key is None:
            return
        first = ledger.answered.get((self.name, key))
        if first is None and 200 <= answered.status < 300:
            ledger.answered[self.name, key] = answered
        elif first is not None and answered.status not in (INSTEAD if path == "/orders" else INSTEAD | GONE):
            ledger.counts["answers heard again"] += 1
            if _promise(path, first) != _promise(path, answered):
                ledger.troubles.append(
                    f"another answer: {method} {path} {key}: {first.body!r}, then {answered.body!r}"
                )

    def _keep_cookie(self, answered: Answered) -> None:
        name, _, value = answered.headers.get("set-cookie", "").partition(";")[0].partition("=")
        if name:
            self.cookies[name] = value


def _promise(path: str, answered: Answered) -> tuple[object, ...]:
    """What must be the same each time: all of it, but that a new visit is shown as it is by now."""
    if path.endswith("/start_new") and answered.status == 201:
        entry = answered.json()
        return answered.status, entry["session_id"], entry["guest_token"]
    return answered.status, answered.body
