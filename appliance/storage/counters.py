"""Numbers that count up through a business date, without a gap, in the transaction that uses them."""

from appliance.storage.tx import Tx


def next_number(tx: Tx, name: str, business_date: str) -> int:
    """The next number of that name on that date (YYYY-MM-DD), starting at 1."""
    return int(
        tx.value(
            "INSERT INTO counter VALUES (:branch, :name, :date, 1)"
            " ON CONFLICT (branch, name, business_date) DO UPDATE SET value = value + 1 RETURNING value",
            {"branch": tx.branch, "name": name, "date": business_date},
        )
    )
