"""The benchmark's own programs run: the floor and the appliance both really write the orders they are measured with."""

import asyncio
from pathlib import Path

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
