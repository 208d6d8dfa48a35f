"""Every SQL text of discovery: what was ignored, and the stations to choose from."""

from collections.abc import Iterable

from appliance.storage import Reader, Tx


def ignored(reader: Reader) -> set[str]:
    """Identities that are not to be offered."""
    rows = reader.all("SELECT key FROM found_ignored WHERE branch = :b", {"b": reader.branch})
    return {row["key"] for row in rows}


def ignore(tx: Tx, key: str, actor: str) -> int:
    """Do not offer it again; returns 0 when it was ignored already."""
    return tx.execute(
        "INSERT OR IGNORE INTO found_ignored VALUES (:b, :key, :at, :by)",
        {"b": tx.branch, "key": key, "at": tx.now_ms, "by": actor},
    )


def restore(tx: Tx, keys: Iterable[str]) -> int:
    """Offer it again; returns how many of its identities were ignored."""
    return sum(
        tx.execute("DELETE FROM found_ignored WHERE branch = :b AND key = :key", {"b": tx.branch, "key": key})
        for key in keys
    )


def stations(reader: Reader) -> list[tuple[str, str, bool]]:
    """Id, name and whether it has a printer, in order."""
    rows = reader.all(
        "SELECT id, name, printer_id FROM station WHERE branch = :b ORDER BY position, id",
        {"b": reader.branch},
    )
    return [(row["id"], row["name"], row["printer_id"] is not None) for row in rows]
