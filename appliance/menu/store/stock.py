"""What is left of each item, as the file has it: rows only for items somebody has said something about."""

from appliance.menu.model import Stock
from appliance.storage import Reader, Row, Tx


def load(reader: Reader) -> dict[str, Stock]:
    """Every row of this branch by item id."""
    rows = reader.all(
        "SELECT item_id, out, until_at, remaining FROM availability WHERE branch = :branch",
        {"branch": reader.branch},
    )
    return {row["item_id"]: _stock(row) for row in rows}


def one(reader: Reader, item_id: str) -> Stock:
    """The row of one item; plain when there is none."""
    row = reader.one(
        "SELECT item_id, out, until_at, remaining FROM availability WHERE item_id = :id", {"id": item_id}
    )
    return Stock(item_id) if row is None else _stock(row)


def save(tx: Tx, stock: Stock, changed_by: str) -> None:
    """Store what was said about an item."""
    tx.execute(
        "INSERT INTO availability (item_id, branch, out, until_at, remaining, changed_at, changed_by)"
        " VALUES (:item_id, :branch, :out, :until_at, :remaining, :at, :by)"
        " ON CONFLICT (item_id) DO UPDATE SET out = excluded.out, until_at = excluded.until_at,"
        " remaining = excluded.remaining, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        {
            "item_id": stock.item_id,
            "branch": tx.branch,
            "out": int(stock.out),
            "until_at": stock.until_at,
            "remaining": stock.remaining,
            "at": tx.now_ms,
            "by": changed_by,
        },
    )


def item_exists(reader: Reader, item_id: str) -> bool:
    """Whether this branch has the item, hidden or not."""
    params = {"id": item_id, "branch": reader.branch}
    return reader.value("SELECT 1 FROM item WHERE id = :id AND branch = :branch", params) is not None


def over(reader: Reader, now_ms: int) -> list[Stock]:
    """Items whose given time has passed and whose row still says out."""
    rows = reader.all(
        "SELECT item_id, out, until_at, remaining FROM availability"
        " WHERE branch = :branch AND out = 1 AND until_at IS NOT NULL AND until_at <= :now",
        {"branch": reader.branch, "now": now_ms},
    )
    return [_stock(row) for row in rows]


def dayparts_told_at(reader: Reader) -> int | None:
    """When it was last told which dayparts are on (ms), None when never."""
    told: int | None = reader.value("SELECT last_run_at FROM automation WHERE name = 'menu_dayparts'")
    return told


def note_dayparts_told(tx: Tx) -> None:
    """It is being told now."""
    tx.execute(
        "INSERT INTO automation (name, last_run_at) VALUES ('menu_dayparts', :at)"
        " ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at",
        {"at": tx.now_ms},
    )


def _stock(row: Row) -> Stock:
    return Stock(row["item_id"], bool(row["out"]), row["until_at"], row["remaining"])
