"""An open world for the tests of the file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.worlds import World, world


@pytest.fixture
async def w(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        yield opened
