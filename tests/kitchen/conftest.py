"""A kitchen with four stations, two printers and one table, and orders that can be fired into it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from appliance.kernel.clock import ManualClock
from appliance.kitchen import FiredLine, FiredOrder, Kitchen, Move, Mover, Ticket, add_station, store
from appliance.kitchen.model import TicketRow
from appliance.menu import MenuBook
from appliance.printing import OpenJob, PrintJob, PrintOutcome, jobs_of, open_jobs
from appliance.printing import store as printing_store
from appliance.printing.service import jobs
from appliance.settings import Settings, change
from appliance.storage import Database, JournalRow, Tx
from firmware_bridges.contracts import OutcomeState, Reason
from tests.printing.callers import sign_in
from tests.worlds import world

NICKNAME = "Zaphod"
COOK = Mover("device:screen-1", "screen-1")
STATIONS = [
    ("grill", "Grill", "printer-grill", "failover"),
    ("cold", "Cold", None, "failover"),
    ("bar", "Bar", "printer-bar", "always"),
    ("window", "Window", None, "never"),
]


def line(name: str, station_id: str = "grill", **options: Any) -> FiredLine:
    """An ordered line; its id and its English name are `name`."""
    values: dict[str, Any] = {
        "id": name,
        "position": 0,
        "member_id": "member-1",
        "item_id": f"item-{name}",
        "names": {"en": name, "it": f"{name} it"},
        "options": [],
        "note": "",
        "allergens": None,
        "quantity": 1,
        "unit_minor": 98_765,
        "tax_class": "food",
        "tax_name": "IVA",
        "tax_bp": 1_000,
        "tax_inclusive": True,
        "course": "main",
        "prep_minutes": 10,
        "station_id": station_id,
    }
    return FiredLine(**{**values, **options})


@dataclass
class Brigade:
    """The world, its kitchen, and short ways to use it."""

    database: Database
    clock: ManualClock
    settings: Settings
    kitchen: Kitchen
    menu_book: MenuBook
    troubles: dict[str, str] = field(default_factory=dict)
    rows: list[JournalRow] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)
    orders: int = 0

    async def write(self, change: Callable[[Tx], Any]) -> Any:
        """One transaction."""
        return await self.database.write(change)

    async def fire(self, *lines: FiredLine) -> list[str]:
        """Fire a new order; returns its ticket ids."""
        self.orders += 1
        order = FiredOrder(
            f"order-{self.orders}", self.orders, "visit-1", "Table 12", "member:member-1", "dine_in"
        )

        def work(tx: Tx) -> list[dict[str, str]]:
            add_order(tx, order)
            tickets = self.kitchen.fire(tx, order, list(lines))
            data = {"order_id": order.id, "number": order.number, "tickets": tickets}
            tx.journal(
                "order_sent", f"order:{order.id}", actor=order.placed_by, table_session="visit-1", data=data
            )
            return tickets

        return [ticket["id"] for ticket in await self.write(work)]

    async def move(
        self, ticket_id: str, verb: str, *, line_id: str | None = None, mover: Mover = COOK
    ) -> Ticket:
        """A cook's move."""
        move = Move(verb)
        ticket: Ticket = await self.write(
            lambda tx: self.kitchen.move(tx, ticket_id, move, mover, line_id=line_id)
        )
        return ticket

    async def printed(self, ticket_id: str, state: OutcomeState = OutcomeState.PRINTED) -> None:
        """The desk tells that the ticket's last paper came out."""
        job = self.papers(ticket_id)[-1]
        await self.write(lambda tx: self.kitchen.mark_printed(tx, job, PrintOutcome(state)))

    async def print_next(
        self, printer_id: str, state: OutcomeState = OutcomeState.PRINTED, *, reason: Reason = Reason.NONE
    ) -> tuple[str, str]:
        """A printer's next paper is tried, as the desk does it; returns its kind and its document as text."""
        outcome = PrintOutcome(state, reason)
        at = jobs.Moment(self.clock.now_ms(), self.settings.now.print_ask_after_min * 60_000)
        job = await self.write(lambda tx: jobs.claim(tx, printer_id, at))
        said = self.paper_of(job)
        await self.end_print(job.id, outcome)
        return job.kind, said

    async def end_print(self, job_id: str, outcome: PrintOutcome) -> None:
        """What became of a paper that was under way."""

        def work(tx: Tx) -> None:
            ended = jobs.record(tx, job_id, outcome, 0)
            assert ended is not None
            self.kitchen.mark_printed(tx, ended, outcome)

        await self.write(work)

    def waits_at(self, printer_id: str) -> list[str]:
        """The kinds of the papers that would come out at a printer by themselves, in their order."""
        found = self.database.read(lambda reader: printing_store.waiting_jobs(reader, printer_id))
        return [job.kind for job in found]

    def ticket(self, ticket_id: str) -> TicketRow:
        """The ticket as the file has it."""
        found = self.database.read(lambda reader: store.ticket(reader, ticket_id))
        assert found is not None
        return found

    def lines(self, ticket_id: str) -> dict[str, str]:
        """The states of a ticket's lines."""
        found = self.database.read(lambda reader: store.lines(reader, [ticket_id]))
        return {line.id: line.state for line in found[ticket_id]}

    def papers(self, ticket_id: str) -> list[PrintJob]:
        """The print jobs of a ticket."""
        return self.database.read(lambda reader: jobs_of(reader, f"ticket:{ticket_id}"))

    def paper_of(self, job: PrintJob | OpenJob) -> str:
        """A job's document as text."""
        document = self.database.read(
            lambda reader: reader.value("SELECT document FROM print_job WHERE id = :id", {"id": job.id})
        )
        return bytes(document).decode()

    def open_jobs(self) -> list[OpenJob]:
        """What waits for paper."""
        return self.database.read(open_jobs)

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The data of every event of a kind so far."""
        return [msgspec.json.decode(row.data) for row in self.rows if row.kind == kind]

    def show(self, *stations: str, device: str = "screen-1") -> None:
        """A screen's heartbeat."""
        self.kitchen.screens.alive(device, stations)


