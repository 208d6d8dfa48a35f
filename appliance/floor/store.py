"""Areas and tables in the file, and the secret that signs their codes."""

from appliance.floor.model import Area, DiningTable, Shape
from appliance.storage import Reader, Row, Tx

_TABLE = "t.id, t.area_id, t.name, t.seats, t.position, t.x, t.y, t.shape, t.enabled, t.qr_key, t.qr_epoch"


def secret(reader: Reader) -> bytes | None:
    """The key that signs table codes."""
    value: bytes | None = reader.value("SELECT value FROM secret WHERE name = 'qr'")
    return value


def save_secret(tx: Tx, value: bytes) -> None:
    """Keep that key; made once."""
    tx.execute("INSERT INTO secret (name, value) VALUES ('qr', :value)", {"value": value})


def areas(reader: Reader) -> list[Area]:
    """Every area in order."""
    sql = "SELECT id, name, position FROM area WHERE branch = :b ORDER BY position, id"
    return reader.all_as(Area, sql, {"b": reader.branch})


def add_area(tx: Tx, area: Area) -> None:
    """A new area."""
    tx.execute(
        "INSERT INTO area (id, branch, name, position) VALUES (:id, :branch, :name, :position)",
        {"id": area.id, "branch": tx.branch, "name": area.name, "position": area.position},
    )


def tables(reader: Reader) -> list[DiningTable]:
    """Every table, area by area."""
    sql = (
        f"SELECT {_TABLE} FROM dining_table t JOIN area a ON a.id = t.area_id"
        " WHERE t.branch = :b ORDER BY a.position, t.position, t.id"
    )
    return [_table(row) for row in reader.all(sql, {"b": reader.branch})]


def table(reader: Reader, table_id: str) -> DiningTable | None:
    """One table."""
    sql = f"SELECT {_TABLE} FROM dining_table t WHERE t.id = :id AND t.branch = :b"
    row = reader.one(sql, {"id": table_id, "b": reader.branch})
    return _table(row) if row else None


def table_by_key(reader: Reader, qr_key: str) -> DiningTable | None:
    """The table whose code carries this key."""
    sql = f"SELECT {_TABLE} FROM dining_table t WHERE t.qr_key = :key AND t.branch = :b"
    row = reader.one(sql, {"key": qr_key, "b": reader.branch})
    return _table(row) if row else None


def add_table(tx: Tx, table: DiningTable) -> None:
    """A new table."""
    tx.execute(
        "INSERT INTO dining_table (id, branch, area_id, name, seats, position, x, y, shape, enabled, qr_key, qr_epoch)"
        " VALUES (:id, :branch, :area_id, :name, :seats, :position, :x, :y, :shape, :enabled, :qr_key, :qr_epoch)",
        {
            "id": table.id,
            "branch": tx.branch,
            "area_id": table.area_id,
            "name": table.name,
            "seats": table.seats,
            "position": table.position,
            "x": table.x,
            "y": table.y,
            "shape": table.shape.value,
            "enabled": int(table.enabled),
            "qr_key": table.qr_key,
            "qr_epoch": table.qr_epoch,
        },
    )


def set_enabled(tx: Tx, table_id: str, enabled: bool) -> bool:
    """Switch a table; False when it already was so."""
    sql = "UPDATE dining_table SET enabled = :on WHERE id = :id AND branch = :b AND enabled <> :on"
    return tx.execute(sql, {"on": int(enabled), "id": table_id, "b": tx.branch}) == 1


def next_epoch(tx: Tx, table_id: str, before: int) -> bool:
    """Move a table's code to its next epoch; False when it is no longer at `before`."""
    sql = (
        "UPDATE dining_table SET qr_epoch = :before + 1 WHERE id = :id AND branch = :b AND qr_epoch = :before"
    )
    return tx.execute(sql, {"before": before, "id": table_id, "b": tx.branch}) == 1


def _table(row: Row) -> DiningTable:
    return DiningTable(**{**row, "shape": Shape(row["shape"]), "enabled": bool(row["enabled"])})
