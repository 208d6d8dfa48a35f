"""When an automation is due: once a day at its local hour, over any gap and any change of the clock's hour."""

from hypothesis import given
from hypothesis import strategies as st

from appliance.automations import AUTOMATIONS, rules
from appliance.kernel.clock import business_date

ZONES = ["Europe/Rome", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"]
MOMENTS = st.integers(1_790_000_000_000, 1_830_000_000_000)
"""More than a year from 2026 on: every change of clocks is in it."""


@given(MOMENTS, st.integers(0, 400 * 86_400_000), st.sampled_from(ZONES), st.integers(0, 12))
def test_once_a_day_means_when_its_business_date_has_changed(
    last: int, gap: int, zone: str, hour: int
) -> None:
    now = last + gap
    changed = business_date(now, zone, hour) > business_date(last, zone, hour)
    assert rules.due_daily(last, now, zone, hour) == changed


@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 12))
def test_what_ran_now_is_not_due_now_and_what_never_ran_is(now: int, zone: str, hour: int) -> None:
    assert not rules.due_daily(now, now, zone, hour)
    assert rules.due_daily(0, now, zone, hour)


@given(MOMENTS, st.integers(0, 10**9), st.integers(1, 60))
def test_every_so_many_minutes(last: int, gap: int, minutes: int) -> None:
    assert rules.due_every(last, last + gap, minutes) == (gap >= minutes * 60_000)


def test_every_automation_has_a_name_of_its_own_and_a_sentence() -> None:
    assert len({one.name for one in AUTOMATIONS}) == len(AUTOMATIONS)
    assert all(one.say.endswith(".") for one in AUTOMATIONS)
