"""Growing waits: free tries first, then pauses that double, forgotten when it has been quiet; in bounded memory."""

import pytest

from appliance.http import Patience, Waits
from appliance.http.waits import KEPT_MAX
from appliance.kernel.clock import ManualClock
from appliance.kernel.errors import TooMany

PATIENCE = Patience(free=3, first_s=30, longest_s=100, calm_s=600)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(1_790_935_200_000)


@pytest.fixture
def waits(clock: ManualClock) -> Waits:
    return Waits(clock)


def test_pauses_double_after_the_free_tries_up_to_the_longest(waits: Waits, clock: ManualClock) -> None:
    assert [waits.count("pin", "one", PATIENCE) for _ in range(3)] == [2, 1, 0]
    seen = []
    for _ in range(4):
        seen.append(waits.left_s("pin", "one"))
        clock.advance(seen[-1])
        waits.check("pin", "one")
        waits.count("pin", "one", PATIENCE)
    assert seen == [30, 60, 100, 100]


def test_whoever_waits_is_told_how_long(waits: Waits, clock: ManualClock) -> None:
    for _ in range(3):
        waits.count("pin", "one", PATIENCE)
    clock.advance(10.5)
    with pytest.raises(TooMany) as refusal:
        waits.check("pin", "one")
    assert refusal.value.retry_after_s == 20
    assert waits.waiting("pin") == {"one": 20}
    assert waits.waiting("word") == {}


def test_quiet_forgets(waits: Waits, clock: ManualClock) -> None:
    for _ in range(9):
        waits.count("pin", "one", PATIENCE)
    clock.advance(600)
    assert waits.count("pin", "one", PATIENCE) == 2


def test_slips_are_taken_off(waits: Waits) -> None:
    for _ in range(3):
        waits.count("pin", "one", PATIENCE)
    waits.take_back("pin", "one", 2)
    assert waits.left_s("pin", "one") == 0
    assert waits.count("pin", "one", PATIENCE) == 1
    assert waits.forget("pin", "one") == 2
    assert waits.forget("pin", "one") == 0


def test_the_oldest_are_forgotten_when_there_are_too_many(waits: Waits) -> None:
    for number in range(KEPT_MAX + 1):
        waits.count("pin", f"{number}", PATIENCE)
    assert waits.forget("pin", "0") == 0
    assert waits.forget("pin", f"{KEPT_MAX}") == 1
