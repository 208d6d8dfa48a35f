"""Pole displays, modems and text messages over HTTP."""

from typing import Any

from litestar import Controller, Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.http import answer, made
from appliance.kernel.errors import Conflict
from appliance.kernel.roles import Right
from appliance.peripherals.model import (
    Again,
    ChangePeripheral,
    NewPeripheral,
    PeripheralList,
    PeripheralView,
    TextList,
    Tried,
    Try,
)
from appliance.peripherals.peripherals import Peripherals
from appliance.peripherals.service import devices, texts
from appliance.peripherals.views import device_view, device_views, text_views
from appliance.settings import Settings
from appliance.staff import StaffCaller, staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class PeripheralRoutes(Controller):
    """Pole displays and the modem."""

    path = "/api/peripherals"
    tags = ("staff",)

    @get("")
    async def list_peripherals(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        peripherals: NamedDependency[Peripherals],
    ) -> PeripheralList:
        """Every device, with its trouble in words."""
        _technician(request, database)
        return PeripheralList(database.read(lambda reader: device_views(reader, peripherals)))

    @post("", status_code=201)
    async def add(
        self,
        request: AnyRequest,
        data: JSONBody[NewPeripheral],
        database: NamedDependency[Database],
        peripherals: NamedDependency[Peripherals],
    ) -> Response[PeripheralView]:
        """Add a device."""
        caller = _technician(request, database)

        def work(tx: Tx) -> Answer:
            row = devices.add(tx, data, actor=caller.actor, device=caller.device_id)
            return made(device_view(peripherals, row), status=201, subject=f"peripheral:{row.id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @patch("/{peripheral_id:str}")
    async def change(
        self,
        request: AnyRequest,
        peripheral_id: FromPath[str],
        data: JSONBody[ChangePeripheral],
        database: NamedDependency[Database],
        peripherals: NamedDependency[Peripherals],
    ) -> Response[PeripheralView]:
        """Set a device up otherwise, or take it out of use."""
        caller = _technician(request, database)

        def work(tx: Tx) -> Answer:
            row = devices.change(tx, peripheral_id, data, actor=caller.actor, device=caller.device_id)
            return made(device_view(peripherals, row), subject=f"peripheral:{row.id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/{peripheral_id:str}/test", status_code=200)
    async def test(
        self,
        request: AnyRequest,
        peripheral_id: FromPath[str],
        data: JSONBody[Try],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        peripherals: NamedDependency[Peripherals],
    ) -> Response[Tried]:
        """Show a line on a pole, or send a text message to the number given."""
        caller = _technician(request, database)
        venue_name = settings.now.venue_name

        def work(tx: Tx) -> Answer:
            row = devices.require(tx, peripheral_id)
            if row.kind == "pole":
                if not peripherals.test_pole(peripheral_id):
                    raise Conflict("This display is not in use.", code="peripheral_off")
                return made(Tried(peripheral_id, None))
            cause = f"test:{tx.new_id()}"
            sms_id = texts.queue_text(
                tx, number=data.number, body=f"{venue_name}: test ✓", cause=cause, actor=caller.actor
            )
            return made(Tried(peripheral_id, sms_id), subject=f"sms:{sms_id}")

        return await answer(request, database, scope=caller.scope, work=work)


class TextRoutes(Controller):
    """Text messages."""

    path = "/api/sms"
    tags = ("staff",)

    @get("")
    async def list_texts(
        self, request: AnyRequest, database: NamedDependency[Database], settings: NamedDependency[Settings]
    ) -> TextList:
        """The last hundred text messages and what became of them."""
        _technician(request, database)
        return TextList(database.read(lambda reader: text_views(reader, settings)))

    @post("/{sms_id:str}/again", status_code=200)
    async def send_again(
        self, request: AnyRequest, sms_id: FromPath[str], database: NamedDependency[Database]
    ) -> Response[Again]:
        """Send a text message that failed, or whose end is not known, once more."""
        caller = _technician(request, database)

        def work(tx: Tx) -> Answer:
            texts.again(tx, sms_id, actor=caller.actor, device=caller.device_id)
            return made(Again(sms_id), subject=f"sms:{sms_id}")

        return await answer(request, database, scope=caller.scope, work=work)


def _technician(request: AnyRequest, database: Database) -> StaffCaller:
    caller = staff_caller(request, database)
    caller.require(Right.MANAGE_DEVICES)
    return caller
