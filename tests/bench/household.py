"""Figures of the process itself: memory after a thousand orders, CPU while nothing happens, and how fast it opens."""

import asyncio
import time

from tests.bench.facts import cpu_s, memory_mib
from tests.bench.figures import Figure, percentile
from tests.bench.people import Phone
from tests.bench.programs import Restaurant
from tests.bench.scene import Scene, each

MEMORY_ORDERS = 1_000
IDLE_SOCKETS = 10


async def memory(scene: Scene, orders_so_far: int, wanted: int) -> list[Figure]:
    """Go on ordering until there are so many orders, then look at the process."""
    orders = orders_so_far
    while orders < wanted:
        await scene.turn_over()
        await each(scene.phones, Phone.fill_cart)
        await each(scene.phones, Phone.send)
        await scene.quiet()
        orders += len(scene.phones)
    used = memory_mib(scene.house.pid)
    note = f"{len(scene.phones)} phones had been connected; printers are simulated elsewhere"
    return [Figure(f"memory after {orders} orders", used, "MiB", 100, note)]


async def idle(scene: Scene, seconds: float) -> list[Figure]:
    """Only a few sockets stay open; nobody does anything."""
    for live in scene.sockets[IDLE_SOCKETS:]:
        live.drop()
    del scene.sockets[IDLE_SOCKETS:]
    await scene.quiet()
    await asyncio.sleep(2.0)
    before, began = cpu_s(scene.house.pid), time.monotonic()
    await asyncio.sleep(seconds)
    used = (cpu_s(scene.house.pid) - before) / (time.monotonic() - began)
    sockets = len(scene.sockets) + 1
    return [
        Figure(
            "idle CPU", used * 100, "%", 1, f"{seconds:.0f} s, {sockets} sockets open, kitchen screen beating"
        )
    ]


def cold_start(house: Restaurant, times: int) -> list[Figure]:
    """Close and open again, on the evening's file."""
    took = []
    for _ in range(times):
        house.stop()
        took.append(house.start())
    note = f"{times} times, on a file with the evening's orders, from process start to the first 200"
    return [
        Figure("cold start, median", percentile(took, 0.5), "s", 3, note),
        Figure("cold start, worst", max(took), "s", 3, note),
    ]
