"""Who hears of what: every kind of event has its place, and a phone hears only of its own table and of the venue."""

import importlib
from typing import Any

import msgspec
import pytest

from appliance.bridges import make_printer
from appliance.kitchen import Move
from appliance.orders import close_visit
from appliance.printing import PrintDesk
from appliance.seating import calls, parties
from appliance.storage import JournalRow
from appliance.surfaces import FloorFeed, GuestFeed, House, guest_feed
from appliance.surfaces.floor_feed import TABLES_ONLY, WITH_ALERTS
from tests.orders.dining_room import COOK, DiningRoom

ROOMS = (
    "seating", "orders", "checks", "payments", "kitchen", "printing", "floor", "menu", "devices", "staff", "settings",
    "drawers", "peripherals", "discovery",
)  # fmt: skip
KINDS = {
    kind for room in ROOMS for kind in importlib.import_module(f"appliance.{room}.model").KINDS
}  # one place per room
GUEST_ONLY = {"access_granted", "availability_changed", "menu_changed", "daily_pass_rotated", "cart_changed"}
NEVER_HEARD = {
    "print_job_moved", "status_slip_queued", "printer_routed", "printer_tried",
    "backlog_decided",  # each comes with one that is heard, or with none
    "access_refused", "table_pin_set", "drawer_kicked", "drawer_changed", "peripheral_changed",
    "found_ignored", "found_restored", "printer_moved", "device_approved",  # the last two come with one that is heard
    "table_qr_rotated", "pairing_code_made", "clock_accepted",
    "staff_added", "staff_secret_reset", "staff_retired", "staff_signed_in", "staff_sign_in_failed",
    "staff_signed_out", "staff_wait_lifted",
}  # fmt: skip


def _row(kind: str, table_session: str | None = None, **data: object) -> JournalRow:
    told = msgspec.json.encode(data).decode()
    return JournalRow(1, 1, "b", kind, "thing:1", table_session, "system", None, None, told)


@pytest.fixture
def house(room: DiningRoom) -> House:
    """What views need; no printer is on."""
    world = room.world
    desk = PrintDesk(world.database, world.settings, make_printer)
    return House(world.database, world.settings, room.book, room.kitchen, desk)


def test_every_kind_of_event_is_heard_by_somebody_or_by_nobody_on_purpose() -> None:
    guests = set(guest_feed.OWN) | set(guest_feed.EVERYONE)
    floor = TABLES_ONLY | WITH_ALERTS
    assert guests | floor | {"setting_changed"} | NEVER_HEARD == KINDS
    assert not (guests | floor) & NEVER_HEARD
    assert guests - floor == GUEST_ONLY


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_phone_hears_nothing_of_another_table(house: House, kind: str) -> None:
    feed = GuestFeed(house, "mine", "member-1")
    assert not feed.concerns(_row(kind, "theirs", key="qr_ordering"))


def test_a_phone_hears_only_of_settings_that_change_its_view(house: House) -> None:
    feed = GuestFeed(house, "mine", "member-1")
    heard = {
        key for key in house.settings.now.__struct_fields__ if feed.concerns(_row("setting_changed", key=key))
    }
    assert heard == set(guest_feed.SETTINGS_HEARD)


async def test_a_phone_is_told_the_parts_that_changed_and_no_others(room: DiningRoom, house: House) -> None:
    phone = await room.scan()
    feed = GuestFeed(house, phone.table_session.id, phone.member.id)
    expected = {kind: set(parts) for kind, parts in guest_feed.OWN.items()}
    told = {
        kind: set(room.read(lambda r, kind=kind: feed.update(r, [_row(kind, phone.table_session.id)])))  # type: ignore[misc]
        for kind in guest_feed.OWN
    }
    assert told == expected
    whole = room.read(feed.snapshot)
    assert set(whole) == {"session", "me", "cart", "orders", "availability"}


