"""A real server on loopback inside a test, with the appliance's limits."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import uvicorn

from appliance.http import ImpatientHttpProtocol, ImpatientWebSocketProtocol
from appliance.http.asgi import App


@dataclass(frozen=True)
class Serving:
    """Where it listens, and the server itself."""

    host: str
    port: int
    server: uvicorn.Server

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


@contextlib.asynccontextmanager
async def serving(
    app: App,
    http: type[ImpatientHttpProtocol] = ImpatientHttpProtocol,
    ws: type[ImpatientWebSocketProtocol] = ImpatientWebSocketProtocol,
) -> AsyncIterator[Serving]:
    """Serve until the block ends."""
    config = uvicorn.Config(
        app,
        http=http,
        ws=ws,
        ws_max_size=16 * 1024,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        proxy_headers=False,
        access_log=False,
        log_config=None,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    listener = socket.create_server(("127.0.0.1", 0))
    await server.startup([listener])
    try:
        yield Serving("127.0.0.1", listener.getsockname()[1], server)
    finally:
        server.should_exit = True
        await server.shutdown([listener])
        await asyncio.sleep(0)
