"""A dining room without HTTP: a file, a small menu, a kitchen and parties that order and pay through the use cases."""

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from appliance.checks import Bill, bill
from appliance.floor import DiningTable, add_area, add_table
from appliance.kernel.roles import Role
from appliance.kitchen import Kitchen, Move, Mover, add_station
from appliance.menu import MenuBook, availability
from appliance.orders import Order, OrderView, follow_kitchen, orders_of, place
from appliance.orders.model import SeenLine
from appliance.orders.service.place import Placing
from appliance.payments import CashTaken, take_cash
from appliance.payments.model import TakeCash
from appliance.seating import CartCommands, Member, TableSession, carts, parties
from appliance.settings import change
from appliance.staff import StaffCaller
from appliance.storage import JournalRow, Reader, Tx
from tests.menu.files import with_menu
from tests.worlds import World, world

T = TypeVar("T")

WAITER = StaffCaller("waiter-1", "Demo waiter", Role.WAITER, "tablet-1", "10.0.0.9")
COOK = Mover("staff:cook-1")
_ids = itertools.count(1)


@dataclass
class DiningRoom:
    """The parts a test reaches for, and what a party does."""

    world: World
    book: MenuBook
    kitchen: Kitchen
    tables: list[DiningTable]
    rows: list[JournalRow] = field(default_factory=list)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """One transaction."""
        return await self.world.database.write(work)

    def read(self, look: Callable[[Reader], T]) -> T:
        """One look."""
        return self.world.database.read(look)

    async def settings(self, **changes: Any) -> None:
        """Change settings."""
        await self.write(lambda tx: change(tx, changes, actor="system"))

    @property
    def placing(self) -> Placing:
        """What placing an order needs to know."""
        return Placing(self.world.settings.now, self.book, self.kitchen)

    async def sit(self, table: int = 0, covers: int | None = None) -> TableSession:
        """A party sits down."""
        settings = self.world.settings.now
        return await self.write(
            lambda tx: parties.open_visit(
                tx, settings, self.tables[table].id, opened_by="staff:1", covers=covers
            )
        )

    async def scan(self, table: int = 0, token: str = "") -> parties.Entry:
        """A phone scans the table's code."""
        settings = self.world.settings.now
        return await self.write(lambda tx: parties.enter(tx, settings, self.tables[table].id, token, "en"))

    async def put(self, entry: parties.Entry, item_id: str, quantity: int = 1, **more: Any) -> str:
        """A phone puts a line into the cart; returns its id."""
        line_id = more.pop("line_id", None) or f"line-{next(_ids)}"
        command = {"op": "set", "line_id": line_id, "item_id": item_id, "quantity": quantity, **more}
        await self.command(entry, command)
        return str(line_id)

    async def command(self, entry: parties.Entry, *commands: dict[str, Any]) -> None:
        """Line commands of a phone."""
        asked = msgspec.convert({"commands": list(commands)}, CartCommands)

        def work(tx: Tx) -> None:
            blocked = availability(tx, self.book, self.world.settings.now, tx.now_ms)
            party = parties.require(tx, entry.table_session.id)
            carts.apply(tx, party, entry.member, asked, self.book, blocked)

        await self.write(work)

    def cart(self, entry: parties.Entry) -> Any:
        """The cart as that phone sees it."""

        def look(reader: Reader) -> Any:
            blocked = availability(reader, self.book, self.world.settings.now, self.world.clock.now_ms())
            party = parties.require(reader, entry.table_session.id)
            return carts.view(reader, party, entry.member.id, self.book, blocked)

        return self.read(look)

    async def send(self, entry: parties.Entry, seen: list[SeenLine] | None = None) -> Order:
        """The phone presses Send."""
        lines = (
            [SeenLine(line.id, line.quantity, line.unit_minor) for line in self.cart(entry).lines]
            if seen is None
            else seen
        )

        def work(tx: Tx) -> Order:
            party = parties.require_open(tx, entry.table_session.id)
            member = parties.require_member(tx, entry.member.id)
            return place(tx, self.placing, party, member, lines, self.tables[0].name).order

        return await self.write(work)

    async def order(self, entry: parties.Entry, item_id: str, quantity: int = 1, **more: Any) -> Order:
        """One dish at once."""
        await self.put(entry, item_id, quantity, **more)
        return await self.send(entry)

    def orders(self, entry: parties.Entry) -> list[OrderView]:
        """The party's orders as that phone sees them."""
        now_ms = self.world.clock.now_ms()
        return self.read(lambda reader: orders_of(reader, entry.table_session.id, now_ms, entry.member.id))

    async def move(self, order: Order, verb: Move) -> None:
        """A cook moves every ticket of an order."""

        def work(tx: Tx) -> None:
            rows = tx.all("SELECT id FROM ticket WHERE order_id = :id", {"id": order.id})
            for row in rows:
                self.kitchen.move(tx, row["id"], verb, COOK)

        await self.write(work)

    def bill(self, visit: str) -> Bill:
        """A party's bill."""
        return self.read(lambda reader: bill(reader, visit, self.world.settings.now))

    async def pay(self, visit: str, extra_minor: int = 0) -> CashTaken:
        """Cash for what is due, and a little more."""
        due = self.bill(visit).cash_due_minor
        asked = TakeCash(due + extra_minor, due)
        return await self.write(lambda tx: take_cash(tx, self.world.settings.now, visit, asked, WAITER))

    def told(self, kind: str) -> list[dict[str, Any]]:
        """What every event of a kind says."""
        return [msgspec.json.decode(row.data) for row in self.rows if row.kind == kind]

    def member(self, entry: parties.Entry) -> Member:
        """The phone as the file has it now."""
        return self.read(lambda reader: parties.require_member(reader, entry.member.id))

    def party(self, visit: str) -> TableSession:
        """The visit as the file has it now."""
        return self.read(lambda reader: parties.require(reader, visit))


@asynccontextmanager
async def dining_room(folder: Path) -> AsyncIterator[DiningRoom]:
    """Two tables, a grill, a cold station and a bar; no printers."""
    async with world(folder) as here:
        book = await with_menu(here)
        kitchen = Kitchen(here.database, here.settings, book, printer_trouble=lambda _: None)
        kitchen.followers.append(follow_kitchen)
        tables = await here.database.write(_furnish)
        room = DiningRoom(here, book, kitchen, tables)
        here.database.on_commit(room.rows.extend)
        yield room


def _furnish(tx: Tx) -> list[DiningTable]:
    area = add_area(tx, "Dining room")
    for position, station_id in enumerate(("grill", "cold", "bar")):
        add_station(
            tx, station_id=station_id, name=station_id.title(), position=position, printer_id=None,
            prints="never",
        )  # fmt: skip
    return [add_table(tx, area_id=area.id, name=f"Table {n}", seats=4, position=n) for n in (1, 2)]
