"""The guard: while the file is live, nothing in this process but apsw opens it, by whatever name."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from appliance.storage.connection import LiveFileTouched
from tests.worlds import World, world

Opener = Callable[[Path], object]


def look(path: str | bytes | Path) -> bytes:
    with open(path, "rb") as file:
        return file.read()


OPENERS: dict[str, Opener] = {
    "open": lambda path: look(path),
    "open as bytes": lambda path: look(os.fsencode(path)),
    "open to append": lambda path: path.open("ab").close(),
    "os.open": lambda path: os.open(path, os.O_RDONLY),
    "read_bytes": lambda path: path.read_bytes(),
    "read_text": lambda path: path.read_text(),
    "relative": lambda path: look(os.path.relpath(path)),
    "dotted": lambda path: look(path.parent / ".." / path.parent.name / path.name),
    "copy": lambda path: shutil.copy(path, path.with_suffix(".copy")),
    "copy over it": lambda path: shutil.copy(__file__, path),
    "sqlite3": lambda path: sqlite3.connect(path),
    "sqlite3 by text": lambda path: sqlite3.connect(str(path)),
    "sqlite3 by uri": lambda path: sqlite3.connect(f"file:{path}?mode=ro", uri=True),
    "sqlite3 by quoted uri": lambda path: sqlite3.connect(f"file:{str(path).replace('c', '%63')}", uri=True),
    "sqlite3 by full uri": lambda path: sqlite3.connect(f"file://localhost{path}?mode=ro", uri=True),
}


@pytest.mark.parametrize("way", OPENERS)
@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
async def test_every_other_way_into_the_live_file_is_refused(w: World, way: str, suffix: str) -> None:
    live = w.path.with_name(w.path.name + suffix)
    assert live.exists()
    with pytest.raises(LiveFileTouched, match="only the storage room may touch it"):
        OPENERS[way](live)


@pytest.mark.parametrize("way", ["open", "copy", "sqlite3", "sqlite3 by uri"])
async def test_a_link_to_the_live_file_is_refused(w: World, way: str) -> None:
    link = w.path.with_name("link.db")
    link.symlink_to(w.path)
    with pytest.raises(LiveFileTouched):
        OPENERS[way](link)


async def test_a_link_to_its_folder_is_refused(w: World, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(tmp_path)
    with pytest.raises(LiveFileTouched):
        (tmp_path / "elsewhere" / w.path.name).read_bytes()


async def test_a_refused_opening_harms_nothing(w: World) -> None:
    with pytest.raises(LiveFileTouched):
        w.path.read_bytes()
    assert await w.database.write(lambda tx: tx.journal("drawer_opened", "drawer:1", actor="system")) == 1
    assert w.database.verify_journal().trouble is None


async def test_other_files_are_nobodys_business(w: World, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).close()
    assert other.read_bytes() == b""


async def test_a_closed_file_is_a_file_like_any_other(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        pass
    assert w.path.read_bytes().startswith(b"SQLite format 3\0")
    shutil.copy(w.path, tmp_path / "copy.db")


async def test_a_file_opened_through_a_link_is_guarded_under_its_real_name(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    async with world(tmp_path / "link") as w:
        for place in (w.path, tmp_path / "real" / w.path.name):
            with pytest.raises(LiveFileTouched):
                place.read_bytes()
