"""When the venue is open, on both sides of midnight and of DST changes, and whether guests may order."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from appliance.floor.model import OpenNow, Venue
from appliance.kernel.clock import local, to_ms
from appliance.kernel.money import minor_digits
from appliance.settings import DayException, Interval, QrOrdering, VenueSettings

SEARCH_DAYS = 14
_SEARCH_MS = SEARCH_DAYS * 86_400_000

Hours = tuple[tuple[Interval, ...], ...]
Span = tuple[int, int]


def opening(settings: VenueSettings, now_ms: int) -> OpenNow:
    """Whether the venue is open at an instant, until when, or when it opens next (at most 14 days ahead).

    An exception replaces the hours that begin on its date; hours of the evening before still run past midnight.
    """
    today = local(now_ms, settings.zone).date()
    for start, end in _spans(settings.hours, settings.day_exceptions, settings.zone, today):
        if start <= now_ms < end:
            return OpenNow(True, until_at=end if end <= now_ms + _SEARCH_MS else None)
        if now_ms < start <= now_ms + _SEARCH_MS:
            return OpenNow(False, opens_at=start)
    return OpenNow(False)


def qr_ordering_now(settings: VenueSettings, now_ms: int) -> QrOrdering:
    """The switch for guests' ordering as it stands at an instant: a pause ends by itself at its `until_at`."""
    switch = settings.qr_ordering
    if switch.enabled or (switch.until_at is not None and now_ms >= switch.until_at):
        return QrOrdering()
    return switch


def venue_of(settings: VenueSettings, now_ms: int) -> Venue:
    """The venue for a guest's phone or a tablet."""
    return Venue(
        name=settings.venue_name,
        currency=settings.currency,
        minor_digits=minor_digits(settings.currency),
        languages=settings.languages,
        default_language=settings.default_language,
        accent=settings.accent,
        zone=settings.zone,
        open=opening(settings, now_ms),
        service_bp=settings.service_bp,
        nickname_asked=True,
    )


@lru_cache(maxsize=16)
def _spans(hours: Hours, exceptions: tuple[DayException, ...], zone: str, today: date) -> tuple[Span, ...]:
    """Open spans (UTC ms) around a date, in order; those that touch are one."""
    other = {one.date: one.intervals for one in exceptions}
    found: list[Span] = []
    for day in (today + timedelta(days=ahead) for ahead in range(-2, SEARCH_DAYS + 2)):
        intervals = other.get(day.isoformat(), hours[day.weekday()])
        found.extend(_span(day, interval, ZoneInfo(zone)) for interval in intervals)
    merged: list[Span] = []
    for start, end in sorted(span for span in found if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _span(day: date, interval: Interval, zone: ZoneInfo) -> Span:
    """An interval that begins on `day`. Of an hour that comes twice, the start is in the first and the end in the second."""
    start, end = (_clock_time(day, text) for text in interval)
    if end <= start:
        end += timedelta(days=1)
    last = max(to_ms(end.replace(tzinfo=zone, fold=fold).astimezone(UTC)) for fold in (0, 1))
    return to_ms(start.replace(tzinfo=zone).astimezone(UTC)), last


def _clock_time(day: date, text: str) -> datetime:
    hour, minute = text.split(":")
    return datetime(day.year, day.month, day.day) + timedelta(hours=int(hour), minutes=int(minute))
