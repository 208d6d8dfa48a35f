"""What makes settings acceptable."""

import re
from zoneinfo import available_timezones

from appliance.settings.model import Interval, VenueSettings

SECRETS = frozenset({"wifi_password"})
CLOCK_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")


def troubles(settings: VenueSettings) -> list[str]:
    """Every reason these settings cannot be, as sentences; empty when they can."""
    found: list[str] = []
    if settings.zone not in available_timezones():
        found.append(f"zone: {settings.zone} is not a known time zone.")
    if not re.fullmatch(r"[A-Z]{3}", settings.currency):
        found.append("currency: three capital letters, for example EUR.")
    if settings.default_language not in settings.languages:
        found.append("default_language: must be one of languages.")
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", settings.accent):
        found.append("accent: a colour like #B93A22.")
    if settings.cart_mode not in ("family", "individual"):
        found.append("cart_mode: family or individual.")
    if len(settings.hours) != 7:
        found.append("hours: seven weekdays, Monday first.")
    if not 0 <= settings.rollover_hour <= 12:
        found.append("rollover_hour: between 0 and 12.")
    if not 0 <= settings.service_bp <= 5_000:
        found.append("service_bp: between 0 and 5000 (50 %).")
    days = [*settings.hours, *(one.intervals for one in settings.day_exceptions)]
    for interval in (interval for day in days for interval in day):
        found.extend(_interval_trouble(interval))
    for name, rate in settings.taxes.items():
        if not 0 <= rate.rate_bp <= 10_000:
            found.append(f"taxes.{name}: the rate must be between 0 and 10000 basis points.")
    return found


def _interval_trouble(interval: Interval) -> list[str]:
    return [f"hours: {time} is not a time like 11:30." for time in interval if not CLOCK_TIME.match(time)]
