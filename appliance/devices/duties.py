"""Looks every few seconds who is there."""

import asyncio

from appliance.devices import service
from appliance.devices.presence import Presence
from appliance.storage import Database

LOOK_EVERY_S = 5.0


async def watch_presence(database: Database, presence: Presence) -> None:
    """Runs until cancelled."""
    while True:
        presence.look(database.read(service.devices))
        await asyncio.sleep(LOOK_EVERY_S)
