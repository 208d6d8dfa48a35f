"""When an automation is due."""

from datetime import datetime, timedelta

from appliance.kernel.clock import local, to_ms

MINUTE_MS = 60_000


def due_every(last_run_at: int, now_ms: int, minutes: int) -> bool:
    """Every so many minutes."""
    return now_ms - last_run_at >= minutes * MINUTE_MS


def due_daily(last_run_at: int, now_ms: int, zone: str, hour: int) -> bool:
    """Once a day at a local hour: due when that hour has passed since the last run, however long the box was off."""
    now = local(now_ms, zone)
    latest = datetime(now.year, now.month, now.day, hour, tzinfo=now.tzinfo)
    if latest > now:
        before = now.date() - timedelta(days=1)
        latest = datetime(before.year, before.month, before.day, hour, tzinfo=now.tzinfo)
    return last_run_at < to_ms(latest)
