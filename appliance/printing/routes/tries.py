"""Test slips for a printer of an unknown kind, and the owner's word which came out right."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.http import Limiter, answer, made
from appliance.kernel.errors import Conflict
from appliance.kernel.roles import Right
from appliance.printing import store
from appliance.printing.desk import PrintDesk
from appliance.printing.wire import ConfirmTry, PrinterId, Try, TryConfirmed, TryPrinter
from appliance.printing.words import staff_words
from appliance.staff import staff_caller
from appliance.storage import Answer, Database, Reader, Tx

AnyRequest = Request[Any, Any, Any]
TRIES_PER_MINUTE = 6


class TryRoutes(Controller):
    """Everything here needs the right manage_devices."""

    path = "/api/printers/try"
    tags = ("devices",)

    @post("", status_code=201)
    async def begin(
        self,
        request: AnyRequest,
        data: JSONBody[TryPrinter],
        database: NamedDependency[Database],
        desk: NamedDependency[PrintDesk],
        limiter: NamedDependency[Limiter],
    ) -> Response[Try]:
        """Send one slip per candidate to an address; look at `done` for the end."""
        caller = staff_caller(request, database)
        caller.require(Right.MANAGE_DEVICES)
        limiter.spend("try_printer", caller.scope, limit=TRIES_PER_MINUTE, window_s=60)

        def work(tx: Tx) -> Answer:
            _refuse_known(tx, data.address)
            return made(PrinterId(tx.new_id()), status=201)

        stored = await answer(request, database, scope=caller.scope, work=work)
        try_id = msgspec.json.decode(stored.content, type=PrinterId).id
        desk.tries.begin(try_id, data.address.strip(), data.bridge, data.profile)
        return Response(desk.tries.look(try_id, staff_words(desk.language)), status_code=201)

    @get("/{try_id:str}")
    async def look(
        self,
        request: AnyRequest,
        try_id: FromPath[str],
        database: NamedDependency[Database],
        desk: NamedDependency[PrintDesk],
    ) -> Try:
        """How far the slips are."""
        staff_caller(request, database).require(Right.MANAGE_DEVICES)
        return desk.tries.look(try_id, staff_words(desk.language))

    @post("/{try_id:str}/confirm", status_code=200)
    async def confirm(
        self,
        request: AnyRequest,
        try_id: FromPath[str],
        data: JSONBody[ConfirmTry],
        database: NamedDependency[Database],
        desk: NamedDependency[PrintDesk],
    ) -> Response[TryConfirmed]:
        """The slip with this letter came out right: what to add the printer as."""
        caller = staff_caller(request, database)
        caller.require(Right.MANAGE_DEVICES)
        found = desk.tries.confirmed(try_id, data.letter)

        def work(tx: Tx) -> Answer:
            told = msgspec.structs.asdict(found)
            tx.journal("printer_tried", "printers", actor=caller.actor, device=caller.device_id, data=told)
            return made(found)

        return await answer(request, database, scope=caller.scope, work=work)


def _refuse_known(reader: Reader, address: str) -> None:
    """A printer in use has one owner already; a second connection would hang or disturb it."""
    for one in store.all_printers(reader):
        if address.strip() in (one.address, one.address.removeprefix("tcp://")):
            raise Conflict(f"This is {one.name} already.", code="printer_known", details=[{"id": one.id}])
