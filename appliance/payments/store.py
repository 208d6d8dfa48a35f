"""Every SQL text of payments."""

from typing import Any

from appliance.storage import Reader, Tx


def insert_payment(tx: Tx, values: dict[str, Any]) -> None:
    """A payment; it never changes."""
    tx.execute(
        """INSERT INTO payment (id, branch, check_id, business_date, tender, amount_minor, tendered_minor, change_minor,
 taken_by, device_id, taken_at) VALUES (:id, :branch, :check_id, :business_date, :tender, :amount_minor, :tendered_minor,
 :change_minor, :taken_by, :device_id, :now)""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def receipts_printed(reader: Reader, check_id: str) -> int:
    """How many receipts of a check were asked for already."""
    return int(
        reader.value(
            "SELECT count(*) FROM print_job WHERE kind = 'receipt' AND subject = :subject",
            {"subject": f"check:{check_id}"},
        )
    )
