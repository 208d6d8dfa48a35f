"""Counted dishes: no more is sold than there was, and what is out is not sold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from appliance.storage import Reader


@dataclass
class _Shelf:
    """One dish as the journal tells it so far."""

    count: int | None = None
    sold: int = 0
    out: bool = False
    out_until: int | None = None
    troubles: list[str] = field(default_factory=list)


def wrong(reader: Reader) -> Iterator[str]:
    """Replays what people said about dishes, and every sale, in the journal's order."""
    shelves: dict[str, _Shelf] = {}
    sales = _sales(reader)
    for row in reader.all(
        """SELECT at, kind, subject, actor, data FROM journal
 WHERE kind IN ('availability_changed', 'order_sent') ORDER BY seq"""
    ):
        if row["kind"] == "order_sent":
            for item_id, quantity in sales.get(row["subject"], {}).items():
                _sell(shelves.setdefault(item_id, _Shelf()), item_id, quantity, row["at"])
            continue
        data = json.loads(row["data"])
        shelf = shelves.setdefault(data["item_id"], _Shelf())
        if row["actor"] != "system":  # a person said so; the rest is the appliance counting down
            shelf.count, shelf.sold = data["remaining"], 0
        shelf.out, shelf.out_until = data["why"] == "out", data["until_at"]
    left = {
        row["item_id"]: row["remaining"] for row in reader.all("SELECT item_id, remaining FROM availability")
    }
    for item_id, shelf in shelves.items():
        yield from shelf.troubles
        if shelf.count is not None and left.get(item_id) != shelf.count - shelf.sold:
            yield f"stock: {item_id} had {shelf.count}, sold {shelf.sold}, and has {left.get(item_id)} left"


def _sell(shelf: _Shelf, item_id: str, quantity: int, at: int) -> None:
    shelf.sold += quantity
    if shelf.count is not None and shelf.sold > shelf.count:
        shelf.troubles.append(f"stock: {shelf.sold} {item_id} were sold of {shelf.count}")
    if shelf.out and (shelf.out_until is None or at < shelf.out_until):
        shelf.troubles.append(f"stock: {item_id} was sold while it was out")


def _sales(reader: Reader) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in reader.all("SELECT order_id, item_id, sum(quantity) AS sold FROM order_line GROUP BY 1, 2"):
        found.setdefault(f"order:{row['order_id']}", {})[row["item_id"]] = row["sold"]
    return found
