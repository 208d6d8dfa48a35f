"""A printer that cannot print: its papers go to its backup, marked, once, and never round in a circle."""

import pytest

from appliance.kernel.errors import Invalid
from appliance.printing import Document, edit_printer, open_jobs, printers_view
from firmware_bridges.document import Kick, Text
from tests.printing.conftest import BAR, GRILL, Paperwork
from tests.printing.paper_bridge import AWAY, DOUBT, GONE, PRINTED, UNCONFIRMED, WELL

THIRD = "old"


async def stand_in(
    paperwork: Paperwork, printer: str = GRILL, backup: str | None = BAR, **more: object
) -> None:
    """Give a printer a backup, and start the desk."""
    changes = {"backup_id": backup, **more}
    await paperwork.database.write(lambda tx: edit_printer(tx, printer, changes, actor="staff:1"))


async def fail_times(paperwork: Paperwork, job_id: str, times: int) -> None:
    """Let an attempt fail so many times, and the pause after each go by."""
    for failures in range(1, times + 1):
        await paperwork.until(lambda n=failures: paperwork.job(job_id).failures == n)  # type: ignore[misc]
        paperwork.clock.advance(4)
        paperwork.desk.wake()


async def fail_until_moved(paperwork: Paperwork, job_id: str, printer: str = BAR) -> None:
    """Let time pass until the job has gone to that printer."""
    for _ in range(6):
        await paperwork.settled()
        paperwork.clock.advance(4)
        paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(job_id).printer_id == printer)


async def test_after_three_failures_a_ticket_comes_out_at_the_backup_marked(paperwork: Paperwork) -> None:
    await stand_in(paperwork)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE] * 9)
    job_id = await paperwork.queue()
    await fail_times(paperwork, job_id, 2)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    job = paperwork.job(job_id)
    assert (job.printer_id, job.failover_from, job.failover_why) == (BAR, GRILL, "unreachable")
    assert len(paperwork.bridges[GRILL].attempts) == 3
    assert paperwork.bridges[BAR].texts() == [
        "FAILOVER · Grill printer: cannot be reached",
        "2 x Ribeye",
    ]
    (moved,) = paperwork.told("print_job_moved")
    assert (moved["from"], moved["to"], moved["why"]) == (GRILL, BAR, "unreachable")


async def test_the_owner_says_after_how_many_failures(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(GONE)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.job(job_id).printer_id == BAR


async def test_a_paper_that_may_be_out_already_is_also_marked_as_a_copy(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(DOUBT)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[BAR].texts() == [
        "COPY 2 · may already be cooking",
        "FAILOVER · Grill printer: does not answer",
        "2 x Ribeye",
    ]


async def test_a_printer_long_away_gives_all_its_papers_away_at_once(paperwork: Paperwork) -> None:
    await stand_in(paperwork)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE] * 9)
    paperwork.bridges[GRILL].tell(AWAY)
    await paperwork.settled()
    jobs = [await paperwork.queue(f"order {n}") for n in range(3)]
    await paperwork.settled()
    assert {paperwork.job(job).printer_id for job in jobs} == {GRILL}
    paperwork.clock.advance(15)
    paperwork.desk.wake()
    await paperwork.until(lambda: all(paperwork.job(job).state == "printed" for job in jobs))
    assert {paperwork.job(job).printer_id for job in jobs} == {BAR}
    assert [paperwork.bridges[BAR].texts(n)[-1] for n in range(3)] == ["order 0", "order 1", "order 2"]


async def test_what_has_moved_does_not_print_again_when_the_printer_returns(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(GONE)
    moved = await paperwork.queue("first")
    await paperwork.until(lambda: paperwork.job(moved).state == "printed")
    paperwork.bridges[GRILL].tell(WELL)
    fresh = await paperwork.queue("second")
    await paperwork.until(lambda: paperwork.job(fresh).state == "printed")
    assert [job for job, _ in paperwork.bridges[GRILL].attempts] == [moved, fresh]
    assert [job for job, _ in paperwork.bridges[BAR].attempts] == [moved]


async def test_with_both_dead_the_paper_stays_and_people_are_told(paperwork: Paperwork) -> None:
    await stand_in(paperwork)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE] * 99)
    for printer in (GRILL, BAR):
        paperwork.bridges[printer].tell(AWAY)
    job_id = await paperwork.queue()
    for _ in range(5):
        await paperwork.settled()
        paperwork.clock.advance(60)
        paperwork.desk.wake()
    assert (paperwork.job(job_id).printer_id, paperwork.job(job_id).done_at) == (GRILL, None)
    views = {
        one.id: one for one in paperwork.database.read(lambda reader: printers_view(reader, paperwork.desk))
    }
    assert views[GRILL].backup is None
    assert views[GRILL].say.endswith(", 1 ticket waiting")


