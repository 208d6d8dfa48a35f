"""A hostile guest's tools, and what an ordinary guest still gets meanwhile and afterwards."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx
from websockets.asyncio import client as websocket
from websockets.exceptions import ConnectionClosed

from tests.faults.kill_nine import Phone, Restaurant
from tests.faults.small_venue import SmallVenue, make_venue
from tests.faults.spawner import Running, Spawner

DEADLINE_S = 2.0
"""How long the appliance waits here for the rest of a request; outside tests it is longer."""
PATIENCE_S = 10.0
GROWTH_MAX_KIB = 40 * 1024
POUR_MAX = 64 * 1024 * 1024

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Siege:
    """An appliance under attack."""

    running: Running
    venue: SmallVenue
    restaurant: Restaurant
    calm_kib: int = 0
    connections: list[Connection] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)

    @property
    def host(self) -> str:
        """As a Host header."""
        return f"127.0.0.1:{self.running.port}"

    async def connect(self) -> Connection:
        """A bare connection; closed at the end of the siege."""
        connection = await asyncio.open_connection("127.0.0.1", self.running.port)
        self.connections.append(connection)
        return connection

    async def half_open(self, count: int, beginning: bytes) -> list[Connection]:
        """So many connections that say this and then nothing."""
        made = [await self.connect() for _ in range(count)]
        for _, writer in made:
            writer.write(beginning)
        return made

    async def say(self, data: bytes) -> bytes:
        """Say something and hear everything until the other side hangs up, or nothing more comes."""
        reader, writer = await self.connect()
        try:
            writer.write(data)
            await asyncio.wait_for(writer.drain(), PATIENCE_S)
            return await asyncio.wait_for(reader.read(), PATIENCE_S)
        except (ConnectionError, TimeoutError):
            return b""

    async def pour(self, beginning: bytes, piece: bytes) -> int:
        """Pour pieces after a beginning, up to `POUR_MAX` bytes; how many bytes were taken before we were cut off."""
        _, writer = await self.connect()
        writer.write(beginning)
        poured = 0
        try:
            while poured < POUR_MAX:
                writer.write(piece)
                await asyncio.wait_for(writer.drain(), PATIENCE_S)
                poured += len(piece)
        except (ConnectionError, TimeoutError):
            pass
        return poured

    async def guest(self, name: str, table: int = 0) -> Phone:
        """A phone that has scanned and joined."""
        tokens = list(self.venue.table_tokens.values())
        phone = Phone(self.restaurant, f"{name}-{len(self.phones)}", tokens[table % len(tokens)])
        self.phones.append(phone)
        await phone.sit_down()
        return phone

    def socket(self, phone: Phone, **more: Any) -> websocket.connect:
        """The phone's live view."""
        cookie = "; ".join(f"{key}={value}" for key, value in phone.http.cookies.items())
        address = f"ws://{self.host}/ws?sess={phone.visit}&since=0"
        return websocket.connect(
            address, additional_headers={"cookie": cookie}, compression=None, proxy=None, **more
        )

    async def end(self) -> None:
        """Everybody goes home."""
        await asyncio.gather(*(phone.http.aclose() for phone in self.phones))
        for _, writer in self.connections:
            writer.transport.abort()
        await asyncio.sleep(0)

    async def still_serves(self, name: str) -> None:
        """An ordinary guest orders, and the memory is as it was but for a little."""
        phone = await self.guest(name, table=3)
        assert (await phone.order()).status_code == 201
        grown_kib = self.running.resident_kib - self.calm_kib
        assert grown_kib < GROWTH_MAX_KIB, f"memory has grown by {grown_kib} KiB"


@asynccontextmanager
async def besieged(data: Path) -> AsyncIterator[Siege]:
    """A small venue on a real server that has served somebody already."""
    venue = await make_venue(data, now_ms=time.time_ns() // 1_000_000 - 60_000)
    restaurant = Restaurant(Random(1))  # noqa: S311  repeatable by its seed
    async with Spawner(request_deadline_s=DEADLINE_S) as spawner:
        siege = Siege(await spawner.start(data), venue, restaurant)
        restaurant.moved_to(siege.running.base)
        siege.calm_kib = siege.running.resident_kib
        await siege.still_serves("first")
        siege.calm_kib = siege.running.resident_kib
        try:
            yield siege
        finally:
            await siege.end()
    assert restaurant.ledger.troubles == []


async def ends_of(connections: list[Connection]) -> list[bytes]:
    """What each was told before it was closed; raises TimeoutError when one stays open."""
    async with asyncio.timeout(PATIENCE_S):
        return await asyncio.gather(*(_end_of(reader) for reader, _ in connections))


async def _end_of(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionError:
        return b""


async def refusals(sockets: list[websocket.ClientConnection]) -> list[int]:
    """The codes with which some of these were closed instead of being told anything."""
    codes = []
    for socket in sockets:
        try:
            await asyncio.wait_for(socket.recv(), PATIENCE_S)
        except ConnectionClosed:
            codes.append(socket.close_code or 0)
    return codes


async def closing_code(socket: websocket.ClientConnection) -> int | None:
    """Listen until the other side closes; its code."""
    async with asyncio.timeout(PATIENCE_S):
        await socket.wait_closed()
    return socket.close_code


async def write_routes(http: httpx.AsyncClient) -> dict[tuple[str, str], bool]:
    """Every (method, path) that writes, and whether it reads a JSON body."""
    schema = (await http.get("/api/schema/openapi.json")).json()
    return {
        (method.upper(), path): "application/json" in route.get("requestBody", {}).get("content", {})
        for path, methods in schema["paths"].items()
        for method, route in methods.items()
        if method in ("post", "put", "patch", "delete")
    }
