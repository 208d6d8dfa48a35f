"""Every SQL text of the kitchen: stations, tickets and order lines."""

from typing import Any

import msgspec

from appliance.kitchen.model import LineRow, Standing, Station, TicketRow
from appliance.storage import Reader, Row, Tx

RECENT_MAX = 20
OPEN_MAX = 500

_TICKET_COLUMNS = """id, order_id, table_session_id, station_id, order_number, table_name, state, rush, stored_at,
 seen_at, seen_by, printed_at, printed_how, accepted_at, accepted_by, claimed_by, started_at, ready_at, failover_at,
 alerted_at"""
_TICKET = f"SELECT {_TICKET_COLUMNS} FROM ticket"
_TO_CONFIRM = "cancelled_at IS NOT NULL AND cancel_confirmed_at IS NULL"
_LINE = f"""SELECT id, ticket_id, position, item_id, names, options, note, allergens, quantity, course, state,
 {_TO_CONFIRM} AS to_confirm FROM order_line"""
_OPEN = f"(state IN ('NEW', 'COOKING') OR id IN (SELECT ticket_id FROM order_line WHERE {_TO_CONFIRM}))"
_TO_MAKE = "EXISTS (SELECT 1 FROM order_line l WHERE l.ticket_id = ticket.id AND l.state <> 'CANCELLED')"
_UNCONFIRMED = "seen_at IS NULL AND printed_at IS NULL AND accepted_at IS NULL"
_SHOWN = "(:stations = '[]' OR station_id IN (SELECT value FROM json_each(:stations)))"


def stations(reader: Reader) -> list[Station]:
    """This branch's stations in their order."""
    return reader.all_as(
        Station,
        "SELECT id, name, position, printer_id, prints FROM station WHERE branch = :branch ORDER BY position, id",
        {"branch": reader.branch},
    )


def ticket(reader: Reader, ticket_id: str) -> TicketRow | None:
    """By id."""
    return reader.one_as(TicketRow, f"{_TICKET} WHERE id = :id", {"id": ticket_id})


def tickets(reader: Reader, ticket_ids: list[str]) -> list[TicketRow]:
    """Those there are, oldest first."""
    sql = f"{_TICKET} WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY stored_at, rowid"
    return reader.all_as(TicketRow, sql, {"ids": _json(ticket_ids)})


def tickets_of_orders(reader: Reader, order_ids: list[str]) -> list[TicketRow]:
    """Every ticket of these orders, oldest first."""
    sql = f"{_TICKET} WHERE order_id IN (SELECT value FROM json_each(:ids)) ORDER BY stored_at, rowid"
    return reader.all_as(TicketRow, sql, {"ids": _json(order_ids)})


def open_tickets(reader: Reader, shown: list[str], since: int) -> list[TicketRow]:
    """Tickets of the shown stations (none = all) with something to make or a cancellation to confirm, oldest first."""
    return reader.all_as(
        TicketRow,
        f"""{_TICKET} WHERE branch = :branch AND stored_at >= :since AND {_OPEN} AND {_SHOWN}
 ORDER BY stored_at, rowid LIMIT :limit""",
        {"branch": reader.branch, "since": since, "stations": _json(shown), "limit": OPEN_MAX},
    )


def recent_tickets(reader: Reader, shown: list[str], since: int) -> list[TicketRow]:
    """The last READY tickets of the shown stations, newest first."""
    return reader.all_as(
        TicketRow,
        f"""{_TICKET} WHERE branch = :branch AND state = 'READY' AND ready_at >= :since AND {_SHOWN}
 ORDER BY ready_at DESC, rowid DESC LIMIT :limit""",
        {"branch": reader.branch, "since": since, "stations": _json(shown), "limit": RECENT_MAX},
    )


def average_ms(reader: Reader, shown: list[str], since: int) -> float | None:
    """How long tickets that became ready since then took from being stored."""
    average = reader.value(
        f"""SELECT avg(ready_at - stored_at) FROM ticket
 WHERE branch = :branch AND state = 'READY' AND ready_at >= :since AND {_SHOWN}""",
        {"branch": reader.branch, "since": since, "stations": _json(shown)},
    )
    return None if average is None else float(average)


