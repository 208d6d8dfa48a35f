"""What must hold in the file at any moment of any evening; each function yields what does not, its kind first.

Told in other words than the appliance's own code tells it, so that both would have to be wrong alike.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from appliance.settings import VenueSettings
from appliance.storage import Reader
from tests.faults.simulation import diary, money, stock
from tests.faults.simulation.network import Ledger

DONE = {"READY", "SERVED"}
BEGUN = {*DONE, "COOKING"}
ORDER_OF_TICKET = {"NEW": "RECEIVED", "COOKING": "IN_PREPARATION", "READY": "READY_FOR_PICKUP"}
LINE_STATES = {"SENT", "COOKING", "READY", "SERVED", "CANCELLED"}
"""Those that an evening without holds can have."""


def wrong(reader: Reader, settings: VenueSettings, ledger: Ledger) -> Iterator[str]:
    """Everything that must hold also in the middle of an evening."""
    yield from promised(reader, answered_orders(ledger), ledger.payments)
    yield from wished(reader, ledger.wished)
    yield from whole(reader)
    yield from numbered(reader)
    yield from in_step(reader)
    yield from diary.wrong(reader)
    yield from money.wrong(reader, settings)
    yield from stock.wrong(reader)


def answered_orders(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Every order the appliance has ever answered with, whether or not the answer arrived."""
    answers = (json.loads(answered.body) for answered in ledger.answered.values() if answered.status == 201)
    return {answer["order"]["id"]: answer["order"] for answer in answers if "order" in answer}


def promised(
    reader: Reader, orders: dict[str, dict[str, Any]], payments: dict[str, dict[str, Any]]
) -> Iterator[str]:
    """What was acknowledged is there, once, as it was told; pieces that were cancelled have a line beside it."""
    numbers = {row["id"]: row["number"] for row in reader.all("SELECT id, number FROM guest_order")}
    lines = {
        row["id"]: row
        for row in reader.all(
            """SELECT id, order_id, unit_minor, sum(quantity) OVER (PARTITION BY order_id, position) AS quantity
 FROM order_line"""
        )
    }
    for order_id, order in orders.items():
        if numbers.get(order_id) != order["number"]:
            yield f"lost: order {order['number']} was acknowledged and is not there"
        for line in order["lines"]:
            kept = lines.get(line["id"])
            told = (order_id, line["quantity"], line["unit_minor"])
            if kept is None or (kept["order_id"], kept["quantity"], kept["unit_minor"]) != told:
                yield f"lost: line {line['id']} of order {order['number']} was told as {told}, kept as {kept}"
    taken = {row["id"]: row["amount_minor"] for row in reader.all("SELECT id, amount_minor FROM payment")}
    for payment_id, payment in payments.items():
        if taken.get(payment_id) != payment["amount_minor"]:
            yield f"lost: payment {payment_id} of {payment['amount_minor']}"


def wished(reader: Reader, pieces: Counter[tuple[str, str]]) -> Iterator[str]:
    """Nobody gets more than was ever put into the cart."""
    for row in reader.all(
        """SELECT o.table_session_id AS visit, l.item_id, sum(l.quantity) AS ordered FROM order_line l
 JOIN guest_order o ON o.id = l.order_id GROUP BY 1, 2"""
    ):
        if row["ordered"] > pieces[row["visit"], row["item_id"]]:
            yield f"doubled: {row['ordered']} {row['item_id']} for {pieces[row['visit'], row['item_id']]} wished"


def from_nowhere(reader: Reader, orders: dict[str, dict[str, Any]]) -> Iterator[str]:
    """When every phone has heard its answer, no order is left that nobody was told of."""
    for row in reader.all("SELECT id, number FROM guest_order"):
        if row["id"] not in orders:
            yield f"doubled: order {row['number']} was never told to any phone"


