"""The benchmark's own programs run, and what they measure really happens: orders written, papers confirmed, things found."""

import asyncio
from pathlib import Path

from tests.bench.metal import finding, to_acknowledged, with_twelve_devices
from tests.bench.ordering import RATIO, beside_the_floor
from tests.bench.programs import Restaurant, restaurant
from tests.bench.recording import orders_in
from tests.bench.scene import Scene

ORDERS = 6
BEFORE_MEASURING = 2
"""The recorder's: one for the check, one for the recording."""


async def _measured(house: Restaurant, folder: Path) -> dict[str, float]:
    async with Scene(house) as scene:
        await scene.seat(2)
        figures = await beside_the_floor(scene, folder, ORDERS)
    return {figure.name: figure.value for figure in figures}


def test_the_floor_and_the_appliance_write_every_order_they_are_measured_with(tmp_path: Path) -> None:
    with restaurant(tmp_path) as house:
        values = asyncio.run(_measured(house, tmp_path))
        assert values[RATIO] > 0
        assert min(values.values()) > 0
        assert orders_in(house.database) == BEFORE_MEASURING + ORDERS
    assert orders_in(tmp_path / "floor.db") == ORDERS


def test_every_ticket_of_the_metals_benchmark_is_confirmed_beside_a_printer_that_hangs(
    tmp_path: Path,
) -> None:
    figures = asyncio.run(to_acknowledged(tmp_path, 1, 2))
    assert min(figure.value for figure in figures if figure.unit == "ms") > 0


def test_twelve_devices_come_up_and_print(tmp_path: Path) -> None:
    [figure] = asyncio.run(with_twelve_devices(tmp_path, 2))
    assert figure.unit == "MiB"


def test_everything_that_is_there_is_found(tmp_path: Path) -> None:
    assert min(figure.value for figure in finding(tmp_path, 1)) > 0
