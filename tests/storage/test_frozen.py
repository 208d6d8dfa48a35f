"""Old files: every schema ever frozen comes up to date, with its orders, and looks like a file made today."""

from pathlib import Path

import pytest

from appliance.kernel.clock import ManualClock
from appliance.storage import Database, migrate
from appliance.storage.connection import open_reader, open_writer
from appliance.storage.migrate import steps
from tests.storage.freeze import FROZEN
from tests.worlds import NOON_MS

FILES = sorted(FROZEN.glob("*.sql"))


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def thawed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A frozen file as the database it was."""
    path = tmp_path / "comanda.db"
    connection = open_writer(path)
    connection.execute(request.param.read_text())
    connection.close()
    return path


def shapes(path: Path) -> dict[object, list[tuple[object, ...]]]:
    """Every table with its columns, and every index and trigger with its text."""
    reader = open_reader(path)
    found: dict[object, list[tuple[object, ...]]] = {
        name: reader.execute(
            "SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_info(?)", (name,)
        ).fetchall()
        for (name,) in reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    }
    found["indexes and triggers"] = reader.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type <> 'table' ORDER BY name"
    ).fetchall()
    reader.close()
    return found


def test_every_schema_so_far_is_frozen() -> None:
    assert [int(file.stem) for file in FILES] == [step.number for step in steps()]


def test_an_old_file_becomes_like_a_new_one(thawed: Path, tmp_path: Path) -> None:
    """If this fails for the newest schema before its release: `python -m tests.storage.freeze`; after it: add a migration."""
    migrate(thawed)
    migrate(tmp_path / "new.db")
    assert shapes(thawed) == shapes(tmp_path / "new.db")


async def test_an_old_file_keeps_its_evening(thawed: Path) -> None:
    migrate(thawed)
    database = Database(thawed, clock=ManualClock(NOON_MS))
    database.open()
    assert database.verify_journal().trouble is None
    assert database.verify_journal().rows == 4
    assert database.read(lambda reader: reader.value("SELECT count(*) FROM order_line")) == 9
    assert database.read(lambda reader: reader.value("SELECT count(*) FROM answer")) == 3
    await database.close()
