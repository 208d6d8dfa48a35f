"""What the floor looks up and prints: a table in detail, the evening's history, today's pass, a table's code."""

import asyncio
from datetime import date as Date
from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from appliance import checks
from appliance.floor import table, url_for
from appliance.http import answer, made
from appliance.kernel.clock import business_date
from appliance.kernel.errors import Conflict, Invalid
from appliance.kernel.roles import Right
from appliance.orders import orders_of
from appliance.printing import in_use, queue
from appliance.seating import PassDesk, parties
from appliance.storage import Answer, Database, Reader, Tx
from appliance.surfaces import documents, floor_view, store
from appliance.surfaces.floor_model import DailyPass, Detail, History, HistoryItem, PaperQueued, TicketTruths
from appliance.surfaces.floor_routes import allowed, guest_address, own_qr_url
from appliance.surfaces.house import House
from appliance.surfaces.visit_secrets import visit_secret

AnyRequest = Request[Any, Any, Any]


class FloorLookRoutes(Controller):
    """What the floor looks up: a table in detail, the evening's history, today's pass."""

    path = "/api"
    tags = ("staff",)

    @get("/session/{session_id:str}")
    async def detail(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Detail:
        """A visit with its orders, tickets and bill."""
        allowed(request, database, Right.SEE_FLOOR)

        def look(reader: Any) -> Detail:
            visit = parties.require(reader, session_id)
            tickets = [TicketTruths(**row) for row in store.tickets(reader, session_id)]
            return Detail(
                card=floor_view.cards(reader, house, {visit.table_id})[0],
                orders=orders_of(reader, session_id, database.clock.now_ms(), None),
                tickets=tickets,
                bill=checks.bill(reader, session_id, house.settings.now),
                last_taken_by=store.last_taken_by(reader, session_id),
            )

        return database.read(look)

    @get("/history")
    async def history(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        house: NamedDependency[House],
        date: Annotated[str | None, QueryParameter(max_length=10)] = None,
    ) -> History:
        """The ended visits of a business date; today's without one."""
        allowed(request, database, Right.SEE_FLOOR)
        settings = house.settings.now
        day = (
            date or business_date(database.clock.now_ms(), settings.zone, settings.rollover_hour).isoformat()
        )
        try:
            Date.fromisoformat(day)
        except ValueError as error:
            raise Invalid("The date must look like 2026-01-31.", code="date_wrong") from error
        return database.read(lambda reader: History(day, _history(reader, house, day)))

    @get("/daily_pass")
    async def daily_pass(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        house: NamedDependency[House],
        pass_desk: NamedDependency[PassDesk],
    ) -> DailyPass:
        """Today's word, for those who may see it."""
        allowed(request, database, Right.SEE_PASS)
        if not house.settings.now.access_pass:
            return DailyPass(False, None, None)
        found = await asyncio.to_thread(pass_desk.open_seal, pass_desk.stored())
        return DailyPass(True, found, pass_desk.valid_until())

    @post("/daily_pass/rotate", status_code=200)
    async def rotate_pass(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        pass_desk: NamedDependency[PassDesk],
    ) -> DailyPass:
        """A new word at once; yesterday's, or a betrayed one, is overwritten."""
        caller = allowed(request, database, Right.EDIT_SETTINGS)
        return DailyPass(True, await pass_desk.rotate(caller.actor), pass_desk.valid_until())

    @post("/daily_pass/print", status_code=200)
    async def print_pass(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        house: NamedDependency[House],
        pass_desk: NamedDependency[PassDesk],
    ) -> Response[PaperQueued]:
        """Today's word on the receipt printer."""
        caller = allowed(request, database, Right.SEE_PASS)
        word = await asyncio.to_thread(pass_desk.open_seal, pass_desk.stored())
        if not house.settings.now.access_pass or word is None:
            raise Conflict("There is no daily pass to print.", code="no_pass")
        document = documents.pass_document(house.settings.now, word)
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(PaperQueued(_print(tx, house, "pass", "daily_pass", document))),
        )

    @post("/tables/{table_id:str}/qr/print", status_code=200)
    async def print_code(
        self,
        request: AnyRequest,
        table_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Response[PaperQueued]:
        """A table's code on the receipt printer."""
        caller = allowed(request, database, Right.PRINT_QR)

        def work(tx: Tx) -> Answer:
            place = table(tx, table_id)
            url = url_for(tx, house.settings.now, place)
            document = documents.code_document(house.settings.now, place.name, url)
            return made(PaperQueued(_print(tx, house, "qr", f"table:{table_id}", document)))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/session/{session_id:str}/qr/print", status_code=200)
    async def print_visit_code(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Response[PaperQueued]:
        """The code of one party's visit on the receipt printer; the one before stops working."""
        caller = allowed(request, database, Right.OPEN_TABLE)
        base = guest_address(house)
        secret = await visit_secret(request, database, caller.scope)

        def work(tx: Tx) -> Answer:
            visit = parties.require_open(tx, session_id)
            parties.set_own_qr(tx, visit.id, secret)
            name = table(tx, visit.table_id).name
            document = documents.visit_document(house.settings.now, name, own_qr_url(base, secret))
            job_id = _print(tx, house, "qr", f"table_session:{visit.id}", document, table_session=visit.id)
            return made(PaperQueued(job_id))

        return await answer(request, database, scope=caller.scope, work=work)


def _print(
    tx: Tx,
    house: House,
    kind: str,
    subject: str,
    document: documents.Document,
    table_session: str | None = None,
) -> str:
    printer = in_use(tx, house.settings.now.receipt_printer)
    if printer is None:
        raise Conflict("No receipt printer is set.", code="no_receipt_printer")
    return queue(
        tx, printer_id=printer, kind=kind, subject=subject, document=document, table_session=table_session
    )


def _history(reader: Reader, house: House, day: str) -> list[HistoryItem]:
    items = []
    for row in store.closed_visits(reader, day):
        total, due = checks.dues(reader, row["id"], row["covers"], house.settings.now)
        items.append(
            HistoryItem(
                session_id=row["id"],
                table_name=row["table_name"],
                opened_at=row["opened_at"],
                closed_at=row["closed_at"],
                closed_how=row["closed_how"],
                closed_by_name=row["closed_by_name"],
                total_minor=total,
                paid_minor=total - due,
                order_numbers=store.order_numbers(reader, row["id"]),
            )
        )
    return items
