"""Dishes are taken back where cooks work from paper: none comes out with them later, and nobody is told more than is true."""

import pytest

from appliance.kernel.errors import Conflict
from appliance.printing import JobKind, Rebuild, decide, reprint
from appliance.printing.service.jobs import Moment, claim, find_late, set_aside
from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason
from tests.kitchen.conftest import Brigade, line
from tests.kitchen.test_cancelling import cancel, titles

BAR, GRILL = "printer-bar", "printer-grill"
DOUBT = PrintOutcome(OutcomeState.UNKNOWN, Reason.RESET)
UNREACHABLE = PrintOutcome(OutcomeState.FAILED, Reason.UNREACHABLE)


def unheeded(brigade: Brigade) -> list[str]:
    """The tickets whose cancellations the floor must tell the cooks."""
    return [one.ticket_id for one in brigade.database.read(brigade.kitchen.unheeded)]


async def drinks(brigade: Brigade) -> str:
    """A ticket of the bar, which always prints, with two drinks."""
    (ticket,) = await brigade.fire(line("negroni", "bar"), line("beer", "bar", position=1))
    return ticket


async def begin_print(brigade: Brigade, printer_id: str = BAR) -> str:
    """A printer's next paper is under way; returns the job's id."""
    at = Moment(brigade.clock.now_ms(), 15 * 60_000)
    job = await brigade.write(lambda tx: claim(tx, printer_id, at))
    return str(job.id)


async def reprinted(brigade: Brigade, job_id: str) -> str:
    """Somebody asks for that paper once more; returns what the copy will say."""
    rebuilders: dict[str, Rebuild] = {JobKind.TICKET: brigade.kitchen.paper_now}
    new_id = await brigade.write(lambda tx: reprint(tx, job_id, rebuilders=rebuilders, actor="staff:1"))
    (job,) = [one for one in brigade.open_jobs() if one.id == new_id]
    assert job.copy > 0
    return brigade.paper_of(job)


