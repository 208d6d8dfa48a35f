"""A waiter cancels what nobody has begun, a manager more; the bill, the counts and the order follow."""

import pytest

from appliance.kernel.errors import Conflict, Forbidden, Invalid, Refused
from appliance.kernel.roles import Role
from appliance.kitchen import Move
from appliance.menu import set_availability
from appliance.orders import Order
from appliance.orders.model import CancelLines, PiecesToCancel
from appliance.orders.service.cancelling import cancel_lines
from appliance.staff import StaffCaller
from appliance.storage import Tx
from tests.orders.dining_room import WAITER, DiningRoom

MANAGER = StaffCaller("manager-1", "Demo manager", Role.MANAGER, "tablet-1", "10.0.0.9")
COOK = StaffCaller("cook-1", "Demo cook", Role.COOK, None, "10.0.0.9")


async def cancel(
    room: DiningRoom,
    order: Order,
    *pieces: tuple[str, int],
    caller: StaffCaller = WAITER,
    reason: str = "mistake",
) -> int:
    """Somebody cancels pieces of an order's lines."""
    asked = CancelLines([PiecesToCancel(line_id, quantity) for line_id, quantity in pieces], reason)

    def work(tx: Tx) -> int:
        return cancel_lines(tx, room.world.settings.now, room.kitchen, order.id, asked, caller)

    return await room.write(work)


def state(room: DiningRoom, order: Order) -> str:
    """Where the order is."""
    return str(
        room.read(
            lambda reader: reader.value("SELECT state FROM guest_order WHERE id = :id", {"id": order.id})
        )
    )


async def test_a_guest_waits_for_no_word_about_what_was_cancelled(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew")
    await room.put(phone, "pie")
    order = await room.send(phone)
    taken, unseen = [one["id"] for one in room.told("order_sent")[0]["tickets"]]
    await room.write(lambda tx: room.kitchen.mark_seen(tx, [taken], "screen-1"))
    sql = "SELECT id, quantity FROM order_line WHERE ticket_id = :id"
    (line,) = room.read(lambda reader: reader.all(sql, {"id": unseen}))
    room.world.clock.advance(4)
    assert room.orders(phone)[0].kitchen == "checking"
    await cancel(room, order, (line["id"], line["quantity"]))
    assert room.orders(phone)[0].kitchen == "has_it"


async def test_the_bill_and_the_order_follow(room: DiningRoom) -> None:
    entry = await room.scan()
    order = await room.order(entry, "stew", 3)
    visit = entry.table_session.id
    whole = room.bill(visit).total_minor
    (line,) = room.orders(entry)[0].lines
    assert await cancel(room, order, (line.id, 1)) == 1
    assert room.bill(visit).total_minor * 3 == whole * 2
    assert [(one.quantity, one.state, one.to_confirm) for one in room.orders(entry)[0].lines] == [
        (2, "received", False),
        (1, "cancelled", True),
    ]
    assert await cancel(room, order, (line.id, 2)) == 2
    assert room.bill(visit).due_minor == 0
    assert state(room, order) == "VOIDED"
    with pytest.raises(Conflict) as refusal:
        await cancel(room, order, (line.id, 1))
    assert refusal.value.code == "order_over"


async def test_what_is_being_cooked_needs_a_manager(room: DiningRoom) -> None:
    entry = await room.scan()
    order = await room.order(entry, "stew")
    await room.move(order, Move.START)
    (line,) = room.orders(entry)[0].lines
    with pytest.raises(Forbidden) as refusal:
        await cancel(room, order, (line.id, 1))
    assert refusal.value.code == "begun"
    assert room.orders(entry)[0].lines[0].state == "cooking", "nothing has changed"
    assert await cancel(room, order, (line.id, 1), caller=MANAGER) == 1


async def test_a_cook_cancels_nothing(room: DiningRoom) -> None:
    entry = await room.scan()
    order = await room.order(entry, "stew")
    with pytest.raises(Forbidden):
        await cancel(room, order, (room.orders(entry)[0].lines[0].id, 1), caller=COOK)


@pytest.mark.parametrize("reason", [" ", "\u202e\u0000", "\n"])
async def test_a_reason_must_say_something(room: DiningRoom, reason: str) -> None:
    entry = await room.scan()
    order = await room.order(entry, "stew")
    with pytest.raises(Invalid) as refusal:
        await cancel(room, order, (room.orders(entry)[0].lines[0].id, 1), reason=reason)
    assert refusal.value.code == "reason_missing"


async def test_counted_dishes_are_there_again_unless_they_were_begun(room: DiningRoom) -> None:
    entry = await room.scan()
    await room.write(lambda tx: set_availability(tx, "stew", False, 5, None, "staff:cook-1"))
    order = await room.order(entry, "stew", 3)
    left = "SELECT remaining FROM availability WHERE item_id = 'stew'"
    assert room.read(lambda reader: reader.value(left)) == 2
    (line,) = room.orders(entry)[0].lines
    await cancel(room, order, (line.id, 1))
    assert room.read(lambda reader: reader.value(left)) == 3
    await room.move(order, Move.START)
    await cancel(room, order, (line.id, 1), caller=MANAGER)
    assert room.read(lambda reader: reader.value(left)) == 3


@pytest.mark.parametrize("service_bp", [0, 1000])
async def test_what_is_paid_is_not_cancelled(room: DiningRoom, service_bp: int) -> None:
    await room.settings(service_bp=service_bp)
    entry = await room.scan()
    order = await room.order(entry, "stew")
    await room.pay(entry.table_session.id)
    with pytest.raises(Refused) as refusal:
        await cancel(room, order, (room.orders(entry)[0].lines[0].id, 1))
    assert refusal.value.code == "paid_too_much"
    bill = room.bill(entry.table_session.id)
    assert (bill.due_minor, bill.state, len(bill.lines)) == (0, "PAID", 1)


async def test_a_check_of_which_only_the_paid_part_is_left_is_paid_again(room: DiningRoom) -> None:
    await room.settings(free_table_when_paid=False)
    entry = await room.scan()
    visit = entry.table_session.id
    await room.order(entry, "stew")
    await room.pay(visit)
    again = await room.order(entry, "stew")
    assert room.bill(visit).state == "OPEN"
    line = room.orders(entry)[1].lines[0]
    await cancel(room, again, (line.id, 1))
    bill = room.bill(visit)
    assert (bill.state, bill.due_minor) == ("PAID", 0)
    assert bill.total_minor == bill.paid_minor
