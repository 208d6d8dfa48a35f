"""`comanda serve`: run the appliance on its data directory."""

import asyncio
import gc
import logging
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import uvicorn
import uvloop

from appliance.cli.lock import only_writer
from appliance.cli.restaurant import refuse_foreign
from appliance.cli.technician import close_door, door_listener, open_door
from appliance.http import ImpatientHttpProtocol, ImpatientWebSocketProtocol
from appliance.http.asgi import App
from appliance.main import Appliance

DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=Path("data"), show_default=True,
    help="Directory of the restaurant's file.",
)  # fmt: skip
FRAME_MAX = 16 * 1024
KEEP_ALIVE_S = 75
STOP_S = 5
SETTLED_S = 5.0
CONNECTIONS_MAX = 4_000


@click.command()
@DATA
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on.")  # noqa: S104  guests are on the LAN
@click.option(
    "--port", type=click.IntRange(0, 65535), default=80, show_default=True, help="Port to listen on."
)
def serve(data: Path, host: str, port: int) -> None:
    """Run the appliance."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    refuse_foreign(data)
    with only_writer(data):
        house = Appliance(data, listening_on=host)
        house.open()
        uvloop.run(serve_house(house, server(house.build(), host, port)))


def server(app: App, host: str, port: int) -> "AnnouncedServer":
    """A server with the appliance's limits."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=ImpatientHttpProtocol,
        ws=ImpatientWebSocketProtocol,
        ws_max_size=FRAME_MAX,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        access_log=False,
        log_config=None,
        backlog=2_048,
        limit_concurrency=CONNECTIONS_MAX,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=STOP_S,
        lifespan="on",
    )
    return AnnouncedServer(config)


class AnnouncedServer(uvicorn.Server):
    """Sets `listening` once it accepts connections, or has failed to; calls `on_end` when it begins to stop, `on_down` at last.

    After a signal the process ends where the server does, so nothing may be left for later.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.on_end: Callable[[], object] = lambda: None
        self.on_down: Callable[[], object] = lambda: None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.on_end()
        await super().shutdown(sockets)
        self.on_down()


async def serve_house(
    house: Appliance,
    running: AnnouncedServer,
    when_ready: Callable[[], None] | None = None,
    listener: socket.socket | None = None,
) -> None:
    """Serve guests, staff and, through a door of its own, the technician's commands."""
    door = door_listener()
    listeners = [listener or running.config.bind_socket(), door]

    def ready() -> None:
        house.discovery.serves_on(listeners[0].getsockname()[1])
        open_door(house.data, door, house.technician.token)
        if when_ready is not None:
            when_ready()

    running.on_end = partial(close_door, house.data)
    await run(running, ready, listeners)


async def run(
    running: AnnouncedServer,
    when_ready: Callable[[], None] | None = None,
    listeners: list[socket.socket] | None = None,
) -> None:
    """Serve until a signal, on these sockets if any are given; `when_ready` is called once the server accepts."""
    serving = asyncio.create_task(running.serve(listeners))
    await asyncio.wait(
        [serving, asyncio.create_task(running.listening.wait())], return_when=asyncio.FIRST_COMPLETED
    )
    if running.started and when_ready is not None:
        when_ready()
    settling = asyncio.get_running_loop().call_later(SETTLED_S, _settle)
    await serving
    settling.cancel()


def _settle() -> None:
    """What has been loaded by now stays: from here on the collector need not walk through it in the middle of a service."""
    gc.collect()
    gc.freeze()
