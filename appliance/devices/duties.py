"""Looks every few seconds who is there, and now and then writes it down."""

import asyncio

from appliance.devices import service
from appliance.devices.presence import Presence
from appliance.kernel.errors import StorageUnavailable
from appliance.storage import Database

LOOK_EVERY_S = 5.0
NOTE_EVERY_S = 300.0


async def watch_presence(database: Database, presence: Presence) -> None:
    """Runs until cancelled."""
    while True:
        await look_round(database, presence)
        await asyncio.sleep(LOOK_EVERY_S)


async def look_round(database: Database, presence: Presence) -> None:
    """One look; what cannot be written down now is for the next time."""
    presence.look(database.read(service.devices))
    due = presence.worth_noting(NOTE_EVERY_S)
    if due:
        try:
            await database.write(lambda tx: service.note_seen(tx, due))
        except StorageUnavailable:
            return
