"""Cooks move tickets and lines, waiters serve; everything is journalled and the last move can be undone."""

import pytest

from appliance.kernel.errors import Conflict, IllegalMove, Invalid, NotFound
from appliance.kitchen import Mover
from tests.kitchen.conftest import COOK, Brigade, line


async def test_a_ticket_goes_from_new_over_cooking_to_ready(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    fired_at = brigade.clock.now_ms()
    brigade.clock.advance(60)
    shown = await brigade.move(ticket, "start")
    assert (shown.state, [one.state for one in shown.lines]) == ("COOKING", ["COOKING", "COOKING"])
    brigade.clock.advance(60)
    shown = await brigade.move(ticket, "bump")
    assert (shown.state, [one.state for one in shown.lines]) == ("READY", ["READY", "READY"])
    assert (shown.started_at, shown.ready_at) == (fired_at + 60_000, fired_at + 120_000)
    assert brigade.followed == ["order-1", "order-1"]


async def test_a_ticket_may_be_bumped_straight_from_new(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    shown = await brigade.move(ticket, "bump")
    assert (shown.state, shown.started_at) == ("READY", brigade.clock.now_ms())


async def test_bumping_lines_one_by_one_finishes_the_ticket(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    first = await brigade.move(ticket, "bump", line_id="ribeye")
    assert (first.state, [one.state for one in first.lines]) == ("COOKING", ["READY", "NEW"])
    assert first.ready_at is None
    last = await brigade.move(ticket, "bump", line_id="lamb")
    assert (last.state, last.ready_at) == ("READY", brigade.clock.now_ms())


async def test_a_second_bump_is_refused_politely(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    with pytest.raises(IllegalMove) as refusal:
        await brigade.move(ticket, "bump")
    assert refusal.value.details[0]["legal"] == ["recall", "confirm"]
    assert len(brigade.told("ticket_moved")) == 1


async def test_recall_goes_back_one_step_at_a_time(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    shown = await brigade.move(ticket, "recall")
    assert (shown.state, shown.ready_at, shown.lines[0].state) == ("COOKING", None, "COOKING")
    shown = await brigade.move(ticket, "recall")
    assert (shown.state, shown.started_at, shown.lines[0].state) == ("NEW", None, "NEW")
    with pytest.raises(IllegalMove):
        await brigade.move(ticket, "recall")


async def test_what_is_served_cannot_be_called_back(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    await brigade.write(lambda tx: brigade.kitchen.serve(tx, "order-1", "staff:waiter-1"))
    for verb in ("recall", "undo"):
        with pytest.raises(Conflict):
            await brigade.move(ticket, verb)


async def test_serving_takes_only_what_is_ready(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await brigade.move(ticket, "bump", line_id="ribeye")
    serve = lambda tx: brigade.kitchen.serve(tx, "order-1", "staff:waiter-1")  # noqa: E731
    assert await brigade.write(serve) == 1
    assert await brigade.write(serve) == 0
    assert brigade.lines(ticket) == {"ribeye": "SERVED", "lamb": "SENT"}
    assert brigade.told("lines_served") == [
        {"order_id": "order-1", "lines": 1, "tickets": [{"id": ticket, "station_id": "grill"}]}
    ]
    assert brigade.rows[-1].actor == "staff:waiter-1"


@pytest.mark.parametrize("verb", ["recall", "bump", "rush"])
async def test_undo_reverts_exactly_the_last_move(brigade: Brigade, verb: str) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await brigade.move(ticket, "bump", line_id="ribeye")
    before = brigade.database.read(lambda reader: brigade.kitchen.some_tickets(reader, [], [ticket]))[ticket]
    brigade.clock.advance(5)
    await brigade.move(ticket, verb)
    brigade.clock.advance(5)
    assert await brigade.move(ticket, "undo") == before
    assert brigade.told("ticket_moved")[-1]["verb"] == "undo"


async def test_undo_of_a_claim_gives_the_ticket_back(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    claim = Mover(COOK.actor, COOK.device, "cook-1")
    assert (await brigade.move(ticket, "claim", mover=claim)).claimed_by is not None
    assert (await brigade.move(ticket, "undo")).claimed_by is None


async def test_undo_comes_too_late_after_a_minute(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "start")
    brigade.clock.advance(61)
    with pytest.raises(Conflict) as refusal:
        await brigade.move(ticket, "undo")
    assert refusal.value.code == "nothing_to_undo"


async def test_only_one_move_is_undone(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    with pytest.raises(Conflict):
        await brigade.move(ticket, "undo")
    await brigade.move(ticket, "start")
    await brigade.move(ticket, "bump")
    await brigade.move(ticket, "undo")
    with pytest.raises(Conflict):
        await brigade.move(ticket, "undo")
    assert brigade.ticket(ticket).state == "COOKING"


async def test_undo_touches_only_its_own_ticket(brigade: Brigade) -> None:
    first, second = await brigade.fire(line("ribeye"), line("salad", "cold"))
    await brigade.move(first, "start")
    await brigade.move(second, "bump")
    await brigade.move(first, "undo")
    assert (brigade.ticket(first).state, brigade.ticket(second).state) == ("NEW", "READY")


async def test_a_claim_names_a_cook_who_works_here(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    shown = await brigade.move(ticket, "claim", mover=Mover(COOK.actor, COOK.device, "cook-1"))
    assert shown.claimed_by is not None
    assert shown.claimed_by.name == "Demo cook"
    assert brigade.ticket(ticket).accepted_by == "staff:cook-1"
    assert (await brigade.move(ticket, "unclaim")).claimed_by is None
    with pytest.raises(IllegalMove):
        await brigade.move(ticket, "unclaim")
    with pytest.raises(NotFound):
        await brigade.move(ticket, "claim", mover=Mover(COOK.actor, COOK.device, "nobody"))
    with pytest.raises(Invalid):
        await brigade.move(ticket, "claim")


async def test_rush_is_a_flag_that_goes_on_and_off(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    assert (await brigade.move(ticket, "rush")).rush is True
    assert (await brigade.move(ticket, "rush")).rush is False
    assert brigade.followed == []


async def test_the_first_touch_accepts_the_ticket(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    assert not brigade.ticket(ticket).acknowledged
    await brigade.move(ticket, "start")
    accepted_at = brigade.ticket(ticket).accepted_at
    assert (accepted_at, brigade.ticket(ticket).accepted_by) == (brigade.clock.now_ms(), "device:screen-1")
    brigade.clock.advance(5)
    await brigade.move(ticket, "bump")
    assert brigade.ticket(ticket).accepted_at == accepted_at


async def test_unknown_tickets_and_lines_are_refused(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    with pytest.raises(NotFound):
        await brigade.move("no such", "start")
    with pytest.raises(NotFound):
        await brigade.move(ticket, "bump", line_id="no such")


async def test_a_follower_that_refuses_undoes_the_move(brigade: Brigade) -> None:
    def refuse(tx: object, order_id: str) -> None:
        raise Conflict("No.")

    (ticket,) = await brigade.fire(line("ribeye"))
    brigade.kitchen.followers.append(refuse)
    with pytest.raises(Conflict):
        await brigade.move(ticket, "bump")
    assert brigade.ticket(ticket).state == "NEW"
    assert brigade.told("ticket_moved") == []