async def test_the_floor_is_told_of_the_tables_that_changed(room: DiningRoom, house: House) -> None:
    feed = FloorFeed(house)
    phone = await room.scan(1)
    room.rows.clear()
    await room.order(phone, "stew")
    await room.write(lambda tx: calls.make(tx, parties.require(tx, phone.table_session.id), "waiter", "x"))
    heard = [row for row in room.rows if feed.concerns(row)]
    assert [row.kind for row in heard] == ["order_sent", "call_made"]
    parts = room.read(lambda r: feed.update(r, heard))
    assert set(parts) == {"tables"}
    assert set(parts["tables"]) == {room.tables[1].id}
    card = parts["tables"][room.tables[1].id]
    assert (card.state, card.session.total_minor, card.session.order_numbers) == (
        "needs_attention",
        1200,
        [1],
    )
    await room.write(lambda tx: close_visit(tx, phone.table_session.id, how="staff", actor="staff:1"))
    closed = room.read(lambda r: feed.update(r, room.rows[-1:]))["tables"][room.tables[1].id]
    assert (closed.state, closed.session, closed.closed.session_id) == (
        "available",
        None,
        phone.table_session.id,
    )


async def test_a_setting_that_changes_what_is_owed_is_told_for_every_table(
    room: DiningRoom, house: House
) -> None:
    feed = FloorFeed(house)
    phone = await room.scan()
    await room.order(phone, "stew")
    await room.settings(service_bp=1000)
    parts = room.read(lambda r: feed.update(r, room.rows[-1:]))
    assert set(parts["tables"]) == {table.id for table in room.tables}
    assert parts["tables"][room.tables[0].id].session.due_minor == 1320


async def test_a_stuck_ticket_is_no_trouble_any_more_when_a_cook_takes_it(
    room: DiningRoom, house: House
) -> None:
    feed = FloorFeed(house)
    phone = await room.scan()
    order = await room.order(phone, "stew")
    room.world.clock.advance(4)
    await room.kitchen.watch()
    assert [alert.code for alert in room.read(feed.snapshot)["alerts"]] == ["ticket_stuck"]
    (ticket,) = room.read(lambda r: room.kitchen.stuck(r))

    async def told_of(move: Move) -> dict[str, Any]:
        room.rows.clear()
        await room.write(lambda tx: room.kitchen.move(tx, ticket.ticket_id, move, COOK))
        return room.read(lambda r: feed.update(r, [row for row in room.rows if feed.concerns(row)]))

    taken = await told_of(Move.START)
    assert (taken["alerts"], taken["health"].level) == ([], "ok")
    assert taken["tables"][room.tables[0].id].session.order_numbers == [order.number]
    assert set(await told_of(Move.BUMP)) == {"tables"}, "later moves change no alert, and are many"


async def test_undo_is_offered_for_ten_seconds(room: DiningRoom, house: House) -> None:
    visit = (await room.sit()).id
    await room.write(lambda tx: close_visit(tx, visit, how="staff", actor="staff:1"))
    feed = FloorFeed(house)

    def offered() -> bool:
        return any(card.closed for card in room.read(feed.snapshot)["tables"])

    room.world.clock.advance(9.9)
    assert offered()
    room.world.clock.advance(0.2)
    assert not offered()


async def test_what_is_out_is_told_at_once_although_it_is_worked_out_once_a_second(
    room: DiningRoom, house: House
) -> None:
    assert room.read(house.blocked) == {"pie": room.read(house.blocked)["pie"]}
    sql = "UPDATE availability SET remaining = 0 WHERE item_id = 'pie'"

    def sell_out(tx: object) -> None:
        tx.execute(sql)  # type: ignore[attr-defined]
        tx.journal("availability_changed", "item:pie", actor="system")  # type: ignore[attr-defined]

    await room.write(sell_out)
    assert not room.read(house.blocked)["pie"].available


async def test_troubles_of_clock_and_disk_are_told_worst_first(room: DiningRoom, house: House) -> None:
    feed = FloorFeed(house)
    assert room.read(feed.snapshot)["health"].level == "ok"
    room.world.clock.step_back()
    assert room.read(feed.snapshot)["health"].level == "warn"
    room.world.database.trouble = "database or disk is full"
    told = room.read(feed.snapshot)
    assert (told["health"].level, [alert.code for alert in told["alerts"]]) == ("bad", ["disk", "clock"])
