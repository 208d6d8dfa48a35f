"""86 and counts: for staff with the right, and for kitchen screens, which need nobody to sign in."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.devices import DeviceCaller, device_caller
from appliance.http import Connection, answer, made
from appliance.kernel.roles import Right
from appliance.menu import rules
from appliance.menu.book import MenuBook
from appliance.menu.model import Stock, Why, text_in
from appliance.menu.service.availability import REMAINING_MAX, set_availability
from appliance.menu.store import stock as stored
from appliance.settings import Settings
from appliance.staff import StaffCaller, present_staff
from appliance.storage import Answer, Database, Tx


class KitchenItem(msgspec.Struct, frozen=True):
    """One item as the kitchen's 86 list shows it; names in the kitchen's language."""

    item_id: str
    name: str
    category: str
    station_id: str
    out: bool
    until_at: int | None
    remaining: int | None


class SetAvailability(msgspec.Struct, frozen=True):
    """`out` with `until_at` (ms) is a snooze; `remaining` counts down, null = not counted."""

    out: bool
    remaining: Annotated[int, msgspec.Meta(ge=0, le=REMAINING_MAX)] | None = None
    until_at: Annotated[int, msgspec.Meta(ge=0, le=1 << 50)] | None = None


class AvailabilitySet(msgspec.Struct, frozen=True):
    """How the item stands now."""

    item_id: str
    available: bool
    remaining: int | None
    until_at: int | None
    why: Why | None


class ItemStock(Controller):
    """What is left, said by those who see it."""

    tags = ("menu",)

    @get("/api/kitchen/items")
    async def items(
        self,
        request: Request[Any, Any, Any],
        database: NamedDependency[Database],
        menu_book: NamedDependency[MenuBook],
        settings: NamedDependency[Settings],
    ) -> list[KitchenItem]:
        """Every item of the menu, in menu order."""
        _caller(request, database, Right.SEE_KITCHEN)
        stocks = database.read(stored.load)
        now_ms = database.clock.now_ms()
        return kitchen_items(
            menu_book, stocks, settings.now.kitchen_language, settings.now.default_language, now_ms
        )

    @post("/api/items/{item_id:str}/availability", status_code=200)
    async def set(
        self,
        request: Request[Any, Any, Any],
        item_id: FromPath[str],
        data: JSONBody[SetAvailability],
        database: NamedDependency[Database],
    ) -> Response[AvailabilitySet]:
        """Take an item off, put it back, or count it; 404 unknown_item."""
        caller = _caller(request, database, Right.SET_AVAILABILITY)

        def work(tx: Tx) -> Answer:
            now = set_availability(
                tx, item_id, data.out, data.remaining, data.until_at, caller.actor, device=caller.device_id
            )
            return made(AvailabilitySet(item_id, now.available, now.remaining, now.until_at, now.why))

        return await answer(request, database, scope=caller.scope, work=work)


def kitchen_items(
    book: MenuBook, stocks: dict[str, Stock], language: str, default: str, now_ms: int
) -> list[KitchenItem]:
    """The 86 list: category by category as on the menu."""
    listed: list[KitchenItem] = []
    for category in book.categories.values():
        name = text_in(category.names, language, default)
        for item in (one for one in book.items.values() if one.category_id == category.id):
            stock = stocks.get(item.id) or Stock(item.id)
            out = rules.is_out(stock, now_ms)
            listed.append(
                KitchenItem(
                    item_id=item.id,
                    name=text_in(item.names, language, default),
                    category=name,
                    station_id=item.station_id,
                    out=out,
                    until_at=stock.until_at if out else None,
                    remaining=stock.remaining,
                )
            )
    return listed


def _caller(connection: Connection, database: Database, right: Right) -> StaffCaller | DeviceCaller:
    """Whoever is signed in and has the right, else the kitchen screen itself."""
    staff = present_staff(connection, database)
    if staff is None:
        return device_caller(connection, database, "kitchen")
    staff.require(right)
    return staff
