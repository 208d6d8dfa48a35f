"""Measures everything in one run: `python -m tests.bench.run [--quick] [--out FILE] [--only WORD]`. See README.md."""

import argparse
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import uvloop

from tests.bench import crowd, household, metal, ordering, pages, rendering
from tests.bench.facts import machine
from tests.bench.figures import Figure, table
from tests.bench.programs import Restaurant, restaurant
from tests.bench.recording import orders_in
from tests.bench.scene import Scene

Measure = Callable[[], Awaitable[list[Figure]]]


@dataclass(frozen=True)
class Amounts:
    """How much of everything."""

    beside: int = 300
    evening_phones: int = 100
    evening_rounds: int = 4
    at_once_rounds: int = 12
    papers: int = 80
    crowd_phones: int = 500
    tellings: int = 15
    orders: int = 1_000
    idle_s: float = 20.0
    starts: int = 5
    menus: int = 500
    views: int = 5
    rounds: int = 8
    metal_orders: int = 40
    devices_orders: int = 60
    searches: int = 10
    renderings: int = 300


QUICK = Amounts(40, 40, 1, 3, 12, 100, 3, 150, 5.0, 2, 100, 1, 1, 10, 10, 2, 50)
TABLES = 20
PARTS = (
    "menu",
    "bytes",
    "view",
    "floor",
    "evening",
    "at-once",
    "paper",
    "memory",
    "idle",
    "told",
    "back",
    "start",
    "rendering",
    "finding",
    "metal",
    "devices",
)
ALONE = ("rendering", "finding", "metal", "devices")
"""Those that need no restaurant, or one of their own."""


async def measure(house: Restaurant, folder: Path, much: Amounts, only: str) -> list[Figure]:
    """Every figure whose name has `only` in it, in an order that lets each find the house as it needs it."""
    figures: list[Figure] = []

    async def take(name: str, measuring: Measure) -> None:
        if only in name:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            figures.extend(await measuring())

    await take("menu", lambda: pages.menu(house, much.menus))
    await take("bytes", lambda: pages.critical_bytes(house))
    await take("view", lambda: pages.first_view(house, much.views))
    async with Scene(house) as scene:
        await scene.seat(TABLES)
        await take("floor", lambda: ordering.beside_the_floor(scene, folder, much.beside))
        await scene.seat(much.evening_phones)
        await take("evening", lambda: ordering.a_busy_evening(scene, much.evening_rounds))
        await take("at-once", lambda: ordering.twenty_at_once(scene, much.at_once_rounds))
        await take("paper", lambda: ordering.to_paper(scene, much.papers))
        await take("memory", lambda: household.memory(scene, orders_in(house.database), much.orders))
        await take("idle", lambda: household.idle(scene, much.idle_s))
    async with Scene(house) as scene:
        await scene.turn_out()
        await scene.seat(much.crowd_phones)
        await take("told", lambda: crowd.everybody_is_told(scene, much.tellings))
        await take("back", lambda: crowd.everybody_comes_back(scene))
    if only in "start":
        figures += household.cold_start(house, much.starts)
    return figures


async def alone(folder: Path, much: Amounts, only: str) -> list[Figure]:
    """The parts that make what they need."""
    figures: list[Figure] = []
    if only in "rendering":
        figures += rendering.rendering(much.renderings)
    if only in "finding":
        figures += metal.finding(folder, much.searches)
    if only in "metal":
        figures += await metal.to_acknowledged(folder / "metal", much.rounds, much.metal_orders)
    if only in "devices":
        figures += await metal.with_twelve_devices(folder / "devices", much.devices_orders)
    return figures


def main() -> None:
    asking = argparse.ArgumentParser(
        description="Comanda's benchmarks: ratios and figures of one run, as a table."
    )
    asking.add_argument("--quick", action="store_true", help="fewer of everything: to see that it runs")
    asking.add_argument("--out", type=Path, help="write the table here as well")
    asking.add_argument(
        "--folder", type=Path, help="where to keep the restaurant's files (the disk that is measured)"
    )
    asking.add_argument(
        "--only",
        default="",
        help="one of: " + ", ".join(PARTS),
    )
    asked = asking.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        facts = machine(folder)
        much = QUICK if asked.quick else Amounts()
        figures: list[Figure] = []
        if asked.only not in ALONE:
            with restaurant(folder) as house:
                figures += uvloop.run(measure(house, folder, much, asked.only))
        figures += uvloop.run(alone(folder, much, asked.only))
    said = table(figures, facts)
    print(said)
    if asked.out is not None:
        asked.out.write_text(said)


if __name__ == "__main__":
    main()
