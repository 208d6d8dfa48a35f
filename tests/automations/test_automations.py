"""The automations on a real file: due since their last run, harmless to run twice, over gaps, and never by an untrusted clock."""

import stat
from pathlib import Path

import pytest

from appliance.automations import AUTOMATIONS
from appliance.automations.service import ANSWERS_AT_ONCE
from appliance.kitchen import Move
from appliance.orders import Order, serve
from appliance.orders.model import CancelLines, PiecesToCancel
from appliance.orders.service.cancelling import cancel_lines
from appliance.seating import PassDesk, parties
from appliance.storage import Answer, Tx, answer_once
from tests.automations.conftest import Caretaker
from tests.orders.dining_room import WAITER, DiningRoom

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
NAMES = {one.name for one in AUTOMATIONS}


async def test_what_has_run_is_not_due_again(room: DiningRoom, caretaker: Caretaker) -> None:
    assert await caretaker.after(0) == []
    assert await caretaker.after(MINUTE_S - 1) == []
    assert await caretaker.after(1) == ["auto_close"]
    assert await caretaker.after(14 * HOUR_S) == ["auto_close"]
    assert await caretaker.after(HOUR_S) == ["auto_close", "forget_answers", "purge", "sweep_photos"]
    assert await caretaker.after(MINUTE_S) == ["auto_close"]


async def test_after_days_without_power_everything_runs_once(room: DiningRoom, caretaker: Caretaker) -> None:
    await room.settings(access_pass=True)
    assert set(await caretaker.after(5 * DAY_S)) == NAMES
    assert len(room.told("daily_pass_rotated")) == 1
    assert await caretaker.after(0) == []


async def test_a_clock_that_is_behind_runs_nothing(room: DiningRoom, caretaker: Caretaker) -> None:
    visit = (await room.sit()).id
    room.world.clock.step_back()
    before = room.world.database.seq
    assert await caretaker.after(2 * DAY_S) == []
    assert (room.world.database.seq, room.party(visit).state) == (before, "open")
    room.world.clock.step_right()
    assert "auto_close" in await caretaker.after(0)
    assert room.party(visit).state == "closed"


