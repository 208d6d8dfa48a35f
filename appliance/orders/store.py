"""Every SQL text of orders."""

from appliance.kernel.errors import NotFound
from appliance.orders.model import Order
from appliance.storage import Reader, Row, Tx

_ORDER = """SELECT id, branch, table_session_id, table_id, dining_option, number, business_date, state, placed_by, sent_at,
 promised_at, prep_started_at, ready_at, picked_up_at, closed_at, voided_at FROM guest_order"""
_NEW = (
    "id", "branch", "table_session_id", "table_id", "dining_option", "number", "business_date", "state", "placed_by",
    "sent_at", "promised_at",
)  # fmt: skip
_STAMPS = frozenset({"prep_started_at", "ready_at", "picked_up_at", "closed_at", "voided_at"})


def order(reader: Reader, id_: str) -> Order | None:
    """By id."""
    return reader.one_as(Order, f"{_ORDER} WHERE id = :id", {"id": id_})


def require_order(reader: Reader, id_: str) -> Order:
    """By id, or NotFound."""
    found = order(reader, id_)
    if found is None:
        raise NotFound("There is no such order.")
    return found


def orders_of(reader: Reader, table_session_id: str) -> list[Order]:
    """A party's orders, oldest first."""
    return reader.all_as(
        Order, f"{_ORDER} WHERE table_session_id = :id ORDER BY number", {"id": table_session_id}
    )


def insert_order(tx: Tx, new: Order) -> None:
    """A new order."""
    tx.execute(
        """INSERT INTO guest_order (id, branch, table_session_id, table_id, dining_option, number, business_date, state,
 placed_by, sent_at, promised_at) VALUES (:id, :branch, :table_session_id, :table_id, :dining_option, :number,
 :business_date, :state, :placed_by, :sent_at, :promised_at)""",
        {name: getattr(new, name) for name in _NEW},
    )


def move_order(tx: Tx, order_id: str, before: str, after: str) -> int:
    """Move an order that is still where we saw it; returns how many rows moved."""
    return tx.execute(
        "UPDATE guest_order SET state = :after WHERE id = :id AND state = :before",
        {"id": order_id, "before": before, "after": after},
    )


def stamp(tx: Tx, order_id: str, field: str, at: int | None) -> None:
    """Set one of the order's timestamps."""
    if field not in _STAMPS:
        raise ValueError(field)
    tx.execute(f"UPDATE guest_order SET {field} = :at WHERE id = :id", {"id": order_id, "at": at})


def line_rows(reader: Reader, table_session_id: str) -> list[Row]:
    """Every line of a party's orders with its order."""
    return reader.all(
        """SELECT l.order_id, l.id, l.item_id, l.names, l.options, l.note, l.quantity, l.unit_minor, l.state, l.member_id,
 l.cancelled_at IS NOT NULL AND l.cancel_confirmed_at IS NULL AS to_confirm
 FROM order_line l JOIN guest_order o ON o.id = l.order_id
 WHERE o.table_session_id = :id ORDER BY o.number, l.position, l.rowid""",
        {"id": table_session_id},
    )


def line_states(reader: Reader, order_id: str) -> list[str]:
    """The states of an order's lines."""
    return [
        row["state"]
        for row in reader.all("SELECT state FROM order_line WHERE order_id = :id", {"id": order_id})
    ]


def pieces_by_state(reader: Reader, table_session_id: str) -> dict[str, int]:
    """How many dishes of a party are in each state."""
    rows = reader.all(
        """SELECT l.state, sum(l.quantity) AS pieces FROM guest_order o JOIN order_line l ON l.order_id = o.id
 WHERE o.table_session_id = :id GROUP BY l.state""",
        {"id": table_session_id},
    )
    return {row["state"]: row["pieces"] for row in rows}


def ready_after_close(reader: Reader, closed_after_ms: int, ready_after_ms: int) -> list[Row]:
    """Orders of visits that have ended, with dishes that are ready and not served: per order, since when."""
    return reader.all(
        """SELECT o.id AS order_id, o.number, t.name AS table_name, min(l.changed_at) AS since FROM table_session s
 JOIN guest_order o ON o.table_session_id = s.id JOIN order_line l ON l.order_id = o.id
 JOIN dining_table t ON t.id = s.table_id
 WHERE s.state = 'closed' AND s.closed_at > :closed_after AND l.state = 'READY' AND l.changed_at > :ready_after
 GROUP BY o.id ORDER BY since""",
        {"closed_after": closed_after_ms, "ready_after": ready_after_ms},
    )


def unacknowledged(reader: Reader, table_session_id: str) -> set[str]:
    """Orders with a ticket that neither a screen, nor a printer, nor a cook has confirmed, and something left to make on it."""
    rows = reader.all(
        """SELECT DISTINCT t.order_id FROM guest_order o JOIN ticket t ON t.order_id = o.id WHERE o.table_session_id = :id
 AND t.seen_at IS NULL AND t.printed_at IS NULL AND t.accepted_at IS NULL
 AND EXISTS (SELECT 1 FROM order_line l WHERE l.ticket_id = t.id AND l.state <> 'CANCELLED')""",
        {"id": table_session_id},
    )
    return {row["order_id"] for row in rows}
