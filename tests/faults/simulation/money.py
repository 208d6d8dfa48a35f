"""Money: every bill is the sum of its parts, every payment is right, and nothing is closed by itself while owed."""

from collections.abc import Iterator
from fractions import Fraction

from appliance.checks import Bill, bill
from appliance.settings import VenueSettings
from appliance.storage import Reader, Row

WHOLE_BP = 10_000
HALF = Fraction(1, 2)


def wrong(reader: Reader, settings: VenueSettings) -> Iterator[str]:
    """Of every check there is."""
    for check in reader.all(
        """SELECT c.id, c.table_session_id, c.state, c.paid_at, c.total_minor, s.covers, s.closed_how,
 s.state AS visit, s.paid_at AS visit_paid_at FROM guest_check c JOIN table_session s ON s.id = c.table_session_id"""
    ):
        lines = reader.all(
            """SELECT l.quantity, l.unit_minor, l.tax_name, l.tax_bp, l.tax_inclusive FROM order_line l
 JOIN guest_order o ON o.id = l.order_id WHERE o.table_session_id = :id
 AND l.state <> 'CANCELLED'""",
            {"id": check["table_session_id"]},
        )
        shown = bill(reader, check["table_session_id"], settings)
        for trouble in (*_sums(shown, lines, check, settings), *_payments(reader, shown, check, settings)):
            yield f"money: check {shown.number}: {trouble}"
    owing = """SELECT count(*) FROM payment p WHERE NOT EXISTS (SELECT 1 FROM guest_check c WHERE c.id = p.check_id)"""
    if reader.value(owing):
        yield "money: a payment belongs to no check"


def _sums(shown: Bill, lines: list[Row], check: Row, settings: VenueSettings) -> Iterator[str]:
    subtotal = sum(line["quantity"] * line["unit_minor"] for line in lines)
    on_top = sum(tax.tax_minor for tax in shown.taxes if not tax.inclusive)
    if not subtotal == shown.subtotal_minor == sum(line.total_minor for line in shown.lines):
        yield f"subtotal {shown.subtotal_minor} of lines worth {subtotal}"
    if shown.total_minor != subtotal + shown.service_minor + on_top + shown.rounding_minor:
        yield f"total {shown.total_minor} is not the sum of its parts"
    charged = (check["covers"] or 0) >= settings.service_from_covers
    service = Fraction(subtotal * settings.service_bp, WHOLE_BP) if charged else Fraction(0)
    beside = shown.service_minor - service
    if abs(beside) > HALF and not (beside > 0 and shown.payments):  # what was paid of it stays
        yield f"service {shown.service_minor} of {subtotal}"
    base = shown.service_minor + subtotal
    parts = sum(tax.base_minor + (tax.tax_minor if tax.inclusive else 0) for tax in shown.taxes)
    if parts != base:
        yield f"taxes are on {parts}, not on {base}"
    for tax in shown.taxes:
        exact = Fraction(tax.base_minor * tax.rate_bp, WHOLE_BP)
        if abs(tax.tax_minor - exact) > 1:
            yield f"{tax.name} of {tax.tax_minor} on {tax.base_minor}"
    if {(line["tax_name"], line["tax_bp"]) for line in lines} != {
        (tax.name, tax.rate_bp) for tax in shown.taxes
    }:
        yield "a tax is missing"


def _payments(reader: Reader, shown: Bill, check: Row, settings: VenueSettings) -> Iterator[str]:
    rows = reader.all(
        "SELECT amount_minor, tendered_minor, change_minor FROM payment WHERE check_id = :id",
        {"id": check["id"]},
    )
    paid = sum(row["amount_minor"] for row in rows)
    if paid != shown.paid_minor or shown.total_minor - paid != shown.due_minor:
        yield f"{shown.due_minor} due of {shown.total_minor} with {paid} paid"
    for row in rows:
        if row["tendered_minor"] - row["amount_minor"] != row["change_minor"] or row["change_minor"] < 0:
            yield f"change {row['change_minor']} of {row['tendered_minor']} for {row['amount_minor']}"
        if row["amount_minor"] % settings.cash_coin_minor:
            yield f"{row['amount_minor']} in cash cannot be made of coins"
    settled = check["paid_at"] is not None
    if settled and (shown.due_minor != 0 or check["total_minor"] != paid):
        yield f"paid, with {shown.due_minor} due and {check['total_minor']} fixed of {paid} paid"
    if not settled and rows and shown.due_minor == 0:
        yield "nothing is due and yet it is not paid"
    if settled != (check["visit_paid_at"] is not None):
        yield "the visit and its check do not agree on being paid"
    right = "CLOSED" if check["visit"] == "closed" else "PAID" if settled else "OPEN"
    if check["state"] != right:
        yield f"is {check['state']}, not {right}"
    if check["closed_how"] == "auto" and shown.due_minor:
        yield f"was closed by itself while {shown.due_minor} was due"
