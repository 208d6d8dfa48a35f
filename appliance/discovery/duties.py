"""Keeps searching and announcing while the appliance runs."""

import asyncio
import logging

from appliance.discovery.service.desk import DiscoveryDesk

BEGIN_AFTER_S = 3.0
LOOK_EVERY_S = 2.0

log = logging.getLogger(__name__)


async def watch_surroundings(desk: DiscoveryDesk, *, begin_after_s: float = BEGIN_AFTER_S) -> None:
    """Runs until cancelled. The search begins a moment after the first guests are served: its libraries load slowly."""
    await asyncio.sleep(begin_after_s)
    desk.start()
    while True:
        try:
            await desk.look_round()
        except Exception:  # finding things must never end; the next look tries again
            log.exception("the search failed")
        await asyncio.sleep(LOOK_EVERY_S)
