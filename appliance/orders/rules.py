"""Pure decisions of orders: which verb follows from the kitchen's lines, and when food is promised."""

from appliance.orders.model import OrderState
from appliance.orders.states import Verb

MINUTE_MS = 60_000
DONE = frozenset({"READY", "SERVED"})
GUEST_WORDS = {
    "NEW": "received",
    "HOLD": "received",
    "SENT": "received",
    "COOKING": "cooking",
    "READY": "ready",
    "SERVED": "served",
    "CANCELLED": "cancelled",
}


def state_from_lines(lines: list[str]) -> OrderState:
    """Where the order stands, from its lines' states; cancelled lines do not count, and without others it is void."""
    counted = [line for line in lines if line != "CANCELLED"]
    if lines and not counted:
        return OrderState.VOIDED
    if counted and all(line in DONE for line in counted):
        return OrderState.READY_FOR_PICKUP
    if any(line in DONE or line == "COOKING" for line in counted):
        return OrderState.IN_PREPARATION
    return OrderState.RECEIVED


def verb_towards(before: OrderState, after: OrderState) -> Verb | None:
    """The move that leads there; None when nothing changes or the order is over."""
    if before == after or before in (OrderState.CLOSED, OrderState.VOIDED):
        return None
    return {
        OrderState.IN_PREPARATION: Verb.START,
        OrderState.READY_FOR_PICKUP: Verb.FINISH,
        OrderState.RECEIVED: Verb.RECALL,
        OrderState.VOIDED: Verb.VOID,
    }[after]


def promised_at(now_ms: int, prep_minutes: list[int]) -> int:
    """When everything should be ready: the longest line decides."""
    return now_ms + max(prep_minutes, default=0) * MINUTE_MS
