"""Printers in the file, the stations that print on them, and how much waits for each."""

from dataclasses import dataclass
from typing import Any

from appliance.printing.model import PrinterRow
from appliance.storage import Reader, Row, Tx

_COLUMNS = (
    "id, name, bridge, address, profile, enabled, mac, backup_id, fail_over_after, token_hash, added_at"
)
_PRINTER = f"SELECT {_COLUMNS} FROM printer"
EDITABLE = frozenset(
    {"name", "bridge", "address", "profile", "enabled", "mac", "backup_id", "fail_over_after", "token_hash"}
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Open papers of a printer: all, tickets among them, those that ask because they are old, and those it gave away."""

    waiting: int = 0
    tickets: int = 0
    asking: int = 0
    moved: int = 0


def printers(reader: Reader) -> list[PrinterRow]:
    """Enabled printers of this branch."""
    return [one for one in all_printers(reader) if one.enabled]


def all_printers(reader: Reader) -> list[PrinterRow]:
    """Printers of this branch that were not removed, in use or not."""
    return reader.all_as(
        PrinterRow,
        f"{_PRINTER} WHERE branch = :branch AND removed_at IS NULL ORDER BY name, id",
        {"branch": reader.branch},
    )


def printer(reader: Reader, printer_id: str) -> PrinterRow | None:
    """One printer, unless it was removed."""
    return reader.one_as(PrinterRow, f"{_PRINTER} WHERE id = :id AND removed_at IS NULL", {"id": printer_id})


def printer_names(reader: Reader) -> dict[str, str]:
    """What people call each printer of this branch, also those not in use."""
    rows = reader.all("SELECT id, name FROM printer WHERE branch = :branch", {"branch": reader.branch})
    return {row["id"]: row["name"] for row in rows}


def backups(reader: Reader) -> dict[str, str | None]:
    """Each printer's backup."""
    return {one.id: one.backup_id for one in all_printers(reader)}


def counts(reader: Reader) -> dict[str, Counts]:
    """Open papers per printer."""
    rows = reader.all(
        """SELECT printer_id AS id, count(*) AS waiting, sum(kind = 'ticket') AS tickets,
 sum(asking = 1 AND asking_why = 'late') AS asking FROM print_job
 WHERE done_at IS NULL AND kind <> 'drawer' GROUP BY printer_id"""
    )
    moved = {
        row["id"]: row["moved"]
        for row in reader.all(
            """SELECT failover_from AS id, count(*) AS moved FROM print_job
 WHERE done_at IS NULL AND failover_from IS NOT NULL GROUP BY failover_from"""
        )
    }
    here = {row["id"]: (row["waiting"], row["tickets"], row["asking"]) for row in rows}
    return {one: Counts(*here.get(one, (0, 0, 0)), moved.get(one, 0)) for one in here | moved}


def last_how(reader: Reader, printer_id: str) -> str | None:
    """How sure the last done paper of a printer is."""
    found = reader.value(
        """SELECT confirmed_how FROM print_job WHERE printer_id = :id AND confirmed_how IS NOT NULL
 ORDER BY done_at DESC LIMIT 1""",
        {"id": printer_id},
    )
    return None if found is None else str(found)


def stations(reader: Reader) -> list[Row]:
    """Every station: id, name, printer_id."""
    return reader.all(
        "SELECT id, name, printer_id FROM station WHERE branch = :branch ORDER BY position, id",
        {"branch": reader.branch},
    )


def insert_printer(tx: Tx, values: dict[str, Any]) -> None:
    """A new printer."""
    tx.execute(
        """INSERT INTO printer (id, branch, name, bridge, address, profile, mac, backup_id, fail_over_after, token_hash,
 added_at) VALUES (:id, :branch, :name, :bridge, :address, :profile, :mac, :backup_id, :fail_over_after, :token_hash,
 :now)""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def edit_printer(tx: Tx, printer_id: str, changes: dict[str, Any]) -> int:
    """Set these columns; returns 0 when there is no such printer."""
    columns = ", ".join(f"{name} = :{name}" for name in changes if name in EDITABLE)
    return tx.execute(
        f"UPDATE printer SET {columns} WHERE id = :id AND removed_at IS NULL", {**changes, "id": printer_id}
    )


def remove_printer(tx: Tx, printer_id: str) -> None:
    """Out of use for good; the row stays for its papers."""
    tx.execute(
        "UPDATE printer SET enabled = 0, removed_at = :now, backup_id = NULL, token_hash = NULL WHERE id = :id",
        {"id": printer_id, "now": tx.now_ms},
    )


def replace_backup(tx: Tx, gone: str, heir: str | None) -> None:
    """Printers whose backup is `gone` get `heir` instead, and never themselves."""
    tx.execute(
        "UPDATE printer SET backup_id = nullif(:heir, id) WHERE backup_id = :gone",
        {"gone": gone, "heir": heir},
    )


def route_station(tx: Tx, station_id: str, printer_id: str) -> int:
    """The station prints there from now on; returns 0 when there is no such station."""
    return tx.execute(
        "UPDATE station SET printer_id = :printer WHERE id = :id AND branch = :branch",
        {"id": station_id, "printer": printer_id, "branch": tx.branch},
    )
