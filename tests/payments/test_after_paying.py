"""What a party that has paid orders further: what costs nothing leaves its check paid, anything else is owed, and only that."""

from appliance.orders import close_visit, restore_visit
from appliance.seating import calls
from appliance.storage import Tx
from tests.orders.dining_room import DiningRoom
from tests.orders.test_cancelling import cancel

FIXED = "SELECT state, total_minor, tax_minor, service_minor, paid_at FROM guest_check"


def tap_water(tx: Tx) -> None:
    tx.execute("UPDATE item SET price_minor = 0 WHERE id = 'pie'")
    tx.journal("menu_changed", "menu", actor="system")


async def test_tap_water_leaves_a_paid_check_as_it_was(room: DiningRoom) -> None:
    await room.settings(service_bp=1000, cash_coin_minor=5)
    await room.write(tap_water)
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew", 3)
    await room.pay(visit)
    paid = room.read(lambda reader: reader.one(FIXED))
    paid_at = room.party(visit).paid_at
    room.world.clock.advance(60)
    await room.settings(service_bp=2000)
    await room.order(phone, "pie", 2)
    assert room.read(lambda reader: reader.one(FIXED)) == paid
    assert room.party(visit).paid_at == paid_at is not None
    bill = room.bill(visit)
    assert (bill.state, bill.due_minor, len(bill.lines)) == ("PAID", 0, 2)
    assert room.told("check_reopened") == []
    await room.write(lambda tx: close_visit(tx, visit, how="staff", actor="staff:1"))
    closed = room.read(lambda reader: reader.one(FIXED))
    assert closed == {**(paid or {}), "state": "CLOSED"}
    await room.write(lambda tx: restore_visit(tx, visit, actor="staff:1"))
    assert room.bill(visit).state == "PAID"


async def test_a_dish_is_owed_although_the_service_charge_was_lowered_meanwhile(room: DiningRoom) -> None:
    await room.settings(service_bp=1000)
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew", 10)
    paid = (await room.pay(visit)).bill
    await room.settings(service_bp=0)
    await room.order(phone, "stew")
    bill = room.bill(visit)
    assert (bill.state, bill.due_minor, bill.service_minor) == ("OPEN", 1_200, paid.service_minor)
    assert room.party(visit).paid_at is None
    again = (await room.pay(visit)).bill
    assert (again.state, again.total_minor, again.due_minor) == ("PAID", paid.total_minor + 1_200, 0)


async def test_further_dishes_carry_the_service_charge_and_it_goes_when_they_are_taken_back(
    room: DiningRoom,
) -> None:
    await room.settings(service_bp=1000)
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew", 10)
    await room.pay(visit)
    more = await room.order(phone, "stew", 5)
    assert room.bill(visit).due_minor == 5 * 1_320
    await room.write(
        lambda tx: tx.execute(
            "UPDATE order_line SET state = 'CANCELLED' WHERE order_id = :id", {"id": more.id}
        )
    )
    assert room.bill(visit).due_minor == 0


async def test_a_check_that_a_cancellation_settles_answers_the_call_for_its_bill(room: DiningRoom) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew", 2)
    await room.pay(visit)
    more = await room.order(phone, "stew")
    await room.write(lambda tx: calls.make(tx, room.party(visit), "bill", "member:1"))
    (line,) = room.read(
        lambda reader: reader.all("SELECT id FROM order_line WHERE order_id = :id", {"id": more.id})
    )
    await cancel(room, more, (line["id"], 1))
    assert room.bill(visit).state == "PAID"
    assert room.read(lambda reader: calls.open_calls(reader, visit)) == []
    await room.order(phone, "stew")
    await room.write(lambda tx: calls.make(tx, room.party(visit), "bill", "member:1"))
    assert room.party(visit).bill_requested_at is not None
