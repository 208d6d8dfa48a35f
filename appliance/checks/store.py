"""Every SQL text of checks."""

from typing import Any

from appliance.checks.model import BillPayment, GuestCheck, OwedLine
from appliance.storage import Reader, Row, Tx

_CHECK = """SELECT id, branch, table_session_id, number, business_date, state, covers, total_minor, tax_minor, service_minor,
 rounding_minor, made_at, paid_at, closed_at FROM guest_check"""
_OWED = """SELECT o.number AS order_number, l.member_id, l.names, l.options, l.quantity, l.unit_minor, l.tax_name, l.tax_bp,
 l.tax_inclusive FROM order_line l JOIN guest_order o ON o.id = l.order_id
 WHERE o.table_session_id = :id AND l.state <> 'CANCELLED' AND o.state <> 'VOIDED' ORDER BY o.number, l.position"""


def check_of(reader: Reader, table_session_id: str) -> GuestCheck | None:
    """A party's check, once it has ordered."""
    return reader.one_as(GuestCheck, f"{_CHECK} WHERE table_session_id = :id", {"id": table_session_id})


def checks_of_open(reader: Reader) -> dict[str, GuestCheck]:
    """The check of every open visit that has one, by table session."""
    rows = reader.all_as(
        GuestCheck, f"{_CHECK} WHERE table_session_id IN (SELECT id FROM table_session WHERE state = 'open')"
    )
    return {row.table_session_id: row for row in rows}


def owed_lines(reader: Reader, table_session_id: str) -> list[OwedLine]:
    """Every line that counts, in order of ordering."""
    return reader.all_as(OwedLine, _OWED, {"id": table_session_id})


def payments(reader: Reader, check_id: str) -> list[BillPayment]:
    """Payments of a check, oldest first."""
    return reader.all_as(
        BillPayment,
        "SELECT tender, amount_minor, tendered_minor, change_minor, taken_at FROM payment"
        " WHERE check_id = :id ORDER BY taken_at, id",
        {"id": check_id},
    )


def paid_minor(reader: Reader, check_id: str) -> int:
    """What has been paid on a check."""
    return int(
        reader.value(
            "SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE check_id = :id", {"id": check_id}
        )
    )


def table_of(reader: Reader, table_session_id: str) -> Row | None:
    """The name of the party's table, its covers and whether it has looked at the bill."""
    return reader.one(
        """SELECT t.name, s.covers, s.viewed_bill_at, s.table_id FROM table_session s JOIN dining_table t ON t.id = s.table_id
 WHERE s.id = :id""",
        {"id": table_session_id},
    )


def insert_check(tx: Tx, values: dict[str, Any]) -> None:
    """A new open check."""
    tx.execute(
        """INSERT INTO guest_check (id, branch, table_session_id, number, business_date, state, covers, made_at)
 VALUES (:id, :branch, :table_session_id, :number, :business_date, 'OPEN', :covers, :now)""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def move_check(tx: Tx, check_id: str, before: str, after: str) -> int:
    """Move a check that is still where we saw it; returns how many rows moved."""
    return tx.execute(
        "UPDATE guest_check SET state = :after WHERE id = :id AND state = :before",
        {"id": check_id, "before": before, "after": after},
    )


def fix_amounts(tx: Tx, check_id: str, amounts: dict[str, int]) -> None:
    """Write down the amounts a check was paid with."""
    tx.execute(
        """UPDATE guest_check SET total_minor = :total, tax_minor = :tax, service_minor = :service,
 rounding_minor = :rounding, paid_at = :now WHERE id = :id""",
        {**amounts, "id": check_id, "now": tx.now_ms},
    )


def owe_again(tx: Tx, check_id: str) -> None:
    """More was ordered: the amounts are open again. The service charge that was paid stays, and what rounding has taken
    or given, as their payments do.
    """
    tx.execute(
        "UPDATE guest_check SET total_minor = NULL, tax_minor = NULL, paid_at = NULL WHERE id = :id",
        {"id": check_id},
    )


def set_closed_at(tx: Tx, check_id: str, closed_at: int | None) -> None:
    """When the check was closed, or None when it was brought back."""
    tx.execute("UPDATE guest_check SET closed_at = :at WHERE id = :id", {"id": check_id, "at": closed_at})


def set_paid_at(tx: Tx, table_session_id: str, paid_at: int | None) -> None:
    """When the party paid, or None when it ordered more."""
    tx.execute(
        "UPDATE table_session SET paid_at = :at WHERE id = :id", {"id": table_session_id, "at": paid_at}
    )


def forget_bill_request(tx: Tx, table_session_id: str) -> None:
    """The bill that the party asked for is paid."""
    tx.execute("UPDATE table_session SET bill_requested_at = NULL WHERE id = :id", {"id": table_session_id})


def set_viewed(tx: Tx, table_session_id: str) -> int:
    """The party looked at its bill; returns 0 when it had before."""
    return tx.execute(
        "UPDATE table_session SET viewed_bill_at = :now WHERE id = :id AND viewed_bill_at IS NULL",
        {"id": table_session_id, "now": tx.now_ms},
    )
