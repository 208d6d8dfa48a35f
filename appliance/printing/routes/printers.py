"""The printers: who there is and how they are; adding, changing and removing them."""

import asyncio
from typing import Any

import msgspec
from litestar import Controller, Request, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.http import answer, made, qr
from appliance.kernel.ids import digest
from appliance.printing import views, wiring
from appliance.printing.desk import PrintDesk
from appliance.printing.routes import shared
from appliance.printing.service import printers as service
from appliance.printing.service.greeting import Asker, print_status
from appliance.printing.wire import (
    AddPrinter,
    EditPrinter,
    OnePrinter,
    PrinterAdded,
    PrinterDetail,
    PrinterId,
    PrinterList,
    PrinterLog,
)
from appliance.printing.wiring import POLLED
from appliance.settings import Settings
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class PrinterRoutes(Controller):
    """Everything here needs the right manage_devices."""

    path = "/api/printers"
    tags = ("devices",)

    @get("")
    async def list_printers(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> PrinterList:
        """Every printer with its state, and what can be chosen for one."""
        shared.manager(request, database)
        return database.read(lambda reader: views.printer_list(reader, desk, settings.now))

    @get("/{printer_id:str}")
    async def show(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> PrinterDetail:
        """One printer with its last exchanges."""
        shared.manager(request, database)
        one = shared.one_printer(database, settings, desk, printer_id)
        return PrinterDetail(one.printer, views.exchanges(desk, printer_id))

    @get("/{printer_id:str}/log")
    async def log(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        database: NamedDependency[Database],
        desk: NamedDependency[PrintDesk],
    ) -> PrinterLog:
        """The last 100 exchanges with the device, oldest first, in hex and in words."""
        shared.manager(request, database)
        database.read(lambda reader: service.require_printer(reader, printer_id))
        return PrinterLog(views.exchanges(desk, printer_id))

    @post("", status_code=201)
    async def add(
        self,
        request: AnyRequest,
        data: JSONBody[AddPrinter],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> Response[PrinterAdded]:
        """Add a printer; it is in use at once and prints its status slip. The secret address of one that calls the
        appliance is told only here.
        """
        caller = shared.manager(request, database)
        wiring.check_profile(desk.profiles, data.bridge, data.profile)
        token = await shared.request_token(request, database, caller) if data.bridge in POLLED else None
        wish = msgspec.structs.asdict(data)

        def work(tx: Tx) -> Answer:
            printer_id = service.add_printer(
                tx,
                **wish,
                token_hash=digest(token) if token else None,
                actor=caller.actor,
                device=caller.device_id,
            )
            known = desk.known_of(service.require_printer(tx, printer_id))
            by = Asker(caller.actor, caller.device_id, caller.address)
            print_status(tx, printer_id, settings.now, known, by=by)
            return made(PrinterId(printer_id), status=201, subject=f"printer:{printer_id}")

        stored = await answer(request, database, scope=caller.scope, work=work)
        printer_id = msgspec.json.decode(stored.content, type=PrinterId).id
        await desk.matched()
        url = shared.poll_url(request, settings, data.bridge, token) if token else None
        svg = await asyncio.to_thread(qr.qr_svg, url) if url else None
        printer = shared.one_printer(database, settings, desk, printer_id).printer
        return Response(PrinterAdded(printer, url, svg), status_code=201)

    @patch("/{printer_id:str}")
    async def edit(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        data: JSONBody[EditPrinter],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> Response[OnePrinter]:
        """Change what is named; the device is connected anew where that needs it."""
        caller = shared.manager(request, database)
        changes = {
            key: value for key, value in msgspec.structs.asdict(data).items() if value is not msgspec.UNSET
        }

        def work(tx: Tx) -> Answer:
            if changes.keys() & {"profile", "bridge"}:
                row = service.require_printer(tx, printer_id)
                kind, model = changes.get("bridge", row.bridge), changes.get("profile", row.profile)
                wiring.check_profile(desk.profiles, kind, model)
            service.edit_printer(tx, printer_id, changes, actor=caller.actor, device=caller.device_id)
            return made(PrinterId(printer_id))

        await answer(request, database, scope=caller.scope, work=work)
        await desk.matched()
        return Response(shared.one_printer(database, settings, desk, printer_id))

    @delete("/{printer_id:str}", status_code=200)
    async def remove(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[PrinterId]:
        """Take a printer out of use for good; what it should print goes to its backup."""
        caller = shared.manager(request, database)
        receipts = settings.now.receipt_printer

        def work(tx: Tx) -> Answer:
            service.remove_printer(
                tx, printer_id, receipt_printer=receipts, actor=caller.actor, device=caller.device_id
            )
            return made(PrinterId(printer_id))

        return await answer(request, database, scope=caller.scope, work=work)
