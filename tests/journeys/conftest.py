"""One restaurant per file of journeys: every test takes a table of its own in it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.journeys.house import House
from tests.journeys.house import house as open_house
from tests.journeys.scene import Scene, two_tables


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def h(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The restaurant."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(h: House) -> AsyncIterator[Scene]:
    """Two tables side by side."""
    async with two_tables(h) as opened:
        yield opened
