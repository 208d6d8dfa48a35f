"""Closing a party's visit and bringing it back: the table session, its orders and its check move together."""

from appliance.checks import close_check, restore_check
from appliance.orders import store
from appliance.orders.model import OrderState
from appliance.orders.service.follow import follow_kitchen
from appliance.orders.service.moves import move
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
        if ORDER.allows(OrderState(order.state), Verb.CLOSE):
            move(tx, order, Verb.CLOSE, actor)


def restore_visit(
    tx: Tx, table_session_id: str, *, actor: str, device: str | None = None, address: str | None = None
) -> None:
    """Bring a closed visit back, with its orders where their lines say they are. Raises Conflict table_taken."""
    parties.restore(tx, table_session_id, actor=actor, device=device, address=address)
    restore_check(tx, table_session_id)
    for order in store.orders_of(tx, table_session_id):
        if order.state == OrderState.CLOSED:
            move(tx, order, Verb.RESTORE, actor)
            follow_kitchen(tx, order.id)
