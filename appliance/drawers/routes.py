"""Cash drawers over HTTP: how they are, opening one without a sale, setting one up."""

from typing import Any

from litestar import Controller, Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.drawers.alerts import drawer_view, drawer_views
from appliance.drawers.keeper import DrawerKeeper
from appliance.drawers.model import (
    Calibrate,
    Calibrated,
    ChangeDrawer,
    DrawerList,
    DrawerRow,
    DrawerView,
    NewDrawer,
    Opening,
    OpenIt,
    Who,
)
from appliance.drawers.service import keeping, kicking
from appliance.http import answer, made
from appliance.kernel.roles import Right
from appliance.staff import StaffCaller, staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class DrawerRoutes(Controller):
    """Cash drawers."""

    path = "/api/drawers"
    tags = ("staff",)

    @get("")
    async def list_drawers(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        drawers: NamedDependency[DrawerKeeper],
    ) -> DrawerList:
        """Every drawer: open, closed or unknown, and since when."""
        staff_caller(request, database).require(Right.OPEN_DRAWER)
        return DrawerList(database.read(lambda reader: drawer_views(reader, drawers)))

    @post("", status_code=201)
    async def add(
        self,
        request: AnyRequest,
        data: JSONBody[NewDrawer],
        database: NamedDependency[Database],
        drawers: NamedDependency[DrawerKeeper],
    ) -> Response[DrawerView]:
        """Add a drawer on a printer or on a serial port."""
        caller = staff_caller(request, database)
        caller.require(Right.MANAGE_DEVICES)

        def work(tx: Tx) -> Answer:
            return _shown(tx, drawers, keeping.add(tx, data, _who(caller)), 201)

        return await answer(request, database, scope=caller.scope, work=work)

    @patch("/{drawer_id:str}")
    async def change(
        self,
        request: AnyRequest,
        drawer_id: FromPath[str],
        data: JSONBody[ChangeDrawer],
        database: NamedDependency[Database],
        drawers: NamedDependency[DrawerKeeper],
    ) -> Response[DrawerView]:
        """Set a drawer up otherwise, or take it out of use."""
        caller = staff_caller(request, database)
        caller.require(Right.MANAGE_DEVICES)

        def work(tx: Tx) -> Answer:
            return _shown(tx, drawers, keeping.change(tx, drawer_id, data, _who(caller)))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/{drawer_id:str}/open", status_code=200)
    async def open_it(
        self,
        request: AnyRequest,
        drawer_id: FromPath[str],
        data: JSONBody[OpenIt],
        database: NamedDependency[Database],
    ) -> Response[Opening]:
        """Open a drawer without a sale; the reason is written down."""
        caller = staff_caller(request, database)
        caller.require(Right.OPEN_DRAWER)

        def work(tx: Tx) -> Answer:
            kicked = kicking.kick(tx, kicking.require(tx, drawer_id), data.reason, _who(caller))
            return made(Opening(drawer_id, kicked.kick_id), subject=f"drawer:{drawer_id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/{drawer_id:str}/calibrate", status_code=200)
    async def calibrate(
        self,
        request: AnyRequest,
        drawer_id: FromPath[str],
        data: JSONBody[Calibrate],
        database: NamedDependency[Database],
        drawers: NamedDependency[DrawerKeeper],
    ) -> Response[Calibrated]:
        """Learn which level of the sensor means open, in two taps; the list shows the result within seconds."""
        caller = staff_caller(request, database)
        caller.require(Right.MANAGE_DEVICES)

        def work(tx: Tx) -> Answer:
            level = drawers.level(kicking.require(tx, drawer_id))
            language = drawers.settings.now.staff_language
            return made(keeping.calibrate(tx, drawer_id, data.step, level, _who(caller), language))

        return await answer(request, database, scope=caller.scope, work=work)


def _who(caller: StaffCaller) -> Who:
    return Who(caller.actor, caller.device_id, caller.address)


def _shown(tx: Tx, drawers: DrawerKeeper, drawer: DrawerRow, status: int = 200) -> Answer:
    return made(drawer_view(tx, drawers, drawer), status=status, subject=f"drawer:{drawer.id}")
