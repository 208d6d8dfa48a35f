"""The floor's tablets: the live view, and opening, closing and restoring tables."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, WebSocket, get, patch, post, websocket
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from appliance.floor import table
from appliance.http import answer, made
from appliance.http.qr import qr_svg
from appliance.kernel.errors import Conflict, Refused
from appliance.kernel.ids import digest
from appliance.kernel.roles import Right
from appliance.orders import close_visit, restore_visit, unserved
from appliance.realtime import Hub, serve_socket
from appliance.seating import access, calls, parties
from appliance.staff import Hasher, StaffCaller, staff_caller
from appliance.storage import Answer, Database, Tx
from appliance.surfaces.floor_feed import PATIENT, FloorFeed
from appliance.surfaces.floor_model import (
    Closed,
    Done,
    FloorSnapshot,
    KeptVisit,
    OpenTable,
    Restored,
    VisitPin,
    VisitQr,
)
from appliance.surfaces.guest_routes import OWN_QR_PREFIX
from appliance.surfaces.house import House
from appliance.surfaces.visit_secrets import visit_secret

AnyRequest = Request[Any, Any, Any]
PING_S = 15.0


def allowed(request: Any, database: Database, right: Right) -> StaffCaller:
    """Who is asking, or a refusal."""
    caller = staff_caller(request, database)
    caller.require(right)
    return caller


class FloorScreenRoutes(Controller):
    """What waiters do all evening."""

    tags = ("staff",)

    @get("/api/floor")
    async def floor(
        self, request: AnyRequest, database: NamedDependency[Database], house: NamedDependency[House]
    ) -> FloorSnapshot:
        """The whole floor."""
        allowed(request, database, Right.SEE_FLOOR)
        feed = FloorFeed(house)
        return database.read(
            lambda reader: FloorSnapshot(
                seq=database.seq, now=database.clock.now_ms(), **feed.snapshot(reader)
            )
        )

    @websocket("/ws/floor")
    async def live(
        self,
        socket: WebSocket[Any, Any, Any],
        database: NamedDependency[Database],
        house: NamedDependency[House],
        hub: NamedDependency[Hub],
        since: Annotated[int, QueryParameter()] = 0,
        mark: Annotated[str, QueryParameter()] = "",
    ) -> None:
        """The floor's live view."""
        try:
            caller = allowed(socket, database, Right.SEE_FLOOR)
        except Refused as refusal:
            await socket.accept()
            await socket.close(code=4401, reason=refusal.code)
            return
        owner = f"device:{caller.device_id}" if caller.device_id else caller.scope
        await serve_socket(
            socket,
            hub,
            database,
            FloorFeed(house),
            owner=owner,
            since=since,
            mark=mark,
            ping_every_s=PING_S,
            patient=PATIENT,
            recheck=lambda: allowed(socket, database, Right.SEE_FLOOR),
        )

    @post("/api/tables/{table_id:str}/open")
    async def open_table(
        self,
        request: AnyRequest,
        table_id: FromPath[str],
        data: JSONBody[OpenTable],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Response[VisitQr]:
        """Seat a party; the answer holds the QR of this one visit."""
        caller = allowed(request, database, Right.OPEN_TABLE)
        base = guest_address(house)
        secret = await visit_secret(request, database, caller.scope)

        def work(tx: Tx) -> Answer:
            place = table(tx, table_id)
            visit = parties.open_visit(
                tx,
                house.settings.now,
                place.id,
                opened_by=caller.actor,
                covers=data.covers,
                join_hash=digest(secret),
            )
            return made(KeptVisit(visit.id), status=201, subject=f"table_session:{visit.id}")

        kept = await answer(request, database, scope=caller.scope, work=work)
        return await _with_code(kept, base, secret)

    @post("/api/session/{session_id:str}/qr", status_code=200)
    async def own_qr(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Response[VisitQr]:
        """A fresh QR for a party that is already seated; the one before stops working."""
        caller = allowed(request, database, Right.OPEN_TABLE)
        base = guest_address(house)
        secret = await visit_secret(request, database, caller.scope)

        def work(tx: Tx) -> Answer:
            visit = parties.require_open(tx, session_id)
            parties.set_own_qr(tx, visit.id, secret)
            return made(KeptVisit(visit.id))

        kept = await answer(request, database, scope=caller.scope, work=work)
        return await _with_code(kept, base, secret)

    @post("/api/session/{session_id:str}/pin", status_code=200)
    async def new_pin(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        hasher: NamedDependency[Hasher],
    ) -> VisitPin:
        """A new table PIN for a party, shown once."""
        caller = allowed(request, database, Right.OPEN_TABLE)
        database.read(lambda reader: parties.require_open(reader, session_id))
        return VisitPin(await access.new_table_pin(database, hasher, session_id, caller.actor))

    @patch("/session/{session_id:str}/close")
    async def close(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Response[Closed]:
        """End a visit; it can be brought back."""
        caller = allowed(request, database, Right.CLOSE_TABLE)

        def work(tx: Tx) -> Answer:
            close_visit(
                tx,
                session_id,
                how="staff",
                actor=caller.actor,
                device=caller.device_id,
                address=caller.address,
            )
            undo_until = tx.now_ms + house.settings.now.undo_close_s * 1000
            left = unserved(tx, session_id)
            return made(Closed(tx.now_ms, undo_until, left.cooking, left.ready))

        return await answer(request, database, scope=caller.scope, work=work)

    @patch("/session/{session_id:str}/restore")
    async def restore(
        self, request: AnyRequest, session_id: FromPath[str], database: NamedDependency[Database]
    ) -> Response[Restored]:
        """Bring a closed visit back."""
        caller = allowed(request, database, Right.RESTORE_TABLE)

        def work(tx: Tx) -> Answer:
            restore_visit(tx, session_id, actor=caller.actor, device=caller.device_id, address=caller.address)
            return made(Restored(session_id))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/api/calls/{call_id:str}/answer", status_code=200)
    async def on_my_way(
        self, request: AnyRequest, call_id: FromPath[str], database: NamedDependency[Database]
    ) -> Response[Done]:
        """Somebody is on the way."""
        caller = allowed(request, database, Right.ANSWER_CALL)

        def work(tx: Tx) -> Answer:
            calls.answer(tx, call_id, caller.actor, caller.device_id)
            return made(Done())

        return await answer(request, database, scope=caller.scope, work=work)


def guest_address(house: House) -> str:
    """What guests' phones open. Raises Conflict guest_address_missing."""
    base = house.settings.now.guest_base_url.rstrip("/")
    if not base:
        raise Conflict(
            "Set the address for guests' phones (guest_base_url) first.", code="guest_address_missing"
        )
    return base


def own_qr_url(base: str, secret: str) -> str:
    """What the code of one visit says."""
    return f"{base}/t/{OWN_QR_PREFIX}{secret}"


async def _with_code(kept: Response[Any], base: str, secret: str) -> Response[VisitQr]:
    """The kept answer names the visit; its code is made again each time, and drawn beside the event loop."""
    visit = msgspec.json.decode(kept.content, type=KeptVisit)
    url = own_qr_url(base, secret)
    code = VisitQr(visit.session_id, url, await asyncio.to_thread(qr_svg, url))
    return Response(code, status_code=kept.status_code)
