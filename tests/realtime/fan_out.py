"""Measures how long after a commit the last of many sockets has been told: `python -m tests.realtime.fan_out`.

The server is this process, the sockets are in a child, both on loopback. Prints; judges nothing.
"""

import argparse
import asyncio
import multiprocessing
import statistics
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import uvloop

from appliance.realtime import Hub
from tests.http.serving import serving
from tests.realtime.rooms import StampedFeed, application, happen, stamp
from tests.worlds import world

HELLO = (
    "GET /ws?who=member:{n}&stamped=1&since=1&shared={shared} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Phone(asyncio.Protocol):
    """Only notes when something arrived."""

    def __init__(self, hello: str) -> None:
        self.hello = hello
        self.arrived_ns = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast(asyncio.Transport, transport).write(self.hello.encode())

    def data_received(self, data: bytes) -> None:
        self.arrived_ns = time.monotonic_ns()


async def phones(port: int, count: int, shared: int, pipe: Connection) -> None:
    """Open the sockets, then answer each question with the moments at which they were told last."""
    loop = asyncio.get_running_loop()
    all_phones = [Phone(HELLO.format(n=n, shared=shared)) for n in range(count)]
    for phone in all_phones:
        await loop.create_connection(lambda phone=phone: phone, "127.0.0.1", port)  # type: ignore[misc]
    pipe.send("ready")
    while await loop.run_in_executor(None, pipe.recv):
        pipe.send([phone.arrived_ns for phone in all_phones])


def child(port: int, count: int, shared: int, pipe: Connection) -> None:
    uvloop.run(phones(port, count, shared, pipe))


async def measure(count: int, rounds: int, shared: int) -> None:
    """One line of figures."""
    with tempfile.TemporaryDirectory() as place:
        async with world(Path(place)) as w:
            w.database.on_commit(stamp)
            hub = Hub(w.database)
            await happen(w.database, "call:0")
            async with serving(application(w.database, hub).app) as running:
                ours, theirs = multiprocessing.get_context("spawn").Pipe()
                process = multiprocessing.get_context("spawn").Process(
                    target=child, args=(running.port, count, shared, theirs), daemon=True
                )
                process.start()
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(None, ours.recv)
                for _ in range(400):
                    await asyncio.sleep(0.05 if len(hub) < count else 0)
                last_ms, median_ms = [], []
                for _ in range(rounds):
                    await asyncio.sleep(0.2)
                    await happen(w.database, "call:1")
                    await asyncio.sleep(0.3)
                    ours.send(True)
                    arrived = await loop.run_in_executor(None, ours.recv)
                    waits = sorted((at - StampedFeed.committed_ns) / 1e6 for at in arrived)
                    last_ms.append(waits[-1])
                    median_ms.append(statistics.median(waits))
                ours.send(False)
                process.join(5)
                print(
                    f"{count} sockets, {'one message for all' if shared else 'a message each'}: last one told after"
                    f" {statistics.median(last_ms):.1f} ms (best {min(last_ms):.1f}, worst {max(last_ms):.1f}),"
                    f" the middle one after {statistics.median(median_ms):.1f} ms"
                )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sockets", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=20)
    wanted = parser.parse_args()
    for shared in (1, 0):
        uvloop.run(measure(wanted.sockets, wanted.rounds, shared))


if __name__ == "__main__":
    main()
