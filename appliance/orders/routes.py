"""Sending an order, and serving it."""

from typing import Any

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.floor import table
from appliance.http import answer, made
from appliance.kernel.roles import Right
from appliance.kitchen import Kitchen
from appliance.orders.model import Cancelled, CancelLines, OrderPlaced, PlaceOrder, Served
from appliance.orders.service.access import require_ordering
from appliance.orders.service.cancelling import cancel_lines
from appliance.orders.service.follow import serve
from appliance.orders.service.place import OrderDesk, Placing, place
from appliance.orders.views import just_placed
from appliance.seating import guest_caller, parties
from appliance.settings import Settings
from appliance.staff import staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class OrderRoutes(Controller):
    """Orders from phones, served by waiters."""

    @post("/orders", tags=("guest",))
    async def send(
        self,
        request: AnyRequest,
        data: JSONBody[PlaceOrder],
        order_desk: NamedDependency[OrderDesk],
    ) -> Response[OrderPlaced]:
        """Send cart lines. The answer means: durable, and on its way to the kitchen."""
        caller = guest_caller(request, order_desk.database, data.session_id)
        order_desk.limiter.spend("order", caller.member.id, limit=60, window_s=60)
        placing = Placing(order_desk.settings.now, order_desk.menu_book, order_desk.kitchen)

        def work(tx: Tx) -> Answer:
            party = parties.require_open(tx, data.session_id)
            where = table(tx, party.table_id)
            require_ordering(placing.settings, where, tx.now_ms)
            placed = place(tx, placing, party, caller.member, data.lines, where.name)
            shown = just_placed(placed.order, placed.lines, caller.member.id)
            return made(OrderPlaced(shown, tx.seq), status=201, subject=f"order:{shown.id}")

        return await answer(request, order_desk.database, scope=caller.scope, work=work)

    @post("/api/orders/{order_id:str}/serve", status_code=200, tags=("staff",))
    async def serve_ready(
        self,
        request: AnyRequest,
        order_id: FromPath[str],
        database: NamedDependency[Database],
        kitchen: NamedDependency[Kitchen],
    ) -> Response[Served]:
        """Everything of this order that was ready is on the table now."""
        caller = staff_caller(request, database)
        caller.require(Right.SERVE)
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(Served(serve(tx, kitchen, order_id, caller.actor))),
        )

    @post("/api/orders/{order_id:str}/cancel", status_code=200, tags=("staff",))
    async def cancel(
        self,
        request: AnyRequest,
        order_id: FromPath[str],
        data: JSONBody[CancelLines],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        kitchen: NamedDependency[Kitchen],
    ) -> Response[Cancelled]:
        """Take dishes back that the kitchen has got already; what a cook has begun needs a manager."""
        caller = staff_caller(request, database)

        def work(tx: Tx) -> Answer:
            return made(Cancelled(cancel_lines(tx, settings.now, kitchen, order_id, data, caller)))

        return await answer(request, database, scope=caller.scope, work=work)
