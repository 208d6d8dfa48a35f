"""The neighbourhood for the tests of discovery."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discovery.around import Neighbourhood, neighbourhood


@pytest.fixture
async def near(tmp_path: Path) -> AsyncIterator[Neighbourhood]:
    """An open house with made-up surroundings."""
    async with neighbourhood(tmp_path) as opened:
        yield opened
