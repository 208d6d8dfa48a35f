"""Growing waits between tries at a secret, by the monotonic clock: nobody is shut out at once, nobody guesses for long."""

import math
from collections import OrderedDict
from dataclasses import dataclass

from appliance.kernel.clock import Clock
from appliance.kernel.errors import TooMany

KEPT_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Patience:
    """So many tries for nothing, then waits between them that double from `first_s` to `longest_s`.

    Forgotten after `calm_s` without a try.
    """

    free: int
    first_s: float
    longest_s: float
    calm_s: float

    def pause_s(self, tries: int) -> float:
        """The wait after so many tries."""
        if tries < self.free:
            return 0.0
        return min(self.longest_s, self.first_s * 2.0 ** min(tries - self.free, 32))


@dataclass(slots=True)
class _Tries:
    patience: Patience
    count: int
    last_s: float


class Waits:
    """Counts tries per key; forgets the oldest keys beyond `KEPT_MAX`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: OrderedDict[tuple[str, str], _Tries] = OrderedDict()

    def check(self, what: str, who: str) -> None:
        """Raises TooMany with the wait while `who` has to wait; counts nothing."""
        wait_s = self.left_s(what, who)
        if wait_s > 0:
            raise TooMany(wait_sentence(wait_s), retry_after_s=wait_s)

    def count(self, what: str, who: str, patience: Patience) -> int:
        """Count one try; returns how many more are for nothing."""
        tries = self._known(what, who)
        if tries is None:
            tries = self._tries[what, who] = _Tries(patience, 0, 0.0)
            while len(self._tries) > KEPT_MAX:
                self._tries.popitem(last=False)
        tries.count += 1
        tries.last_s = self._clock.monotonic_s()
        self._tries.move_to_end((what, who))
        return max(0, patience.free - tries.count)

    def left_s(self, what: str, who: str) -> int:
        """Whole seconds until `who` may try again, 0 when at once."""
        tries = self._known(what, who)
        if tries is None:
            return 0
        ends_s = tries.last_s + tries.patience.pause_s(tries.count)
        return max(0, math.ceil(ends_s - self._clock.monotonic_s()))

    def forget(self, what: str, who: str) -> int:
        """Start again for this key; returns how many tries were counted."""
        tries = self._tries.pop((what, who), None)
        return tries.count if tries else 0

    def take_back(self, what: str, who: str, count: int) -> None:
        """So many tries less for this key: they were one's own slips."""
        tries = self._tries.get((what, who))
        if tries is not None:
            tries.count = max(0, tries.count - count)

    def waiting(self, what: str) -> dict[str, int]:
        """Everybody who has to wait now, with the seconds."""
        keys = [who for kind, who in self._tries if kind == what]
        return {who: wait_s for who in keys if (wait_s := self.left_s(what, who)) > 0}

    def _known(self, what: str, who: str) -> _Tries | None:
        tries = self._tries.get((what, who))
        if tries is not None and self._clock.monotonic_s() - tries.last_s >= tries.patience.calm_s:
            del self._tries[what, who]
            return None
        return tries


def wait_sentence(wait_s: int) -> str:
    """What somebody who has to wait is told."""
    if wait_s < 90:
        return f"Too many tries; please wait {max(1, wait_s)} seconds."
    return f"Too many tries; please wait {math.ceil(wait_s / 60)} minutes."
