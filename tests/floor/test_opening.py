"""Opening hours over zones, midnights, holidays and DST changes, against a slow and simple reading of the wall clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import assume, example, given
from hypothesis import strategies as st

from appliance.floor import OpenNow, opening, venue_of
from appliance.kernel.clock import to_ms
from appliance.settings import DayException, Interval, VenueSettings

MINUTE_MS = 60_000
DAY_MS = 86_400_000
CLOSED: tuple[Interval, ...] = ()
ZONES = [
    "Europe/Rome",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
]

times = st.builds(lambda h, m: f"{h:02}:{m:02}", st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
intervals = st.tuples(times, times | st.just("24:00"))
days = st.lists(intervals, max_size=3).map(tuple)
weeks = st.tuples(*[days] * 7)
instants = st.datetimes(datetime(2024, 1, 5), datetime(2027, 12, 1)).map(
    lambda moment: to_ms(moment.replace(tzinfo=UTC))
)
dst_days = st.sampled_from(
    ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"]
)
around_dst = st.builds(
    lambda day, minutes: to_ms(datetime.fromisoformat(day).replace(tzinfo=UTC)) + minutes * MINUTE_MS,
    dst_days,
    st.integers(-2_000, 3_000),
)


def _settings(zone: str, hours: tuple[tuple[Interval, ...], ...], *others: DayException) -> VenueSettings:
    return VenueSettings(zone=zone, hours=hours, day_exceptions=others)


def _at(text: str, zone: str = "Europe/Rome", fold: int = 0) -> int:
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold))


def _wall_says_open(settings: VenueSettings, wall: datetime) -> bool:
    """The plain meaning: some interval that began today, yesterday or the day before contains this wall-clock time."""
    others = {one.date: one.intervals for one in settings.day_exceptions}
    for back in (0, 1, 2):
        day = wall.date() - timedelta(days=back)
        for start_text, end_text in others.get(day.isoformat(), settings.hours[day.weekday()]):
            start, end = _naive(day, start_text), _naive(day, end_text)
            if start <= wall < (end if end > start else end + timedelta(days=1)):
                return True
    return False


def _naive(day: date, text: str) -> datetime:
    hour, minute = map(int, text.split(":"))
    return datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)


def _calm(zone: str, now_ms: int) -> bool:
    """No change of the clocks within two days: there the wall clock alone decides."""
    there = [
        datetime.fromtimestamp(now_ms / 1000 + hours * 3600, ZoneInfo(zone)).utcoffset()
        for hours in range(-49, 50)
    ]
    return len(set(there)) == 1


@given(st.sampled_from(ZONES), weeks, instants, st.lists(st.tuples(st.integers(-2, 2), days), max_size=2))
def test_away_from_dst_changes_it_is_what_the_wall_clock_says(
    zone: str,
    hours: tuple[tuple[Interval, ...], ...],
    now_ms: int,
    holidays: list[tuple[int, tuple[Interval, ...]]],
) -> None:
    assume(_calm(zone, now_ms))
    wall = datetime.fromtimestamp(now_ms / 1000, ZoneInfo(zone)).replace(tzinfo=None)
    others = [
        DayException((wall.date() + timedelta(days=ahead)).isoformat(), opened) for ahead, opened in holidays
    ]
    settings = _settings(zone, hours, *others)
    assert opening(settings, now_ms).open == _wall_says_open(settings, wall)


@given(st.sampled_from(ZONES), weeks, instants | around_dst)
def test_what_it_promises_comes_true(zone: str, hours: tuple[tuple[Interval, ...], ...], now_ms: int) -> None:
    settings = _settings(zone, hours)
    said = opening(settings, now_ms)
    changes_at = said.until_at if said.open else said.opens_at
    assume(changes_at is not None)
    assert changes_at is not None
    assert now_ms < changes_at <= now_ms + 14 * DAY_MS
    assert opening(settings, changes_at).open != said.open
    assert opening(settings, changes_at - 1).open == said.open
    halfway = (now_ms + changes_at) // 2
    assert opening(settings, halfway).open == said.open


@given(st.sampled_from(ZONES), instants | around_dst, st.booleans())
def test_what_is_always_so_has_no_end_within_two_weeks(zone: str, now_ms: int, is_open: bool) -> None:
    week = {False: (CLOSED,) * 7, True: ((("12:00", "12:00"),),) * 7}[is_open]
    settings = _settings(zone, week)
    assert opening(settings, now_ms) == OpenNow(is_open)
    later = {opening(settings, now_ms + hour * 3_600_000).open for hour in range(0, 14 * 24, 5)}
    assert later == {is_open}


@given(st.sampled_from(ZONES), around_dst)
@example("Europe/Rome", _at("2026-03-29T03:30"))
def test_around_the_clock_has_no_hole_on_any_day(zone: str, now_ms: int) -> None:
    for hours in ((("00:00", "24:00"),), (("06:00", "06:00"),), (("00:00", "02:30"), ("02:30", "00:00"))):
        assert opening(_settings(zone, (hours,) * 7), now_ms) == OpenNow(True)


LATE = _settings("Europe/Rome", ((("18:00", "02:00"),),) * 7)


def test_an_evening_runs_past_midnight() -> None:
    assert opening(LATE, _at("2026-06-10T01:59")) == OpenNow(True, until_at=_at("2026-06-10T02:00"))
    assert opening(LATE, _at("2026-06-10T02:00")) == OpenNow(False, opens_at=_at("2026-06-10T18:00"))


def test_a_holiday_is_closed_but_the_evening_before_still_ends_in_it() -> None:
    settings = _settings("Europe/Rome", ((("18:00", "02:00"),),) * 7, DayException("2026-12-25", CLOSED))
    assert opening(settings, _at("2026-12-25T01:00")) == OpenNow(True, until_at=_at("2026-12-25T02:00"))
    assert opening(settings, _at("2026-12-25T19:00")) == OpenNow(False, opens_at=_at("2026-12-26T18:00"))


def test_one_special_day_has_its_own_hours() -> None:
    brunch = DayException("2026-06-10", (("10:00", "14:00"),))
    settings = _settings("Europe/Rome", (CLOSED,) * 7, brunch)
    assert opening(settings, _at("2026-06-09T12:00")) == OpenNow(False, opens_at=_at("2026-06-10T10:00"))
    assert opening(settings, _at("2026-06-10T11:00")) == OpenNow(True, until_at=_at("2026-06-10T14:00"))
    assert opening(settings, _at("2026-06-10T15:00")) == OpenNow(False)


def test_the_next_opening_is_looked_for_two_weeks_ahead_and_no_further() -> None:
    settings = _settings("Europe/Rome", (CLOSED,) * 7, DayException("2026-06-24", (("10:00", "14:00"),)))
    assert opening(settings, _at("2026-06-10T09:59")).opens_at is None
    assert opening(settings, _at("2026-06-10T10:00")).opens_at == _at("2026-06-24T10:00")


def test_touching_intervals_are_one_opening() -> None:
    settings = _settings("Europe/Rome", ((("11:00", "15:00"), ("15:00", "23:00")),) * 7)
    assert opening(settings, _at("2026-06-10T12:00")).until_at == _at("2026-06-10T23:00")


def test_the_night_of_the_shorter_day_is_an_hour_shorter() -> None:
    night = _settings("Europe/Rome", ((("22:00", "06:00"),),) * 7)
    said = opening(night, _at("2026-03-28T22:00"))
    assert said.until_at == _at("2026-03-28T22:00") + 7 * 3_600_000 == _at("2026-03-29T06:00")


def test_an_hour_that_comes_twice_is_open_both_times() -> None:
    night = _settings("Europe/Rome", ((("22:00", "02:30"),),) * 7)
    assert opening(night, _at("2026-10-25T02:15", fold=1)).open
    assert opening(night, _at("2026-10-25T02:15")).until_at == _at("2026-10-25T02:30", fold=1)
    early = _settings("Europe/Rome", ((("02:30", "05:00"),),) * 7)
    assert opening(early, _at("2026-10-25T02:29")).opens_at == _at("2026-10-25T02:30", fold=0)


def test_a_time_that_does_not_exist_opens_within_the_next_hour() -> None:
    early = _settings("Europe/Rome", ((("02:30", "08:00"),),) * 7)
    said = opening(early, _at("2026-03-29T01:59"))
    assert said.opens_at == _at("2026-03-29T03:30")


def test_an_interval_that_falls_into_the_missing_hour_is_simply_not_there() -> None:
    gap = _settings("Europe/Rome", ((("02:10", "02:50"),),) * 7)
    spans = [opening(gap, _at("2026-03-29T00:00") + minute * MINUTE_MS).open for minute in range(300)]
    assert sum(spans) == 40


def test_the_venue_carries_its_opening_and_its_money() -> None:
    settings = msgspec.structs.replace(LATE, venue_name="Sole", currency="KWD", service_bp=1000)
    venue = venue_of(settings, _at("2026-06-10T19:00"))
    assert (venue.name, venue.minor_digits, venue.service_bp) == ("Sole", 3, 1000)
    assert venue.open.until_at == _at("2026-06-11T02:00")
