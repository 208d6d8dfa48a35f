"""Carts by line commands: order, limits, whose line it is, and what a line says when it cannot be ordered."""

import pytest

from appliance.kernel.errors import Conflict, Invalid
from appliance.menu import set_availability
from appliance.orders.model import SeenLine
from appliance.seating import carts, parties
from appliance.seating.model import LINES_MAX
from tests.orders.dining_room import DiningRoom


async def test_a_line_keeps_its_place_and_its_owner_when_it_is_changed(room: DiningRoom) -> None:
    one, two = await room.scan(), await room.scan()
    first = await room.put(one, "stew")
    room.world.clock.advance(1)
    second = await room.put(two, "pie")
    room.world.clock.advance(1)
    await room.put(two, "steak", 3, line_id=first, options={"doneness": ["well"]})
    lines = room.cart(one).lines
    assert [(line.id, line.member_id, line.item_id, line.quantity) for line in lines] == [
        (first, one.member.id, "steak", 3),
        (second, two.member.id, "pie", 1),
    ]


async def test_a_late_edit_brings_no_ordered_line_back_and_the_next_round_is_sent(room: DiningRoom) -> None:
    one, two = await room.scan(), await room.scan()
    await room.put(one, "stew", line_id="first")
    order = await room.send(two)
    late = {"op": "set", "line_id": "first", "item_id": "stew", "quantity": 2}
    with pytest.raises(Conflict) as refused:
        await room.command(one, {**late, "line_id": "new"}, late)
    assert (refused.value.code, refused.value.extra) == ("already_sent", {"order_number": order.number})
    assert [(detail["line_id"], detail["code"]) for detail in refused.value.details] == [
        ("first", "already_sent")
    ]
    assert room.cart(one).lines == []
    await room.put(one, "pie", line_id="second")
    assert (await room.send(one)).number != order.number
    assert [len(one.lines) for one in room.orders(two)] == [1, 1]


async def test_a_cancelled_line_does_not_come_back_either(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew", line_id="first")
    order = await room.send(phone)
    await room.write(
        lambda tx: tx.execute(
            "UPDATE order_line SET state = 'CANCELLED' WHERE order_id = :id", {"id": order.id}
        )
    )
    with pytest.raises(Conflict) as refused:
        await room.put(phone, "stew", line_id="first")
    assert refused.value.code == "already_sent"


async def test_what_was_sent_is_named_line_by_line_and_the_rest_stays_in_the_cart(room: DiningRoom) -> None:
    one, two = await room.scan(), await room.scan()
    await room.put(one, "stew", line_id="sent")
    seen = [SeenLine("sent", 1, 1_200), SeenLine("rest", 1, 900)]
    await room.send(two)
    await room.put(one, "pie", line_id="rest")
    with pytest.raises(Conflict) as refused:
        await room.send(one, seen)
    assert refused.value.details == [{"line_id": "sent", "code": "already_sent"}]
    assert [line.id for line in room.cart(one).lines] == ["rest"]


async def test_removing_a_line_that_is_gone_is_no_error(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.command(phone, {"op": "remove", "line_id": "never"})
    assert room.cart(phone).lines == []


async def test_commands_of_a_batch_are_carried_out_in_order(room: DiningRoom) -> None:
    phone = await room.scan()
    put = {"op": "set", "line_id": "a", "item_id": "stew", "quantity": 1}
    await room.command(phone, put, {**put, "quantity": 5}, {"op": "remove", "line_id": "a"}, put)
    assert room.cart(phone).count == 1


async def test_lines_of_one_batch_stay_in_the_order_they_were_put(room: DiningRoom) -> None:
    phone = await room.scan()
    put = [{"op": "set", "line_id": name, "item_id": "stew", "quantity": 1} for name in ("z", "a", "m")]
    await room.command(phone, *put)
    assert [line.id for line in room.cart(phone).lines] == ["z", "a", "m"]


async def test_a_cart_has_an_end(room: DiningRoom) -> None:
    phone = await room.scan()
    put = [{"op": "set", "line_id": f"l{n}", "item_id": "stew", "quantity": 1} for n in range(LINES_MAX + 1)]
    for start in range(0, LINES_MAX, 50):
        await room.command(phone, *put[start : start + 50])
    with pytest.raises(Invalid) as refused:
        await room.command(phone, put[-1])
    assert refused.value.code == "cart_full"
    assert room.cart(phone).count == LINES_MAX


async def test_a_line_says_why_it_cannot_be_ordered(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew", line_id="out")
    await room.put(phone, "pie", 4, line_id="short")
    await room.put(phone, "steak", line_id="fine", options={"doneness": ["rare"]})
    await room.write(lambda tx: set_availability(tx, "stew", True, None, None, "staff:1"))
    await room.write(lambda tx: set_availability(tx, "pie", False, 3, None, "staff:1"))
    problems = {line.id: line.problem for line in room.cart(phone).lines}
    assert (problems["out"].code, problems["out"].left) == ("item_unavailable", None)
    assert (problems["short"].code, problems["short"].left) == ("not_enough", 3)
    assert problems["fine"] is None


async def test_in_individual_mode_lines_of_others_are_out_of_sight_and_reach(room: DiningRoom) -> None:
    await room.settings(cart_mode="individual")
    one, two = await room.scan(), await room.scan()
    mine = await room.put(one, "stew")
    assert room.cart(two).lines == []
    await room.command(two, {"op": "remove", "line_id": mine})
    with pytest.raises(Conflict) as refused:
        await room.put(two, "pie", line_id=mine)
    assert refused.value.details[0]["code"] == "not_your_line"
    assert [line.item_id for line in room.cart(one).lines] == ["stew"]


async def test_every_change_is_one_event_without_words_of_the_guest(room: DiningRoom) -> None:
    phone = await room.scan()
    line_id = await room.put(phone, "stew", note="for Ada")
    assert room.told("cart_changed") == [{"lines": [line_id]}]
    lines = room.read(lambda r: carts.lines(r, phone.table_session.id))
    assert lines[0].note == "for Ada"
    assert room.read(lambda r: parties.require(r, phone.table_session.id)).last_activity_at == (
        room.world.clock.now_ms()
    )
