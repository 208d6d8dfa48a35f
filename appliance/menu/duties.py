"""What time does to the menu: snoozes end, dayparts begin and end, photos nobody shows any more go away."""

import asyncio
import time

from appliance.menu.book import MenuBook
from appliance.menu.photos import Photos
from appliance.menu.service import availability
from appliance.menu.store import catalogue
from appliance.settings import Settings
from appliance.storage import Database

KEEP_UNUSED_PHOTOS_S = 86_400.0


async def wake_items(database: Database, book: MenuBook, settings: Settings) -> bool:
    """Tell everybody of items and dayparts whose time has come; writes only when there are any. Run it every second or so."""
    now_ms = database.clock.now_ms()
    if not database.read(lambda reader: availability.wake_is_due(reader, book, settings.now, now_ms)):
        return False
    await database.write(lambda tx: availability.wake(tx, book, settings.now))
    return True


async def sweep_photos(database: Database, photos: Photos) -> int:
    """Delete photo files no item has named for a day; returns how many. Run it once a day."""
    in_use = database.read(catalogue.photos_in_use)
    return await asyncio.to_thread(photos.sweep, in_use, KEEP_UNUSED_PHOTOS_S, time.time())
