"""After a long outage people are asked once per printer; what they release comes oldest first and starves nobody."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.printing import PrintJob, open_jobs, rules
from appliance.printing.service.backlog import decide_backlog
from appliance.printing.wire import BacklogDecided, DecideBacklog
from tests.printing.conftest import BAR, GRILL, Paperwork
from tests.printing.paper_bridge import AWAY, DOUBT, WELL

LONG_S = 16 * 60


async def outage(paperwork: Paperwork, papers: int) -> list[str]:
    """So many papers for a grill printer that is away, until they are old and ask."""
    await paperwork.desk.start()
    paperwork.bridges[GRILL].tell(AWAY)
    paperwork.bridges[GRILL].stuck = True
    old = []
    for number in range(papers):
        old.append(await paperwork.queue(f"old {number}", asking=True))
        paperwork.clock.advance(1)
    paperwork.bridges[GRILL].stuck = False
    return old


async def decide(paperwork: Paperwork, decision: str, printer: str = GRILL, **more: Any) -> BacklogDecided:
    """A person's word."""
    wish = DecideBacklog(decision, **more)  # type: ignore[arg-type]
    return await paperwork.database.write(lambda tx: decide_backlog(tx, printer, wish, actor="staff:1"))


def printed(paperwork: Paperwork) -> list[str]:
    """The words of what came out at the grill, in its order."""
    grill = paperwork.bridges[GRILL]
    return [grill.texts(n)[-1] for n in range(len(grill.attempts))]


async def test_papers_that_became_old_during_an_outage_ask_because_they_are_late(
    paperwork: Paperwork,
) -> None:
    await paperwork.queue("first")
    await paperwork.queue("second")
    paperwork.clock.advance(LONG_S)
    await paperwork.desk.start()
    await paperwork.until(
        lambda: [job.asking_why for job in paperwork.database.read(open_jobs)] == ["late", "late"]
    )
    assert paperwork.bridges[GRILL].attempts == []


async def test_all_of_them_come_oldest_first(paperwork: Paperwork) -> None:
    old = await outage(paperwork, 4)
    assert await decide(paperwork, "all") == BacklogDecided(printed=4, dropped=0)
    paperwork.bridges[GRILL].tell(WELL)
    await paperwork.until(lambda: all(paperwork.job(job).state == "printed" for job in old))
    assert printed(paperwork) == ["old 0", "old 1", "old 2", "old 3"]


async def test_only_the_newest_are_printed_and_the_others_dropped(paperwork: Paperwork) -> None:
    old = await outage(paperwork, 4)
    assert await decide(paperwork, "newest", keep=1) == BacklogDecided(printed=1, dropped=3)
    paperwork.bridges[GRILL].tell(WELL)
    await paperwork.until(lambda: paperwork.job(old[3]).state == "printed")
    await paperwork.settled()
    assert printed(paperwork) == ["old 3"]
    assert [paperwork.job(job).done_why for job in old] == ["dropped"] * 3 + ["printed"]


async def test_dropping_needs_a_reason_which_is_kept_with_each_paper(paperwork: Paperwork) -> None:
    old = await outage(paperwork, 2)
    with pytest.raises(Invalid) as refusal:
        await decide(paperwork, "drop")
    assert refusal.value.code == "reason_needed"
    await decide(paperwork, "drop", reason="told the cooks by mouth")
    kept = paperwork.database.read(lambda reader: reader.all("SELECT drop_reason FROM print_job"))
    assert [row["drop_reason"] for row in kept] == ["told the cooks by mouth"] * 2
    assert paperwork.told("backlog_decided") == [
        {"printer_id": GRILL, "decision": "drop", "printed": 0, "dropped": 2}
    ]
    assert all(paperwork.job(job).done_at is not None for job in old)


