"""What makes settings acceptable."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any
from zoneinfo import available_timezones

from appliance.kernel.names import one_line
from appliance.settings.model import SAY, Interval, VenueSettings

STAFF_LANGUAGES = ("en", "it", "de", "fr", "es")
SECRETS = frozenset({"wifi_password"})
AS_TYPED = frozenset({"wifi_name"})
WRITTEN = frozenset({"text", "lines", "taxes", "ordering"})
"""Kinds of settings whose texts are free."""
BOUNDS = {
    "rollover_hour": (0, 12),
    "service_bp": (0, 5_000),
    "service_from_covers": (0, 1_000),
    "cash_coin_minor": (0, 1_000_000),
    "unpaid_alert_min": (1, 1_440),
    "auto_close_idle_min": (1, 1_440),
    "auto_close_settled_min": (1, 1_440),
    "undo_close_s": (0, 600),
    "urgent_s": (1, 86_400),
    "critical_s": (1, 86_400),
    "screen_silent_s": (1, 600),
    "print_ask_after_min": (1, 1_440),
}
"""Least and most of every setting that is a number."""

TEXT_MAX = 200
LINES_MAX = 100
INTERVALS_MAX = 10
NAMED_MAX = 5
"""So many examples a sentence names."""
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def tidy(key: str, value: Any) -> Any:
    """A wanted value of a setting; where people may write what they like, as `one_line` leaves it. Secrets stay as typed,
    and so does the name of a wireless network: a guest's phone must find the very same.
    """
    written = key in SAY and SAY[key].kind in WRITTEN and key not in AS_TYPED
    return _tidied(value) if written else value


def troubles(settings: VenueSettings) -> list[str]:
    """Every reason these settings cannot be, as sentences; empty when they can."""
    found: list[str] = []
    if settings.zone not in _zones():
        found.append(f"zone: {settings.zone} is not a known time zone.")
    if not re.fullmatch(r"[A-Z]{3}", settings.currency):
        found.append("currency: three capital letters, for example EUR.")
    if settings.default_language not in settings.languages:
        found.append("default_language: must be one of languages.")
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", settings.accent):
        found.append("accent: a colour like #B93A22.")
    if settings.staff_language not in STAFF_LANGUAGES:
        found.append(f"staff_language: one of {', '.join(STAFF_LANGUAGES)}.")
    if not all(sign.isprintable() for sign in settings.wifi_name):
        found.append("wifi_name: no characters that cannot be seen.")
    if settings.cart_mode not in ("family", "individual"):
        found.append("cart_mode: family or individual.")
    if settings.status_slip not in ("when_added", "when_plugged_in"):
        found.append("status_slip: when_added or when_plugged_in.")
    if len(settings.hours) != 7:
        found.append("hours: seven weekdays, Monday first.")
    for key, (least, most) in BOUNDS.items():
        if not least <= getattr(settings, key) <= most:
            found.append(f"{key}: between {least} and {most}.")
    found.extend(_text_troubles(settings))
    days = [*settings.hours, *(one.intervals for one in settings.day_exceptions)]
    for day in days:
        found.extend(_day_troubles(day))
    for name, rate in settings.taxes.items():
        if not 0 <= rate.rate_bp <= 10_000:
            found.append(f"taxes.{name}: the rate must be between 0 and 10000 basis points.")
    return found


def printer_troubles(wished: str, printers: Mapping[str, str]) -> list[str]:
    """Why this cannot be the receipt printer's id; `printers` are the names of those there are, by id."""
    if wished in printers:
        return []
    named = ", ".join(f"{id_} ({name})" for id_, name in islice(printers.items(), NAMED_MAX))
    there_are = f"there are {named}" if named else "there is none yet; add it first"
    return [f'receipt_printer: no printer has the id "{wished[:TEXT_MAX]}"; {there_are}.']


def tax_troubles(name: str, items: Sequence[Mapping[str, str]], language: str) -> list[str]:
    """Why this tax class cannot go: without it these items, of which the names are given, would be sold untaxed."""
    if not items:
        return []
    named = [names.get(language) or next(iter(names.values()), "?") for names in items]
    many = len(named) > NAMED_MAX
    first, last = (named[:NAMED_MAX], f"{len(named) - NAMED_MAX} more") if many else (named[:-1], named[-1])
    said = f"{', '.join(first)} and {last}" if first else last
    return [f"taxes.{name}: on the menu this is still the tax of {said}; change it there first."]


@cache
def _zones() -> frozenset[str]:
    """Finding them takes some 20 ms, which a transaction should not."""
    return frozenset(available_timezones())


def _text_troubles(settings: VenueSettings) -> list[str]:
    found: list[str] = []
    for key in settings.__struct_fields__:
        value = getattr(settings, key)
        lines = value if isinstance(value, tuple) else (value,)
        if len(lines) > LINES_MAX:
            found.append(f"{key}: at most {LINES_MAX} entries.")
        if any(isinstance(line, str) and len(line) > TEXT_MAX for line in lines):
            found.append(f"{key}: at most {TEXT_MAX} characters.")
    if settings.guest_base_url and not re.fullmatch(
        r"https?://[^\s/?#@]+(/[^\s?#]*)?", settings.guest_base_url
    ):
        found.append("guest_base_url: an address like http://192.168.1.20.")
    if len(settings.qr_ordering.message or "") > TEXT_MAX:
        found.append(f"qr_ordering: a message of at most {TEXT_MAX} characters.")
    for one in settings.day_exceptions:
        if not _is_date(one.date):
            found.append(f"day_exceptions: {one.date} is not a date like 2026-12-24.")
    return found


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day_troubles(day: tuple[Interval, ...]) -> list[str]:
    found = [
        f"hours: {time} is not a time like 11:30."
        for pair in day
        for time in pair
        if not CLOCK_TIME.fullmatch(time)
    ]
    if any(start == "24:00" for start, _ in day):
        found.append("hours: an interval cannot start at 24:00; use 00:00 of the next day.")
    if len(day) > INTERVALS_MAX:
        found.append(f"hours: at most {INTERVALS_MAX} intervals a day.")
    return found


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        return {_tidied(key): _tidied(one) for key, one in value.items()}
    return [_tidied(one) for one in value] if isinstance(value, list | tuple) else value
