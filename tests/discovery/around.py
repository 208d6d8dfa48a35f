"""A house whose surroundings a test makes up: what was found, kiosk agents that ask, and the routes for both."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import httpx
from litestar import Litestar
from litestar.di import Provide

from appliance.bridges import PROFILE_FACTS
from appliance.devices import KioskRoutes, PairingRoutes
from appliance.devices.rules import check_number
from appliance.discovery import DiscoveryDesk, FoundRoutes
from appliance.http import Limiter, exception_handlers
from appliance.staff import DeviceRoutes, Hasher, SignInRoutes
from firmware_bridges.discovery.found import FoundList
from firmware_bridges.discovery.guess import bridge_and_profile
from firmware_bridges.discovery.sighting import FinderTrouble, Found, Kind, Sighting
from tests.staff.house import BASE, Browser, House
from tests.staff.house import house as open_house


class Eyes:
    """A search that sees what a test shows it."""

    def __init__(self) -> None:
        self.list = FoundList()
        self.asked: list[tuple[str, ...]] = []
        self.trouble: dict[str, FinderTrouble] = {}
        self.searching = False
        self.searched_s: float | None = None

    def ask(self, *hosts: str) -> None:
        self.asked.append(hosts)
        self.searched_s = 0.0

    def troubles(self) -> dict[str, FinderTrouble]:
        return self.trouble

    def found(self) -> list[Found]:
        return self.list.items()

    def get(self, key: str) -> Found | None:
        return self.list.get(key)


class Around:
    """The surroundings, as the composition root would give them."""

    def __init__(self) -> None:
        self.search = Eyes()
        self.announced: list[tuple[str, int, str, dict[str, str]]] = []
        self.running = False
        self.left_alone: frozenset[str] = frozenset()

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    def leave_alone(self, hosts: frozenset[str]) -> None:
        self.left_alone = hosts

    def announce(self, name: str, port: int, identity: str, facts: dict[str, str]) -> None:
        self.announced.append((name, port, identity, facts))

    def guess(self, found: Found) -> tuple[str, str]:
        return bridge_and_profile(found.maker, found.model, found.serial)

    def show(self, host: str = "192.0.2.10", **more: Any) -> str:
        """A network printer, or what `more` says; returns its key."""
        look = Sighting("enpc", Kind.PRINTER, 3600.0, address=f"tcp://{host}:9100", host=host)
        look = replace(look, **more)
        assert self.search.list.tell(look)
        found = self.search.get(look.identities[0])
        assert found is not None
        return found.key


@dataclass
class Agent:
    """A kiosk agent as the appliance meets it."""

    client: httpx.AsyncClient
    secret: str = field(default_factory=lambda: secrets.token_hex(32))
    name: str = "Grill screen"
    agent: str = field(default_factory=lambda: secrets.token_hex(8))
    nonce: str = ""

    async def hello(self) -> httpx.Response:
        commitment = hashlib.sha256(self.secret.encode()).hexdigest()
        body = {
            "agent": self.agent,
            "name": self.name,
            "commitment": commitment,
            "version": "1",
            "display": "HDMI-1",
        }
        answer = await self.client.post("/api/kiosk/hello", json=body)
        self.nonce = answer.json().get("nonce", "")
        return answer

    async def report(self, **more: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.secret}"}
        body = {"agent": self.agent, "version": "1", "display": "HDMI-1", "uptime_s": 5, **more}
        return await self.client.post("/api/kiosk/report", json=body, headers=headers)

    @property
    def check(self) -> str:
        """The number on its screen."""
        return check_number(self.nonce, self.secret)


@dataclass
class Neighbourhood:
    """The house and what is around it."""

    house: House
    around: Around
    desk: DiscoveryDesk

    def agent(self, address: str = "10.0.0.50", **more: Any) -> Agent:
        app: Any = self.house.app
        transport = httpx.ASGITransport(app=app, client=(address, 40_000))
        return Agent(httpx.AsyncClient(transport=transport, base_url=BASE), **more)

    async def manager(self) -> Browser:
        return await self.house.tablet_of(self.house.owner)

    async def items(self, manager: Browser) -> list[dict[str, Any]]:
        return cast(list[dict[str, Any]], (await manager.get("/api/found")).json()["items"])


@asynccontextmanager
async def neighbourhood(folder: Path, *, searches: bool = True) -> AsyncIterator[Neighbourhood]:
    """An open house with the routes of devices and discovery."""
    async with open_house(folder) as house:
        around, hasher, limiter = Around(), Hasher(), Limiter(house.world.clock)
        desk = DiscoveryDesk(
            house.world.database,
            house.world.settings,
            house.presence,
            around if searches else None,
            models=PROFILE_FACTS,
        )
        known = {
            "database": house.world.database,
            "settings": house.world.settings,
            "limiter": limiter,
            "hasher": hasher,
            "presence": house.presence,
            "discovery": desk,
        }
        house.app = Litestar(
            route_handlers=[SignInRoutes, DeviceRoutes, PairingRoutes, KioskRoutes, FoundRoutes],
            dependencies={
                name: Provide(_giving(thing), sync_to_thread=False) for name, thing in known.items()
            },
            exception_handlers=exception_handlers,
            openapi_config=None,
        )
        try:
            yield Neighbourhood(house, around, desk)
        finally:
            hasher.close()


def _giving(thing: Any) -> Any:
    return lambda: thing
