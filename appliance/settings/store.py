"""Settings in the file: one row per key, JSON values; and what in the file they name."""

from typing import Any

import msgspec

from appliance.storage import Reader, Tx


def load(reader: Reader) -> dict[str, Any]:
    """Every stored key with its decoded value."""
    return {
        row["key"]: msgspec.json.decode(row["value"]) for row in reader.all("SELECT key, value FROM setting")
    }


def changed_at(reader: Reader, key: str) -> int:
    """When a key was changed last; 0 when never."""
    found = reader.value("SELECT changed_at FROM setting WHERE key = :key", {"key": key})
    return 0 if found is None else int(found)


def save(tx: Tx, key: str, value: Any, changed_by: str) -> None:
    """Store one key."""
    tx.execute(
        "INSERT INTO setting VALUES (:key, :value, :at, :by)"
        " ON CONFLICT (key) DO UPDATE"
        " SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        {"key": key, "value": msgspec.json.encode(value).decode(), "at": tx.now_ms, "by": changed_by},
    )


def printers(reader: Reader) -> dict[str, str]:
    """The names of the printers a setting may name, by id."""
    rows = reader.all(
        "SELECT id, name FROM printer WHERE branch = :branch AND removed_at IS NULL ORDER BY name, id",
        {"branch": reader.branch},
    )
    return {row["id"]: row["name"] for row in rows}


def items_taxed_by(reader: Reader, tax_class: str) -> list[dict[str, str]]:
    """The names, by language, of every item on the menu that has this tax class."""
    rows = reader.all(
        "SELECT names FROM item WHERE branch = :branch AND hidden = 0 AND tax_class = :class ORDER BY position, id",
        {"branch": reader.branch, "class": tax_class},
    )
    return [msgspec.json.decode(row["names"], type=dict[str, str]) for row in rows]
