"""An item gets its photo."""

from appliance.kernel.errors import NotFound
from appliance.menu.store import catalogue as stored
from appliance.menu.store import stock
from appliance.storage import Reader, Tx


def require_item(reader: Reader, item_id: str) -> None:
    """Raises NotFound `unknown_item`."""
    if not stock.item_exists(reader, item_id):
        raise NotFound("This item is not on the menu.", code="unknown_item")


def give_photo(
    tx: Tx, item_id: str, photo: str, *, actor: str, device: str | None = None, address: str | None = None
) -> None:
    """Name the file in `photo` as the item's. Journals menu_changed; raises NotFound `unknown_item`."""
    require_item(tx, item_id)
    stored.set_photo(tx, item_id, photo)
    data = {"added": [], "changed": [item_id], "hidden": []}
    tx.journal("menu_changed", f"item:{item_id}", actor=actor, device=device, address=address, data=data)
