"""What the floor says of a table that has paid and goes on: only what is true of the dishes ordered since."""

import pytest

from appliance.bridges import make_printer
from appliance.orders.model import CancelLines, PiecesToCancel
from appliance.orders.service.cancelling import cancel_lines
from appliance.printing import PrintDesk
from appliance.seating import calls, parties
from appliance.storage import Tx
from appliance.surfaces import FloorFeed, GuestFeed, House, floor_view
from appliance.surfaces.floor_model import Card
from tests.orders.dining_room import WAITER, DiningRoom

MINUTE_S = 60


@pytest.fixture
def house(room: DiningRoom) -> House:
    """What views need; no printer is on."""
    world = room.world
    desk = PrintDesk(world.database, world.settings, make_printer)
    return House(world.database, world.settings, room.book, room.kitchen, desk)


def card(room: DiningRoom, house: House) -> Card:
    (found,) = room.read(lambda reader: floor_view.cards(reader, house, {room.tables[0].id}))
    return found


def unpaid_min(room: DiningRoom, house: House) -> float | None:
    visit = card(room, house).session
    assert visit is not None
    since = visit.unpaid_since
    return None if since is None else (room.world.clock.now_ms() - since) / 60_000


async def test_a_dessert_after_paying_is_unpaid_since_it_was_ordered(room: DiningRoom, house: House) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    room.world.clock.advance(50 * MINUTE_S)
    assert unpaid_min(room, house) == 50
    await room.pay(phone.table_session.id)
    assert unpaid_min(room, house) is None
    room.world.clock.advance(20 * MINUTE_S)
    await room.order(phone, "pie")
    room.world.clock.advance(5 * MINUTE_S)
    await room.order(phone, "pie")
    assert unpaid_min(room, house) == 5


async def test_an_order_that_is_void_is_not_unpaid(room: DiningRoom, house: House) -> None:
    phone = await room.scan()
    mistake = await room.order(phone, "stew")
    (line,) = room.orders(phone)[0].lines
    asked = CancelLines([PiecesToCancel(line.id, 1)], "mistake")
    settings = room.world.settings.now

    def cancel(tx: Tx) -> int:
        return cancel_lines(tx, settings, room.kitchen, mistake.id, asked, WAITER)

    await room.write(cancel)
    room.world.clock.advance(10 * MINUTE_S)
    await room.order(phone, "pie")
    room.world.clock.advance(MINUTE_S)
    assert unpaid_min(room, house) == 1


async def test_what_is_owed_is_owed_since_some_order_although_the_clock_went_back(
    room: DiningRoom, house: House
) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    await room.pay(phone.table_session.id)
    room.world.clock.advance(-MINUTE_S)
    await room.order(phone, "pie")
    assert unpaid_min(room, house) is not None


async def test_a_paid_bill_is_not_asked_for_any_more(room: DiningRoom, house: House) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew")

    async def ask() -> None:
        await room.write(lambda tx: calls.make(tx, parties.require_open(tx, visit), "bill", "member:x"))

    await ask()
    assert card(room, house).state == "bill_requested"
    await room.pay(visit)
    assert room.read(lambda reader: calls.open_calls(reader, visit)) == []
    assert [told["kind"] for told in room.told("call_answered")] == ["bill"]
    await room.order(phone, "pie")
    assert card(room, house).state == "waiting_kitchen"
    await ask()
    assert card(room, house).state == "bill_requested"


async def test_a_waiter_who_is_called_is_still_called_after_paying(room: DiningRoom, house: House) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew")
    await room.write(lambda tx: calls.make(tx, parties.require_open(tx, visit), "waiter", "member:x"))
    await room.pay(visit)
    assert card(room, house).state == "needs_attention"


@pytest.mark.parametrize("change", [{"service_bp": 500}, {"service_from_covers": 6}])
async def test_whatever_changes_what_is_owed_is_heard_by_phones_and_floor(
    room: DiningRoom, house: House, change: dict[str, int]
) -> None:
    await room.settings(service_bp=1000)
    phone = await room.scan()
    await room.order(phone, "stew")
    before = room.bill(phone.table_session.id).total_minor
    room.rows.clear()
    await room.settings(**change)
    assert room.bill(phone.table_session.id).total_minor != before
    feeds = (FloorFeed(house), GuestFeed(house, phone.table_session.id, phone.member.id))
    assert all(feed.concerns(row) for feed in feeds for row in room.rows)
