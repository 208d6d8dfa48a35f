"""What may be a second paper is marked, and a drawer opens soon or never."""

import pytest

from appliance.kernel.errors import Conflict
from appliance.printing import Document, reprint, rewrite
from firmware_bridges.document import Kick, Text
from tests.printing.conftest import GRILL, Paperwork, slip
from tests.printing.paper_bridge import DOUBT, PRINTED


async def test_after_a_doubt_the_next_paper_is_a_marked_copy(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([DOUBT, PRINTED])
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "unknown")
    paperwork.clock.advance(2)
    paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[GRILL].texts() == ["COPY 2 · may already be cooking", "2 x Ribeye"]


async def test_after_three_doubts_a_person_decides(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.extend([DOUBT] * 3)
    job_id = await paperwork.queue()
    for copies in (1, 2, 3):
        await paperwork.until(lambda n=copies: paperwork.job(job_id).copy == n)  # type: ignore[misc]
        paperwork.clock.advance(60)
        paperwork.desk.wake()
    await paperwork.settled()
    assert paperwork.job(job_id).asking == 1
    assert len(paperwork.bridges[GRILL].attempts) == 3


async def test_what_was_being_sent_at_a_power_cut_comes_as_a_copy(paperwork: Paperwork) -> None:
    job_id = await paperwork.queue()
    await paperwork.database.write(
        lambda tx: tx.execute("UPDATE print_job SET state = 'sending', attempts = 1")
    )
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    states = [told["state"] for told in paperwork.told("print_job_changed")]
    assert states == ["queued", "unknown", "sending", "printed"]
    assert paperwork.bridges[GRILL].texts()[0] == "COPY 2 · may already be cooking"


async def test_a_drawer_is_kicked_soon_or_never(paperwork: Paperwork) -> None:
    kick = Document(title="drawer", parts=(Kick(),))
    late = await paperwork.queue("late", kind="drawer", document=kick)
    paperwork.clock.advance(31)
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.job(late).done_at is not None)
    assert (paperwork.job(late).done_why, paperwork.bridges[GRILL].attempts) == ("too late", [])
    soon = await paperwork.queue("soon", kind="drawer", document=kick)
    await paperwork.until(lambda: paperwork.job(soon).state == "printed")
    assert paperwork.bridges[GRILL].kicks() == 1


async def test_a_drawer_in_doubt_is_not_kicked_again(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(DOUBT)
    job_id = await paperwork.queue(
        "drawer", kind="drawer", document=Document(title="drawer", parts=(Kick(),))
    )
    await paperwork.until(lambda: paperwork.job(job_id).done_at is not None)
    assert (paperwork.job(job_id).state, paperwork.job(job_id).done_why) == ("unknown", "in doubt")


async def test_a_receipt_in_doubt_comes_again_without_opening_the_drawer(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].coming.append(DOUBT)
    receipt = Document(title="receipt", parts=(Text("Total"), Kick()))
    job_id = await paperwork.queue("check", kind="receipt", subject="check:1", document=receipt)
    await paperwork.until(lambda: paperwork.job(job_id).state == "unknown")
    assert paperwork.bridges[GRILL].kicks() == 1
    paperwork.clock.advance(2)
    paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert (paperwork.bridges[GRILL].kicks(), paperwork.bridges[GRILL].texts()[0]) == (0, "COPY 2")


async def test_a_reprint_is_a_marked_copy_and_counts_on(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    for banner in ("COPY 2", "COPY 3"):
        again = await paperwork.database.write(lambda tx: reprint(tx, job_id, rebuilders={}, actor="staff:1"))
        await paperwork.until(lambda job=again: paperwork.job(job).state == "printed")  # type: ignore[misc]
        assert paperwork.bridges[GRILL].texts()[0].startswith(banner)


async def test_what_waits_can_be_rewritten_and_what_is_done_cannot(paperwork: Paperwork) -> None:
    job_id = await paperwork.queue("3 x Ribeye")
    await paperwork.database.write(lambda tx: rewrite(tx, job_id, slip("2 x Ribeye"), actor="staff:1"))
    assert paperwork.told("print_job_changed")[-1]["rewritten"] is True
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[GRILL].texts() == ["2 x Ribeye"]
    with pytest.raises(Conflict) as refusal:
        await paperwork.database.write(lambda tx: rewrite(tx, job_id, slip("1 x Ribeye"), actor="staff:1"))
    assert refusal.value.code == "print_job_done"
