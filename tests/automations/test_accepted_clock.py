"""After a clock that was ahead: what waits goes on, what was over stays over, and nothing is lost or done twice."""

from collections.abc import Callable

import pytest

from appliance.kernel.errors import Conflict, Refused
from appliance.kernel.ids import digest
from appliance.kitchen import Move
from appliance.menu import Why, availability, set_availability
from appliance.orders import close_visit
from appliance.settings import AcceptedClock, accept_clock
from appliance.storage import Answer, Reader, Tx, answer_once
from tests.automations.conftest import Caretaker
from tests.orders.dining_room import DiningRoom
from tests.worlds import NOON_MS

MINUTE_S, HOUR_S = 60, 3_600
AHEAD_S = 70 * 365 * 86_400
SIGN_IN = """INSERT INTO staff_session (token_hash, staff_id, device_id, made_at, expires_at)
 VALUES (:hash, 'waiter-1', NULL, :now, :now + 43200000)"""


async def set_right(room: DiningRoom) -> AcceptedClock:
    """The machine's clock is set, the service is stopped, and the technician accepts the time."""
    room.world.clock.step_back(AHEAD_S)
    return await accept_clock(room.world.database, room.world.settings, reason="battery", actor="technician")


async def sign_in(room: DiningRoom, token: str) -> None:
    """A waiter signs in for twelve hours."""
    people = "INSERT OR IGNORE INTO staff (id, branch, name, role, made_at) VALUES ('waiter-1', :b, 'Ada', 'waiter', 0)"

    def work(tx: Tx) -> None:
        tx.execute(people, {"b": tx.branch})
        tx.execute(SIGN_IN, {"hash": digest(token), "now": tx.now_ms})

    await room.write(work)


def runs_out_in_s(token: str, room: DiningRoom) -> Callable[[Reader], float]:
    sql = "SELECT expires_at FROM staff_session WHERE token_hash = :hash"
    now_ms = room.world.clock.now_ms()
    return lambda reader: (int(reader.value(sql, {"hash": digest(token)})) - now_ms) / 1000


async def test_a_party_that_sits_there_goes_on_and_its_ages_are_right(room: DiningRoom) -> None:
    room.world.clock.advance(AHEAD_S)
    phone = await room.scan()
    order = await room.order(phone, "stew")
    room.world.clock.advance(5 * MINUTE_S)
    await sign_in(room, "of 2096")
    await room.settings(venue_name="Sole")
    done = await set_right(room)
    assert (done.now_ms, done.before_ms) == (room.world.clock.now_ms(), done.now_ms + AHEAD_S * 1000)
    assert done.now_ms == NOON_MS + 5 * MINUTE_S * 1000
    party = room.party(phone.table_session.id)
    assert (party.state, party.opened_at, party.last_activity_at) == ("open", NOON_MS, NOON_MS)
    assert [one.sent_at for one in room.orders(phone)] == [NOON_MS]
    assert room.member(phone).expires_at == NOON_MS + 8 * HOUR_S * 1000
    assert room.read(runs_out_in_s("of 2096", room)) == 12 * HOUR_S
    assert [one.ticket_id for one in room.read(room.kitchen.stuck)]
    await room.move(order, Move.BUMP)
    await room.pay(phone.table_session.id)


async def test_what_was_dated_ahead_keeps_its_day_and_what_follows_has_todays(room: DiningRoom) -> None:
    phone = await room.scan()
    before = await room.order(phone, "stew")
    room.world.clock.advance(AHEAD_S)
    ahead = await room.order(phone, "stew")
    last = room.rows[-1].seq
    await set_right(room)
    after = await room.order(phone, "stew")
    assert (before.business_date, after.business_date) == ("2026-10-02", "2026-10-02")
    assert ahead.business_date.startswith("2096")
    assert (before.number, after.number) == (1, 2)
    assert [row.seq for row in room.rows] == list(range(room.rows[0].seq, room.rows[-1].seq + 1))
    assert room.rows[-1].seq > last
    assert room.world.database.verify_journal().trouble is None


async def test_a_restart_goes_on_from_the_accepted_time(room: DiningRoom) -> None:
    room.world.clock.advance(AHEAD_S)
    await room.scan()
    done = await set_right(room)
    newest = room.world.database.journal_since(room.world.database.seq - 1)
    assert [(row.kind, row.at, row.actor) for row in newest] == [
        ("clock_accepted", done.now_ms, "technician")
    ]


async def test_the_same_key_still_gets_the_same_answer(room: DiningRoom) -> None:
    def twice(tx: Tx) -> Answer:
        return answer_once(tx, scope="member:1", key="k", request=b"r", work=lambda _: next(answers))

    answers = iter([Answer(201, b"first"), Answer(201, b"second")])
    room.world.clock.advance(AHEAD_S)
    first = await room.write(twice)
    await set_right(room)
    assert (await room.write(twice)).body == first.body == b"first"


