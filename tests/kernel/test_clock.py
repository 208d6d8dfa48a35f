"""Clocks: time never runs backwards, not even over a restart, and says when it is a guess."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.clock import ManualClock, SystemClock

NOW_MS = 1_790_935_200_000


@dataclass
class Machine:
    """The two clocks of a computer, moved by hand."""

    wall_ms: float = NOW_MS
    monotonic_s: float = 50.0

    def clock(self, highest_seen_ms: int = 0) -> SystemClock:
        return SystemClock(
            highest_seen_ms,
            wall_ns=lambda: int(self.wall_ms * 1_000_000),
            monotonic=lambda: self.monotonic_s,
        )

    def wait(self, seconds: float) -> None:
        self.wall_ms += seconds * 1000
        self.monotonic_s += seconds


steps = st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e4))


@given(st.lists(steps, max_size=30))
def test_time_never_runs_backwards_however_the_wall_is_set(moves: list[tuple[float, float]]) -> None:
    machine = Machine()
    clock = machine.clock()
    last = clock.now_ms()
    for set_by_s, waited_s in moves:
        machine.wall_ms += set_by_s * 1000
        machine.wait(waited_s)
        now = clock.now_ms()
        assert now >= last
        last = now


def test_after_a_step_back_time_goes_on_by_the_monotonic_clock() -> None:
    machine = Machine()
    clock = machine.clock()
    clock.now_ms()
    machine.wall_ms -= 3_600_000
    machine.wait(12.5)
    assert clock.now_ms() == NOW_MS + 12_500


@given(st.lists(st.floats(0.0001, 0.01), min_size=1, max_size=200))
def test_asking_often_does_not_slow_time_down(pauses_s: list[float]) -> None:
    machine = Machine()
    clock = machine.clock()
    clock.now_ms()
    machine.wall_ms = 0
    for pause_s in pauses_s:
        machine.wait(pause_s)
        clock.now_ms()
    assert abs(clock.now_ms() - NOW_MS - sum(pauses_s) * 1000) <= 1


def test_a_restart_on_a_board_without_a_clock_goes_on_from_the_highest_time_seen() -> None:
    machine = Machine(wall_ms=0)
    clock = machine.clock()
    clock.raise_to(NOW_MS)
    assert not clock.trusted()
    machine.wait(3)
    assert clock.now_ms() == NOW_MS + 3_000


def test_time_before_the_file_was_opened_is_not_counted_twice() -> None:
    machine = Machine(wall_ms=0)
    clock = machine.clock()
    machine.wait(60)
    clock.raise_to(NOW_MS)
    assert clock.now_ms() == NOW_MS


def test_a_time_from_the_past_does_not_raise_the_clock() -> None:
    clock = Machine().clock()
    clock.raise_to(5)
    assert clock.now_ms() == NOW_MS


def test_the_clock_is_a_guess_until_the_wall_has_caught_up() -> None:
    machine = Machine()
    clock = machine.clock()
    clock.now_ms()
    assert clock.trusted()
    machine.wall_ms -= 60_000
    assert not clock.trusted()
    machine.wall_ms += 60_000
    assert clock.trusted()


def test_an_accepted_wall_is_the_time_and_goes_on_from_there() -> None:
    machine = Machine()
    clock = machine.clock()
    clock.raise_to(NOW_MS + 86_400_000)
    assert (clock.trusted(), clock.wall_ms()) == (False, NOW_MS)
    clock.accept()
    machine.wait(2)
    assert (clock.trusted(), clock.now_ms()) == (True, NOW_MS + 2_000)


def test_a_nudge_of_a_second_by_the_time_server_is_no_alarm() -> None:
    machine = Machine()
    clock = machine.clock()
    clock.now_ms()
    machine.wall_ms -= 1_000
    assert clock.trusted()


def test_timers_do_not_notice_the_wall() -> None:
    machine = Machine()
    clock = machine.clock()
    before_s = clock.monotonic_s()
    machine.wall_ms += 86_400_000
    assert clock.monotonic_s() == before_s


def test_the_machines_own_clocks_are_the_default() -> None:
    clock = SystemClock()
    assert clock.now_ms() > NOW_MS - 100 * 365 * 86_400_000
    assert clock.monotonic_s() <= clock.monotonic_s()
    assert clock.trusted()


def test_a_clock_moved_by_hand_keeps_the_same_promises() -> None:
    clock = ManualClock(NOW_MS)
    clock.advance(1.5)
    assert (clock.now_ms(), clock.monotonic_s()) == (NOW_MS + 1_500, 1_001.5)
    clock.step_back()
    assert not clock.trusted()
    assert clock.now_ms() == NOW_MS + 1_500
    clock.step_right()
    clock.raise_to(NOW_MS)
    assert clock.trusted()
    assert clock.now_ms() == NOW_MS + 1_500
    clock.step_back(60)
    clock.accept()
    assert (clock.trusted(), clock.now_ms()) == (True, NOW_MS - 58_500)
