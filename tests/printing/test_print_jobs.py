"""A job's life at the desk: once onto paper, marked when it may be a copy, asked about when it is late."""

import pytest

from appliance.kernel.errors import Conflict, NotFound
from appliance.printing import PrintJob, PrintOutcome, decide, open_jobs, printers_view, queue
from appliance.settings import change
from appliance.storage import Tx
from tests.printing.conftest import BAR, GRILL, Paperwork, slip
from tests.printing.paper_bridge import (
    DOUBT,
    GONE,
    PAPER_OUT,
    PRINTED,
    UNCONFIRMED,
    UNPRINTABLE,
    WELL,
)


async def test_a_queued_job_comes_out_on_paper_and_says_so(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).done_at is not None)
    job = paperwork.job(job_id)
    assert (job.state, job.confirmed_how, job.done_why, job.attempts) == ("printed", "printed", "printed", 1)
    assert paperwork.bridges[GRILL].texts() == ["2 x Ribeye"]
    assert paperwork.bridges[BAR].attempts == []
    assert [told["state"] for told in paperwork.told("print_job_changed")] == ["queued", "sending", "printed"]


async def test_what_was_queued_before_the_start_is_printed_in_its_order(paperwork: Paperwork) -> None:
    for words in ("first", "second", "third"):
        await paperwork.queue(words)
        paperwork.clock.advance(1)
    await paperwork.desk.start()
    await paperwork.until(lambda: len(paperwork.bridges[GRILL].attempts) == 3)
    assert [paperwork.bridges[GRILL].texts(n) for n in range(3)] == [["first"], ["second"], ["third"]]


async def test_a_printer_that_cannot_confirm_leaves_the_job_unconfirmed(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(UNCONFIRMED)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.job(job_id).confirmed_how == "sent"


async def test_followers_hear_of_the_end_in_the_same_transaction(paperwork: Paperwork) -> None:
    heard: list[tuple[int, PrintJob, PrintOutcome]] = []

    def follow(tx: Tx, job: PrintJob, outcome: PrintOutcome) -> None:
        heard.append((tx.now_ms, job, outcome))
        tx.journal("ticket_printed", job.subject, actor="system")

    paperwork.desk.followers.append(follow)
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: bool(heard))
    assert heard[0][1].id == job_id
    assert heard[0][1].done_at == heard[0][0]
    assert heard[0][2] == PRINTED
    await paperwork.until(lambda: paperwork.rows[-1].kind == "ticket_printed")


async def test_a_follower_that_fails_does_not_make_the_paper_come_twice(paperwork: Paperwork) -> None:
    def stumble(tx: Tx, job: PrintJob, outcome: PrintOutcome) -> None:
        raise ZeroDivisionError

    paperwork.desk.followers.append(stumble)
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    paperwork.desk.wake()
    await paperwork.settled()
    assert len(paperwork.bridges[GRILL].attempts) == 1


async def test_a_failed_job_waits_and_is_no_copy_when_it_comes_out(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE, PRINTED])
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    assert paperwork.job(job_id).last_error == "unreachable"
    assert paperwork.job(job_id).next_attempt_at == paperwork.clock.now_ms() + 2_000
    paperwork.desk.wake()
    await paperwork.settled()
    assert len(paperwork.bridges[GRILL].attempts) == 1
    paperwork.clock.advance(2)
    paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[GRILL].texts() == ["2 x Ribeye"]


async def test_pauses_double_up_to_a_minute(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE] * 8)
    job_id = await paperwork.queue()
    pauses = []
    for attempt in range(1, 8):
        await paperwork.until(lambda n=attempt: paperwork.job(job_id).attempts == n)  # type: ignore[misc]
        await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
        pauses.append((paperwork.job(job_id).next_attempt_at - paperwork.clock.now_ms()) / 1000)
        paperwork.clock.advance(pauses[-1])
        paperwork.desk.wake()
    assert pauses == [2, 4, 8, 16, 32, 60, 60]


async def test_a_document_nobody_can_print_asks_and_holds_up_no_other(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(UNPRINTABLE)
    bad = await paperwork.queue("bad")
    good = await paperwork.queue("good")
    await paperwork.until(lambda: paperwork.job(good).state == "printed")
    assert paperwork.job(bad).asking == 1


async def test_a_garbled_row_asks_instead_of_stopping_the_line(paperwork: Paperwork) -> None:
    bad = await paperwork.queue("bad")
    await paperwork.database.write(lambda tx: tx.execute("UPDATE print_job SET document = x'7b'"))
    good = await paperwork.queue("good")
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.job(good).state == "printed")
    assert (paperwork.job(bad).state, paperwork.job(bad).asking) == ("failed", 1)


async def test_a_dead_printer_delays_no_other(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].stuck = True
    dead = await paperwork.queue("grill")
    await paperwork.until(lambda: paperwork.job(dead).state == "sending")
    other = await paperwork.queue("bar", printer=BAR)
    await paperwork.until(lambda: paperwork.job(other).state == "printed")
    assert paperwork.job(dead).state == "sending"


