"""The business date: rolls over at four in the morning by the clock on the venue's wall, also when that clock is changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.clock import business_date, local, to_ms

ZONES = [
    "Europe/Rome",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Africa/Cairo",
    "UTC",
]
zones = st.sampled_from(ZONES)
instants = st.integers(1_262_304_000_000, 2_208_988_800_000)
rollovers = st.integers(0, 12)


def at(zone: str, *moment: int, fold: int = 0) -> int:
    return to_ms(datetime(*moment, tzinfo=ZoneInfo(zone), fold=fold))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("zone", ZONES)
def test_a_minute_before_four_is_still_last_night(zone: str) -> None:
    assert business_date(at(zone, 2026, 10, 3, 3, 59), zone) == date(2026, 10, 2)
    assert business_date(at(zone, 2026, 10, 3, 4, 0), zone) == date(2026, 10, 3)


@given(instants, st.integers(0, 48 * 3_600_000), zones, rollovers)
def test_the_business_date_never_goes_back(at_ms: int, later_ms: int, zone: str, rollover: int) -> None:
    assert business_date(at_ms, zone, rollover) <= business_date(at_ms + later_ms, zone, rollover)


@given(instants, zones)
def test_a_business_day_is_between_22_and_26_hours_long(at_ms: int, zone: str) -> None:
    day = business_date(at_ms, zone)
    assert business_date(at_ms - 26 * 3_600_000, zone) < day
    assert business_date(at_ms + 26 * 3_600_000, zone) > day


@given(instants, zones)
def test_it_is_the_date_on_the_wall_or_the_day_before(at_ms: int, zone: str) -> None:
    assert local(at_ms, zone).date() - business_date(at_ms, zone) in (timedelta(0), timedelta(days=1))


def test_the_night_the_clocks_go_forward_is_one_service() -> None:
    assert business_date(at("Europe/Rome", 2026, 3, 29, 1, 59), "Europe/Rome") == date(2026, 3, 28)
    assert business_date(at("Europe/Rome", 2026, 3, 29, 3, 0), "Europe/Rome") == date(2026, 3, 28)
    assert business_date(at("Europe/Rome", 2026, 3, 29, 4, 0), "Europe/Rome") == date(2026, 3, 29)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_in_autumn_belongs_to_the_night_before(fold: int) -> None:
    assert business_date(at("Europe/Rome", 2026, 10, 25, 2, 30, fold=fold), "Europe/Rome") == date(
        2026, 10, 24
    )


def test_an_instant_survives_the_way_through_milliseconds() -> None:
    moment = datetime(2026, 10, 2, 10, 0, 0, 123_000, tzinfo=UTC)
    assert local(to_ms(moment), "Europe/Rome") == moment
