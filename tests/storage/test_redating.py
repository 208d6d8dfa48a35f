"""Times that a clock wrote which was ahead: what has happened comes back, deadlines with what set them, the journal never."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.storage import Tx, redate
from appliance.storage.redating import DEADLINES
from tests.worlds import NOON_MS, World, world

AHEAD_MS = 30 * 86_400_000
TEXT = """INSERT INTO sms (id, branch, cause, number, body, parts, state, next_attempt_at, made_at, expires_at)
 VALUES (:id, :b, :id, '', '', 1, 'queued', :next, :made, :expires)"""


async def text(w: World, id_: str, *, made: int, next_: int, expires: int) -> None:
    """A message that waits for the modem."""
    row = {"id": id_, "b": w.database.branch, "made": made, "next": next_, "expires": expires}
    await w.database.write(lambda tx: tx.execute(TEXT, row))


def times(w: World, id_: str) -> tuple[int, int, int]:
    """made, next attempt, expires."""
    row = w.database.read(lambda r: r.one("SELECT * FROM sms WHERE id = :id", {"id": id_}))
    assert row is not None
    return row["made_at"], row["next_attempt_at"], row["expires_at"]


async def test_work_that_waits_for_a_far_year_is_due_again(w: World) -> None:
    ahead = NOON_MS + AHEAD_MS
    await text(w, "a", made=ahead - 60_000, next_=ahead + 5_000, expires=ahead + 3_600_000)
    await w.database.write(lambda tx: redate(tx, ahead))
    assert times(w, "a") == (NOON_MS - 60_000, NOON_MS, NOON_MS + 3_600_000)


async def test_a_deadline_set_by_the_right_clock_stays(w: World) -> None:
    kept = (NOON_MS - 5, NOON_MS - 3, NOON_MS + 3_600_000)
    await text(w, "a", made=kept[0], next_=kept[1], expires=kept[2])
    assert await w.database.write(lambda tx: redate(tx, NOON_MS + AHEAD_MS)) == 1
    assert times(w, "a") == kept


async def test_the_journal_stays_as_it_was_written(w: World) -> None:
    w.clock.advance(AHEAD_MS / 1000)
    await w.database.write(lambda tx: tx.journal("setting_changed", "setting:x", actor="system"))
    before = w.database.journal_since(0)
    w.clock.step_back(AHEAD_MS / 1000)
    w.clock.accept()
    await w.database.write(lambda tx: redate(tx, NOON_MS + AHEAD_MS))
    assert w.database.journal_since(0) == before
    assert w.database.verify_journal().trouble is None


async def test_every_column_that_names_an_end_is_a_known_deadline(w: World) -> None:
    sql = """SELECT t.name AS tbl, c.name AS col FROM sqlite_schema t JOIN pragma_table_info(t.name) c
 WHERE t.type = 'table' AND c.name IN ('expires_at', 'until_at', 'promised_at', 'ends_at', 'due_at')"""
    found = {(row["tbl"], row["col"]) for row in w.database.read(lambda r: r.all(sql))}
    assert found == set(DEADLINES)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-3 * AHEAD_MS, AHEAD_MS), min_size=1, max_size=20))
def test_nothing_that_has_happened_lies_ahead_afterwards_and_the_order_stays(
    tmp_path_factory: pytest.TempPathFactory, moments: list[int]
) -> None:
    async def check() -> None:
        async with world(tmp_path_factory.mktemp("w")) as w:
            ahead = NOON_MS + AHEAD_MS

            def fill(tx: Tx) -> None:
                for place, moment in enumerate(moments):
                    tx.execute(
                        "INSERT INTO automation VALUES (:n, :at)",
                        {"n": str(place), "at": ahead + moment - AHEAD_MS},
                    )

            await w.database.write(fill)
            await w.database.write(lambda tx: redate(tx, ahead))
            rows = w.database.read(lambda r: r.all("SELECT name, last_run_at AS at FROM automation"))
            assert all(row["at"] <= NOON_MS for row in rows)
            late = sorted(
                (row["at"], moments[int(row["name"])]) for row in rows if moments[int(row["name"])] > 0
            )
            assert [moment for _, moment in late] == sorted(moment for moment in moments if moment > 0)

    asyncio.run(check())
