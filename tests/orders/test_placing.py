"""Placing an order: what is checked, what is written, and that a refusal writes nothing."""

from typing import Any

import msgspec
import pytest

from appliance.kernel.errors import ClosedNow, Conflict, Gone, IllegalMove, Invalid, Unauthorised
from appliance.kitchen import Move
from appliance.menu import set_availability
from appliance.orders import close_visit, require_ordering, restore_visit, serve
from appliance.orders.model import SeenLine
from tests.orders.dining_room import DiningRoom

STEAK: dict[str, Any] = {"options": {"doneness": ["rare"], "extras": ["egg", "cheese"]}}


async def test_an_order_is_lines_tickets_a_check_and_one_event(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "steak", 2, note="  no\x1b salt ", **STEAK)
    await room.put(phone, "pie")
    order = await room.send(phone)
    assert (order.state, order.number, order.placed_by) == ("RECEIVED", 1, f"member:{phone.member.id}")
    assert order.promised_at - order.sent_at == 15 * 60_000
    line = room.orders(phone)[0].lines[0]
    assert (line.quantity, line.unit_minor, line.note) == (2, 1950 + 100 + 150, "no salt")
    assert [names["en"] for names in line.option_names] == ["Rare", "Cheese", "Egg"]
    sent = room.told("order_sent")[0]
    assert (sent["number"], [one["station_id"] for one in sent["tickets"]]) == (1, ["grill", "cold"])
    assert room.cart(phone).lines == []
    assert room.bill(phone.table_session.id).total_minor == 2 * 2200 + 900


