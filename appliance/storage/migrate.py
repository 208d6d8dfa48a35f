"""Numbered SQL files, each applied once, with its record in the same transaction and a snapshot before."""

from dataclasses import dataclass
from pathlib import Path

import apsw

from appliance.storage import connection as connections

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Step:
    """One numbered file."""

    number: int
    name: str
    sql: str


def steps(folder: Path = MIGRATIONS) -> list[Step]:
    """Every migration in order; raises RuntimeError when the numbers have a gap."""
    found = [
        Step(int(file.stem.split("_")[0]), file.stem, file.read_text())
        for file in sorted(folder.glob("*.sql"))
    ]
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise RuntimeError("migration files must be numbered 0001, 0002, … without a gap")
    return found


def migrate(path: Path, *, vfs: str | None = None, folder: Path = MIGRATIONS) -> list[str]:
    """Bring the file up to date; returns the names of the steps applied now.

    An existing file is copied beside itself (`NAME.before-0002`) before it is changed. Raises RuntimeError when the
    file is from a newer version.
    """
    connection = connections.open_writer(path, vfs)
    try:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migration"
            " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"
        )
        [(done,)] = connection.execute("SELECT coalesce(max(number), 0) FROM migration")
        known = steps(folder)
        if done > len(known):
            raise RuntimeError(
                f"this file was written by a newer version (schema {done}, this version knows {len(known)})"
            )
        due = known[done:]
        if due and done:
            _snapshot(connection, path.with_name(f"{path.name}.before-{due[0].number:04d}"))
        for step in due:
            _apply(connection, step)
        return [step.name for step in due]
    finally:
        connection.close()


def _snapshot(connection: apsw.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(target),))


def _apply(connection: apsw.Connection, step: Step) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(step.sql)
        connection.execute(
            "INSERT INTO migration VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            (step.number, step.name),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
