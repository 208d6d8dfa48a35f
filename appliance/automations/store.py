"""When each automation ran last, and what is due for closing and purging."""

from appliance.storage import Reader, Tx


def last_run_at(reader: Reader, name: str) -> int:
    """0 when it never ran."""
    return int(reader.value("SELECT last_run_at FROM automation WHERE name = :name", {"name": name}) or 0)


def ran(tx: Tx, name: str) -> None:
    """It ran now."""
    tx.execute(
        "INSERT INTO automation VALUES (:name, :now) ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at",
        {"name": name, "now": tx.now_ms},
    )
