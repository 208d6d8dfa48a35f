"""What printers do: a test page, the stations they print for, a new secret, and their old papers."""

import asyncio
from typing import Any

import msgspec
from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.devices import MakeCode
from appliance.http import answer, made, qr
from appliance.kernel.roles import Right
from appliance.printing.desk import PrintDesk
from appliance.printing.routes import shared
from appliance.printing.service import backlog, greeting, testing
from appliance.printing.service import printers as service
from appliance.printing.service.greeting import Asker
from appliance.printing.wire import (
    BacklogDecided,
    DecideBacklog,
    OnePrinter,
    PollUrl,
    PrinterId,
    RoutePrinter,
    SlipQueued,
    TestQueued,
)
from appliance.settings import Settings, change
from appliance.staff import staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class PrinterWorkRoutes(Controller):
    """All needs the right manage_devices, but the backlog, which whoever decides about papers may settle, and pairing."""

    path = "/api/printers"
    tags = ("devices",)

    @post("/{printer_id:str}/test", status_code=201)
    async def test(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> Response[TestQueued]:
        """Print a test page."""
        caller = shared.manager(request, database)

        def work(tx: Tx) -> Answer:
            job_id = testing.print_test(tx, printer_id, settings.now, desk.profiles, actor=caller.actor)
            return made(TestQueued(job_id), status=201, subject=f"print_job:{job_id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/{printer_id:str}/pairing_slip", status_code=201)
    async def pairing_slip(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        data: JSONBody[MakeCode],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> Response[SlipQueued]:
        """Print the status slip with a code for one device, good for ten minutes and told nowhere else. Needs pair_device."""
        caller = staff_caller(request, database)
        caller.require(Right.PAIR_DEVICE)
        by = Asker(caller.actor, caller.device_id, caller.address)
        base_url = shared.base_url(request, settings)

        def work(tx: Tx) -> Answer:
            known = desk.known_of(service.require_printer(tx, printer_id))
            job_id, until = greeting.print_pairing(
                tx, printer_id, settings.now, known, wish=data, base_url=base_url, by=by
            )
            return made(SlipQueued(job_id, until), status=201, subject=f"print_job:{job_id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/{printer_id:str}/route", status_code=200)
    async def route(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        data: JSONBody[RoutePrinter],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> Response[OnePrinter]:
        """Stations that print here from now on, whether bills and receipts do, and who stands in."""
        caller = shared.manager(request, database)
        changes = {} if data.backup_id is msgspec.UNSET else {"backup_id": data.backup_id}

        def work(tx: Tx) -> Answer:
            service.route(tx, printer_id, data.stations, actor=caller.actor, device=caller.device_id)
            service.edit_printer(tx, printer_id, changes, actor=caller.actor, device=caller.device_id)
            if data.receipts:
                change(
                    tx,
                    {"receipt_printer": printer_id},
                    actor=caller.actor,
                    device=caller.device_id,
                    address=caller.address,
                )
            return made(PrinterId(printer_id))

        await answer(request, database, scope=caller.scope, work=work)
        await desk.matched()
        return Response(shared.one_printer(database, settings, desk, printer_id))

    @post("/{printer_id:str}/token", status_code=200)
    async def token(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        desk: NamedDependency[PrintDesk],
    ) -> Response[PollUrl]:
        """A new secret address for a printer that calls the appliance; the old one ends at once."""
        caller = shared.manager(request, database)
        token = await shared.request_token(request, database, caller)

        def work(tx: Tx) -> Answer:
            service.renew_token(tx, printer_id, token, actor=caller.actor, device=caller.device_id)
            return made(PrinterId(printer_id))

        await answer(request, database, scope=caller.scope, work=work)
        await desk.matched()
        row = database.read(lambda reader: service.require_printer(reader, printer_id))
        url = shared.poll_url(request, settings, row.bridge, token)
        return Response(PollUrl(url, await asyncio.to_thread(qr.qr_svg, url)))

    @post("/{printer_id:str}/backlog", status_code=200)
    async def backlog(
        self,
        request: AnyRequest,
        printer_id: FromPath[str],
        data: JSONBody[DecideBacklog],
        database: NamedDependency[Database],
    ) -> Response[BacklogDecided]:
        """Print all old papers of a printer, only the newest of them, or drop them, or all that wait, for a reason."""
        caller = staff_caller(request, database)
        caller.require(Right.DECIDE_PRINT)

        def work(tx: Tx) -> Answer:
            done = backlog.decide_backlog(tx, printer_id, data, actor=caller.actor, device=caller.device_id)
            return made(done)

        return await answer(request, database, scope=caller.scope, work=work)
