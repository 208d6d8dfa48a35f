"""Every SQL text of surfaces: figures about many parties at once."""

from appliance.storage import Reader, Row

_OPEN = "SELECT id FROM table_session WHERE state = 'open'"


def order_figures(reader: Reader, table_session_id: str | None) -> dict[str, Row]:
    """Per visit: order numbers (JSON), since when the kitchen works on it, since when money is owed if any is, lines
    ready to serve, cancelled lines the kitchen has not confirmed. One visit, or all open ones.

    Money is owed since the first order that was sent after the last payment; a void one owes nothing.
    """
    rows = reader.all(
        f"""WITH paid AS (SELECT c.table_session_id AS visit, max(y.taken_at) AS at FROM guest_check c
 JOIN payment y ON y.check_id = c.id WHERE c.table_session_id IN ({_OPEN}) GROUP BY c.table_session_id)
 SELECT o.table_session_id AS id,
 json_group_array(DISTINCT o.number) AS numbers,
 min(CASE WHEN o.state IN ('RECEIVED', 'IN_PREPARATION') THEN o.sent_at END) AS kitchen_since,
 coalesce(min(CASE WHEN o.state <> 'VOIDED' AND o.sent_at > coalesce(paid.at, 0) THEN o.sent_at END),
  max(o.sent_at)) AS owed_since,
 (SELECT count(*) FROM order_line l JOIN guest_order oo ON oo.id = l.order_id
  WHERE oo.table_session_id = o.table_session_id AND l.state = 'READY') AS ready_lines,
 (SELECT count(*) FROM order_line l JOIN guest_order oo ON oo.id = l.order_id WHERE oo.table_session_id = o.table_session_id
  AND l.cancelled_at IS NOT NULL AND l.cancel_confirmed_at IS NULL) AS cancels_to_confirm
 FROM guest_order o LEFT JOIN paid ON paid.visit = o.table_session_id
 WHERE o.table_session_id IN ({_OPEN}) AND (:id IS NULL OR o.table_session_id = :id)
 GROUP BY o.table_session_id""",
        {"id": table_session_id},
    )
    return {row["id"]: row for row in rows}


def order_numbers(reader: Reader, table_session_id: str) -> list[int]:
    """The numbers of a visit's orders."""
    rows = reader.all(
        "SELECT number FROM guest_order WHERE table_session_id = :id ORDER BY number",
        {"id": table_session_id},
    )
    return [row["number"] for row in rows]


def tickets(reader: Reader, table_session_id: str) -> list[Row]:
    """A visit's tickets with their truths."""
    return reader.all(
        """SELECT t.id, t.order_id, coalesce(s.name, t.station_id) AS station, t.state, t.stored_at, t.seen_at, t.printed_at,
 t.printed_how, t.accepted_at FROM guest_order o JOIN ticket t ON t.order_id = o.id LEFT JOIN station s ON s.id = t.station_id
 WHERE o.table_session_id = :id ORDER BY t.order_number, s.position""",
        {"id": table_session_id},
    )


def table_of_visit(reader: Reader, table_session_id: str) -> str | None:
    """The table a visit belongs to."""
    found = reader.value("SELECT table_id FROM table_session WHERE id = :id", {"id": table_session_id})
    return None if found is None else str(found)


def is_closed(reader: Reader, table_session_id: str) -> bool:
    """Whether a visit has ended."""
    sql = "SELECT state = 'closed' FROM table_session WHERE id = :id"
    return bool(reader.value(sql, {"id": table_session_id}))


def closed_visits(reader: Reader, business_date: str) -> list[Row]:
    """The ended visits of a business date, latest first, with who closed them."""
    return reader.all(
        """SELECT s.id, t.name AS table_name, s.opened_at, s.closed_at, s.closed_how, s.covers, p.name AS closed_by_name
 FROM table_session s JOIN dining_table t ON t.id = s.table_id LEFT JOIN staff p ON 'staff:' || p.id = s.closed_by
 WHERE s.state = 'closed' AND s.business_date = :date ORDER BY s.closed_at DESC LIMIT 300""",
        {"date": business_date},
    )


def last_taken_by(reader: Reader, table_session_id: str) -> str | None:
    """The name of who took the last payment of a visit; None when there is none, or nobody on the staff took it."""
    found = reader.value(
        """SELECT p.name FROM payment y JOIN guest_check c ON c.id = y.check_id
 LEFT JOIN staff p ON 'staff:' || p.id = y.taken_by
 WHERE c.table_session_id = :id ORDER BY y.taken_at DESC, y.id DESC LIMIT 1""",
        {"id": table_session_id},
    )
    return None if found is None else str(found)
