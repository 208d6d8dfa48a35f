"""A table's state in one word, derived from everything known about it."""

from appliance.surfaces.floor_model import CardVisit


def table_state(enabled: bool, visit: CardVisit | None, phones_joined: bool) -> str:
    """One of SPEC's table states; trouble first, then what the party waits for."""
    if visit is None:
        return "available" if enabled else "disabled"
    if visit.stuck or any(call.kind == "waiter" for call in visit.calls):
        return "needs_attention"
    if visit.bill_requested_at is not None and visit.due_minor > 0:
        return "bill_requested"
    if visit.paid_at is not None and visit.due_minor == 0:
        return "paid"
    if visit.kitchen_since is not None:
        return "waiting_kitchen"
    if visit.order_numbers:
        return "dining"
    return "ordering" if phones_joined else "seated"
