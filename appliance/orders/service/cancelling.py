"""Cancelling what was ordered: the kitchen stops, the bill shrinks, counted dishes are there again."""

from collections import Counter

from appliance import checks
from appliance.kernel.errors import Conflict, Forbidden, Invalid
from appliance.kernel.names import one_line
from appliance.kernel.roles import RIGHTS, Right
from appliance.kitchen import Kitchen, Mover
from appliance.menu import give_back
from appliance.orders import store
from appliance.orders.model import CancelLines, OrderState
from appliance.seating import calls, parties
from appliance.settings import VenueSettings
from appliance.staff import StaffCaller
from appliance.storage import Tx


def cancel_lines(
    tx: Tx, settings: VenueSettings, kitchen: Kitchen, order_id: str, asked: CancelLines, caller: StaffCaller
) -> int:
    """Take pieces of an order back; returns how many. An order of which nothing is left is void.

    What a cook has begun needs a manager. Raises NotFound, Forbidden begun, Invalid, Conflict order_over, too_late or
    paid_too_much; then nothing has changed.
    """
    caller.require(Right.CANCEL_LINE)
    reason = one_line(asked.reason)
    if not reason:
        raise Invalid("Please say why, so that the kitchen understands.", code="reason_missing")
    order = store.require_order(tx, order_id)
    if order.state in (OrderState.CLOSED, OrderState.VOIDED):
        raise Conflict("This order is over; nothing of it can be cancelled.", code="order_over")
    pieces = Counter[str]()
    for wanted in asked.lines:
        pieces[wanted.line_id] += wanted.quantity
    taken = kitchen.cancel(tx, order_id, pieces, reason, Mover(caller.actor, caller.device_id))
    if Right.CANCEL_BEGUN not in RIGHTS[caller.role] and any(one.begun for one in taken):
        raise Forbidden("The kitchen has begun this; a manager can still cancel it.", code="begun")
    for one in taken:
        if not one.begun:
            give_back(tx, one.item_id, one.quantity, actor=caller.actor)
    visit = order.table_session_id
    if checks.owe_less(tx, visit, settings, actor=caller.actor, device=caller.device_id):
        calls.bring_bill(tx, visit, caller.actor, caller.device_id)
    parties.touch(tx, order.table_session_id)
    return sum(one.quantity for one in taken)