async def test_what_had_ended_stays_ended(room: DiningRoom, caretaker: Caretaker) -> None:
    phone, gone = await room.scan(0), await room.scan(1)
    await sign_in(room, "of this morning")
    room.world.clock.advance(AHEAD_S)
    await room.write(lambda tx: close_visit(tx, gone.table_session.id, how="staff", actor="staff:1"))
    await set_right(room)
    assert room.party(gone.table_session.id).state == "closed"
    assert room.party(gone.table_session.id).closed_at == room.world.clock.now_ms()
    assert room.member(phone).expires_at <= room.world.clock.now_ms()
    assert room.read(runs_out_in_s("of this morning", room)) <= 0
    await caretaker.after(25 * HOUR_S)
    assert room.member(gone).expires_at == 0


async def test_a_dish_that_is_off_stays_off_for_as_long_as_was_said(room: DiningRoom) -> None:
    await take_off(room, "pie", 3 * HOUR_S)
    room.world.clock.advance(AHEAD_S)
    await take_off(room, "stew", HOUR_S)
    await set_right(room)
    assert off(room) == {"pie", "stew"}
    room.world.clock.advance(HOUR_S)
    assert off(room) == {"pie"}


async def test_a_pause_of_qr_ordering_ends_when_it_was_to_end(room: DiningRoom) -> None:
    room.world.clock.advance(AHEAD_S)
    until_at = room.world.clock.now_ms() + HOUR_S * 1000
    await room.settings(qr_ordering={"enabled": False, "message": None, "until_at": until_at})
    await set_right(room)
    assert room.world.settings.now.qr_ordering.until_at == room.world.clock.now_ms() + HOUR_S * 1000


async def test_a_pause_that_was_made_before_is_left_alone(room: DiningRoom) -> None:
    until_at = NOON_MS + AHEAD_S * 1000 + HOUR_S * 1000
    await room.settings(qr_ordering={"enabled": False, "message": None, "until_at": until_at})
    room.world.clock.advance(AHEAD_S)
    await room.scan()
    await set_right(room)
    assert room.world.settings.now.qr_ordering.until_at == until_at


async def test_what_happens_by_itself_happens_again(room: DiningRoom, caretaker: Caretaker) -> None:
    await room.settings(access_pass=True)
    await caretaker.after(AHEAD_S)
    word = caretaker.pass_desk.stored()
    await set_right(room)
    assert "daily_pass" in await caretaker.after(16 * HOUR_S)
    assert caretaker.pass_desk.stored() != word
    assert "auto_close" in await caretaker.after(MINUTE_S)


async def test_a_bump_of_the_wrong_time_is_not_undone_for_ever(room: DiningRoom) -> None:
    phone = await room.scan()
    order = await room.order(phone, "stew")
    room.world.clock.advance(AHEAD_S)
    await room.move(order, Move.BUMP)
    await set_right(room)
    with pytest.raises(Conflict, match="nothing to undo"):
        await room.move(order, Move.UNDO)


@pytest.mark.parametrize(
    ("behind_s", "reason", "code"),
    [(0, "battery", "clock_right"), (56 * 365 * 86_400, "battery", "clock_unset"), (60, "", "reason_needed"),
     (60, "x" * 201, "reason_needed")],
)  # fmt: skip
async def test_it_is_refused_where_it_would_not_help(
    room: DiningRoom, behind_s: float, reason: str, code: str
) -> None:
    room.world.clock.step_back(behind_s)
    before = room.world.clock.now_ms()
    with pytest.raises(Refused) as refused:
        await accept_clock(room.world.database, room.world.settings, reason=reason, actor="technician")
    assert refused.value.code == code
    assert (room.world.clock.now_ms(), room.told("clock_accepted")) == (before, [])


async def test_an_acceptance_that_cannot_be_saved_is_none(room: DiningRoom) -> None:
    room.world.clock.advance(AHEAD_S)
    await room.scan()
    before = room.world.clock.now_ms()
    trigger = "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT raise(ABORT, 'full'); END"
    await room.write(lambda tx: tx.execute(trigger))
    with pytest.raises(Exception, match="full"):
        await set_right(room)
    assert room.world.clock.now_ms() == before


async def take_off(room: DiningRoom, item_id: str, seconds: float) -> None:
    """A dish is off for a while."""
    until_at = room.world.clock.now_ms() + int(seconds * 1000)
    await room.write(
        lambda tx: set_availability(tx, item_id, out=True, remaining=None, until_at=until_at, actor="staff:1")
    )


def off(room: DiningRoom) -> set[str]:
    """The dishes that are off now."""
    settings, now_ms = room.world.settings.now, room.world.clock.now_ms()
    found = room.read(lambda reader: availability(reader, room.book, settings, now_ms))
    return {item_id for item_id, one in found.items() if one.why is Why.OUT}
