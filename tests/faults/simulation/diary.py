"""The journal tells everything that happened, once, and nothing that did not."""

import json
from collections.abc import Iterator

from appliance.storage import Reader

ONCE = {
    "order_sent": "SELECT 'order:' || id AS subject FROM guest_order",
    "payment_taken": "SELECT 'payment:' || id AS subject FROM payment",
    "ticket_seen": "SELECT 'ticket:' || id AS subject FROM ticket WHERE seen_at IS NOT NULL",
    "ticket_failover": "SELECT 'ticket:' || id AS subject FROM ticket WHERE failover_at IS NOT NULL",
}
"""Kinds that are told exactly once of each of these."""

EVER = {"ticket_printed": "SELECT 'ticket:' || id AS subject FROM ticket WHERE printed_at IS NOT NULL"}
"""Kinds that are told of exactly these, and may be told again: an unconfirmed paper is confirmed by a second one."""

BALANCES = {
    "visits that ended": (
        "table_session_closed",
        "table_session_restored",
        "SELECT count(*) FROM table_session WHERE state = 'closed'",
    ),
    "checks that are paid": (
        "check_paid",
        "check_reopened",
        "SELECT count(*) FROM guest_check WHERE paid_at IS NOT NULL",
    ),
    "visits": ("table_session_opened", "", "SELECT count(*) FROM table_session"),
}
"""So many of one kind less so many of another are as many rows."""

LAST_WORDS = {
    "print_job_changed": "SELECT 'print_job:' || id AS subject, state FROM print_job",
    "order_moved": """SELECT 'order:' || id AS subject, state FROM guest_order WHERE state <> 'RECEIVED'
 AND table_session_id NOT IN (SELECT table_session FROM journal WHERE kind = 'table_session_closed')""",
}
"""The last event of this kind about a row tells the state it has; ending and bringing back a visit tells of all its orders."""

LAST_OF_TICKETS = """SELECT id, state, (
 SELECT coalesce(j.data ->> 'state', t.value ->> 'state') FROM journal j
 LEFT JOIN json_each(j.data, '$.tickets') t ON t.value ->> 'id' = ticket.id
 WHERE j.table_session = ticket.table_session_id AND (t.value IS NOT NULL AND j.kind = 'lines_cancelled'
  OR j.kind IN ('ticket_moved', 'cancel_confirmed') AND j.subject = 'ticket:' || ticket.id)
 ORDER BY j.seq DESC LIMIT 1) AS told FROM ticket"""
"""Each ticket with the state it has and the one that was last told; a new one is told with its order."""


def wrong(reader: Reader) -> Iterator[str]:
    """Compares the journal with the tables."""
    for kind, sql in {**ONCE, **EVER}.items():
        told = _subjects(reader, kind) if kind in ONCE else sorted(set(_subjects(reader, kind)))
        there = sorted(row["subject"] for row in reader.all(sql))
        if told != there:
            yield f"journal: {kind} of {sorted(set(told) ^ set(there)) or 'something twice'}"
    for what, (more, less, sql) in BALANCES.items():
        balance = _count(reader, more) - _count(reader, less)
        if balance != reader.value(sql):
            yield f"journal: tells of {balance} {what}, there are {reader.value(sql)}"
    for kind, sql in LAST_WORDS.items():
        last = {
            row["subject"]: json.loads(row["data"])
            for row in reader.all(
                "SELECT subject, data FROM journal WHERE kind = :kind ORDER BY seq", {"kind": kind}
            )
        }
        for row in reader.all(sql):
            data = last.get(row["subject"], {})
            if data.get("state", data.get("after")) != row["state"]:
                yield f"journal: {row['subject']} is {row['state']}, {kind} last told {data}"

    for row in reader.all(LAST_OF_TICKETS):
        if row["state"] != (row["told"] or "NEW"):
            yield f"journal: ticket {row['id']} is {row['state']}, last told as {row['told']}"


def _subjects(reader: Reader, kind: str) -> list[str]:
    rows = reader.all("SELECT subject FROM journal WHERE kind = :kind ORDER BY subject", {"kind": kind})
    return [row["subject"] for row in rows]


def _count(reader: Reader, kind: str) -> int:
    return int(reader.value("SELECT count(*) FROM journal WHERE kind = :kind", {"kind": kind}))