def unconfirmed(reader: Reader, since: int) -> list[TicketRow]:
    """Tickets with something to make that no screen, no printer and no cook has confirmed, oldest first."""
    return reader.all_as(
        TicketRow,
        f"""{_TICKET} WHERE branch = :branch AND state IN ('NEW', 'COOKING') AND stored_at >= :since AND {_UNCONFIRMED}
 AND {_TO_MAKE} ORDER BY stored_at, rowid LIMIT :limit""",
        {"branch": reader.branch, "since": since, "limit": OPEN_MAX},
    )


def lines(reader: Reader, ticket_ids: list[str]) -> dict[str, list[LineRow]]:
    """The lines of these tickets, by ticket, in their order."""
    sql = f"{_LINE} WHERE ticket_id IN (SELECT value FROM json_each(:ids)) ORDER BY position, rowid"
    found: dict[str, list[LineRow]] = {ticket_id: [] for ticket_id in ticket_ids}
    for line in reader.all_as(LineRow, sql, {"ids": _json(ticket_ids)}):
        found[line.ticket_id].append(line)
    return found


def unheeded(reader: Reader, since: int) -> list[TicketRow]:
    """Tickets with a cancellation that nobody in the kitchen has confirmed, oldest first."""
    return reader.all_as(
        TicketRow,
        f"""{_TICKET} WHERE branch = :branch AND stored_at >= :since
 AND id IN (SELECT ticket_id FROM order_line WHERE {_TO_CONFIRM}) ORDER BY stored_at, rowid""",
        {"branch": reader.branch, "since": since},
    )


def cancelled_at(reader: Reader, ticket_id: str) -> int:
    """Since when the oldest unconfirmed cancellation of a ticket waits."""
    sql = f"SELECT min(cancelled_at) FROM order_line WHERE ticket_id = :id AND {_TO_CONFIRM}"
    return int(reader.value(sql, {"id": ticket_id}) or 0)


def last_move(reader: Reader, ticket: TicketRow) -> Row | None:
    """The last journalled move of a ticket: at, data."""
    return reader.one(
        """SELECT at, data FROM journal WHERE table_session = :table_session AND kind = 'ticket_moved'
 AND subject = :subject ORDER BY seq DESC LIMIT 1""",
        {"table_session": ticket.table_session_id, "subject": f"ticket:{ticket.id}"},
    )


def insert_station(tx: Tx, values: dict[str, Any]) -> None:
    """A new station."""
    tx.execute(
        """INSERT INTO station (id, branch, name, position, printer_id, prints)
 VALUES (:id, :branch, :name, :position, :printer_id, :prints)""",
        {**values, "branch": tx.branch},
    )


def insert_tickets(tx: Tx, rows: list[dict[str, Any]]) -> None:
    """New tickets."""
    tx.execute_many(
        """INSERT INTO ticket (id, branch, order_id, table_session_id, station_id, order_number, table_name, state,
 stored_at) VALUES (:id, :branch, :order_id, :table_session_id, :station_id, :order_number, :table_name, :state,
 :now)""",
        [{**row, "branch": tx.branch, "now": tx.now_ms} for row in rows],
    )


def insert_lines(tx: Tx, rows: list[dict[str, Any]]) -> None:
    """New order lines."""
    tx.execute_many(
        """INSERT INTO order_line (id, branch, order_id, ticket_id, position, member_id, item_id, names, options, note,
 allergens, quantity, unit_minor, tax_class, tax_name, tax_bp, tax_inclusive, course, prep_minutes, state, changed_at)
 VALUES (:id, :branch, :order_id, :ticket_id, :position, :member_id, :item_id, :names, :options, :note,
 :allergens, :quantity, :unit_minor, :tax_class, :tax_name, :tax_bp, :tax_inclusive, :course, :prep_minutes, :state,
 :now)""",
        [{**row, "branch": tx.branch, "now": tx.now_ms} for row in rows],
    )


def move_ticket(tx: Tx, ticket_id: str, before: Standing, after: Standing) -> int:
    """Bring a ticket that is still where we saw it to its new standing; returns how many rows moved."""
    return tx.execute(
        """UPDATE ticket SET state = :after, rush = :rush, started_at = :started_at, ready_at = :ready_at,
 claimed_by = :claimed_by WHERE id = :id AND state = :before""",
        {
            "id": ticket_id,
            "before": before.state,
            "after": after.state,
            "rush": int(after.rush),
            "started_at": after.started_at,
            "ready_at": after.ready_at,
            "claimed_by": after.claimed_by,
        },
    )


