"""Closing a party's visit and bringing it back: the table session, its orders and its check move together."""

from appliance.checks import close_check, restore_check
from appliance.orders import rules, store
from appliance.orders.model import OrderState
from appliance.orders.states import ORDER, Verb
from appliance.seating import parties
from appliance.storage import Tx


def close_visit(
    tx: Tx,
    table_session_id: str,
    *,
    how: str,
    actor: str,
    device: str | None = None,
    address: str | None = None,
) -> None:
    """End the visit; food that is still cooking stays on the kitchen's screens."""
    parties.close(tx, table_session_id, how=how, actor=actor, device=device, address=address)
    close_check(tx, table_session_id)
    for order in store.orders_of(tx, table_session_id):
        before = OrderState(order.state)
        if ORDER.allows(before, Verb.CLOSE):
            store.move_order(tx, order.id, before, ORDER.next(before, Verb.CLOSE))
            store.stamp(tx, order.id, "closed_at", tx.now_ms)


def restore_visit(
    tx: Tx, table_session_id: str, *, actor: str, device: str | None = None, address: str | None = None
) -> None:
    """Bring a closed visit back, with its orders where their lines say they are. Raises Conflict table_taken."""
    parties.restore(tx, table_session_id, actor=actor, device=device, address=address)
    restore_check(tx, table_session_id)
    for order in store.orders_of(tx, table_session_id):
        if order.state == OrderState.CLOSED:
            reopened = ORDER.next(OrderState.CLOSED, Verb.RESTORE)
            store.move_order(tx, order.id, OrderState.CLOSED, reopened)
            store.stamp(tx, order.id, "closed_at", None)
            towards = rules.state_from_lines(store.line_states(tx, order.id))
            verb = rules.verb_towards(reopened, towards)
            if verb is not None:
                store.move_order(tx, order.id, reopened, ORDER.next(reopened, verb))
