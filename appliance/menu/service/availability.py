"""What is left: the kitchen says so, orders take from it in their own transaction, everybody sees the same."""

from typing import Any

import msgspec

from appliance.kernel.clock import local
from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.menu import rules
from appliance.menu.book import MenuBook
from appliance.menu.model import Item, ItemAvailability, Stock, Why, text_in
from appliance.menu.store import stock as stored
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx

REMAINING_MAX = 9_999


def set_availability(
    tx: Tx,
    item_id: str,
    out: bool,
    remaining: int | None,
    until_at: int | None,
    actor: str,
    device: str | None = None,
) -> ItemAvailability:
    """Take an item off (for good or until `until_at`, ms), put it back, or count it down (`remaining`, None = not counted).

    Journals availability_changed when something changed. Raises NotFound `unknown_item`, Invalid for a count that cannot be.
    """
    if not stored.item_exists(tx, item_id):
        raise NotFound("This item is not on the menu.", code="unknown_item")
    if remaining is not None and not 0 <= remaining <= REMAINING_MAX:
        raise Invalid(f"The count must be between 0 and {REMAINING_MAX}.", code="count_wrong")
    over = until_at is not None and until_at <= tx.now_ms
    off = out and not over
    wanted = Stock(item_id, off, until_at if off else None, remaining)
    if wanted != stored.one(tx, item_id):
        _change(tx, wanted, actor, device)
    return rules.standing(wanted, tx.now_ms)


def availability(
    reader: Reader, book: MenuBook, settings: VenueSettings, now_ms: int
) -> dict[str, ItemAvailability]:
    """Every item of the menu that is not plainly available, by id."""
    plain = ItemAvailability(True)
    on = rules.running(book.dayparts.values(), local(now_ms, settings.zone))
    closed = {category.id for category in book.categories.values() if not rules.served_now(category, on)}
    stocks = stored.load(reader)
    touched = [book.items[item_id] for item_id in stocks if item_id in book.items]
    if closed:
        touched += [
            item for item in book.items.values() if item.category_id in closed and item.id not in stocks
        ]
    found = {
        item.id: rules.standing(
            stocks.get(item.id) or Stock(item.id), now_ms, served=item.category_id not in closed
        )
        for item in touched
    }
    return {item_id: one for item_id, one in found.items() if one != plain}


def take(
    tx: Tx, book: MenuBook, item_id: str, quantity: int, settings: VenueSettings, actor: str = "system"
) -> None:
    """Sell `quantity` pieces: refuses what cannot be had, counts down what is counted, in the caller's transaction.

    Raises Conflict `item_unavailable`, its one detail {item_id, code: item_unavailable | not_enough, left, why, say}.
    """
    item = book.item(item_id)
    if item is None:
        raise _unavailable(item_id, "This is no longer on the menu.", left=0, why=None)
    stock = stored.one(tx, item_id)
    category = book.categories[item.category_id]
    on = rules.running(
        (book.dayparts[one] for one in category.dayparts if one in book.dayparts),
        local(tx.now_ms, settings.zone),
    )
    now = rules.standing(stock, tx.now_ms, served=rules.served_now(category, on))
    name = _name(item, settings)
    if not now.available:
        raise _unavailable(item_id, _sentence(name, now.why), left=0, why=now.why)
    if stock.remaining is None:
        return
    if stock.remaining < quantity:
        left = stock.remaining
        raise _unavailable(item_id, f"Only {left} of “{name}” left.", left=left, why=None, code="not_enough")
    _change(tx, msgspec.structs.replace(stock, remaining=stock.remaining - quantity), actor, None)


def give_back(tx: Tx, item_id: str, quantity: int, actor: str = "system") -> None:
    """Pieces that were sold and are not made after all: a counted item has them again."""
    stock = stored.one(tx, item_id)
    if stock.remaining is not None:
        more = min(REMAINING_MAX, stock.remaining + quantity)
        _change(tx, msgspec.structs.replace(stock, remaining=more), actor, None)


def wake(tx: Tx, book: MenuBook, settings: VenueSettings) -> None:
    """Put back what was out until a time that has come, and tell which dayparts have begun or ended since last told."""
    for stock in stored.over(tx, tx.now_ms):
        _change(tx, msgspec.structs.replace(stock, out=False, until_at=None), "system", None)
    turned = dayparts_turned(tx, book, settings, tx.now_ms)
    for daypart_id, begun in turned.items():
        data = {
            "item_id": None,
            "daypart": daypart_id,
            "available": begun,
            "remaining": None,
            "until_at": None,
        }
        data["why"] = None if begun else Why.DAYPART
        tx.journal("availability_changed", f"daypart:{daypart_id}", actor="system", data=data)
    if turned or stored.dayparts_told_at(tx) is None:
        stored.note_dayparts_told(tx)


def wake_is_due(reader: Reader, book: MenuBook, settings: VenueSettings, now_ms: int) -> bool:
    """Whether `wake` would do anything."""
    never = stored.dayparts_told_at(reader) is None
    return never or bool(stored.over(reader, now_ms)) or bool(dayparts_turned(reader, book, settings, now_ms))


def dayparts_turned(reader: Reader, book: MenuBook, settings: VenueSettings, now_ms: int) -> dict[str, bool]:
    """Dayparts that are on now and were not when last told (True), or the other way round (False)."""
    told_at = stored.dayparts_told_at(reader)
    if told_at is None:
        return {}
    before = rules.running(book.dayparts.values(), local(told_at, settings.zone))
    now = rules.running(book.dayparts.values(), local(now_ms, settings.zone))
    return {daypart_id: daypart_id in now for daypart_id in sorted(before ^ now)}


def _change(tx: Tx, stock: Stock, actor: str, device: str | None) -> None:
    stored.save(tx, stock, actor)
    seen = rules.standing(stock, tx.now_ms)
    data: dict[str, Any] = {"item_id": stock.item_id, **msgspec.to_builtins(seen)}
    tx.journal("availability_changed", f"item:{stock.item_id}", actor=actor, device=device, data=data)


def _name(item: Item, settings: VenueSettings) -> str:
    return text_in(item.names, settings.default_language)


def _sentence(name: str, why: Why | None) -> str:
    if why is Why.DAYPART:
        return f"“{name}” is not served at this time of day."
    return f"“{name}” is sold out." if why is Why.SOLD_OUT else f"“{name}” is not available at the moment."


def _unavailable(
    item_id: str, say: str, *, left: int, why: Why | None, code: str = "item_unavailable"
) -> Conflict:
    detail = {"item_id": item_id, "code": code, "left": left, "why": why and str(why), "say": say}
    return Conflict(say, code="item_unavailable", details=[detail], extra={"left": left})
