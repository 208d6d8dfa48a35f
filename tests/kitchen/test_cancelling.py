"""What was taken back is shown until a cook says that he knows."""

from collections.abc import Mapping

import pytest

from appliance.kernel.errors import Conflict, IllegalMove, Invalid, NotFound
from appliance.kitchen import Mover
from appliance.kitchen.service.cancelling import Pieces
from appliance.kitchen.wire import Ticket
from appliance.settings import change
from tests.kitchen.conftest import Brigade, line

WAITER = Mover("staff:waiter-1", "tablet-1")


async def cancel(
    brigade: Brigade, order_id: str, pieces: Mapping[str, int], reason: str = "wrong table"
) -> list[Pieces]:
    """A waiter takes pieces of an order back."""
    taken: list[Pieces] = await brigade.write(
        lambda tx: brigade.kitchen.cancel(tx, order_id, pieces, reason, WAITER)
    )
    return taken


def shown(brigade: Brigade, *stations: str) -> list[Ticket]:
    """The board of a screen."""
    return brigade.database.read(lambda reader: brigade.kitchen.snapshot(reader, 0, list(stations))).tickets


def titles(brigade: Brigade, ticket_id: str) -> list[str]:
    """What kinds of paper a ticket has."""
    return [job.kind for job in brigade.papers(ticket_id)]


