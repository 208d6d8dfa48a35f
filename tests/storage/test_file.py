"""The file itself: WAL, full syncs, a checksum on every page, and a flipped bit that does not go unnoticed."""

import asyncio
import os
from pathlib import Path

import apsw
import pytest

from appliance.kernel.clock import ManualClock
from appliance.kernel.errors import StorageUnavailable
from appliance.storage import Database, migrate
from appliance.storage.connection import checksums_are_on, open_reader, open_writer
from tests.worlds import NOON_MS, World, world


def test_a_new_file_has_wal_full_sync_foreign_keys_and_checksums(tmp_path: Path) -> None:
    connection = open_writer(tmp_path / "new.db")
    assert connection.pragma("journal_mode") == "wal"
    assert connection.pragma("synchronous") == 2
    assert connection.pragma("foreign_keys") == 1
    assert checksums_are_on(connection)
    connection.close()


async def test_the_live_file_has_checksums_from_its_first_page_on(w: World) -> None:
    assert w.database.checksums_are_on()
    assert w.database.read(lambda reader: reader.value("PRAGMA journal_mode")) == "wal"


def test_a_file_without_checksums_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    foreign = apsw.Connection(str(path), vfs="unix")
    foreign.execute("CREATE TABLE t (x)")
    foreign.close()
    with pytest.raises(RuntimeError, match="checksum on every page"):
        open_writer(path)


def test_a_place_where_wal_is_not_possible_is_refused() -> None:
    with pytest.raises(RuntimeError, match="synchronous=FULL in WAL mode"):
        open_writer(Path("/nowhere"), vfs="memdb")


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "comanda.db"
    migrate(path)
    reader = open_reader(path)
    with pytest.raises(apsw.ReadOnlyError):
        reader.execute("DELETE FROM branch")
    reader.close()


def test_a_reader_does_not_make_a_file(tmp_path: Path) -> None:
    with pytest.raises(apsw.CantOpenError):
        open_reader(tmp_path / "missing.db")
    assert list(tmp_path.iterdir()) == []


def flip_a_bit(path: Path, near: bytes) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(near)] ^= 1
    path.write_bytes(content)


async def test_a_flipped_bit_is_noticed_when_its_page_is_read(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        path = w.path
    flip_a_bit(path, b"Demo organisation")
    database = Database(path, clock=ManualClock(NOON_MS))
    database.open()
    with pytest.raises(StorageUnavailable):
        database.read(lambda reader: reader.all("SELECT name FROM organisation"))
    assert database.trouble is not None
    assert database.read(lambda reader: reader.value("SELECT name FROM branch")) == "Demo branch"
    await database.close()


async def test_without_checksums_the_same_bit_would_pass_every_check_of_sqlite(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        path = w.path
    flip_a_bit(path, b"Demo organisation")
    plain = apsw.Connection(str(path), vfs="unix")
    assert plain.pragma("integrity_check") == "ok"
    assert plain.execute("SELECT name FROM organisation").fetchall() == [("Eemo organisation",)]
    plain.close()


async def test_the_clock_goes_on_from_the_last_event_in_the_file(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        await w.database.write(lambda tx: tx.journal("drawer_opened", "drawer:1", actor="system"))
    in_the_past = ManualClock(5)
    database = Database(w.path, clock=in_the_past)
    database.open()
    assert in_the_past.now_ms() == NOON_MS
    await database.close()


async def test_closing_twice_or_writing_afterwards_is_answered(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        pass
    await w.database.close()
    with pytest.raises(StorageUnavailable):
        await w.database.write(lambda tx: tx.seq)


async def test_closing_finishes_what_is_waiting(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        tasks = [
            asyncio.ensure_future(
                w.database.write(lambda tx: tx.journal("drawer_opened", "drawer:1", actor="system"))
            )
            for _ in range(5)
        ]
        await asyncio.sleep(0)
    assert [task.result() for task in tasks] == [1, 2, 3, 4, 5]
    assert os.listdir(tmp_path) == ["comanda.db"]
