"""Whether guests may order at this moment: the global switch, the table, the hours."""

from appliance.floor import DiningTable, opening, qr_ordering_now
from appliance.kernel.errors import ClosedNow
from appliance.settings import VenueSettings


def require_ordering(settings: VenueSettings, table: DiningTable, now_ms: int) -> None:
    """Raises ClosedNow: qr_disabled (with message and until_at), table_disabled, or closed (with opens_at)."""
    switch = qr_ordering_now(settings, now_ms)
    if not switch.enabled:
        raise ClosedNow(
            switch.message or "Ordering by phone is paused; a waiter is glad to take your order.",
            code="qr_disabled",
            extra={"reason": "qr_disabled", "message": switch.message, "until_at": switch.until_at},
        )
    if not table.enabled:
        raise ClosedNow(
            "Ordering by phone is off at this table; a waiter is glad to take your order.",
            code="table_disabled",
            extra={"reason": "table_disabled"},
        )
    hours = opening(settings, now_ms)
    if not hours.open:
        raise ClosedNow(
            "We are closed at the moment.",
            code="closed",
            extra={"reason": "closed", "opens_at": hours.opens_at},
        )
