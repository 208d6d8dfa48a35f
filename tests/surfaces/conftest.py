"""The dining room for the tests of the surfaces room."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.orders.dining_room import DiningRoom, dining_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[DiningRoom]:
    """Two tables, a menu, a kitchen."""
    async with dining_room(tmp_path) as opened:
        yield opened
