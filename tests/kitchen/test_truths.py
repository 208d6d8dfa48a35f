"""Four truths per ticket, alarms that come once, and the reason when nobody confirms."""

from collections.abc import Awaitable, Callable

import pytest

from appliance.kernel.errors import Conflict, NotFound
from appliance.kitchen import StuckTicket
from appliance.printing import PrintOutcome, decide
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.contracts import OutcomeState, Reason
from tests.kitchen.conftest import Brigade, line
from tests.printing.callers import pair

DOUBT = PrintOutcome(OutcomeState.UNKNOWN, Reason.TIMEOUT)


def stuck(brigade: Brigade) -> list[StuckTicket]:
    return brigade.database.read(brigade.kitchen.stuck)


async def test_a_ticket_is_seen_once_however_often_it_is_told(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    see = lambda tx: brigade.kitchen.mark_seen(tx, [ticket, "no such"], "screen-1")  # noqa: E731
    assert await brigade.write(see) == 1
    seen_at = brigade.ticket(ticket).seen_at
    brigade.clock.advance(5)
    assert await brigade.write(see) == 0
    assert (brigade.ticket(ticket).seen_at, brigade.ticket(ticket).seen_by) == (seen_at, "screen-1")
    assert brigade.told("ticket_seen") == [
        {"ticket_id": ticket, "order_id": "order-1", "station_id": "grill"}
    ]
    assert brigade.ticket(ticket).acknowledged


@pytest.mark.parametrize(
    ("state", "how"),
    [
        (OutcomeState.PRINTED, "confirmed"),
        (OutcomeState.PROCESSED, "processed"),
        (OutcomeState.SENT_UNCONFIRMED, "unconfirmed"),
    ],
)
async def test_paper_says_how_sure_it_is(brigade: Brigade, state: OutcomeState, how: str) -> None:
    (ticket,) = await brigade.fire(line("beer", "bar"))
    await brigade.printed(ticket, state)
    assert (brigade.ticket(ticket).printed_at, brigade.ticket(ticket).printed_how) == (
        brigade.clock.now_ms(),
        how,
    )
    assert brigade.told("ticket_printed")[0]["how"] == how
    assert brigade.ticket(ticket).acknowledged


async def test_a_surer_word_outdoes_a_less_sure_one_and_not_the_other_way(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("beer", "bar"))
    for state in (
        "sent_unconfirmed",
        "processed",
        "sent_unconfirmed",
        "printed",
        "processed",
        "sent_unconfirmed",
    ):
        await brigade.printed(ticket, OutcomeState(state))
    assert brigade.ticket(ticket).printed_how == "confirmed"
    told = [told["how"] for told in brigade.told("ticket_printed")]
    assert told == ["unconfirmed", "processed", "confirmed"]


async def test_a_paper_in_doubt_is_no_truth(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("beer", "bar"))
    job = brigade.papers(ticket)[0]
    await brigade.write(lambda tx: brigade.kitchen.mark_printed(tx, job, DOUBT))
    assert not brigade.ticket(ticket).acknowledged


async def test_an_unconfirmed_ticket_alarms_the_floor_once(brigade: Brigade) -> None:
    brigade.show()
    (ticket,) = await brigade.fire(line("ribeye"))
    brigade.clock.advance(2.9)
    await brigade.kitchen.watch()
    assert brigade.told("ticket_alerted") == []
    brigade.clock.advance(0.1)
    for _ in range(3):
        await brigade.kitchen.watch()
    assert len(brigade.told("ticket_alerted")) == 1
    assert brigade.ticket(ticket).alerted_at == brigade.clock.now_ms()


@pytest.mark.parametrize("truth", ["seen", "printed", "accepted"])
async def test_any_truth_keeps_the_alarm_quiet(brigade: Brigade, truth: str) -> None:
    brigade.show()
    (ticket,) = await brigade.fire(line("beer", "bar"))
    acknowledge: dict[str, Callable[[], Awaitable[object]]] = {
        "seen": lambda: brigade.write(lambda tx: brigade.kitchen.mark_seen(tx, [ticket], "screen-1")),
        "printed": lambda: brigade.printed(ticket, OutcomeState.SENT_UNCONFIRMED),
        "accepted": lambda: brigade.move(ticket, "start"),
    }
    await acknowledge[truth]()
    brigade.clock.advance(60)
    await brigade.kitchen.watch()
    assert brigade.told("ticket_alerted") == []
    assert stuck(brigade) == []


async def test_a_stuck_ticket_says_why(brigade: Brigade) -> None:
    await brigade.write(lambda tx: pair(tx, "grill", stations='["grill"]'))
    brigade.show("grill", device="grill")
    brigade.clock.advance(14)
    brigade.troubles.update({"printer-grill": "paper is out", "printer-bar": "paper is out"})
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    assert stuck(brigade) == []
    brigade.clock.advance(3)
    (found,) = stuck(brigade)
    assert found.why == "Grill printer: paper is out; grill screen silent for 17 s"
    assert (found.ticket_id, found.table_session_id, found.station) == (ticket, "visit-1", "Grill")
    truths = (found.stored_at, found.seen_at, found.printed_at, found.printed_how, found.accepted_at)
    assert truths == (brigade.clock.now_ms() - 3_000, None, None, None, None)


async def test_the_reason_comes_in_the_staffs_language(brigade: Brigade) -> None:
    await brigade.write(lambda tx: change(tx, {"staff_language": "it"}, actor="staff:owner"))
    await brigade.write(lambda tx: pair(tx, "grill", stations='["grill"]'))
    brigade.show("grill", device="grill")
    brigade.clock.advance(14)
    grill, bar = await brigade.fire(line("ribeye"), line("beer", "bar", position=1))
    brigade.clock.advance(3)
    assert {one.ticket_id: one.why for one in stuck(brigade)} == {
        grill: "Non su carta; grill screen muto da 17 s",
        bar: "Bar printer: non l'ha ancora stampata; nessuno schermo mostra Bar",
    }


async def test_other_reasons_have_their_own_words(brigade: Brigade) -> None:
    grill, bar = await brigade.fire(line("ribeye"), line("beer", "bar", position=1))
    brigade.clock.advance(3)
    assert {one.ticket_id: one.why for one in stuck(brigade)} == {
        grill: "Not on paper; no screen shows Grill",
        bar: "Bar printer: has not printed it yet; no screen shows Bar",
    }
    brigade.show()
    job = brigade.papers(bar)[0]

    def drop(tx: Tx) -> None:
        decide(tx, job.id, "drop", actor="staff:1")

    await brigade.write(drop)
    assert {one.ticket_id: one.why for one in stuck(brigade)} == {
        grill: "Not on paper; the Grill screen is on but has not shown it"
    }  # what a person has dropped needs no alarm any more


async def test_a_reprint_is_marked_as_a_copy(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    job_id = await brigade.write(lambda tx: brigade.kitchen.reprint(tx, ticket, actor="staff:1"))
    (job,) = brigade.papers(ticket)
    assert (job.id, job.copy, job.printer_id) == (job_id, 1, "printer-grill")
    with pytest.raises(NotFound):
        await brigade.write(lambda tx: brigade.kitchen.reprint(tx, "no such", actor="staff:1"))
    await brigade.write(lambda tx: tx.execute("UPDATE station SET printer_id = NULL"))
    with pytest.raises(Conflict):
        await brigade.write(lambda tx: brigade.kitchen.reprint(tx, ticket, actor="staff:1"))


async def test_the_floor_sees_every_paired_kitchen_screen(brigade: Brigade) -> None:
    await brigade.write(lambda tx: pair(tx, "screen-1", stations='["grill"]'))
    await brigade.write(lambda tx: pair(tx, "screen-2"))
    await brigade.write(lambda tx: pair(tx, "tablet-1", kind="floor"))
    brigade.show("grill")
    brigade.clock.advance(4)
    screens = brigade.database.read(brigade.kitchen.screens_view)
    assert [(one.id, one.online, one.silent_s, one.stations) for one in screens] == [
        ("screen-1", True, 4, ["grill"]),
        ("screen-2", False, None, []),
    ]


async def test_a_watch_with_nothing_new_writes_nothing(
    brigade: Brigade, monkeypatch: pytest.MonkeyPatch
) -> None:
    brigade.show()
    await brigade.fire(line("ribeye"))
    brigade.clock.advance(11)
    await brigade.kitchen.watch()
    monkeypatch.setattr(brigade.database, "write", None)
    await brigade.kitchen.watch()
    assert len(brigade.told("ticket_alerted")) == len(brigade.told("ticket_failover")) == 1
