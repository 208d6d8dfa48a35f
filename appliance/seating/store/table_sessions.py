"""Visits in the file, and what of them is forgotten in time."""

from typing import Any

from appliance.seating.model import TableSession
from appliance.storage import Reader, Row, Tx

_TABLE_SESSION = """SELECT id, branch, table_id, state, opened_at, opened_by, business_date, covers, cart_mode, host_member_id,
 join_hash, last_activity_at, bill_requested_at, viewed_bill_at, paid_at, closed_at, closed_by, closed_how FROM table_session"""


def table_session(reader: Reader, id_: str) -> TableSession | None:
    """By id."""
    return reader.one_as(TableSession, f"{_TABLE_SESSION} WHERE id = :id", {"id": id_})


def open_at_table(reader: Reader, table_id: str) -> TableSession | None:
    """The party sitting at a table now."""
    return reader.one_as(
        TableSession, f"{_TABLE_SESSION} WHERE table_id = :table AND state = 'open'", {"table": table_id}
    )


def by_join_hash(reader: Reader, join_hash: bytes) -> TableSession | None:
    """The party whose own QR this is."""
    return reader.one_as(TableSession, f"{_TABLE_SESSION} WHERE join_hash = :hash", {"hash": join_hash})


def all_open(reader: Reader) -> list[TableSession]:
    """Every party in the house."""
    return reader.all_as(TableSession, f"{_TABLE_SESSION} WHERE state = 'open' ORDER BY opened_at")


def last_closed_at_tables(reader: Reader, after_ms: int) -> list[TableSession]:
    """Visits closed after a moment, for undo on the floor."""
    return reader.all_as(
        TableSession,
        f"{_TABLE_SESSION} WHERE state = 'closed' AND closed_at > :after ORDER BY closed_at",
        {"after": after_ms},
    )


def insert_table_session(tx: Tx, values: Row) -> None:
    """A new visit."""
    tx.execute(
        """INSERT INTO table_session (id, branch, table_id, state, opened_at, opened_by, business_date, covers, cart_mode,
 join_hash, last_activity_at) VALUES (:id, :branch, :table_id, 'open', :now, :opened_by, :business_date, :covers, :cart_mode,
 :join_hash, :now)""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def touch(tx: Tx, id_: str) -> None:
    """Something happened at the table."""
    tx.execute(
        "UPDATE table_session SET last_activity_at = :now WHERE id = :id", {"id": id_, "now": tx.now_ms}
    )


def close(tx: Tx, id_: str, closed_by: str, how: str) -> int:
    """End an open visit; returns how many rows moved."""
    return tx.execute(
        """UPDATE table_session SET state = 'closed', closed_at = :now, closed_by = :by, closed_how = :how
 WHERE id = :id AND state = 'open'""",
        {"id": id_, "now": tx.now_ms, "by": closed_by, "how": how},
    )


def restore(tx: Tx, id_: str) -> int:
    """Bring a closed visit back; returns how many rows moved."""
    return tx.execute(
        """UPDATE table_session SET state = 'open', closed_at = NULL, closed_by = NULL, closed_how = NULL,
 last_activity_at = :now WHERE id = :id AND state = 'closed'""",
        {"id": id_, "now": tx.now_ms},
    )


def set_field(tx: Tx, id_: str, field: str, value: Any) -> None:
    """Set one of: join_hash, bill_requested_at, viewed_bill_at, paid_at, host_member_id, covers."""
    if field not in (
        "join_hash",
        "bill_requested_at",
        "viewed_bill_at",
        "paid_at",
        "host_member_id",
        "covers",
    ):
        raise ValueError(field)
    tx.execute(f"UPDATE table_session SET {field} = :value WHERE id = :id", {"id": id_, "value": value})


def purge(tx: Tx, closed_before_ms: int) -> dict[str, int]:
    """Remove what only the visit itself needed: phones' tokens and nicknames, carts, calls, PINs, their stored answers."""
    old = "SELECT id FROM table_session WHERE state = 'closed' AND closed_at < :before"
    where = {"before": closed_before_ms}
    answers = tx.execute(
        f"""DELETE FROM answer WHERE subject = '' AND scope IN
 (SELECT 'member:' || id FROM member WHERE table_session_id IN ({old}))""",
        where,
    )
    carts = tx.execute(f"DELETE FROM cart_line WHERE table_session_id IN ({old})", where)
    tx.execute(f"DELETE FROM table_pin WHERE table_session_id IN ({old})", where)
    phones = tx.execute(
        f"""UPDATE member SET nickname = NULL, token_hash = randomblob(32) WHERE table_session_id IN ({old})
 AND (nickname IS NOT NULL OR expires_at > 0)""",
        where,
    )
    tx.execute(f"UPDATE member SET expires_at = 0 WHERE table_session_id IN ({old})", where)
    return {"answers": answers, "cart_lines": carts, "members": phones}
