"""The shared cart of a party and its calls in the file."""

import msgspec

from appliance.seating.model import Call, CartLine
from appliance.storage import Reader, Row, Tx

_CART = "SELECT table_session_id, id, branch, member_id, item_id, options, note, quantity, changed_at FROM cart_line"


def cart(reader: Reader, table_session_id: str) -> list[CartLine]:
    """Every cart line of a party, in the order of adding."""
    return reader.all_as(
        CartLine, f"{_CART} WHERE table_session_id = :id ORDER BY position", {"id": table_session_id}
    )


def cart_line(reader: Reader, table_session_id: str, line_id: str) -> CartLine | None:
    """One line."""
    return reader.one_as(
        CartLine,
        f"{_CART} WHERE table_session_id = :id AND id = :line",
        {"id": table_session_id, "line": line_id},
    )


def put_cart_line(tx: Tx, values: Row) -> None:
    """Insert a line or change its contents; whose it is and when it was added stay."""
    tx.execute(
        """INSERT INTO cart_line (table_session_id, id, branch, member_id, item_id, options, note, quantity, changed_at, position)
 VALUES (:table_session_id, :id, :branch, :member_id, :item_id, :options, :note, :quantity, :now,
 (SELECT coalesce(max(position), 0) + 1 FROM cart_line WHERE table_session_id = :table_session_id))
 ON CONFLICT (table_session_id, id) DO UPDATE SET item_id = excluded.item_id, options = excluded.options,
 note = excluded.note, quantity = excluded.quantity""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def order_numbers(reader: Reader, order_line_ids: list[str]) -> dict[str, int]:
    """The order each of these order lines belongs to; those that do not exist are left out."""
    rows = reader.all(
        """SELECT l.id, o.number FROM order_line l JOIN guest_order o ON o.id = l.order_id
 WHERE l.id IN (SELECT value FROM json_each(:ids))""",
        {"ids": msgspec.json.encode(order_line_ids).decode()},
    )
    return {row["id"]: row["number"] for row in rows}


def remove_cart_lines(tx: Tx, table_session_id: str, line_ids: list[str]) -> None:
    """Take lines out."""
    tx.execute_many(
        "DELETE FROM cart_line WHERE table_session_id = :id AND id = :line",
        [{"id": table_session_id, "line": line_id} for line_id in line_ids],
    )


def open_calls(reader: Reader, table_session_id: str) -> list[Call]:
    """A party's unanswered calls."""
    return reader.all_as(
        Call,
        "SELECT id, kind, made_at FROM call WHERE table_session_id = :id AND answered_at IS NULL ORDER BY made_at",
        {"id": table_session_id},
    )


def call(reader: Reader, id_: str) -> Row | None:
    """One call with its party."""
    return reader.one("SELECT id, table_session_id, kind, answered_at FROM call WHERE id = :id", {"id": id_})


def insert_call(tx: Tx, id_: str, table_session_id: str, kind: str) -> None:
    """A new call."""
    tx.execute(
        "INSERT INTO call (id, branch, table_session_id, kind, made_at) VALUES (:id, :branch, :ts, :kind, :now)",
        {"id": id_, "branch": tx.branch, "ts": table_session_id, "kind": kind, "now": tx.now_ms},
    )


def answer_call(tx: Tx, id_: str, answered_by: str) -> int:
    """Mark a call answered; returns how many rows moved."""
    return tx.execute(
        "UPDATE call SET answered_at = :now, answered_by = :by WHERE id = :id AND answered_at IS NULL",
        {"id": id_, "now": tx.now_ms, "by": answered_by},
    )
