"""Moving an order: one legal step, its stamps and its journal row, together."""

from appliance.orders import store
from appliance.orders.model import Order, OrderState
from appliance.orders.states import ORDER, Verb
from appliance.storage import Tx


def move(tx: Tx, order: Order, verb: Verb, actor: str) -> OrderState:
    """Take one step; returns where the order is now. Raises IllegalMove."""
    before = OrderState(order.state)
    after = ORDER.next(before, verb)
    if store.move_order(tx, order.id, before, after) != 1:
        ORDER.next(after, verb)
    _stamp(tx, order, verb, after)
    tx.journal(
        "order_moved",
        f"order:{order.id}",
        actor=actor,
        table_session=order.table_session_id,
        data={"order_id": order.id, "before": before, "after": after},
    )
    return after


def _stamp(tx: Tx, order: Order, verb: Verb, after: OrderState) -> None:
    if after == OrderState.CLOSED:
        store.stamp(tx, order.id, "closed_at", tx.now_ms)
        return
    if after == OrderState.VOIDED:
        store.stamp(tx, order.id, "voided_at", tx.now_ms)
        return
    if order.closed_at is not None:
        store.stamp(tx, order.id, "closed_at", None)
    if after == OrderState.IN_PREPARATION and order.prep_started_at is None:
        store.stamp(tx, order.id, "prep_started_at", tx.now_ms)
    if after == OrderState.READY_FOR_PICKUP:
        store.stamp(tx, order.id, "ready_at", order.ready_at or tx.now_ms)
    elif verb != Verb.RESTORE and order.ready_at is not None:
        store.stamp(tx, order.id, "ready_at", None)
