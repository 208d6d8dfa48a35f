"""Orders as small as they can be and still touch what an order touches: order, ticket, lines, journal, kept answer."""

import json
from collections.abc import Iterator

from appliance.kernel.errors import Conflict
from appliance.storage import Answer, Reader, Tx, answer_once, next_number

LINES = 3
DATE = "2026-10-02"

Acknowledged = dict[str, bytes]
"""Idempotency key -> the answer the guest has been given."""


def set_tables(tx: Tx) -> None:
    tx.execute("INSERT INTO area VALUES ('area-1', :branch, 'Dining room', 1)", {"branch": tx.branch})
    tx.execute(
        "INSERT INTO dining_table (id, branch, area_id, name, seats, position, x, y, shape, qr_key)"
        " VALUES ('table-1', :branch, 'area-1', 'Table 1', 4, 1, 0, 0, 'round', 'qr-1')",
        {"branch": tx.branch},
    )
    tx.execute(
        "INSERT INTO table_session (id, branch, table_id, state, opened_at, opened_by, business_date, cart_mode,"
        " last_activity_at) VALUES ('visit-1', :branch, 'table-1', 'open', 0, 'qr', :date, 'family', 0)",
        {"branch": tx.branch, "date": DATE},
    )
    tx.journal("table_session_opened", "table_session:visit-1", actor="system", table_session="visit-1")


def order_once(tx: Tx, key: str) -> Answer:
    return answer_once(
        tx, scope="member:1", key=key, request=key.encode(), work=lambda tx: _send_order(tx, key)
    )


def _send_order(tx: Tx, key: str) -> Answer:
    """An order as the orders room writes it: order, ticket, lines, journal row; the answer is stored beside them."""
    order_id, ticket_id, number = tx.new_id(), tx.new_id(), next_number(tx, "order", DATE)
    ids = {"order": order_id, "ticket": ticket_id, "branch": tx.branch, "number": number, "at": tx.now_ms}
    tx.execute(
        "INSERT INTO guest_order (id, branch, table_session_id, table_id, dining_option, number, business_date,"
        " state, placed_by, sent_at, promised_at) VALUES (:order, :branch, 'visit-1', 'table-1', 'dine_in', :number,"
        " '2026-10-02', 'RECEIVED', 'member:1', :at, :at)",
        ids,
    )
    tx.execute(
        "INSERT INTO ticket (id, branch, order_id, table_session_id, station_id, order_number, table_name, state,"
        " stored_at) VALUES (:ticket, :branch, :order, 'visit-1', 'grill', :number, 'Table 1', 'NEW', :at)",
        ids,
    )
    tx.execute_many(
        "INSERT INTO order_line (id, branch, order_id, ticket_id, position, item_id, names, options, note, quantity,"
        " unit_minor, tax_class, tax_name, tax_bp, tax_inclusive, course, prep_minutes, state, changed_at) VALUES"
        " (:line, :branch, :order, :ticket, :position, 'item-1', '{}', '[]', :note, 1, 900, 'food', 'VAT', 1000, 1,"
        " 'main', 9, 'SENT', :at)",
        [
            {**ids, "line": tx.new_id(), "position": position, "note": "n" * (len(key) * 37 % 400)}
            for position in range(LINES)
        ],
    )
    tx.journal(
        "order_sent",
        f"order:{order_id}",
        actor="member:1",
        table_session="visit-1",
        data={"order_id": order_id, "number": number},
    )
    return Answer(201, json.dumps({"order": order_id, "number": number}).encode(), f"order:{order_id}")


def refused_order(tx: Tx) -> None:
    _send_order(tx, "refused")
    raise Conflict("Sold out.")


def cook_something(tx: Tx) -> None:
    """Changes an old row, so that pages are written again and again."""
    order_id = tx.value("SELECT id FROM guest_order WHERE state = 'RECEIVED' ORDER BY id LIMIT 1")
    tx.execute("UPDATE guest_order SET state = 'IN_PREPARATION' WHERE id = :id", {"id": order_id})
    tx.journal("order_moved", f"order:{order_id}", actor="system", table_session="visit-1")


def wrong(reader: Reader, acknowledged: Acknowledged) -> Iterator[str]:
    for row in reader.all("PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            yield f"torn: {row}"
    for row in reader.all("PRAGMA foreign_key_check"):
        yield f"torn: {row}"
    kept = {row["key"]: row["body"] for row in reader.all("SELECT key, body FROM answer")}
    for key, body in acknowledged.items():
        if kept.get(key) != body:
            yield f"lost: the order of {key} was acknowledged"
    orders = reader.all(
        """SELECT id, (SELECT count(*) FROM order_line WHERE order_id = o.id) AS lines,
               (SELECT count(*) FROM ticket WHERE order_id = o.id) AS tickets,
               (SELECT count(*) FROM answer WHERE subject = 'order:' || o.id) AS answers,
               (SELECT count(*) FROM journal WHERE kind = 'order_sent' AND subject = 'order:' || o.id) AS events
           FROM guest_order o"""
    )
    for order in orders:
        if (order["lines"], order["tickets"], order["answers"], order["events"]) != (LINES, 1, 1, 1):
            yield f"torn: {order}"