def whole(reader: Reader) -> Iterator[str]:
    """No order without its lines, tickets, check and kept answer; no ticket without its paper."""
    for name, missing in {
        "lines": "SELECT 1 FROM order_line WHERE order_id = o.id",
        "ticket": "SELECT 1 FROM ticket WHERE order_id = o.id",
        "check": "SELECT 1 FROM guest_check WHERE table_session_id = o.table_session_id",
        "kept answer": "SELECT 1 FROM answer WHERE subject = 'order:' || o.id",
    }.items():
        for row in reader.all(f"SELECT number FROM guest_order o WHERE NOT EXISTS ({missing})"):  # noqa: S608
            yield f"half: order {row['number']} has no {name}"
    for row in reader.all(
        """SELECT t.id FROM ticket t LEFT JOIN order_line l ON l.ticket_id = t.id AND l.order_id = t.order_id
 GROUP BY t.id HAVING count(l.id) = 0"""
    ):
        yield f"half: ticket {row['id']} has no line of its order"
    for row in reader.all(
        """SELECT t.id FROM ticket t JOIN station s ON s.id = t.station_id AND s.prints = 'always'
 WHERE NOT EXISTS (SELECT 1 FROM print_job WHERE subject = 'ticket:' || t.id)"""
    ):
        yield f"half: ticket {row['id']} was never sent to paper"
    for row in reader.all(
        "SELECT l.id FROM order_line l JOIN ticket t ON t.id = l.ticket_id WHERE t.order_id <> l.order_id"
    ):
        yield f"half: line {row['id']} is on another order's ticket"


def numbered(reader: Reader) -> Iterator[str]:
    """Orders and checks count 1, 2, 3 … through each business date."""
    for table in ("guest_order", "guest_check"):
        rows = reader.all(f"SELECT business_date, number FROM {table} ORDER BY business_date, number")  # noqa: S608
        for date, group in groupby(rows, key=lambda row: row["business_date"]):
            numbers = [row["number"] for row in group]
            if numbers != list(range(1, len(numbers) + 1)):
                yield f"numbers: {table} of {date} has {numbers}"


def in_step(reader: Reader) -> Iterator[str]:
    """Tickets and orders are where their lines say, visits and orders end together."""
    lines = reader.all(
        "SELECT order_id, ticket_id, state, cancelled_at, cancel_confirmed_at AS confirmed_at FROM order_line"
    )
    for line in lines:
        if line["state"] not in LINE_STATES:
            yield f"state: a line is {line['state']}"
        if (line["cancelled_at"] is None) == (line["state"] == "CANCELLED"):
            yield f"state: a line is {line['state']}, cancelled at {line['cancelled_at']}"
    for ticket in reader.all("SELECT id, state FROM ticket"):
        of_it = [line for line in lines if line["ticket_id"] == ticket["id"]]
        states = [line["state"] for line in of_it]
        if set(states) == {"CANCELLED"}:
            known = all(line["confirmed_at"] is not None for line in of_it)
            if (ticket["state"] == "CANCELLED") != known:
                yield f"state: ticket {ticket['id']} is {ticket['state']}, all cancelled and known: {known}"
        elif ticket["state"] != _stage(states):
            yield f"state: ticket {ticket['id']} is {ticket['state']} with lines {states}"
    for order in reader.all(
        """SELECT o.id, o.number, o.state, s.state AS visit FROM guest_order o
 JOIN table_session s ON s.id = o.table_session_id"""
    ):
        states = [line["state"] for line in lines if line["order_id"] == order["id"]]
        right = "CLOSED" if order["visit"] == "closed" else ORDER_OF_TICKET[_stage(states)]
        right = "VOIDED" if set(states) == {"CANCELLED"} else right
        if order["state"] != right:
            yield f"state: order {order['number']} is {order['state']}, not {right}"


def unfinished(reader: Reader) -> Iterator[str]:
    """What an evening must not leave behind: paper that waits, tickets nobody and nothing has confirmed."""
    for row in reader.all("SELECT id, kind, state, asking FROM print_job WHERE done_at IS NULL"):
        yield f"stuck: {row['kind']} job {row['id']} is {row['state']}, asking {row['asking']}"
    for row in reader.all(
        """SELECT id FROM ticket WHERE seen_at IS NULL AND printed_at IS NULL AND accepted_at IS NULL
 AND state <> 'CANCELLED'"""
    ):
        yield f"stuck: ticket {row['id']} was never confirmed"
    for row in reader.all(
        "SELECT id FROM order_line WHERE cancelled_at IS NOT NULL AND cancel_confirmed_at IS NULL"
    ):
        yield f"stuck: nobody in the kitchen knows that line {row['id']} was cancelled"


def _stage(lines: list[str]) -> str:
    to_make = [state for state in lines if state != "CANCELLED"]
    if to_make and all(state in DONE for state in to_make):
        return "READY"
    return "COOKING" if any(state in BEGUN for state in to_make) else "NEW"
