"""A clock that was ahead once: the technician says that the machine's is right now, and the file goes on from there."""

from dataclasses import dataclass

import msgspec

from appliance.kernel.errors import Conflict, Invalid
from appliance.kernel.names import one_line
from appliance.settings import store
from appliance.settings.model import QrOrdering
from appliance.settings.service import Settings, change
from appliance.storage import Database, Tx, redate

EARLIEST_MS = 1_735_689_600_000
"""1 January 2025: a clock before it was never set."""
REASON_MAX = 200


@dataclass(frozen=True, slots=True)
class AcceptedClock:
    """The highest time seen until then, the time from then on (ms), and how many rows were brought back."""

    before_ms: int
    now_ms: int
    rows: int


async def accept_clock(database: Database, settings: Settings, *, reason: str, actor: str) -> AcceptedClock:
    """Go on from the machine's clock, although a later time was seen; only while nothing else uses the file.

    Raises Conflict (clock_right, clock_unset), Invalid (reason_needed), StorageUnavailable.
    """
    clock, reason = database.clock, one_line(reason)
    if not 3 <= len(reason) <= REASON_MAX:
        raise Invalid("Say why in 3 to 200 letters.", code="reason_needed")
    if clock.trusted():
        raise Conflict(
            "No later time than this machine's was seen; there is nothing to accept.", code="clock_right"
        )
    if clock.wall_ms() < EARLIEST_MS:
        raise Conflict("This machine's clock was never set; set it first.", code="clock_unset")
    before_ms = clock.now_ms()
    clock.accept()
    try:
        return await database.write(lambda tx: _accept(tx, settings, before_ms, reason, actor))
    except Exception:
        clock.raise_to(before_ms)
        raise


def _accept(tx: Tx, settings: Settings, before_ms: int, reason: str, actor: str) -> AcceptedClock:
    switch, changed_at = settings.now.qr_ordering, store.changed_at(tx, "qr_ordering")
    rows = redate(tx, before_ms)
    if switch.until_at is not None and tx.now_ms < changed_at and tx.now_ms < switch.until_at:
        brought_back = QrOrdering(switch.enabled, switch.message, switch.until_at - (before_ms - tx.now_ms))
        change(tx, {"qr_ordering": msgspec.to_builtins(brought_back)}, actor=actor)
    told = {"before": before_ms, "after": tx.now_ms, "reason": reason}
    tx.journal("clock_accepted", "clock", actor=actor, data=told)
    return AcceptedClock(before_ms, tx.now_ms, rows)