async def test_a_refused_order_leaves_cart_stock_numbers_and_journal_alone(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew")
    await room.put(phone, "pie", 5)
    before = len(room.rows)
    with pytest.raises(Conflict) as refused:
        await room.send(phone)
    assert (refused.value.code, refused.value.details[0]["left"]) == ("item_unavailable", 4)
    assert len(room.rows) == before
    assert room.cart(phone).count == 6
    await room.write(lambda tx: set_availability(tx, "pie", False, 5, None, "staff:1"))
    assert (await room.send(phone)).number == 1
    assert room.read(lambda r: r.value("SELECT remaining FROM availability WHERE item_id = 'pie'")) == 0


async def test_every_line_that_cannot_be_is_named_at_once(room: DiningRoom) -> None:
    phone = await room.scan()
    stew, pie = await room.put(phone, "stew"), await room.put(phone, "pie")
    await room.put(phone, "red", options={"size": ["glass"]})
    for item_id in ("stew", "pie"):
        await room.write(lambda tx, one=item_id: set_availability(tx, one, True, None, None, "staff:1"))  # type: ignore[misc]
    with pytest.raises(Conflict) as refused:
        await room.send(phone)
    assert [(one["line_id"], one["item_id"]) for one in refused.value.details] == [
        (stew, "stew"),
        (pie, "pie"),
    ]


async def test_a_price_is_what_the_phone_saw_or_nothing_is_sent(room: DiningRoom) -> None:
    phone = await room.scan()
    line_id = await room.put(phone, "stew")
    with pytest.raises(Conflict) as refused:
        await room.send(phone, [SeenLine(line_id, 1, 1_100)])
    assert refused.value.code == "price_changed"
    assert refused.value.details[0]["unit_minor"] == 1_200
    with pytest.raises(Conflict) as refused:
        await room.send(phone, [SeenLine(line_id, 1, 1_200), SeenLine(line_id, 2, 1_200)])
    assert refused.value.code == "cart_changed"
    assert len((await room.send(phone), room.orders(phone)[0].lines)[1]) == 1


async def test_a_line_becomes_an_order_line_only_once(room: DiningRoom) -> None:
    phone = await room.scan()
    line_id = await room.put(phone, "stew", line_id="once")
    order = await room.send(phone)
    with pytest.raises(Conflict) as refused:
        await room.send(phone, [SeenLine(line_id, 1, 1_200)])
    assert (refused.value.code, refused.value.extra) == ("already_sent", {"order_number": order.number})


async def test_an_empty_cart_and_a_visit_that_ended_are_refused(room: DiningRoom) -> None:
    phone = await room.scan()
    with pytest.raises(Invalid) as empty:
        await room.send(phone, [])
    assert empty.value.code == "empty_cart"
    await room.write(lambda tx: close_visit(tx, phone.table_session.id, how="staff", actor="staff:1"))
    with pytest.raises(Gone):
        await room.send(phone, [])


async def test_secrets_are_asked_for_before_anything_else(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew")
    await room.settings(access_pin=True, access_pass=True)
    with pytest.raises(Unauthorised) as refused:
        await room.send(phone)
    assert refused.value.code == "pin_needed"
    await room.settings(access_pin=False)
    with pytest.raises(Unauthorised) as refused:
        await room.send(phone)
    assert refused.value.code == "pass_needed"


async def test_the_kitchen_is_being_checked_after_three_seconds_of_silence(room: DiningRoom) -> None:
    phone = await room.scan()
    order = await room.order(phone, "stew")
    assert room.orders(phone)[0].kitchen == "sending"
    room.world.clock.advance(2.999)
    assert room.orders(phone)[0].kitchen == "sending"
    room.world.clock.advance(0.001)
    assert room.orders(phone)[0].kitchen == "checking"
    await room.move(order, Move.START)
    assert room.orders(phone)[0].kitchen == "has_it"


async def test_an_order_is_acknowledged_only_when_every_station_has_it(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew")
    await room.put(phone, "pie")
    await room.send(phone)
    tickets = [one["id"] for one in room.told("order_sent")[0]["tickets"]]
    await room.write(lambda tx: room.kitchen.mark_seen(tx, tickets[:1], "screen-1"))
    assert room.orders(phone)[0].kitchen == "sending"
    await room.write(lambda tx: room.kitchen.mark_seen(tx, tickets[1:], "screen-1"))
    assert room.orders(phone)[0].kitchen == "has_it"


async def test_the_order_follows_the_kitchen_there_and_back_with_its_times(room: DiningRoom) -> None:
    phone = await room.scan()
    order = await room.order(phone, "stew")
    states = []
    for verb in (Move.START, Move.BUMP, Move.RECALL, Move.RECALL, Move.BUMP):
        room.world.clock.advance(60)
        await room.move(order, verb)
        states.append(room.orders(phone)[0].state)
    assert states == ["IN_PREPARATION", "READY_FOR_PICKUP", "IN_PREPARATION", "RECEIVED", "READY_FOR_PICKUP"]
    assert room.orders(phone)[0].ready_at == order.sent_at + 300_000
    started = room.read(lambda r: r.value("SELECT prep_started_at FROM guest_order"))
    assert started == order.sent_at + 60_000
    assert await room.write(lambda tx: serve(tx, room.kitchen, order.id, "staff:1")) == 1
    assert await room.write(lambda tx: serve(tx, room.kitchen, order.id, "staff:1")) == 0
    assert room.orders(phone)[0].lines[0].state == "served"


async def test_food_that_is_cooking_when_the_party_leaves_is_found_again_when_it_is_brought_back(
    room: DiningRoom,
) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    order = await room.order(phone, "stew")
    await room.move(order, Move.START)
    await room.write(lambda tx: close_visit(tx, visit, how="staff", actor="staff:1"))
    assert room.orders(phone)[0].state == "CLOSED"
    await room.move(order, Move.BUMP)
    assert room.orders(phone)[0].state == "CLOSED"
    await room.write(lambda tx: restore_visit(tx, visit, actor="staff:1"))
    assert room.orders(phone)[0].state == "READY_FOR_PICKUP"
    with pytest.raises(IllegalMove):
        await room.write(lambda tx: restore_visit(tx, visit, actor="staff:1"))


async def test_a_switch_a_table_or_the_hours_stop_ordering_each_with_its_word(room: DiningRoom) -> None:
    now_ms = room.world.clock.now_ms()
    table = room.tables[0]

    async def word(**changes: Any) -> str:
        await room.settings(**changes)
        with pytest.raises(ClosedNow) as refused:
            require_ordering(room.world.settings.now, table, now_ms)
        return refused.value.code

    require_ordering(room.world.settings.now, table, now_ms)
    assert await word(hours=[[]] * 7) == "closed"
    assert await word(qr_ordering={"enabled": False, "message": None, "until_at": None}) == "qr_disabled"
    await room.settings(hours=[[["00:00", "24:00"]]] * 7, qr_ordering={"enabled": True})
    closed = msgspec.structs.replace(table, enabled=False)
    with pytest.raises(ClosedNow) as refused:
        require_ordering(room.world.settings.now, closed, now_ms)
    assert refused.value.code == "table_disabled"


async def test_numbers_begin_again_with_the_business_date(room: DiningRoom) -> None:
    phone = await room.scan()
    numbers = []
    for hours in (0, 15, 2):
        room.world.clock.advance(hours * 3_600)
        numbers.append((await room.order(phone, "stew")).number)
    assert numbers == [1, 2, 1]