async def test_a_cancelled_dish_stays_on_the_screen_until_a_cook_confirms(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    assert await cancel(brigade, "order-1", {"lamb": 1}) == [Pieces("lamb", "item-lamb", 1, begun=False)]
    (before,) = shown(brigade)
    assert [(one.name, one.state, one.to_confirm) for one in before.lines] == [
        ("ribeye", "NEW", False),
        ("lamb", "CANCELLED", True),
    ]
    after = await brigade.move(ticket, "confirm")
    assert [one.to_confirm for one in after.lines] == [False, False]
    assert brigade.told("cancel_confirmed") == [
        {"ticket_id": ticket, "order_id": "order-1", "station_id": "grill", "state": "NEW"}
    ]
    with pytest.raises(Conflict) as refusal:
        await brigade.move(ticket, "confirm")
    assert refusal.value.code == "nothing_to_confirm"


async def test_a_ticket_with_nothing_left_goes_when_the_cook_has_confirmed(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await cancel(brigade, "order-1", {"ribeye": 1})
    assert [one.id for one in shown(brigade)] == [ticket]
    for verb in ("start", "bump", "claim", "rush"):
        with pytest.raises(IllegalMove):
            await brigade.move(ticket, verb)
    await brigade.move(ticket, "confirm")
    assert shown(brigade) == []
    assert brigade.ticket(ticket).state == "CANCELLED"


async def test_some_pieces_become_a_line_of_their_own(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye", quantity=3))
    (taken,) = await cancel(brigade, "order-1", {"ribeye": 2})
    (view,) = shown(brigade)
    assert [(one.quantity, one.state) for one in view.lines] == [(1, "NEW"), (2, "CANCELLED")]
    assert brigade.lines(ticket) == {"ribeye": "SENT", taken.line_id: "CANCELLED"}


async def test_a_ticket_whose_other_dishes_are_done_is_ready_without_the_cancelled_one(
    brigade: Brigade,
) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await brigade.move(ticket, "bump", line_id="ribeye")
    await cancel(brigade, "order-1", {"lamb": 1})
    assert (brigade.ticket(ticket).state, brigade.ticket(ticket).ready_at) == (
        "READY",
        brigade.clock.now_ms(),
    )
    assert [one.id for one in shown(brigade)] == [ticket], "shown until the cook knows"
    await brigade.move(ticket, "confirm")
    assert shown(brigade) == []
    assert brigade.ticket(ticket).state == "READY"


async def test_the_runner_is_called_when_cancelling_makes_a_ticket_ready(brigade: Brigade) -> None:
    await brigade.write(lambda tx: change(tx, {"runner_slip": True}, actor="system"))
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await brigade.move(ticket, "bump", line_id="ribeye")
    assert titles(brigade, ticket) == []
    await cancel(brigade, "order-1", {"lamb": 1})
    assert titles(brigade, ticket) == ["runner"]


async def test_what_a_cook_has_begun_is_told_apart(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1), line("cod", position=2))
    await brigade.move(ticket, "start")
    await brigade.move(ticket, "bump", line_id="lamb")
    taken = await cancel(brigade, "order-1", {"ribeye": 1, "lamb": 1})
    assert [(one.line_id, one.begun) for one in taken] == [("ribeye", True), ("lamb", True)]
    assert brigade.told("lines_cancelled") == [
        {
            "order_id": "order-1",
            "lines": [
                {"id": "ribeye", "quantity": 1, "begun": True},
                {"id": "lamb", "quantity": 1, "begun": True},
            ],
            "tickets": [{"id": ticket, "station_id": "grill", "state": "COOKING"}],
        }
    ]


@pytest.mark.parametrize(
    ("pieces", "expected", "code"),
    [
        ({"unknown": 1}, NotFound, "line_unknown"),
        ({}, NotFound, "line_unknown"),
        ({"ribeye": 3}, Invalid, "quantity_wrong"),
        ({"ribeye": 0}, Invalid, "quantity_wrong"),
        ({"ribeye": 1, "served": 1}, Conflict, "too_late"),
    ],
)
async def test_what_cannot_be_cancelled_is_refused_and_nothing_has_changed(
    brigade: Brigade, pieces: dict[str, int], expected: type[Exception], code: str
) -> None:
    grill, _ = await brigade.fire(line("ribeye", quantity=2), line("served", "cold"))
    cold = brigade.told("order_sent")[0]["tickets"][1]["id"]
    await brigade.move(cold, "bump")
    await brigade.write(lambda tx: brigade.kitchen.serve(tx, "order-1", "staff:waiter-1"))
    with pytest.raises(expected) as refusal:
        await cancel(brigade, "order-1", pieces)
    assert getattr(refusal.value, "code", None) == code
    assert brigade.lines(grill) == {"ribeye": "SENT"}
    assert brigade.told("lines_cancelled") == []


async def test_a_line_is_cancelled_once(brigade: Brigade) -> None:
    await brigade.fire(line("ribeye"), line("lamb", position=1))
    await cancel(brigade, "order-1", {"lamb": 1})
    with pytest.raises(Conflict, match="cancelled already"):
        await cancel(brigade, "order-1", {"lamb": 1})


async def test_the_last_move_cannot_be_undone_over_a_cancellation(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await brigade.move(ticket, "start")
    await cancel(brigade, "order-1", {"lamb": 1})
    with pytest.raises(Conflict) as refusal:
        await brigade.move(ticket, "undo")
    assert refusal.value.code == "moved_meanwhile"


async def test_a_cancelled_ticket_neither_alarms_nor_goes_to_paper_again(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await cancel(brigade, "order-1", {"ribeye": 1})
    brigade.clock.advance(60)
    await brigade.kitchen.watch()
    assert brigade.told("ticket_alerted") == brigade.told("ticket_failover") == []
    assert brigade.database.read(brigade.kitchen.stuck) == []
    with pytest.raises(Conflict, match="cancelled"):
        await brigade.write(lambda tx: brigade.kitchen.reprint(tx, ticket, actor="staff:cook-1"))


async def test_the_floor_knows_what_the_kitchen_has_not_confirmed(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await cancel(brigade, "order-1", {"lamb": 1})
    since = brigade.clock.now_ms()
    brigade.clock.advance(5)
    await cancel(brigade, "order-1", {"ribeye": 1})
    (found,) = brigade.database.read(brigade.kitchen.unheeded)
    assert (found.ticket_id, found.station, found.order_number, found.since) == (ticket, "Grill", 1, since)
    await brigade.move(ticket, "confirm")
    assert brigade.database.read(brigade.kitchen.unheeded) == []