async def test_a_chain_goes_past_a_dead_backup(paperwork: Paperwork) -> None:
    await stand_in(paperwork, THIRD, None, enabled=True)
    await stand_in(paperwork, BAR, THIRD)
    await stand_in(paperwork)
    await paperwork.desk.start()
    paperwork.bridges[BAR].tell(AWAY)
    await paperwork.settled()
    paperwork.bridges[GRILL].coming.extend([GONE] * 9)
    job_id = await paperwork.queue()
    await fail_until_moved(paperwork, job_id, THIRD)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[BAR].attempts == []


async def test_a_paper_whose_backup_dies_too_goes_home_and_is_no_failover_there(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(GONE)
    paperwork.bridges[BAR].coming.extend([GONE] * 9)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).printer_id == BAR)
    paperwork.bridges[GRILL].tell(WELL)
    await fail_until_moved(paperwork, job_id, GRILL)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.job(job_id).failover_from is None
    assert paperwork.bridges[GRILL].texts() == ["2 x Ribeye"]


async def test_two_printers_that_take_turns_in_failing_do_not_play_ball_for_ever(
    paperwork: Paperwork,
) -> None:
    await stand_in(paperwork, GRILL, BAR, fail_over_after=1)
    await paperwork.desk.start()
    for printer in (GRILL, BAR):
        paperwork.bridges[printer].coming.extend([GONE] * 200)
    job_id = await paperwork.queue()
    for _ in range(40):
        await paperwork.settled()
        for printer in (GRILL, BAR):
            paperwork.bridges[printer].tell(WELL)
        paperwork.clock.advance(1)
        paperwork.desk.wake()
    await paperwork.settled()
    assert paperwork.job(job_id).moves <= 6


async def test_a_loop_of_backups_is_refused(paperwork: Paperwork) -> None:
    await stand_in(paperwork, GRILL, BAR)
    for printer, backup in ((BAR, GRILL), (GRILL, GRILL)):
        with pytest.raises(Invalid) as refusal:
            await stand_in(paperwork, printer, backup)
        assert refusal.value.code == "backup_loop"


async def test_a_receipt_goes_over_without_a_banner_and_opens_no_other_drawer(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(GONE)
    receipt = Document(title="receipt", parts=(Text("Total"), Kick()))
    job_id = await paperwork.queue("check", kind="receipt", subject="check:1", document=receipt)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert (paperwork.bridges[BAR].texts(), paperwork.bridges[BAR].kicks()) == (["Total"], 0)


async def test_a_drawer_kick_never_goes_to_another_printer(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE] * 9)
    kick = Document(title="drawer", parts=(Kick(),))
    job_id = await paperwork.queue("drawer", kind="drawer", document=kick)
    for _ in range(4):
        await paperwork.settled()
        paperwork.clock.advance(5)
        paperwork.desk.wake()
    assert (paperwork.job(job_id).printer_id, paperwork.bridges[BAR].attempts) == (GRILL, [])


async def test_a_printer_switched_off_in_the_settings_hands_its_papers_on(paperwork: Paperwork) -> None:
    await stand_in(paperwork, GRILL, BAR, enabled=False)
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[BAR].texts()[0].startswith("FAILOVER · Grill printer: is switched off")


async def test_the_floor_reads_who_stands_in_and_where_a_paper_comes_from(paperwork: Paperwork) -> None:
    await stand_in(paperwork, fail_over_after=1)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].tell(AWAY)
    paperwork.bridges[GRILL].coming.append(GONE)
    paperwork.bridges[BAR].stuck = True
    job_id = await paperwork.queue()
    await paperwork.until(
        lambda: paperwork.job(job_id).state == "sending" and len(paperwork.bridges[BAR].attempts) == 1
    )
    views = {
        one.id: one for one in paperwork.database.read(lambda reader: printers_view(reader, paperwork.desk))
    }
    assert views[GRILL].say.endswith(", Bar printer prints instead")
    (job,) = paperwork.database.read(open_jobs)
    assert (job.printer, job.failover_from, job.failover_why) == (
        "Bar printer",
        "Grill printer",
        "cannot be reached",
    )


async def test_a_well_printer_keeps_its_papers(paperwork: Paperwork) -> None:
    await stand_in(paperwork)
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([GONE, GONE, PRINTED, UNCONFIRMED])
    job_id = await paperwork.queue()
    await fail_times(paperwork, job_id, 2)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert (paperwork.job(job_id).printer_id, paperwork.told("print_job_moved")) == (GRILL, [])