def move_line(tx: Tx, line_id: str, before: str, after: str) -> int:
    """Move a line that is still where we saw it; returns how many rows moved."""
    return tx.execute(
        "UPDATE order_line SET state = :after, changed_at = :now WHERE id = :id AND state = :before",
        {"id": line_id, "before": before, "after": after, "now": tx.now_ms},
    )


def cancel_line(tx: Tx, line_id: str, before: str, after: str, by: str, reason: str) -> int:
    """Take a whole line back that is still where we saw it; returns how many rows moved."""
    return tx.execute(
        """UPDATE order_line SET state = :after, changed_at = :now, cancelled_at = :now, cancelled_by = :by,
 cancelled_from = :before, cancel_reason = :reason WHERE id = :id AND state = :before""",
        {"id": line_id, "before": before, "after": after, "by": by, "reason": reason, "now": tx.now_ms},
    )


def split_line(tx: Tx, line_id: str, new_id: str, state: str, pieces: int) -> int:
    """Make a line of its own of some of its pieces; returns how many lines were divided."""
    where = {"id": line_id, "state": state, "pieces": pieces, "new_id": new_id, "now": tx.now_ms}
    tx.execute(
        """INSERT INTO order_line (id, branch, order_id, ticket_id, position, member_id, item_id, names, options, note,
 allergens, quantity, unit_minor, tax_class, tax_name, tax_bp, tax_inclusive, course, prep_minutes, state, changed_at)
 SELECT :new_id, branch, order_id, ticket_id, position, member_id, item_id, names, options, note, allergens, :pieces,
 unit_minor, tax_class, tax_name, tax_bp, tax_inclusive, course, prep_minutes, state, :now FROM order_line
 WHERE id = :id AND state = :state AND quantity > :pieces""",
        where,
    )
    return tx.execute(
        """UPDATE order_line SET quantity = quantity - :pieces, changed_at = :now
 WHERE id = :id AND state = :state AND quantity > :pieces""",
        where,
    )


def confirm_cancelled(tx: Tx, ticket_id: str, by: str) -> int:
    """The kitchen knows; returns how many lines it had not known of."""
    return tx.execute(
        f"""UPDATE order_line SET cancel_confirmed_at = :now, cancel_confirmed_by = :by
 WHERE ticket_id = :id AND {_TO_CONFIRM}""",
        {"id": ticket_id, "by": by, "now": tx.now_ms},
    )


def accept(tx: Tx, ticket_id: str, by: str) -> int:
    """A cook touched it; returns 0 when one had before."""
    return tx.execute(
        "UPDATE ticket SET accepted_at = :now, accepted_by = :by WHERE id = :id AND accepted_at IS NULL",
        {"id": ticket_id, "by": by, "now": tx.now_ms},
    )


def see(tx: Tx, ticket_id: str, device_id: str) -> int:
    """A screen showed it; returns 0 when one had before."""
    return tx.execute(
        "UPDATE ticket SET seen_at = :now, seen_by = :device WHERE id = :id AND seen_at IS NULL",
        {"id": ticket_id, "device": device_id, "now": tx.now_ms},
    )


def note_printed(tx: Tx, ticket_id: str, how: str) -> int:
    """It is on paper; returns 0 when that says nothing new. A surer word outdoes a less sure one."""
    return tx.execute(
        """UPDATE ticket SET printed_at = coalesce(printed_at, :now), printed_how = :how
 WHERE id = :id AND (printed_at IS NULL OR (:how = 'confirmed' AND printed_how <> 'confirmed')
 OR (:how = 'processed' AND printed_how = 'unconfirmed'))""",
        {"id": ticket_id, "how": how, "now": tx.now_ms},
    )


def alert(tx: Tx, ticket_id: str) -> int:
    """The floor is told; returns 0 when it had been."""
    return tx.execute(
        "UPDATE ticket SET alerted_at = :now WHERE id = :id AND alerted_at IS NULL",
        {"id": ticket_id, "now": tx.now_ms},
    )


def fail_over(tx: Tx, ticket_id: str) -> int:
    """Paper is asked for; returns 0 when it had been."""
    return tx.execute(
        "UPDATE ticket SET failover_at = :now WHERE id = :id AND failover_at IS NULL",
        {"id": ticket_id, "now": tx.now_ms},
    )


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
