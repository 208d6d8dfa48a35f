"""The house for the tests of the devices room."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.staff.house import House
from tests.staff.house import house as open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A furnished venue behind real routes."""
    async with open_house(tmp_path) as opened:
        yield opened
