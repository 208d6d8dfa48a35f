"""What settings may be, tried with many values: every number in its bounds, every time a time, every date a date."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.settings import DayException, TaxRate, VenueSettings
from appliance.settings.rules import BOUNDS, INTERVALS_MAX, LINES_MAX, TEXT_MAX, troubles


def wrong(**changes: object) -> list[str]:
    """The keys that are complained about."""
    changed = msgspec.structs.replace(VenueSettings(), **changes)
    return sorted({trouble.split(":")[0] for trouble in troubles(changed)})


times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


@given(st.sampled_from(sorted(BOUNDS)), st.integers(-(10**9), 10**9))
def test_every_number_keeps_its_bounds(key: str, value: int) -> None:
    least, most = BOUNDS[key]
    assert (wrong(**{key: value}) == []) is (least <= value <= most)


@given(times, times)
def test_any_two_times_of_the_day_make_an_interval(start: str, end: str) -> None:
    assert wrong(hours=(((start, end),),) * 7) == []


@given(st.text(max_size=8))
def test_nothing_else_is_a_time(text: str) -> None:
    is_time = len(text) == 5 and text[2] == ":" and text.isascii() and text.replace(":", "").isdecimal()
    in_day = is_time and text.count(":") == 1 and text < "24:00" and text[3:] < "60"
    assert (wrong(hours=((("10:00", text),),) * 7) == []) is (in_day or text == "24:00")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_date_is_a_date(day: date) -> None:
    assert wrong(day_exceptions=(DayException(day.isoformat()),)) == []


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "20261224", "2026-12-24T00:00", "24.12.2026", "2026-W52-4"]
)
def test_nothing_else_is_a_date(text: str) -> None:
    assert wrong(day_exceptions=(DayException(text),)) == ["day_exceptions"]


@pytest.mark.parametrize(
    ("rate_bp", "complaints"), [(-1, ["taxes.food"]), (0, []), (10_000, []), (10_001, ["taxes.food"])]
)
def test_a_tax_is_between_nothing_and_all(rate_bp: int, complaints: list[str]) -> None:
    assert wrong(taxes={"food": TaxRate("VAT", rate_bp, True)}) == complaints


def test_lists_and_texts_have_an_end() -> None:
    assert wrong(receipt_header=("x",) * LINES_MAX) == []
    assert wrong(receipt_header=("x",) * (LINES_MAX + 1)) == ["receipt_header"]
    assert wrong(venue_name="x" * TEXT_MAX) == []
    assert wrong(venue_name="x" * (TEXT_MAX + 1)) == ["venue_name"]
    assert wrong(hours=((("10:00", "11:00"),) * (INTERVALS_MAX + 1),) * 7) == ["hours"]


def test_all_troubles_are_told_at_once() -> None:
    assert wrong(zone="Nowhere", currency="euro", rollover_hour=13) == ["currency", "rollover_hour", "zone"]
