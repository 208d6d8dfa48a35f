"""When a daypart is on."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from appliance.menu import Daypart, in_daypart

FRIDAY = datetime(2026, 10, 2)
clock_times = st.integers(0, 24 * 60 - 1).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))


def daypart(days: tuple[int, ...], starts: str, ends: str) -> Daypart:
    return Daypart("d", 0, {"en": "D"}, days, starts, ends)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return FRIDAY + timedelta(days=day, hours=hour, minutes=minute)


def test_lunch_is_on_from_its_first_minute_up_to_but_not_including_its_last() -> None:
    lunch = daypart((4,), "11:30", "15:00")
    assert [in_daypart(lunch, moment) for moment in (at(11, 29), at(11, 30), at(14, 59), at(15))] == [
        False,
        True,
        True,
        False,
    ]


def test_lunch_on_fridays_is_off_on_saturdays() -> None:
    assert not in_daypart(daypart((4,), "11:30", "15:00"), at(12, day=1))


def test_a_late_happy_hour_belongs_to_the_day_it_began() -> None:
    late = daypart((4,), "22:00", "02:00")
    assert in_daypart(late, at(23))
    assert in_daypart(late, at(1, 59, day=1))
    assert not in_daypart(late, at(2, day=1))
    assert not in_daypart(late, at(1))
    assert not in_daypart(late, at(23, day=1))


def test_a_daypart_may_end_with_the_day() -> None:
    evening = daypart((4,), "18:00", "24:00")
    assert in_daypart(evening, at(23, 59))
    assert not in_daypart(evening, at(0, day=1))


def test_the_same_start_and_end_is_a_whole_day() -> None:
    day = daypart((4,), "06:00", "06:00")
    assert not in_daypart(day, at(5, 59))
    assert in_daypart(day, at(6))
    assert in_daypart(day, at(5, 59, day=1))
    assert not in_daypart(day, at(6, day=1))


@given(clock_times, clock_times, st.sets(st.integers(0, 6), min_size=1), moments)
def test_a_daypart_and_what_follows_it_share_the_day_between_them(
    starts: str, ends: str, days: set[int], moment: datetime
) -> None:
    every = tuple(range(7))
    first, rest = daypart(every, starts, ends), daypart(every, ends, starts)
    assert (in_daypart(first, moment) != in_daypart(rest, moment)) or starts == ends
    some = daypart(tuple(days), starts, ends)
    assert not in_daypart(some, moment) or in_daypart(first, moment)


@given(clock_times, clock_times, st.integers(0, 6), moments)
def test_a_daypart_begins_on_its_days_only(starts: str, ends: str, day: int, moment: datetime) -> None:
    one = daypart((day,), starts, ends)
    before = moment - timedelta(minutes=1)
    begins = in_daypart(one, moment) and not in_daypart(one, before)
    assert not begins or moment.weekday() == day