async def test_a_paper_that_waits_comes_out_without_the_cancelled_dish(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    brigade.troubles[BAR] = "paper is out"
    await cancel(brigade, "order-1", {"negroni": 1})
    brigade.troubles.clear()
    assert titles(brigade, ticket) == ["ticket"], "nobody has a paper that a change could be about"
    kind, said = await brigade.print_next(BAR)
    assert kind == "ticket"
    assert "beer" in said
    assert "negroni" not in said
    assert brigade.waits_at(BAR) == brigade.waits_at(GRILL) == []


async def test_what_the_kitchen_never_heard_of_needs_no_confirmation(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await cancel(brigade, "order-1", {"negroni": 1})
    assert unheeded(brigade) == []
    await cancel(brigade, "order-1", {"beer": 1})
    assert unheeded(brigade) == []
    assert brigade.ticket(ticket).state == "CANCELLED"


@pytest.mark.parametrize("shown_to", ["a screen that shows the station", "a screen that showed it", "a cook"])
async def test_what_a_cook_may_have_seen_he_confirms(brigade: Brigade, shown_to: str) -> None:
    ticket = await drinks(brigade)
    seeing = {
        "a screen that shows the station": lambda tx: brigade.show("bar"),
        "a screen that showed it": lambda tx: brigade.kitchen.mark_seen(tx, [ticket], "screen-1"),
        "a cook": lambda tx: tx.execute("UPDATE ticket SET accepted_at = 1 WHERE id = :id", {"id": ticket}),
    }
    await brigade.write(seeing[shown_to])
    await cancel(brigade, "order-1", {"negroni": 1})
    assert unheeded(brigade) == [ticket]


async def test_a_paper_with_nothing_left_on_it_is_dropped_with_the_reason(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await cancel(brigade, "order-1", {"negroni": 1, "beer": 1})
    (job,) = brigade.papers(ticket)
    assert (job.done_why, job.drop_reason) == ("dropped", "everything on it was cancelled")
    assert brigade.waits_at(BAR) == []


async def test_a_failed_try_begins_anew_without_the_cancelled_dish(brigade: Brigade) -> None:
    await drinks(brigade)
    job_id = await begin_print(brigade)
    await cancel(brigade, "order-1", {"negroni": 1})
    await brigade.end_print(job_id, UNREACHABLE)
    kind, said = await brigade.print_next(BAR)
    assert (kind, "negroni" in said) == ("ticket", False)


async def test_a_paper_under_way_with_nothing_left_on_it_is_not_tried_again(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    job_id = await begin_print(brigade)
    await cancel(brigade, "order-1", {"negroni": 1, "beer": 1})
    assert titles(brigade, ticket) == ["ticket", "change"], "it may be coming out right now"
    await brigade.end_print(job_id, UNREACHABLE)
    assert brigade.waits_at(BAR) == ["change"]
    await brigade.print_next(BAR)
    assert unheeded(brigade) == []


async def test_a_paper_in_doubt_is_followed_by_the_change_and_its_copy_is_right(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.end_print(await begin_print(brigade), DOUBT)
    await cancel(brigade, "order-1", {"negroni": 1})
    copy, change = [await brigade.print_next(BAR) for _ in range(2)]
    assert (copy[0], "negroni" in copy[1]) == ("ticket", False)
    assert (change[0], "negroni" in change[1]) == ("change", True)
    assert unheeded(brigade) == []
    assert brigade.ticket(ticket).printed_how == "confirmed"


async def test_of_two_equal_dishes_the_papers_agree_in_whatever_order_they_are_read(brigade: Brigade) -> None:
    await brigade.fire(
        line("first", "bar", names={"en": "Negroni"}),
        line("second", "bar", position=1, names={"en": "Negroni"}),
    )
    await brigade.end_print(await begin_print(brigade), DOUBT)
    await cancel(brigade, "order-1", {"second": 1})
    copy, change = [await brigade.print_next(BAR) for _ in range(2)]
    assert copy[1].count("Negroni") == 1
    assert "CANCEL" not in change[1]
    assert ["1 x Negroni" in change[1], "was 2" in change[1]] == [True, True]


async def test_a_ticket_names_no_station_at_which_everything_was_cancelled(brigade: Brigade) -> None:
    await brigade.fire(line("gnocchi", "bar"), line("lamb", "grill", position=1))
    (waits,) = [job for job in brigade.open_jobs() if "gnocchi" in brigade.paper_of(job)]
    assert "also at: Grill" in brigade.paper_of(waits)
    await cancel(brigade, "order-1", {"lamb": 1})
    _, said = await brigade.print_next(BAR)
    assert ["gnocchi" in said, "also at" in said] == [True, False]


async def test_a_paper_that_went_out_while_the_disk_was_full_is_followed_by_the_change(
    brigade: Brigade,
) -> None:
    await drinks(brigade)
    (job,) = brigade.open_jobs()
    assert "negroni" in brigade.paper_of(job)
    brigade.kitchen.in_hand = {job.id}.__contains__
    await cancel(brigade, "order-1", {"negroni": 1})
    assert unheeded(brigade) != []
    await brigade.end_print(job.id, PrintOutcome(OutcomeState.PRINTED))
    kind, said = await brigade.print_next(BAR)
    assert (kind, "negroni" in said) == ("change", True)
    assert unheeded(brigade) == []


async def test_a_late_paper_is_released_without_what_was_cancelled_meanwhile(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    brigade.clock.advance(16 * 60)
    at = Moment(brigade.clock.now_ms(), 15 * 60_000)
    await brigade.write(lambda tx: set_aside(tx, find_late(tx, BAR, at)))
    await cancel(brigade, "order-1", {"negroni": 1})
    (job,) = brigade.papers(ticket)
    await brigade.write(lambda tx: decide(tx, job.id, "print", actor="staff:1"))
    _, said = await brigade.print_next(BAR)
    assert "negroni" not in said


async def test_a_failover_paper_that_waits_still_says_whose_it_is(brigade: Brigade) -> None:
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("ribeye"), line("lamb", position=1))
    await brigade.kitchen.watch()
    await cancel(brigade, "order-1", {"lamb": 1})
    (job,) = brigade.papers(ticket)
    said = brigade.paper_of(job)
    assert ("FAILOVER · Grill" in said, "ribeye" in said, "lamb" in said) == (True, True, False)


async def test_a_reprint_says_what_is_left(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.print_next(BAR)
    await cancel(brigade, "order-1", {"negroni": 1})
    said = await reprinted(brigade, brigade.papers(ticket)[0].id)
    assert ("beer" in said, "negroni" in said) == (True, False)


async def test_a_reprint_of_what_was_all_cancelled_is_refused(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.print_next(BAR)
    await cancel(brigade, "order-1", {"negroni": 1, "beer": 1})
    with pytest.raises(Conflict, match="Everything on this ticket was cancelled") as refusal:
        await reprinted(brigade, brigade.papers(ticket)[0].id)
    assert refusal.value.code == "all_cancelled"
    assert titles(brigade, ticket) == ["ticket", "change"]


async def test_a_copy_that_waits_is_rewritten_too(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.print_next(BAR)
    await reprinted(brigade, brigade.papers(ticket)[0].id)
    await cancel(brigade, "order-1", {"negroni": 1})
    copy, change = [await brigade.print_next(BAR) for _ in range(2)]
    assert (copy[0], "negroni" in copy[1]) == ("ticket", False)
    assert (change[0], "negroni" in change[1]) == ("change", True)


async def test_a_paper_that_is_out_is_followed_only_by_the_difference(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("negroni", "bar", quantity=3), line("spritz", "bar", position=1))
    await brigade.print_next(BAR)
    await cancel(brigade, "order-1", {"negroni": 1})
    await cancel(brigade, "order-1", {"spritz": 1}, reason="guest left")
    assert titles(brigade, ticket) == ["ticket", "change", "change"]
    changed, cancelled = (brigade.paper_of(job) for job in brigade.papers(ticket)[1:])
    assert all(word in changed for word in ("CHANGE", "negroni", "(was 3)", "wrong table"))
    assert "spritz" not in changed
    assert all(word in cancelled for word in ("CANCEL", "spritz", "guest left"))
    assert "negroni" not in cancelled


async def test_the_change_goes_where_the_tickets_paper_came_out(brigade: Brigade) -> None:
    ticket, _ = await brigade.fire(line("ribeye"), line("salad", "cold"))
    await cancel(brigade, "order-1", {"ribeye": 1})
    assert titles(brigade, ticket) == []
    brigade.troubles[GRILL] = "paper is out"
    (second,) = await brigade.fire(line("lamb"))
    await brigade.write(lambda tx: brigade.kitchen.reprint(tx, second, actor="staff:cook-1"))
    await brigade.print_next(BAR)
    brigade.troubles.clear()
    await cancel(brigade, "order-2", {"lamb": 1})
    assert [(job.kind, job.printer_id) for job in brigade.papers(second)] == [
        ("ticket", BAR),
        ("change", BAR),
    ]


async def test_a_change_on_the_same_printer_is_a_confirmation_where_no_screen_shows_the_station(
    brigade: Brigade,
) -> None:
    (ticket,) = await brigade.fire(line("negroni", "bar"))
    await brigade.print_next(BAR)
    await cancel(brigade, "order-1", {"negroni": 1})
    await brigade.print_next(BAR, OutcomeState.FAILED, reason=Reason.PAPER_OUT)
    assert unheeded(brigade) == [ticket]
    await brigade.print_next(BAR)
    assert unheeded(brigade) == []
    assert brigade.ticket(ticket).state == "CANCELLED"


async def test_a_change_that_comes_out_elsewhere_confirms_nothing(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.print_next(BAR)
    brigade.troubles[BAR] = "paper is out"
    await cancel(brigade, "order-1", {"negroni": 1})
    assert (await brigade.print_next(GRILL))[0] == "change"
    assert unheeded(brigade) == [ticket]


async def test_a_change_for_a_printer_that_was_removed_finds_another(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.print_next(BAR)
    await brigade.write(lambda tx: tx.execute("UPDATE station SET printer_id = NULL WHERE id = 'bar'"))
    await brigade.write(lambda tx: tx.execute("UPDATE printer SET removed_at = 1 WHERE id = 'printer-bar'"))
    await cancel(brigade, "order-1", {"negroni": 1})
    assert [(job.kind, job.printer_id) for job in brigade.papers(ticket)][1:] == [("change", GRILL)]


async def test_where_a_screen_shows_the_station_a_cook_confirms_all_the_same(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    await brigade.print_next(BAR)
    brigade.show("bar")
    await cancel(brigade, "order-1", {"negroni": 1})
    await brigade.print_next(BAR)
    assert unheeded(brigade) == [ticket]


async def test_the_outcome_of_the_ticket_itself_confirms_no_cancellation(brigade: Brigade) -> None:
    ticket = await drinks(brigade)
    job_id = await begin_print(brigade)
    await cancel(brigade, "order-1", {"beer": 1})
    await brigade.end_print(job_id, PrintOutcome(OutcomeState.PRINTED))
    assert unheeded(brigade) == [ticket]
    assert brigade.ticket(ticket).printed_how == "confirmed"
