"""Migrations: each step once and whole, a copy before the first change, and no way back from the future."""

import shutil
from pathlib import Path

import apsw
import pytest

from appliance.storage.connection import checksums_are_on, open_reader, open_writer
from appliance.storage.migrate import MIGRATIONS, migrate, steps

FIRST = [step.name for step in steps()]
NEXT = len(FIRST) + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real migrations, in a folder that further ones can be put into."""
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))


def schema(path: Path) -> list[tuple[object, ...]]:
    reader = open_reader(path)
    found = reader.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    reader.close()
    return found


def content(path: Path) -> list[tuple[object, ...]]:
    reader = open_reader(path)
    found = (
        reader.execute("SELECT * FROM setting").fetchall()
        + reader.execute("SELECT * FROM migration").fetchall()
    )
    reader.close()
    return found


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    """A file of the present version with something in it."""
    path = tmp_path / "comanda.db"
    migrate(path)
    connection = open_writer(path)
    connection.execute("INSERT INTO setting VALUES ('accent', '\"#000000\"', 1, 'staff:1')")
    connection.close()
    return path


def test_a_new_file_gets_every_step(tmp_path: Path) -> None:
    path = tmp_path / "comanda.db"
    assert migrate(path) == FIRST
    assert [file.name for file in tmp_path.iterdir()] == ["comanda.db"]
    reader = open_reader(path)
    assert checksums_are_on(reader)
    reader.close()


def test_migrating_again_changes_nothing(evening: Path) -> None:
    before = (schema(evening), content(evening))
    assert migrate(evening) == []
    assert (schema(evening), content(evening)) == before


def test_a_step_is_applied_after_the_file_was_copied(evening: Path, folder: Path) -> None:
    before = (schema(evening), content(evening))
    (folder / f"{NEXT:04}_more.sql").write_text("CREATE TABLE more (x); DELETE FROM setting;")
    assert migrate(evening, folder=folder) == [f"{NEXT:04}_more"]
    copy = evening.with_name(f"comanda.db.before-{NEXT:04}")
    assert (schema(copy), content(copy)) == before
    assert content(evening) != before[1]


def test_the_copy_is_checked_page_by_page_too(evening: Path, folder: Path) -> None:
    (folder / f"{NEXT:04}_more.sql").write_text("CREATE TABLE more (x);")
    migrate(evening, folder=folder)
    reader = open_reader(evening.with_name(f"comanda.db.before-{NEXT:04}"))
    assert checksums_are_on(reader)
    assert reader.pragma("integrity_check") == "ok"
    reader.close()


def test_several_steps_are_applied_in_order_with_one_copy(evening: Path, folder: Path) -> None:
    (folder / f"{NEXT:04}_more.sql").write_text("CREATE TABLE more (x);")
    (folder / f"{NEXT + 1:04}_most.sql").write_text("ALTER TABLE more ADD COLUMN y;")
    assert migrate(evening, folder=folder) == [f"{NEXT:04}_more", f"{NEXT + 1:04}_most"]
    assert [file.name for file in evening.parent.glob("*.before-*")] == [f"comanda.db.before-{NEXT:04}"]


def test_a_failing_step_leaves_the_file_as_it_was(evening: Path, folder: Path) -> None:
    before = (schema(evening), content(evening))
    (folder / f"{NEXT:04}_bad.sql").write_text("CREATE TABLE more (x); DELETE FROM setting; SELECT nonsense;")
    with pytest.raises(apsw.SQLError):
        migrate(evening, folder=folder)
    assert (schema(evening), content(evening)) == before
    assert migrate(evening) == []


def test_a_step_after_a_failing_one_can_be_tried_again(evening: Path, folder: Path) -> None:
    bad = folder / f"{NEXT:04}_bad.sql"
    bad.write_text("CREATE TABLE more (x); SELECT nonsense;")
    with pytest.raises(apsw.SQLError):
        migrate(evening, folder=folder)
    bad.write_text("CREATE TABLE more (x);")
    assert migrate(evening, folder=folder) == [f"{NEXT:04}_bad"]


def test_a_file_from_the_future_is_refused_and_kept(evening: Path, folder: Path) -> None:
    (folder / f"{NEXT:04}_more.sql").write_text("CREATE TABLE more (x);")
    migrate(evening, folder=folder)
    before = (schema(evening), content(evening))
    with pytest.raises(RuntimeError, match="written by a newer version"):
        migrate(evening)
    assert (schema(evening), content(evening)) == before


def test_steps_are_numbered_without_a_gap(folder: Path) -> None:
    (folder / f"{NEXT + 1:04}_too_far.sql").write_text("SELECT 1;")
    with pytest.raises(RuntimeError, match="without a gap"):
        steps(folder)


def test_every_table_of_the_file_is_strict(tmp_path: Path) -> None:
    path = tmp_path / "comanda.db"
    migrate(path)
    reader = open_reader(path)
    loose = reader.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict"
    ).fetchall()
    reader.close()
    assert loose == [("sqlite_schema",)]
