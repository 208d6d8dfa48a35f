"""Limits: by the monotonic clock, per person and per matter, in bounded memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.http import Limiter
from appliance.http.limits import KEPT_MAX
from appliance.kernel.clock import ManualClock, SystemClock
from appliance.kernel.errors import TooMany

WINDOW_S = 900


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(1_790_935_200_000)


@pytest.fixture
def limiter(clock: ManualClock) -> Limiter:
    return Limiter(clock)


def try_five_times(limiter: Limiter, who: str = "member:1") -> None:
    for _ in range(5):
        limiter.spend("pin", who, limit=5, window_s=WINDOW_S)


def refused(limiter: Limiter, what: str = "pin", who: str = "member:1") -> TooMany:
    with pytest.raises(TooMany) as refusal:
        limiter.check(what, who, limit=5, window_s=WINDOW_S)
    return refusal.value


def test_the_sixth_try_is_refused_with_the_wait(limiter: Limiter, clock: ManualClock) -> None:
    try_five_times(limiter)
    clock.advance(100.5)
    refusal = refused(limiter)
    assert refusal.retry_after_s == 800
    assert refusal.sentence == "Too many tries; please wait 14 minutes."


def test_the_last_seconds_are_told_in_seconds(limiter: Limiter, clock: ManualClock) -> None:
    try_five_times(limiter)
    clock.advance(WINDOW_S - 0.25)
    assert refused(limiter).sentence == "Too many tries; please wait 1 seconds."


def test_after_the_window_everything_is_new(limiter: Limiter, clock: ManualClock) -> None:
    try_five_times(limiter)
    clock.advance(WINDOW_S)
    try_five_times(limiter)
    refused(limiter)


def test_looking_costs_nothing(limiter: Limiter) -> None:
    for _ in range(50):
        limiter.check("pin", "member:1", limit=5, window_s=WINDOW_S)


def test_the_right_secret_starts_again(limiter: Limiter) -> None:
    try_five_times(limiter)
    limiter.forget("pin", "member:1")
    try_five_times(limiter)


def test_others_and_other_matters_are_not_blocked(limiter: Limiter) -> None:
    try_five_times(limiter)
    limiter.check("pin", "member:2", limit=5, window_s=WINDOW_S)
    limiter.check("pass", "member:1", limit=5, window_s=WINDOW_S)


def test_counting_tells_how_many(limiter: Limiter) -> None:
    assert [limiter.count("pin", "member:1", window_s=WINDOW_S) for _ in range(3)] == [1, 2, 3]


@given(st.floats(-1e9, 1e9))
def test_setting_the_wall_clock_frees_nobody_and_blocks_nobody(step_s: float) -> None:
    wall_ns = 1_790_935_200 * 10**9
    clock = SystemClock(wall_ns=lambda: wall_ns, monotonic=lambda: 50.0)
    limiter = Limiter(clock)
    try_five_times(limiter)
    wall_ns += int(step_s * 1e9)
    assert refused(limiter).retry_after_s == WINDOW_S
    limiter.check("pin", "member:2", limit=5, window_s=WINDOW_S)


def test_a_flood_of_names_is_forgotten_oldest_first(limiter: Limiter) -> None:
    try_five_times(limiter)
    for number in range(KEPT_MAX - 1):
        limiter.count("pin", f"flood:{number}", window_s=WINDOW_S)
    refused(limiter)
    limiter.count("pin", "one more", window_s=WINDOW_S)
    limiter.check("pin", "member:1", limit=5, window_s=WINDOW_S)
    assert len(limiter._windows) == KEPT_MAX


def test_who_keeps_trying_is_not_forgotten_by_a_flood(limiter: Limiter) -> None:
    try_five_times(limiter)
    for number in range(2 * KEPT_MAX):
        limiter.count("pin", f"flood:{number}", window_s=WINDOW_S)
        limiter.count("pin", "member:1", window_s=WINDOW_S)
    refused(limiter)
