"""Limits on tries and floods, by the monotonic clock: a step of the wall clock frees or blocks nobody."""

import math
from collections import OrderedDict
from dataclasses import dataclass

from appliance.http.waits import Waits, wait_sentence
from appliance.kernel.clock import Clock
from appliance.kernel.errors import TooMany

KEPT_MAX = 20_000


@dataclass(slots=True)
class _Window:
    opened_s: float
    count: int


class Limiter:
    """Counts events per key in fixed windows; forgets the oldest keys beyond `KEPT_MAX`. `waits`: waits that grow."""

    def __init__(self, clock: Clock) -> None:
        self.waits = Waits(clock)
        self._clock = clock
        self._windows: OrderedDict[tuple[str, str], _Window] = OrderedDict()

    def check(self, what: str, who: str, *, limit: int, window_s: float) -> None:
        """Raises TooMany with the wait when `who` has used up `limit` in the current window; counts nothing."""
        window = self._current(what, who, window_s)
        if window is not None and window.count >= limit:
            wait_s = math.ceil(window.opened_s + window_s - self._clock.monotonic_s())
            raise TooMany(wait_sentence(wait_s), retry_after_s=max(1, wait_s))

    def count(self, what: str, who: str, *, window_s: float) -> int:
        """Count one event; returns how many there are now in the window."""
        window = self._current(what, who, window_s)
        if window is None:
            window = self._windows[what, who] = _Window(self._clock.monotonic_s(), 0)
            while len(self._windows) > KEPT_MAX:
                self._windows.popitem(last=False)
        window.count += 1
        self._windows.move_to_end((what, who))
        return window.count

    def spend(self, what: str, who: str, *, limit: int, window_s: float) -> None:
        """Check, then count: for requests that cost something whether they succeed or not."""
        self.check(what, who, limit=limit, window_s=window_s)
        self.count(what, who, window_s=window_s)

    def forget(self, what: str, who: str) -> None:
        """Start again for this key: the right secret was given."""
        self._windows.pop((what, who), None)

    def _current(self, what: str, who: str, window_s: float) -> _Window | None:
        window = self._windows.get((what, who))
        if window is not None and self._clock.monotonic_s() - window.opened_s >= window_s:
            del self._windows[what, who]
            return None
        return window
