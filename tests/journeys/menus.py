"""Changing the menu the way an owner does: export, edit, import."""

from collections.abc import Callable
from typing import Any

from tests.journeys.house import House


async def edit_item(h: House, item_id: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Export the menu, let `change` work on one dish, and import it again."""
    owner = await h.staff("owner")
    document = (await owner.get("/api/menu/export?format=json")).json()
    dishes = [dish for category in document["categories"] for dish in category["items"]]
    change(next(dish for dish in dishes if dish["id"] == item_id))
    answer = await owner.write("/api/menu/import?format=json&apply=true", document)
    assert answer.is_success, answer.text


async def stock(h: House, item_id: str, **wish: Any) -> None:
    """A cook takes a dish off, puts it back, or counts it."""
    cook = await h.staff("cook")
    answer = await cook.write(f"/api/items/{item_id}/availability", {"out": False, **wish})
    assert answer.is_success, answer.text
