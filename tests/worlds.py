"""A small world for tests: a real file in a temporary folder, a clock moved by hand, one venue with its branch."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from appliance.kernel.clock import ManualClock
from appliance.settings import Settings
from appliance.storage import Database, Tx, migrate

BRANCH = "branch-here"
NOON_MS = 1_790_935_200_000
"""Friday 2 October 2026, 12:00 in Rome."""


@dataclass(frozen=True)
class World:
    """What every back-end test needs; `path` is the live file."""

    database: Database
    clock: ManualClock
    settings: Settings
    path: Path


@asynccontextmanager
async def world(folder: Path, *, now_ms: int = NOON_MS, vfs: str | None = None) -> AsyncIterator[World]:
    """An open, migrated file with its branch, closed at the end. `vfs` names another file system for faults."""
    path = folder / "comanda.db"
    migrate(path, vfs=vfs)
    clock = ManualClock(now_ms)
    database = Database(path, clock=clock, vfs=vfs)
    database.open()
    try:
        await database.write(_found)
        database.refresh_branch()
        settings = Settings(database)
        settings.load()
        yield World(database, clock, settings, path)
    finally:
        await database.close()


def _found(tx: Tx) -> None:
    """The venue, once: the same folder may be opened again later in a test."""
    tx.execute("INSERT OR IGNORE INTO organisation VALUES ('organisation-1', 'Demo organisation')")
    tx.execute(
        "INSERT OR IGNORE INTO branch VALUES (:id, 'organisation-1', 'Demo branch', 1)",
        {"id": BRANCH},
    )
