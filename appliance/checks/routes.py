"""The bill on a guest's phone."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from appliance.checks.model import Bill, Viewed
from appliance.checks.service import bill, view_bill
from appliance.http import answer, made
from appliance.seating import guest_caller
from appliance.settings import Settings
from appliance.storage import Database

AnyRequest = Request[Any, Any, Any]


class BillRoutes(Controller):
    """Looking at what is owed."""

    tags = ("guest",)

    @get("/session/{session_id:str}/bill")
    async def show(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Bill:
        """The itemised bill as it stands."""
        guest_caller(request, database, session_id).still_here()
        return database.read(lambda reader: bill(reader, session_id, settings.now))

    @post("/session/{session_id:str}/bill/viewed", status_code=200)
    async def viewed(
        self, request: AnyRequest, session_id: FromPath[str], database: NamedDependency[Database]
    ) -> Response[Viewed]:
        """The party opened its bill; the first time is kept."""
        caller = guest_caller(request, database, session_id).still_here()
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(Viewed(view_bill(tx, session_id, caller.scope))),
        )