async def test_a_printer_that_is_well_again_is_tried_at_once(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(PAPER_OUT)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    paperwork.bridges[GRILL].tell(WELL)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")


async def test_a_failed_job_keeps_its_place_before_younger_ones(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(GONE)
    first = await paperwork.queue("first")
    await paperwork.until(lambda: paperwork.job(first).state == "failed")
    second = await paperwork.queue("second")
    paperwork.clock.advance(2)
    paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(second).state == "printed")
    assert [job_id for job_id, _ in paperwork.bridges[GRILL].attempts] == [first, first, second]


async def test_a_late_job_waits_for_a_persons_word(paperwork: Paperwork) -> None:
    job_id = await paperwork.queue()
    paperwork.clock.advance(15 * 60 + 1)
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.told("print_job_changed")[-1]["asking"] is True)
    assert paperwork.bridges[GRILL].attempts == []
    await paperwork.database.write(lambda tx: decide(tx, job_id, "print", actor="staff:1"))
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    decision = next(told for told in paperwork.told("print_job_changed") if "decision" in told)
    assert decision["decision"] == "print"


async def test_the_owner_says_how_late_is_late(paperwork: Paperwork) -> None:
    await paperwork.database.write(lambda tx: change(tx, {"print_ask_after_min": 60}, actor="staff:1"))
    job_id = await paperwork.queue()
    paperwork.clock.advance(16 * 60)
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")


async def test_a_dropped_job_never_prints(paperwork: Paperwork) -> None:
    job_id = await paperwork.queue(asking=True)
    await paperwork.desk.start()
    await paperwork.database.write(lambda tx: decide(tx, job_id, "drop", actor="staff:1"))
    paperwork.desk.wake()
    await paperwork.settled()
    assert paperwork.bridges[GRILL].attempts == []
    assert paperwork.job(job_id).done_why == "dropped"
    assert paperwork.database.read(open_jobs) == []
    with pytest.raises(Conflict) as again:
        await paperwork.database.write(lambda tx: decide(tx, job_id, "print", actor="staff:1"))
    assert again.value.code == "print_job_done"


async def under_way(paperwork: Paperwork) -> str:
    """A job that is being sent, and stays so until its bridge ends the try."""
    await paperwork.desk.start()
    paperwork.bridges[GRILL].stuck = True
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "sending")
    return job_id


async def test_nobody_has_a_job_printed_that_is_under_way(paperwork: Paperwork) -> None:
    job_id = await under_way(paperwork)
    with pytest.raises(Conflict) as refusal:
        await paperwork.database.write(lambda tx: decide(tx, job_id, "print", actor="staff:1"))
    assert refusal.value.code == "print_job_sending"


@pytest.mark.parametrize(
    ("outcome", "state", "done", "reason", "copies"),
    [
        (PAPER_OUT, "failed", "dropped", "cooked already", 0),
        (DOUBT, "unknown", "dropped", "cooked already", 1),
        (PRINTED, "printed", "printed", None, 0),
    ],
)
async def test_a_drop_of_a_job_under_way_waits_for_this_try_and_keeps_the_truth(
    paperwork: Paperwork, outcome: PrintOutcome, state: str, done: str, reason: str | None, copies: int
) -> None:
    job_id = await under_way(paperwork)
    at_once = await paperwork.database.write(
        lambda tx: decide(tx, job_id, "drop", actor="staff:1", reason="cooked already")
    )
    (waiting,) = paperwork.database.read(open_jobs)
    assert (at_once, waiting.say) == (False, "Grill printer: dropped when this try has ended")
    paperwork.bridges[GRILL].open_ends.pop().set_result(outcome)
    await paperwork.until(lambda: paperwork.job(job_id).done_at is not None)
    job = paperwork.job(job_id)
    assert (job.state, job.done_why, job.drop_reason, job.copy) == (state, done, reason, copies)
    paperwork.clock.advance(120)
    paperwork.desk.wake()
    await paperwork.settled()
    assert len(paperwork.bridges[GRILL].attempts) == 1
    told = [one.get("decision") for one in paperwork.told("print_job_changed")]
    assert told.count("drop") == 1


async def test_an_unknown_job_and_an_unknown_printer_are_refused(paperwork: Paperwork) -> None:
    with pytest.raises(NotFound):
        await paperwork.database.write(lambda tx: decide(tx, "no such", "drop", actor="staff:1"))
    with pytest.raises(NotFound):
        await paperwork.queue(printer="no such")


async def test_a_queue_that_is_undone_leaves_no_job(paperwork: Paperwork) -> None:
    def change_of_mind(tx: Tx) -> None:
        queue(tx, printer_id=GRILL, kind="ticket", subject="ticket:1", document=slip())
        raise Conflict("No.")

    with pytest.raises(Conflict):
        await paperwork.database.write(change_of_mind)
    assert paperwork.database.read(open_jobs) == []


async def test_open_jobs_say_what_holds_them_up(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(PAPER_OUT)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    (job,) = paperwork.database.read(open_jobs)
    assert (job.id, job.printer, job.asking) == (job_id, "Grill printer", False)
    assert job.say == "Grill printer: paper is out; will be tried again"
    grill = paperwork.database.read(lambda reader: printers_view(reader, paperwork.desk))[1]
    assert grill.say == "Grill printer: paper is out · put in a new roll, 1 ticket waiting"
    assert (grill.online, grill.waiting) == (False, 1)


async def test_a_job_marked_as_sending_that_nobody_sends_is_sent(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(GONE)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    await paperwork.database.write(lambda tx: tx.execute("UPDATE print_job SET state = 'sending'"))
    paperwork.clock.advance(2)
    paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[GRILL].texts() == ["2 x Ribeye"]
