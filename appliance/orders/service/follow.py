"""The order follows its lines: called by the kitchen in the transaction that moved them."""

from appliance.kitchen import Kitchen
from appliance.orders import rules, store
from appliance.orders.model import OrderState
from appliance.orders.service.moves import move
from appliance.seating import parties
from appliance.storage import Tx


def follow_kitchen(tx: Tx, order_id: str) -> None:
    """Move the order to where its lines say it is, and stamp when cooking began and when all was ready."""
    order = store.order(tx, order_id)
    if order is None:
        return
    towards = rules.state_from_lines(store.line_states(tx, order_id))
    verb = rules.verb_towards(OrderState(order.state), towards)
    if verb is not None:
        move(tx, order, verb, "system")


def serve(tx: Tx, kitchen: Kitchen, order_id: str, actor: str) -> int:
    """A waiter brought everything that was ready; returns how many lines. Raises NotFound."""
    order = store.require_order(tx, order_id)
    count: int = kitchen.serve(tx, order_id, actor)
    if count:
        if order.picked_up_at is None:
            store.stamp(tx, order_id, "picked_up_at", tx.now_ms)
        parties.touch(tx, order.table_session_id)
    return count