def add_order(tx: Tx, order: FiredOrder) -> None:
    """An order's own row, as the orders room would make it."""
    tx.execute(
        """INSERT INTO guest_order (id, branch, table_session_id, table_id, dining_option, number, business_date,
 state, placed_by, sent_at, promised_at)
 VALUES (:id, :branch, 'visit-1', 'table-12', 'dine_in', :number, '2026-10-02', 'RECEIVED', :by, :now, :now)""",
        {
            "id": order.id,
            "branch": tx.branch,
            "number": order.number,
            "by": order.placed_by,
            "now": tx.now_ms,
        },
    )


def furnish(tx: Tx) -> None:
    """Printers, stations, a table with a party, a cook."""
    here = {"branch": tx.branch, "now": tx.now_ms}
    for printer_id, name in [("printer-grill", "Grill printer"), ("printer-bar", "Bar printer")]:
        tx.execute(
            """INSERT INTO printer (id, branch, name, bridge, address, profile)
 VALUES (:id, :branch, :name, 'escpos', 'tcp://127.0.0.1:9', 'epson-80')""",
            {**here, "id": printer_id, "name": name},
        )
    for position, (station_id, name, printer, prints) in enumerate(STATIONS):
        add_station(
            tx, station_id=station_id, name=name, position=position, printer_id=printer, prints=prints
        )
    tx.execute("INSERT INTO area VALUES ('area-1', :branch, 'Dining room', 1)", here)
    tx.execute(
        """INSERT INTO dining_table (id, branch, area_id, name, seats, position, x, y, shape, qr_key)
 VALUES ('table-12', :branch, 'area-1', 'Table 12', 4, 1, 0, 0, 'round', 'key-12')""",
        here,
    )
    tx.execute(
        """INSERT INTO table_session (id, branch, table_id, state, opened_at, opened_by, business_date, cart_mode,
 last_activity_at) VALUES ('visit-1', :branch, 'table-12', 'open', :now, 'qr', '2026-10-02', 'family', :now)""",
        here,
    )
    tx.execute(
        """INSERT INTO member (id, branch, table_session_id, number, token_hash, nickname, language, seen_at, expires_at)
 VALUES ('member-1', :branch, 'visit-1', 1, x'00', :nickname, 'en', :now, :now)""",
        {**here, "nickname": NICKNAME},
    )
    sign_in(tx, "cook-1", "cook", "Demo cook")
    change(tx, {"languages": ["en", "it"], "kitchen_language": "en", "zone": "Europe/Rome"}, actor="system")


@pytest.fixture
async def brigade(tmp_path: Path) -> AsyncIterator[Brigade]:
    async with world(tmp_path) as here:
        await here.database.write(furnish)
        troubles: dict[str, str] = {}
        book = MenuBook(here.database, here.settings)
        book.load()
        kitchen = Kitchen(here.database, here.settings, book, printer_trouble=troubles.get)
        brigade = Brigade(here.database, here.clock, here.settings, kitchen, book, troubles)
        kitchen.followers.append(lambda tx, order_id: brigade.followed.append(order_id))
        here.database.on_commit(brigade.rows.extend)
        yield brigade
