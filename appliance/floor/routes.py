"""Where a browser stands, and what staff do with tables and their codes."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from appliance.devices import DeviceKind, DeviceView, present_device
from appliance.floor import rules, service, sheet
from appliance.floor.model import Code, DiningTable, Enable, SwitchOrdering, TableView, Venue
from appliance.http import answer, made, qr
from appliance.kernel.roles import Right
from appliance.settings import QrOrdering, Settings
from appliance.staff import Staff, as_staff, present_staff, staff_caller
from appliance.storage import Answer, Database, Reader, Tx

AnyRequest = Request[Any, Any, Any]


class Me(msgspec.Struct, frozen=True):
    """Where this browser stands: the venue, the paired device, the person who is signed in."""

    venue: Venue
    device: DeviceView | None
    staff: Staff | None


class FloorRoutes(Controller):
    """Tables, codes and the switch for guests' ordering."""

    tags = ("floor",)

    @get("/api/me")
    async def me(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        kind: Annotated[DeviceKind | None, QueryParameter()] = None,
    ) -> Me:
        """The venue, this device if it is paired (as that kind), the person if somebody is signed in."""
        device, person = present_device(request, database, kind), present_staff(request, database)
        return Me(
            rules.venue_of(settings.now, database.clock.now_ms()),
            device.view() if device else None,
            as_staff(person.staff_id, person.name, person.role) if person else None,
        )

    @post("/api/tables/{table_id:str}/enabled", status_code=200)
    async def enable(
        self,
        request: AnyRequest,
        table_id: FromPath[str],
        data: JSONBody[Enable],
        database: NamedDependency[Database],
    ) -> Response[TableView]:
        """Switch one table on or off for guests."""
        caller = staff_caller(request, database)
        caller.require(Right.DISABLE_QR)

        def work(tx: Tx) -> Answer:
            after = service.set_enabled(
                tx,
                table_id,
                data.enabled,
                actor=caller.actor,
                device=caller.device_id,
                address=caller.address,
            )
            return made(TableView(after.id, after.name, after.enabled))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/api/tables/{table_id:str}/qr/rotate", status_code=200)
    async def rotate(
        self,
        request: AnyRequest,
        table_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[Code]:
        """Replace a table's code: the old one answers 410 from now on."""
        caller = staff_caller(request, database)
        caller.require(Right.PRINT_QR)
        before = database.read(lambda reader: service.table(reader, table_id))

        def next_url(reader: Reader) -> str:
            return service.url_for(reader, settings.now, service.at_next_epoch(before))

        url = database.read(next_url)
        code = Code(url, await asyncio.to_thread(qr.qr_svg, url))

        def work(tx: Tx) -> Answer:
            service.rotate(
                tx,
                table_id,
                before.qr_epoch,
                actor=caller.actor,
                device=caller.device_id,
                address=caller.address,
            )
            return made(code, subject=f"table:{table_id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @get("/api/qr/sheet.pdf", media_type="application/pdf")
    async def sheet(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        wifi: FromQuery[bool] = True,
    ) -> Response[bytes]:
        """Cards with the codes of all tables on A4, to cut out; with a second code for the Wi-Fi when its name is set."""
        staff_caller(request, database).require(Right.PRINT_QR)
        now = settings.now

        def look(reader: Reader) -> list[sheet.Card]:
            def card(table: DiningTable) -> sheet.Card:
                return sheet.Card(table.name, service.url_for(reader, now, table))

            return [card(table) for table in service.tables(reader)]

        cards = database.read(look)
        join = sheet.wifi_text(now.wifi_name, now.wifi_password) if wifi and now.wifi_name else None
        pdf = await asyncio.to_thread(sheet.render, now.venue_name, now.default_language, cards, join)
        headers = {"content-disposition": 'inline; filename="table-codes.pdf"', "cache-control": "no-store"}
        return Response(pdf, media_type="application/pdf", headers=headers)

    @post("/api/qr_ordering", status_code=200)
    async def switch_ordering(
        self, request: AnyRequest, data: JSONBody[SwitchOrdering], database: NamedDependency[Database]
    ) -> Response[QrOrdering]:
        """Stop guests' ordering everywhere, with a message and a time to start again; or start it."""
        caller = staff_caller(request, database)
        caller.require(Right.DISABLE_QR)

        def work(tx: Tx) -> Answer:
            return made(
                service.set_qr_ordering(
                    tx, data, actor=caller.actor, device=caller.device_id, address=caller.address
                )
            )

        return await answer(request, database, scope=caller.scope, work=work)
