"""Taking money at the table or at the desk."""

from typing import Any

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.http import answer, made
from appliance.kernel.roles import Right
from appliance.payments import service
from appliance.payments.model import CashTaken, OpenDrawer, Queued, TakeCash
from appliance.settings import Settings
from appliance.staff import staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class PaymentRoutes(Controller):
    """Cash, receipts and the drawer."""

    path = "/api"
    tags = ("staff",)

    @post("/session/{session_id:str}/cash", status_code=200)
    async def cash(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[TakeCash],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[CashTaken]:
        """Take cash for everything that is due."""
        caller = staff_caller(request, database)
        caller.require(Right.TAKE_CASH)

        def work(tx: Tx) -> Answer:
            taken = service.take_cash(tx, settings.now, session_id, data, caller)
            return made(taken, subject=f"payment:{taken.payment.id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/session/{session_id:str}/receipt", status_code=200)
    async def receipt(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[Queued]:
        """Print the receipt; a second one is marked as a copy."""
        caller = staff_caller(request, database)
        caller.require(Right.TAKE_CASH)
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(service.print_receipt(tx, settings.now, session_id)),
        )

    @post("/session/{session_id:str}/print_bill", status_code=200)
    async def print_bill(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[Queued]:
        """Print the bill for the table."""
        caller = staff_caller(request, database)
        caller.require(Right.TAKE_CASH)
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(service.print_bill(tx, settings.now, session_id)),
        )

    @post("/drawer/open", status_code=200)
    async def open_drawer(
        self,
        request: AnyRequest,
        data: JSONBody[OpenDrawer],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[Queued]:
        """Open the cash drawer without a sale."""
        caller = staff_caller(request, database)
        caller.require(Right.OPEN_DRAWER)
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(service.open_drawer(tx, settings.now, data.reason, caller)),
        )
