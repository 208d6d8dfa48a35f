"""The street before the tiny house, with long and with very short pauses between pings."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.realtime import Hub
from tests.http.serving import serving
from tests.realtime.rooms import application
from tests.realtime.street import PING_S, HastyWebSocketProtocol, Street
from tests.worlds import world


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    async with world(tmp_path) as w:
        hub = Hub(w.database)
        house = application(w.database, hub)
        async with serving(house.app, ws=HastyWebSocketProtocol) as running:
            yield Street(w, hub, house.received, running)


@pytest.fixture
async def pinging(tmp_path: Path) -> AsyncIterator[Street]:
    """The same with a very short pause before each ping."""
    async with world(tmp_path) as w:
        hub = Hub(w.database)
        house = application(w.database, hub, ping_every_s=PING_S)
        async with serving(house.app, ws=HastyWebSocketProtocol) as running:
            yield Street(w, hub, house.received, running)
