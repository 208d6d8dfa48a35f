"""What goes on around a printer: the addresses that printers call, and the orders that must not wait for one."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import uvicorn
from litestar import Litestar
from litestar.di import Provide

from appliance.http import Limiter, exception_handlers
from appliance.kernel.clock import Clock
from appliance.printing import PrintDesk
from appliance.printing.cloudprnt_routes import CloudPrntRoutes
from appliance.printing.server_direct_routes import ServerDirectRoutes
from appliance.storage import Database

BEAT_S = 0.05
_MAKING = threading.Lock()
"""Each new application looks for optional libraries, and two threads that miss the same one trip over each other."""


@contextlib.asynccontextmanager
async def alive(database: Database) -> AsyncIterator[list[float]]:
    """Writes as an order does, all the time; gives how long each write took beyond its turn on the loop."""
    took: list[float] = [0.0]

    async def beat() -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(BEAT_S)
            await database.write(lambda tx: None)
            took.append(time.monotonic() - began - BEAT_S)

    beating = asyncio.create_task(beat())
    yield took
    beating.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await beating


@contextlib.asynccontextmanager
async def served(desk: Callable[[], PrintDesk], clock: Clock) -> AsyncIterator[int]:
    """What printers call, on a real socket; gives the port. `desk` is asked anew for each call."""

    def given(value: Callable[[], Any]) -> Provide:
        return Provide(value, sync_to_thread=False)

    limiter = Limiter(clock)
    with _MAKING:
        app = Litestar(
            route_handlers=[CloudPrntRoutes, ServerDirectRoutes],
            dependencies={"desk": given(desk), "limiter": given(lambda: limiter)},
            exception_handlers=exception_handlers,
        )
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        running = asyncio.create_task(server.serve([listening]))
        yield listening.getsockname()[1]
        server.should_exit = True
        await running
