"""The journal: nobody changes it through SQL, and whoever changes it behind SQL's back is found."""

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from appliance.kernel.clock import ManualClock
from appliance.storage import Database, JournalRow, Tx
from appliance.storage.connection import open_writer
from appliance.storage.journal import Verdict
from tests.worlds import BRANCH, NOON_MS, World, world

EVENTS = 6


async def write_events(w: World) -> None:
    for number in range(EVENTS):
        await w.database.write(
            lambda tx, number=number: tx.journal(  # type: ignore[misc]
                "cart_changed",
                f"line:{number}",
                actor="member:1",
                table_session="visit-1",
                data={"z": number, "a": 1},
            )
        )


async def test_an_event_carries_who_where_when_and_what(w: World) -> None:
    def change(tx: Tx) -> int:
        return tx.journal(
            "order_sent",
            "order:7",
            actor="member:1",
            table_session="visit-1",
            device="device-1",
            address="10.0.0.2",
            data={"number": 7, "items": ["a"]},
        )

    assert await w.database.write(change) == 1
    assert w.database.journal_since(0) == [
        JournalRow(
            seq=1,
            at=NOON_MS,
            branch=BRANCH,
            kind="order_sent",
            subject="order:7",
            table_session="visit-1",
            actor="member:1",
            device="device-1",
            address="10.0.0.2",
            data='{"items":["a"],"number":7}',
        )
    ]


async def test_catching_up_starts_after_what_was_seen_and_has_a_limit(w: World) -> None:
    await write_events(w)
    assert [row.seq for row in w.database.journal_since(2)] == [3, 4, 5, 6]
    assert [row.seq for row in w.database.journal_since(2, 2)] == [3, 4]


COLUMNS = "branch, kind, subject, table_session, actor, device, address, data, prev_hash, hash"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET data = '{}'",
        "DELETE FROM journal WHERE seq = 1",
        "DELETE FROM journal",
        f"REPLACE INTO journal SELECT seq, 1, {COLUMNS} FROM journal",  # noqa: S608  our own columns
        f"INSERT INTO journal SELECT seq, 1, {COLUMNS} FROM journal WHERE 1 ON CONFLICT DO UPDATE SET at = 1",  # noqa: S608
    ],
)
async def test_the_journal_refuses_to_change_or_shrink(w: World, sql: str) -> None:
    await write_events(w)
    before = w.database.verify_journal()
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        await w.database.write(lambda tx: tx.execute(sql))
    assert w.database.verify_journal() == before
    assert (before.rows, before.trouble) == (EVENTS, None)


async def test_payments_are_append_only_as_well(w: World) -> None:
    triggers = w.database.read(
        lambda reader: reader.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    )
    assert {"payment_never_changes", "payment_never_shrinks"} <= {row["name"] for row in triggers}


async def tampered(folder: Path, crime: Callable[[apsw.Connection], object]) -> Verdict:
    """Verify a journal somebody changed with a connection of their own and without its triggers."""
    async with world(folder) as w:
        await write_events(w)
    thief = open_writer(w.path)
    thief.execute("DROP TRIGGER journal_never_changes; DROP TRIGGER journal_never_shrinks")
    crime(thief)
    thief.close()
    database = Database(w.path, clock=ManualClock(NOON_MS))
    database.open()
    verdict = database.verify_journal()
    await database.close()
    return verdict


async def test_an_honest_journal_verifies(tmp_path: Path) -> None:
    verdict = await tampered(tmp_path, lambda thief: None)
    assert (verdict.rows, verdict.trouble) == (EVENTS, None)


@pytest.mark.parametrize(
    "change",
    ["at = 7", "hash = x'07'", "prev_hash = x'07'"]
    + [
        f"{name} = '7'"
        for name in ("branch", "kind", "subject", "table_session", "actor", "device", "address", "data")
    ],
)
async def test_a_change_of_any_column_is_found(tmp_path: Path, change: str) -> None:
    sql = f"UPDATE journal SET {change} WHERE seq = 3"  # noqa: S608  from the list above
    verdict = await tampered(tmp_path, lambda thief: thief.execute(sql))
    assert verdict.trouble == "seq 3 does not match its hash"
    assert verdict.rows == 2


async def test_a_removed_row_is_found(tmp_path: Path) -> None:
    verdict = await tampered(tmp_path, lambda thief: thief.execute("DELETE FROM journal WHERE seq = 4"))
    assert verdict.trouble == "seq 4 is missing: the next row found is 5"


async def test_two_rows_that_changed_places_are_found(tmp_path: Path) -> None:
    def swap(thief: apsw.Connection) -> None:
        thief.execute("UPDATE journal SET seq = 99 WHERE seq = 2")
        thief.execute("UPDATE journal SET seq = 2 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 99")

    assert (await tampered(tmp_path, swap)).trouble == "seq 2 does not match its hash"


async def test_a_row_hashed_again_breaks_the_next_one(tmp_path: Path) -> None:
    def forge(thief: apsw.Connection) -> None:
        [values] = thief.execute(
            "SELECT seq, at, branch, kind, subject, table_session, actor, device, address, '{}', prev_hash"
            " FROM journal WHERE seq = 3"
        )
        row, prev_hash = JournalRow(*values[:10]), values[10]
        thief.execute("UPDATE journal SET data = '{}', hash = ? WHERE seq = 3", (row.digest(prev_hash),))

    assert (await tampered(tmp_path, forge)).trouble == "seq 4 does not match its hash"


async def test_a_tail_cut_off_shows_in_the_head_hash(tmp_path: Path) -> None:
    for name in ("whole", "cut"):
        (tmp_path / name).mkdir()
    whole = await tampered(tmp_path / "whole", lambda thief: None)
    cut = await tampered(tmp_path / "cut", lambda thief: thief.execute("DELETE FROM journal WHERE seq = 6"))
    assert cut.trouble is None
    assert (cut.rows, cut.head_hash) != (whole.rows, whole.head_hash)


async def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    for _ in range(3):
        async with world(tmp_path) as w:
            await write_events(w)
    async with world(tmp_path) as w:
        assert w.database.verify_journal().rows == 3 * EVENTS
        assert w.database.verify_journal().trouble is None