async def test_everything_that_waits_can_be_dropped_old_or_not(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    grill = paperwork.bridges[GRILL]
    grill.stuck = True
    under_way = await paperwork.queue("under way")
    await paperwork.until(lambda: paperwork.job(under_way).state == "sending")
    waiting = [await paperwork.queue("old", asking=True), await paperwork.queue("fresh")]
    with pytest.raises(Invalid) as refusal:
        await decide(paperwork, "drop_all")
    assert refusal.value.code == "reason_needed"
    said = await decide(paperwork, "drop_all", reason="told the cooks by mouth")
    assert said == BacklogDecided(printed=0, dropped=3, sending=1)
    assert [paperwork.job(job).done_why for job in waiting] == ["dropped"] * 2
    assert paperwork.job(under_way).done_at is None
    grill.open_ends.pop().set_result(DOUBT)
    await paperwork.until(lambda: paperwork.job(under_way).done_why == "dropped")
    assert (paperwork.job(under_way).state, len(grill.attempts)) == ("unknown", 1)
    with pytest.raises(Conflict) as nothing:
        await decide(paperwork, "drop_all", reason="told the cooks by mouth")
    assert nothing.value.code == "no_backlog"


async def test_one_decision_is_about_one_printer_only(paperwork: Paperwork) -> None:
    await outage(paperwork, 2)
    other = await paperwork.queue("beer", printer=BAR, asking=True)
    await decide(paperwork, "drop", reason="wrong day")
    assert (paperwork.job(other).asking, paperwork.job(other).done_at) == (1, None)


@pytest.mark.parametrize(
    ("wish", "error", "code"),
    [
        ({"decision": "newest"}, Invalid, "keep_needed"),
        ({"decision": "all", "printer": BAR}, Conflict, "no_backlog"),
        ({"decision": "all", "printer": "no such"}, NotFound, "printer_unknown"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    paperwork: Paperwork, wish: dict[str, Any], error: type[Exception], code: str
) -> None:
    await outage(paperwork, 2)
    with pytest.raises(error) as refusal:
        await decide(paperwork, **wish)
    assert refusal.value.code == code  # type: ignore[attr-defined]


async def test_a_fresh_ticket_waits_for_two_old_papers_at_most(paperwork: Paperwork) -> None:
    old = await outage(paperwork, 6)
    await decide(paperwork, "all")
    fresh = await paperwork.queue("fresh")
    paperwork.bridges[GRILL].tell(WELL)
    await paperwork.until(lambda: all(paperwork.job(job).state == "printed" for job in [*old, fresh]))
    assert printed(paperwork) == ["old 0", "old 1", "fresh", "old 2", "old 3", "old 4", "old 5"]


async def test_new_tickets_print_while_nobody_has_decided_yet(paperwork: Paperwork) -> None:
    await outage(paperwork, 3)
    paperwork.bridges[GRILL].tell(WELL)
    fresh = await paperwork.queue("fresh")
    await paperwork.until(lambda: paperwork.job(fresh).state == "printed")
    assert printed(paperwork) == ["fresh"]


def paper(number: int, released: bool) -> PrintJob:
    values: dict[str, Any] = dict.fromkeys(PrintJob.__slots__)
    return PrintJob(
        **(values | {"id": str(number), "made_at": number, "decided_at": 1 if released else None})
    )


@given(st.lists(st.booleans(), max_size=40))
def test_whatever_waits_old_and_fresh_papers_keep_their_own_order_and_none_starves(kinds: list[bool]) -> None:
    waiting = [paper(number, released) for number, released in enumerate(kinds)]
    came: list[PrintJob] = []
    old_in_a_row = longest = 0
    while (job := rules.next_job(waiting, old_in_a_row)) is not None:
        fresh_left = any(one.decided_at is None for one in waiting)
        waiting.remove(job)
        came.append(job)
        old_in_a_row = old_in_a_row + 1 if job.decided_at is not None else 0
        longest = max(longest, old_in_a_row * fresh_left)
    for released in (True, False):
        own = [one.made_at for one in came if (one.decided_at is not None) == released]
        assert own == sorted(own)
    assert len(came) == len(kinds)
    assert longest <= rules.OLD_BEFORE_FRESH
