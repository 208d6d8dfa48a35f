"""What one real order writes and answers, read from the appliance's file, so that the floor can do exactly the same."""

import base64
import json
from pathlib import Path
from typing import Any

from appliance.storage import connection as connections

Json = dict[str, Any]

_TABLES = {
    "area": "id = (SELECT area_id FROM dining_table WHERE id = (SELECT table_id FROM guest_order WHERE id = :order))",
    "dining_table": "id = (SELECT table_id FROM guest_order WHERE id = :order)",
    "printer": "1",
    "guest_order": "id = :order",
    "ticket": "order_id = :order ORDER BY rowid",
    "order_line": "order_id = :order ORDER BY rowid",
    "print_job": "subject IN (SELECT 'ticket:' || id FROM ticket WHERE order_id = :order) ORDER BY rowid",
    "guest_check": "table_session_id = (SELECT table_session_id FROM guest_order WHERE id = :order)",
    "journal": "seq > :before AND seq <= :seq ORDER BY seq",
    "answer": "subject = 'order:' || :order",
    "table_session": "id = (SELECT table_session_id FROM guest_order WHERE id = :order)",
    "member": "id = (SELECT substr(placed_by, length('member:') + 1) FROM guest_order WHERE id = :order)",
}
_NOT_YET = {
    "ticket": (
        "seen_at",
        "seen_by",
        "printed_at",
        "printed_how",
        "accepted_at",
        "accepted_by",
        "failover_at",
        "alerted_at",
    ),
    "print_job": ("confirmed_how", "decided_at", "last_error", "sent_at", "done_at", "done_why"),
}
"""Columns that are filled after the order's own transaction."""
_FRESH: dict[str, Json] = {
    "print_job": {"state": "queued", "attempts": 0},
    "guest_order": {"state": "RECEIVED"},
    "ticket": {"state": "NEW"},
}


def last_seq(database: Path) -> int:
    """The journal's last seq, read beside the running appliance."""
    reader = connections.open_reader(database)
    try:
        [(seq,)] = reader.execute("SELECT coalesce(max(seq), 0) FROM journal")
        return int(seq)
    finally:
        reader.close()


def orders_in(database: Path) -> int:
    """How many orders the file has."""
    reader = connections.open_reader(database)
    try:
        [(count,)] = reader.execute("SELECT count(*) FROM guest_order")
        return int(count)
    finally:
        reader.close()


def record(database: Path, order_id: str, before: int, seq: int, response: bytes, cart: list[Json]) -> Json:
    """Every row of the order's transaction (`before` < journal seq <= `seq`), its parents, the cart's lines, the answer."""
    reader = connections.open_reader(database)
    try:
        where = {"order": order_id, "before": before, "seq": seq}
        rows = {}
        for table, condition in _TABLES.items():
            cursor = reader.execute(f"SELECT * FROM {table} WHERE {condition}", where)  # noqa: S608
            rows[table] = [
                _as_written(
                    table, dict(zip([one[0] for one in cursor.get_description()], values, strict=True))
                )
                for values in cursor
            ]
        return {"rows": rows, "cart": cart, "response": _plain(response)}
    finally:
        reader.close()


def load(file: Path) -> Json:
    """A recording as `save` left it, with its bytes as bytes."""
    return dict(json.loads(file.read_text(), object_hook=_with_bytes))


def save(recording: Json, file: Path) -> None:
    """Keep a recording."""
    file.write_text(json.dumps(recording))


def _as_written(table: str, row: Json) -> Json:
    later: Json = dict.fromkeys(_NOT_YET.get(table, ()))
    return {name: _plain(value) for name, value in {**row, **later, **_FRESH.get(table, {})}.items()}


def _plain(value: Any) -> Any:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _with_bytes(value: Json) -> Any:
    return base64.b64decode(value["bytes"]) if set(value) == {"bytes"} else value