async def test_a_visit_that_owes_nothing_closes_after_ninety_idle_minutes(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    await caretaker.after(89 * MINUTE_S)
    assert room.party(visit).state == "open"
    await room.put(phone, "stew")
    await caretaker.after(89 * MINUTE_S)
    assert room.party(visit).state == "open"
    await caretaker.after(MINUTE_S)
    closed = room.party(visit)
    assert (closed.state, closed.closed_how, closed.closed_by) == ("closed", "auto", "system")
    assert room.told("table_session_closed")[0]["how"] == "auto"


async def test_a_visit_that_owes_money_is_never_closed_by_itself(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    await caretaker.after(10 * DAY_S)
    assert room.party(phone.table_session.id).state == "open"


async def test_a_settled_visit_closes_ten_minutes_after_the_last_sign_of_life(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    order = await room.order(phone, "stew")
    await caretaker.after(80 * MINUTE_S)
    await room.move(order, Move.BUMP)
    await _bring(room, order)
    await room.pay(visit)
    await caretaker.after(9 * MINUTE_S)
    assert room.party(visit).state == "open"
    await caretaker.after(MINUTE_S)
    assert room.party(visit).state == "closed"
    assert room.bill(visit).state == "CLOSED"


async def _bring(room: DiningRoom, order: Order) -> None:
    """A waiter carries out what is ready."""
    await room.write(lambda tx: serve(tx, room.kitchen, order.id, "staff:waiter-1"))


async def test_a_table_that_has_paid_stays_open_until_its_last_dish_is_brought(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    order = await room.order(phone, "stew", 2)
    await room.pay(visit)
    await caretaker.after(12 * MINUTE_S)
    assert room.party(visit).state == "open"
    await room.move(order, Move.BUMP)
    await caretaker.after(70 * MINUTE_S)
    assert room.party(visit).state == "open"
    await _bring(room, order)
    await caretaker.after(10 * MINUTE_S)
    assert room.party(visit).state == "closed"


async def test_where_nobody_taps_served_a_table_that_has_paid_closes_when_it_is_forgotten(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    await room.pay(phone.table_session.id)
    await caretaker.after(89 * MINUTE_S)
    assert room.party(phone.table_session.id).state == "open"
    await caretaker.after(2 * MINUTE_S)
    assert room.party(phone.table_session.id).state == "closed"


async def test_dishes_that_were_cancelled_keep_no_table_open(room: DiningRoom, caretaker: Caretaker) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    order = await room.order(phone, "stew")
    (line,) = room.orders(phone)[0].lines
    asked = CancelLines([PiecesToCancel(line.id, 1)], "a mistake")
    settings = room.world.settings.now
    await room.write(lambda tx: cancel_lines(tx, settings, room.kitchen, order.id, asked, WAITER))
    await caretaker.after(90 * MINUTE_S)
    assert room.party(visit).state == "closed"


async def test_more_ordered_after_paying_keeps_the_visit_open(room: DiningRoom, caretaker: Caretaker) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    await room.pay(phone.table_session.id)
    await room.order(phone, "stew")
    await caretaker.after(DAY_S)
    assert room.party(phone.table_session.id).state == "open"


async def test_purging_waits_a_day_after_the_visit_closed(room: DiningRoom, caretaker: Caretaker) -> None:
    phone = await room.scan()
    await room.write(lambda tx: parties.join(tx, phone.member, "Ada", "en"))
    await caretaker.after(2 * HOUR_S)
    assert room.party(phone.table_session.id).state == "closed"
    await caretaker.after(13 * HOUR_S)
    assert room.member(phone).nickname == "Ada"
    await caretaker.after(DAY_S)
    assert room.member(phone).nickname is None


async def test_the_pass_is_made_when_it_is_switched_on_and_turns_at_four(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    assert caretaker.pass_desk.stored() is None
    await room.settings(access_pass=True)
    assert "daily_pass" in await caretaker.after(0)
    first = caretaker.pass_desk.stored()
    word = caretaker.pass_desk.open_seal(first)
    assert word is not None
    assert word[:-2].isalpha()
    assert word[-2:].isdigit()
    assert caretaker.pass_desk.valid_until() - room.world.clock.now_ms() == 16 * HOUR_S * 1000
    assert "daily_pass" not in await caretaker.after(16 * HOUR_S - 1)
    assert "daily_pass" in await caretaker.after(1)
    assert caretaker.pass_desk.stored() != first


async def test_a_word_the_owner_has_just_made_is_not_replaced(room: DiningRoom, caretaker: Caretaker) -> None:
    await room.settings(access_pass=True)
    word = await caretaker.pass_desk.rotate("staff:1")
    await caretaker.after(0)
    assert caretaker.pass_desk.open_seal(caretaker.pass_desk.stored()) == word


async def test_the_word_is_hashed_and_sealed_and_its_key_is_for_the_service_alone(
    room: DiningRoom, caretaker: Caretaker, tmp_path: Path
) -> None:
    word = await caretaker.pass_desk.rotate("staff:1")
    row = room.read(lambda r: r.one("SELECT * FROM daily_pass"))
    assert word not in str(row)
    assert str((row or {})["word_hash"]).startswith("$argon2id$")
    assert stat.S_IMODE(caretaker.key_file.stat().st_mode) == 0o600
    other = PassDesk(room.world.database, room.world.settings, caretaker.hasher, tmp_path / "other.key")
    assert other.open_seal(caretaker.pass_desk.stored()) is None
    caretaker.key_file.write_bytes(b"A" * 43 + b"=")
    assert caretaker.pass_desk.open_seal(caretaker.pass_desk.stored()) is None


async def test_one_that_fails_stays_due_and_stops_no_other(
    room: DiningRoom, caretaker: Caretaker, caplog: pytest.LogCaptureFixture
) -> None:
    await room.settings(access_pass=True)
    caretaker.key_file.mkdir()
    ran = await caretaker.after(DAY_S)
    assert set(ran) == NAMES - {"daily_pass"}
    assert "automation daily_pass failed" in caplog.text
    caretaker.key_file.rmdir()
    assert await caretaker.after(0) == ["daily_pass"]


async def _answered(room: DiningRoom, scope: str, count: int, subject: str = "") -> None:
    """So many answers of a kind were given."""

    def work(tx: Tx) -> None:
        for number in range(count):
            key = f"{subject}{tx.now_ms}-{number}"
            answer_once(tx, scope=scope, key=key, request=b"r", work=lambda _: Answer(200, b"{}", subject))

    await room.write(work)


def _kept(room: DiningRoom) -> dict[str, int]:
    """How many answers are kept, by whose they are and what they made."""
    rows = room.read(
        lambda r: r.all("SELECT scope || ' ' || subject AS of, count(*) AS n FROM answer GROUP BY 1")
    )
    return {row["of"]: row["n"] for row in rows}


async def test_answers_of_tablets_and_screens_go_after_a_month_but_not_with_what_they_made(
    room: DiningRoom, caretaker: Caretaker
) -> None:
    await _answered(room, "device:1", 3)
    await _answered(room, "staff:1", 2, "payment:1")
    await _answered(room, "member:1", 1, "order:1")
    await caretaker.after(29 * DAY_S)
    assert _kept(room) == {"device:1 ": 3, "staff:1 payment:1": 2, "member:1 order:1": 1}
    await _answered(room, "device:1", 1)
    await caretaker.after(2 * DAY_S)
    assert _kept(room) == {"device:1 ": 1, "staff:1 payment:1": 2, "member:1 order:1": 1}


async def test_very_many_old_answers_go_a_few_at_a_time(room: DiningRoom, caretaker: Caretaker) -> None:
    await _answered(room, "device:1", 2 * ANSWERS_AT_ONCE + 1)
    left = []
    await caretaker.after(31 * DAY_S)
    left.append(_kept(room).get("device:1 ", 0))
    await caretaker.after(MINUTE_S)
    left.append(_kept(room).get("device:1 ", 0))
    await caretaker.after(MINUTE_S)
    assert [*left, _kept(room)] == [ANSWERS_AT_ONCE + 1, 1, {}]
    assert "forget_answers" not in await caretaker.after(MINUTE_S)
