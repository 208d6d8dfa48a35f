"""Group commit: what waits together is written together, and everybody gets their own answer."""

import asyncio
from collections.abc import Callable

import pytest

from appliance.kernel.errors import Conflict, StorageBusy
from appliance.storage import JournalRow, Tx
from appliance.storage.database import GROUP_LIMIT, QUEUE_LIMIT
from tests.worlds import World


def event(name: str) -> Callable[[Tx], int]:
    """A change that leaves one row and one event."""

    def change(tx: Tx) -> int:
        tx.execute("INSERT INTO automation VALUES (:name, 0)", {"name": name})
        return tx.journal("drawer_opened", f"drawer:{name}", actor="system")

    return change


def refused(tx: Tx) -> None:
    event("refused")(tx)
    raise Conflict("No.")


def broken(tx: Tx) -> None:
    event("broken")(tx)
    raise ValueError("a defect of ours")


def run_out(tx: Tx) -> int:
    event("run out")(tx)
    empty: list[int] = []
    return next(iter(empty))


def names(w: World) -> set[str]:
    return {row["name"] for row in w.database.read(lambda reader: reader.all("SELECT name FROM automation"))}


@pytest.fixture
def commits(w: World) -> list[list[JournalRow]]:
    """The rows of every commit from now on."""
    seen: list[list[JournalRow]] = []
    w.database.on_commit(seen.append)
    return seen


async def test_writes_that_wait_together_share_one_transaction(
    w: World, commits: list[list[JournalRow]]
) -> None:
    await asyncio.gather(*(w.database.write(event(str(n))) for n in range(GROUP_LIMIT)))
    assert [len(rows) for rows in commits] == [GROUP_LIMIT]


async def test_a_crowd_is_served_in_groups(w: World, commits: list[list[JournalRow]]) -> None:
    await asyncio.gather(*(w.database.write(event(str(n))) for n in range(2 * GROUP_LIMIT + 1)))
    assert [len(rows) for rows in commits] == [GROUP_LIMIT, GROUP_LIMIT, 1]


async def test_an_answer_that_cannot_be_given_keeps_nobody_from_theirs(
    w: World, commits: list[list[JournalRow]], caplog: pytest.LogCaptureFixture
) -> None:
    class Strange(Exception):
        """An error that fails where it is looked at."""

        __class__ = property(lambda _: 1 / 0)

    def strange(tx: Tx) -> None:
        raise Strange

    asked = [asyncio.ensure_future(w.database.write(one)) for one in (strange, event("one"), event("two"))]
    await asyncio.wait(asked, timeout=5)
    assert [one.done() for one in asked] == [True, True, True]
    assert isinstance(asked[0].exception(), RuntimeError)
    assert [row.seq for row in commits[0]] == [asked[1].result(), asked[2].result()]
    assert "could not be answered" in caplog.text


async def test_events_come_in_the_order_of_the_writes(w: World, commits: list[list[JournalRow]]) -> None:
    answers = await asyncio.gather(*(w.database.write(event(str(n))) for n in range(60)))
    told = [row for rows in commits for row in rows]
    assert answers == list(range(1, 61))
    assert [row.seq for row in told] == answers
    assert [row.subject for row in told] == [f"drawer:{n}" for n in range(60)]
    assert told == w.database.journal_since(0)


@pytest.mark.parametrize(
    ("bad", "kind"), [(refused, Conflict), (broken, ValueError), (run_out, RuntimeError)]
)
async def test_a_failing_change_undoes_itself_and_nothing_else(
    w: World, commits: list[list[JournalRow]], bad: Callable[[Tx], object], kind: type[Exception]
) -> None:
    outcomes = await asyncio.gather(
        w.database.write(event("one")),
        w.database.write(bad),
        w.database.write(event("two")),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [int, kind, int]
    assert names(w) == {"one", "two"}
    assert [[row.seq for row in rows] for rows in commits] == [[1, 2]]
    assert w.database.verify_journal().trouble is None


async def test_an_exception_that_is_returned_is_not_raised(w: World) -> None:
    returned = Conflict("a value like any other")
    assert await w.database.write(lambda tx: returned) is returned


async def test_the_journal_has_no_gap_however_many_changes_fail(w: World) -> None:
    changes = [refused, event("a"), broken, broken, event("b"), refused, event("c"), event("a")]
    await asyncio.gather(*(w.database.write(change) for change in changes), return_exceptions=True)
    assert [row.seq for row in w.database.journal_since(0)] == [1, 2, 3]
    assert names(w) == {"a", "b", "c"}
    assert w.database.verify_journal().rows == 3


async def test_the_answer_comes_after_the_commit_and_after_the_news(w: World) -> None:
    heard: list[int] = []
    w.database.on_commit(lambda rows: heard.extend(row.seq for row in rows))
    seq = await w.database.write(event("one"))
    assert heard == [seq]
    assert w.database.seq == seq


async def test_nobody_hears_of_a_change_that_was_refused(w: World, commits: list[list[JournalRow]]) -> None:
    with pytest.raises(Conflict):
        await w.database.write(refused)
    assert commits == []


async def test_a_listener_that_fails_does_not_fail_the_write(
    w: World, commits: list[list[JournalRow]]
) -> None:
    def fails(rows: list[JournalRow]) -> None:
        raise ValueError("a broken screen")

    w.database._listeners.insert(0, fails)
    assert await w.database.write(event("one")) == 1
    assert len(commits) == 1


async def test_a_caller_who_left_does_not_stop_the_others(w: World) -> None:
    left = asyncio.ensure_future(w.database.write(event("left")))
    stayed = asyncio.ensure_future(w.database.write(event("stayed")))
    await asyncio.sleep(0)
    left.cancel()
    assert await stayed == 2
    assert names(w) == {"left", "stayed"}


async def test_a_transaction_that_cannot_be_committed_is_told_to_everyone_in_it(w: World) -> None:
    def leaves_an_orphan(tx: Tx) -> None:
        tx.execute("PRAGMA defer_foreign_keys = 1")
        tx.execute("INSERT INTO area VALUES ('a', 'b', 'n', 1)")
        tx.execute(
            "INSERT INTO dining_table (id, branch, area_id, name, seats, position, x, y, shape, qr_key)"
            " VALUES ('t', 'b', 'nowhere', 'n', 1, 1, 1, 1, 'round', 'k')"
        )

    outcomes = await asyncio.wait_for(
        asyncio.gather(
            w.database.write(leaves_an_orphan), w.database.write(event("one")), return_exceptions=True
        ),
        5,
    )
    assert [isinstance(outcome, Exception) for outcome in outcomes] == [True, True]
    assert await w.database.write(event("two")) == 1
    assert names(w) == {"two"}


async def test_an_endless_queue_is_refused(w: World) -> None:
    writes = [asyncio.ensure_future(w.database.write(lambda tx: tx.seq)) for _ in range(QUEUE_LIMIT + 3)]
    outcomes = await asyncio.gather(*writes, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(StorageBusy) == 3


async def test_a_write_may_start_another_from_its_news(w: World) -> None:
    follow_ups: list[asyncio.Task[int]] = []

    def once(rows: list[JournalRow]) -> None:
        follow_ups.extend(
            asyncio.ensure_future(w.database.write(event("second")))
            for row in rows
            if row.subject == "drawer:first"
        )

    w.database.on_commit(once)
    await w.database.write(event("first"))
    assert await follow_ups[0] == 2
