"""Time, injected: a wall clock that never runs backwards, a monotonic clock, and the business date."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

UNTRUSTED_BELOW_MS = 2_000


class Clock(Protocol):
    """What rooms may know of time."""

    def now_ms(self) -> int:
        """UTC milliseconds since 1970; never less than any earlier answer, also across restarts."""
        ...

    def monotonic_s(self) -> float:
        """Seconds for timers and limits; unaffected by steps of the wall clock."""
        ...

    def raise_to(self, seen_ms: int) -> None:
        """Take notice of a time that was reached before, as the file tells; an earlier one changes nothing."""
        ...

    def trusted(self) -> bool:
        """False while the wall clock shows a time earlier than one already seen (no RTC, a step back)."""
        ...

    def wall_ms(self) -> int:
        """What the machine's clock shows, right or wrong."""
        ...

    def accept(self) -> None:
        """A person says that the wall clock is right: it is the highest time seen, although it shows an earlier one."""
        ...


class SystemClock:
    """The machine's clocks. While the wall is behind the highest time seen, time goes on from there monotonically.

    `wall_ns` and `monotonic` are the machine's own; a test hands in others.
    """

    def __init__(
        self,
        highest_seen_ms: int = 0,
        *,
        wall_ns: Callable[[], int] = time.time_ns,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall_ns = wall_ns
        self._monotonic = monotonic
        self._highest_ms = highest_seen_ms
        self._at_monotonic_s = monotonic()

    def raise_to(self, seen_ms: int) -> None:
        if seen_ms > self._highest_ms:
            self._highest_ms, self._at_monotonic_s = seen_ms, self._monotonic()

    def now_ms(self) -> int:
        monotonic_s = self._monotonic()
        wall_ms = self.wall_ms()
        if wall_ms >= self._highest_ms:
            self._highest_ms, self._at_monotonic_s = wall_ms, monotonic_s
        else:
            walked_ms = int((monotonic_s - self._at_monotonic_s) * 1000)
            self._highest_ms += walked_ms
            self._at_monotonic_s += walked_ms / 1000  # the part of a millisecond left over counts next time
        return self._highest_ms

    def monotonic_s(self) -> float:
        return self._monotonic()

    def trusted(self) -> bool:
        return self.wall_ms() >= self._highest_ms - UNTRUSTED_BELOW_MS

    def wall_ms(self) -> int:
        return self._wall_ns() // 1_000_000

    def accept(self) -> None:
        self._highest_ms, self._at_monotonic_s = self.wall_ms(), self._monotonic()


class ManualClock:
    """A clock that moves only when told to: for tests and simulated evenings."""

    def __init__(self, now_ms: int) -> None:
        self._now_ms = now_ms
        self._monotonic_s = 1_000.0
        self._behind_ms = 0

    def advance(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self._now_ms += int(seconds * 1000)
        self._monotonic_s += seconds

    def step_back(self, seconds: float = 3_600) -> None:
        """The wall was set back: answers stay at the highest time seen and are marked untrusted."""
        self._behind_ms = int(seconds * 1000)

    def step_right(self) -> None:
        """The wall is right again."""
        self._behind_ms = 0

    def raise_to(self, seen_ms: int) -> None:
        self._now_ms = max(self._now_ms, seen_ms)

    def now_ms(self) -> int:
        return self._now_ms

    def monotonic_s(self) -> float:
        return self._monotonic_s

    def trusted(self) -> bool:
        return self._behind_ms <= UNTRUSTED_BELOW_MS

    def wall_ms(self) -> int:
        return self._now_ms - self._behind_ms

    def accept(self) -> None:
        self._now_ms, self._behind_ms = self.wall_ms(), 0


@lru_cache(maxsize=64)
def local(at_ms: int, zone: str) -> datetime:
    """An instant as the venue's wall-clock time."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone))


def business_date(at_ms: int, zone: str, rollover_hour: int = 4) -> date:
    """The business day an instant belongs to: before the rollover hour, as clocks there show it, it is yesterday."""
    there = local(at_ms, zone)
    return there.date() - timedelta(days=1) if there.hour < rollover_hour else there.date()


def to_ms(moment: datetime) -> int:
    """UTC milliseconds of an aware datetime."""
    return int(moment.timestamp() * 1000)
