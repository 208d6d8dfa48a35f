"""Bringing the file's times back after the clock was ahead, so that nothing waits for a year that is far away.

Times of what has happened come out as they would have been by the right clock. The journal stays as it was written, and
so do business dates: they name the day a sale was counted under.
"""

from dataclasses import dataclass

from appliance.storage.tx import Tx

JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A column with the time something ends. `set_with`: the column of the row that says when it was set.

    `stays_over`: it gives access, and what had run out by the clock that was ahead does not begin again.
    """

    set_with: str | None
    stays_over: bool = False


DEADLINES = {
    ("availability", "until_at"): Deadline("changed_at"),
    ("guest_order", "promised_at"): Deadline("sent_at"),
    ("member", "expires_at"): Deadline("seen_at", stays_over=True),
    ("pairing_code", "expires_at"): Deadline(None, stays_over=True),
    ("sms", "expires_at"): Deadline("made_at"),
    ("staff_session", "expires_at"): Deadline("made_at", stays_over=True),
}
"""Every other time in the file is one at which something has happened, or may be tried again."""


def redate(tx: Tx, before_ms: int) -> int:
    """Times after `tx.now_ms` were written by a clock that stood at `before_ms` when it was now. Returns how many rows
    held such a time, also those of which nothing had to change.

    What has happened comes back by the difference. A deadline comes back with what set it, else it stays.
    """
    at = {"now": tx.now_ms, "before": before_ms, "ahead": before_ms - tx.now_ms}
    changed = 0
    for table, columns in _times(tx).items():
        changes = ", ".join(f"{one} = {_redated(table, one)}" for one in columns)
        late = " OR ".join(f"{one} > :now" for one in columns)
        changed += tx.execute(f"UPDATE {table} SET {changes} WHERE {late}", at)  # noqa: S608  names are the schema's
    return changed


def _times(tx: Tx) -> dict[str, list[str]]:
    """The columns with times, by table."""
    found: dict[str, list[str]] = {}
    for row in tx.all(
        """SELECT t.name AS tbl, c.name AS col FROM sqlite_schema t JOIN pragma_table_info(t.name) c
 WHERE t.type = 'table' AND c.type = 'INTEGER' AND substr(c.name, -3) = '_at' ORDER BY 1, 2"""
    ):
        if row["tbl"] != JOURNAL:
            found.setdefault(row["tbl"], []).append(row["col"])
    return found


def _redated(table: str, column: str) -> str:
    deadline = DEADLINES.get((table, column))
    if deadline is None:
        return f"CASE WHEN {column} > :now THEN min(:now, {column} - :ahead) ELSE {column} END"
    over = f"WHEN {column} BETWEEN :now AND :before THEN :now " if deadline.stays_over else ""
    ours = "" if deadline.set_with is None else f" AND {deadline.set_with} > :now"
    return f"CASE {over}WHEN {column} > :now{ours} THEN {column} - :ahead ELSE {column} END"
