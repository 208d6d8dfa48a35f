"""Dishes that have not reached the table: what a closing must know of, and what is ready for a party whose visit has ended."""

from dataclasses import dataclass

from appliance.kitchen import LineState
from appliance.orders import store
from appliance.storage import Reader

MINUTE_MS = 60_000
CLOSED_WITHIN_MS = 180 * MINUTE_MS
READY_WITHIN_MS = 60 * MINUTE_MS
"""A dish that stood at the pass for longer will not be carried out any more."""
_AT_THE_TABLE = frozenset({LineState.SERVED, LineState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Unserved:
    """A party's dishes that the kitchen still works on, and those that wait at the pass."""

    cooking: int
    ready: int

    @property
    def any(self) -> bool:
        """Whether something has still to come."""
        return self.cooking + self.ready > 0


@dataclass(frozen=True, slots=True)
class ReadyOrder:
    """An order with dishes at the pass, of a visit that has ended; `since` the first of them is ready."""

    order_id: str
    number: int
    table_name: str
    since: int


def unserved(reader: Reader, table_session_id: str) -> Unserved:
    """What a party has ordered and not got; cancelled dishes do not count."""
    pieces = store.pieces_by_state(reader, table_session_id)
    ready = pieces.get(LineState.READY, 0)
    waiting = sum(count for state, count in pieces.items() if state not in _AT_THE_TABLE)
    return Unserved(waiting - ready, ready)


def ready_after_close(reader: Reader, now_ms: int) -> list[ReadyOrder]:
    """What became ready within the last hour for parties whose visit ended within the last three, longest waiting first."""
    rows = store.ready_after_close(reader, now_ms - CLOSED_WITHIN_MS, now_ms - READY_WITHIN_MS)
    return [ReadyOrder(**row) for row in rows]
