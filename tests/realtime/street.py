"""A real server with the tiny application, and what a test needs to stand at its sockets."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from appliance.http import ImpatientWebSocketProtocol
from appliance.realtime import Hub
from tests.http.serving import Serving
from tests.worlds import World

PING_S = 0.05


class HastyWebSocketProtocol(ImpatientWebSocketProtocol):
    """Cuts at once."""

    linger_s = 0.1


@dataclass
class Street:
    """A world with its server, hub and application."""

    w: World
    hub: Hub
    received: list[dict[str, Any]]
    running: Serving

    async def open(self, who: str = "member:1", since: int = 0, more: str = "") -> ClientConnection:
        address = f"ws://{self.running.address}/ws?who={who}&since={since}{more}"
        return await connect(address, proxy=None, compression=None, max_queue=None)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that another task brings about."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110  what is waited for has no event of its own
                await asyncio.sleep(0.005)


async def hear(connection: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(5):
        message: dict[str, Any] = msgspec.json.decode(await connection.recv())
        return message


async def closed(connection: ClientConnection) -> int:
    """The code with which the other side ends it, after anything still said."""
    async with asyncio.timeout(10):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await connection.recv()
    return connection.close_code or 0
