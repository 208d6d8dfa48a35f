"""A check's life: every state and verb, and what happens to a check in the file."""

import pytest

from appliance.checks import CheckState, close_check, ensure_check, pay_check, require_check, restore_check
from appliance.checks.states import CHECK, Verb
from appliance.kernel.errors import IllegalMove, NotFound
from tests.orders.dining_room import DiningRoom

TABLE = {
    "OPEN": {"pay": "PAID", "close": "CLOSED"},
    "PAID": {"order_more": "OPEN", "close": "CLOSED"},
    "CLOSED": {"restore_open": "OPEN", "restore_paid": "PAID"},
}


@pytest.mark.parametrize("state", CheckState)
@pytest.mark.parametrize("verb", Verb)
def test_every_move_is_as_the_table_says(state: CheckState, verb: Verb) -> None:
    assert CHECK.moves.get((state, verb)) == TABLE[state].get(verb)


async def test_a_check_comes_with_the_first_order_and_keeps_its_number(room: DiningRoom) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    assert (room.bill(visit).check_id, room.bill(visit).total_minor) == (None, 0)
    with pytest.raises(NotFound):
        await room.write(lambda tx: require_check(tx, visit))
    await room.order(phone, "stew")
    number = room.bill(visit).number
    await room.order(phone, "stew", 2)
    assert (room.bill(visit).number, room.bill(visit).total_minor) == (number, 3600)
    other = await room.scan(1)
    await room.order(other, "stew")
    assert room.bill(other.table_session.id).number == (number or 0) + 1


async def test_a_check_that_moved_on_meanwhile_is_not_moved_again(room: DiningRoom) -> None:
    visit = (await room.sit()).id
    amounts = {"total": 0, "tax": 0, "service": 0, "rounding": 0}
    check = await room.write(lambda tx: ensure_check(tx, visit, "2026-10-02"))
    await room.write(lambda tx: pay_check(tx, check, amounts, actor="staff:1"))
    with pytest.raises(IllegalMove):
        await room.write(lambda tx: pay_check(tx, check, amounts, actor="staff:1"))
    assert len(room.told("check_paid")) == 1


async def test_a_party_that_ordered_nothing_closes_without_a_check(room: DiningRoom) -> None:
    visit = (await room.sit()).id
    await room.write(lambda tx: close_check(tx, visit))
    await room.write(lambda tx: restore_check(tx, visit))
    assert room.bill(visit).check_id is None


async def test_cancelled_lines_are_not_owed(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.put(phone, "stew")
    gone = await room.put(phone, "pie")
    await room.send(phone)
    sql = "UPDATE order_line SET state = 'CANCELLED' WHERE id LIKE :id"
    await room.write(lambda tx: tx.execute(sql, {"id": f"%{gone}"}))
    assert room.bill(phone.table_session.id).total_minor == 1200
    assert room.orders(phone)[0].total_minor == 1200
