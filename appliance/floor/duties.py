"""Ends a pause of guests' ordering when its time has come, so that every screen is told."""

from appliance.floor import rules, service
from appliance.settings import Settings
from appliance.storage import Database


async def resume_qr_ordering(database: Database, settings: Settings) -> bool:
    """One look; True when a pause was ended. To be called every second or so: without a pause it costs nothing."""
    now = settings.now
    if now.qr_ordering.enabled or not rules.qr_ordering_now(now, database.clock.now_ms()).enabled:
        return False
    return await database.write(lambda tx: service.end_pause(tx, settings.now))
