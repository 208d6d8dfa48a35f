"""A venue with staff and tablets behind real routes, for the tests of the staff, devices, floor and settings rooms."""

import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec
from litestar import Litestar
from litestar.di import Provide

from appliance.devices import DeviceKind, PairingRoutes, Presence, make_code
from appliance.floor import DiningTable, FloorRoutes, add_area, add_table
from appliance.http import Limiter, exception_handlers
from appliance.kernel.roles import Role
from appliance.realtime import Hub
from appliance.settings import change
from appliance.staff import (
    DeviceRoutes,
    Hasher,
    Person,
    SettingsRoutes,
    SignInRoutes,
    add_staff,
    hash_secret,
)
from appliance.storage import JournalRow, Tx
from tests.worlds import World, world

PIN = "4711"
PASSWORD = "a long password"
BASE = "http://box.lan"

_keys = itertools.count(1)
_pin_hash = hash_secret(PIN)
_password_hash = hash_secret(PASSWORD)


@dataclass
class Browser:
    """One browser with its own cookies and address; every write carries a fresh idempotency key unless one is given."""

    client: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def send(
        self, path: str, body: Any = None, *, key: str | None = None, method: str = "POST"
    ) -> httpx.Response:
        headers = {"idempotency-key": key or f"key-{next(_keys)}"}
        return await self.client.request(method, path, json={} if body is None else body, headers=headers)

    async def sign_in(self, person: Person, pin: str = PIN) -> httpx.Response:
        return await self.send("/api/sign_in", {"staff_id": person.id, "pin": pin})


@dataclass
class House:
    """The parts a test reaches for."""

    world: World
    app: Litestar
    hub: Hub
    presence: Presence
    owner: Person
    waiter: Person
    cashier: Person
    cook: Person
    tables: list[DiningTable]
    _codes: Iterator[int] = field(default_factory=lambda: itertools.count(10_000_000))

    def browser(self, address: str = "10.0.0.7") -> Browser:
        """A browser nobody knows."""
        app: Any = self.app
        transport = httpx.ASGITransport(app=app, client=(address, 50_000))
        return Browser(httpx.AsyncClient(transport=transport, base_url=BASE))

    async def code(
        self, kind: DeviceKind = DeviceKind.FLOOR, *, uses: int = 1, stations: tuple[str, ...] = ()
    ) -> str:
        """A pairing code that works."""
        code = str(next(self._codes))
        await self.world.database.write(
            lambda tx: make_code(
                tx, code, kind=kind, name="Tablet", stations=stations, made_by="system", uses=uses
            )
        )
        return code

    async def tablet(self, kind: DeviceKind = DeviceKind.FLOOR, address: str = "10.0.0.7") -> Browser:
        """A paired tablet."""
        browser = self.browser(address)
        paired = await browser.send("/api/devices/pair", {"code": await self.code(kind)})
        assert paired.status_code == 200, paired.text
        return browser

    async def tablet_of(self, person: Person) -> Browser:
        """A paired tablet on which that person is signed in."""
        browser = await self.tablet()
        answer = await browser.sign_in(person)
        assert answer.status_code == 200, answer.text
        return browser

    def journal(self, kind: str) -> list[JournalRow]:
        """Every event of a kind."""
        return [row for row in self.world.database.journal_since(0) if row.kind == kind]

    def data(self, kind: str) -> list[dict[str, Any]]:
        """What every event of a kind says."""
        return [msgspec.json.decode(row.data) for row in self.journal(kind)]


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[House]:
    """An open house in Rome: one owner, waiter, cashier and cook, an area with three tables."""
    async with world(folder) as small_world:
        database = small_world.database
        hub, limiter, hasher = Hub(database), Limiter(small_world.clock), Hasher()
        presence = Presence(hub, small_world.clock)
        app = Litestar(
            route_handlers=[SignInRoutes, DeviceRoutes, SettingsRoutes, PairingRoutes, FloorRoutes],
            dependencies={
                "database": Provide(lambda: database, sync_to_thread=False),
                "settings": Provide(lambda: small_world.settings, sync_to_thread=False),
                "limiter": Provide(lambda: limiter, sync_to_thread=False),
                "hasher": Provide(lambda: hasher, sync_to_thread=False),
                "presence": Provide(lambda: presence, sync_to_thread=False),
            },
            exception_handlers=exception_handlers,
            openapi_config=None,
        )
        (owner, waiter, cashier, cook), tables = await database.write(_furnish)
        try:
            yield House(small_world, app, hub, presence, owner, waiter, cashier, cook, tables)
        finally:
            hasher.close()


def _furnish(tx: Tx) -> tuple[tuple[Person, Person, Person, Person], list[DiningTable]]:
    people = (
        add_staff(tx, "Demo owner", Role.OWNER, "owner", _pin_hash, _password_hash),
        add_staff(tx, "Demo waiter", Role.WAITER, None, _pin_hash),
        add_staff(tx, "Demo cashier", Role.CASHIER, None, _pin_hash),
        add_staff(tx, "Demo cook", Role.COOK, None, _pin_hash),
    )
    area = add_area(tx, "Dining room")
    tables = [
        add_table(tx, area_id=area.id, name=f"Table {number}", seats=4, position=number)
        for number in (1, 2, 3)
    ]
    change(tx, {"guest_base_url": BASE, "venue_name": "Trattoria Sole"}, actor="system")
    return people, tables
