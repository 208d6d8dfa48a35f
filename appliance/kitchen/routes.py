"""Kitchen screens over HTTP and their live view."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, WebSocket, get, post, websocket
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from appliance.devices import DeviceCaller, DeviceKind, device_caller, present_device
from appliance.http import Connection, answer, made
from appliance.kernel.errors import BadRequest, Refused, StorageUnavailable
from appliance.kernel.roles import Right
from appliance.kitchen.feed import KitchenFeed
from appliance.kitchen.kitchen import Kitchen
from appliance.kitchen.model import Move
from appliance.kitchen.service.moving import Mover
from appliance.kitchen.wire import AliveFrame, KitchenSnapshot, Moved, MoveTicket, Reprinted, SeenFrame
from appliance.realtime import Hub, serve_socket
from appliance.staff import StaffCaller, staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]
Caller = StaffCaller | DeviceCaller

PING_S = 3.0
FRAMES_PER_10_S = 400
"""In a rush a screen confirms tickets with every other picture it draws."""
STATIONS_MAX = 50
STATION_LENGTH_MAX = 64
NOT_SIGNED_IN = 4401


class KitchenRoutes(Controller):
    """What cooks see and do."""

    tags = ("kitchen",)

    @get("/api/kitchen")
    async def snapshot(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        kitchen: NamedDependency[Kitchen],
        stations: Annotated[str | None, QueryParameter()] = None,
    ) -> KitchenSnapshot:
        """Everything a screen shows; `stations` is a comma-separated list, all stations without it."""
        shown = _shown(stations, _caller(request, database, Right.SEE_KITCHEN))
        return database.read(lambda reader: kitchen.snapshot(reader, database.seq, shown))

    @post("/api/tickets/{ticket_id:str}/move", status_code=200)
    async def move(
        self,
        request: AnyRequest,
        ticket_id: FromPath[str],
        data: JSONBody[MoveTicket],
        database: NamedDependency[Database],
        kitchen: NamedDependency[Kitchen],
    ) -> Response[Moved]:
        """Start, bump, recall, claim, unclaim, rush, undo or confirm; 409 illegal_move names what is possible.

        A waiter who has told the cooks himself may `confirm` what was cancelled.
        """
        waiters = data.verb is Move.CONFIRM
        caller = _caller(request, database, Right.SEE_KITCHEN if waiters else Right.MOVE_TICKET)
        mover = Mover(caller.actor, caller.device_id, _claiming(data, caller))

        def work(tx: Tx) -> Answer:
            return made(Moved(kitchen.move(tx, ticket_id, data.verb, mover, line_id=data.line_id)))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/api/tickets/{ticket_id:str}/reprint", status_code=201)
    async def reprint(
        self,
        request: AnyRequest,
        ticket_id: FromPath[str],
        database: NamedDependency[Database],
        kitchen: NamedDependency[Kitchen],
    ) -> Response[Reprinted]:
        """Print a ticket once more, marked as a copy."""
        caller = _caller(request, database, Right.DECIDE_PRINT)

        def work(tx: Tx) -> Answer:
            job_id = kitchen.reprint(tx, ticket_id, actor=caller.actor)
            return made(Reprinted(job_id), status=201, subject=f"print_job:{job_id}")

        return await answer(request, database, scope=caller.scope, work=work)

    @websocket("/ws/kitchen")
    async def live(
        self,
        socket: WebSocket[Any, Any, Any],
        database: NamedDependency[Database],
        kitchen: NamedDependency[Kitchen],
        hub: NamedDependency[Hub],
        since: Annotated[int, QueryParameter()] = 0,
        mark: Annotated[str, QueryParameter()] = "",
        stations: Annotated[str | None, QueryParameter()] = None,
    ) -> None:
        """A screen's live view. Only a paired kitchen device counts as a screen; staff just look."""
        try:
            caller = _caller(socket, database, Right.SEE_KITCHEN)
            shown = _shown(stations, caller)
        except Refused as refusal:
            await socket.accept()
            await socket.close(code=NOT_SIGNED_IN, reason=refusal.code)
            return
        screen = (
            Screen(database, kitchen, caller.device_id, shown) if isinstance(caller, DeviceCaller) else None
        )
        await serve_socket(
            socket,
            hub,
            database,
            KitchenFeed(kitchen, shown),
            owner=caller.scope,
            since=since,
            mark=mark,
            ping_every_s=PING_S,
            recheck=lambda: _caller(socket, database, Right.SEE_KITCHEN),
            on_message=screen.heard if screen else None,
            frames_per_10_s=FRAMES_PER_10_S,
        )


class Screen:
    """What a kitchen device says over its socket. A socket alone is no screen: what it says shows that its page works."""

    def __init__(self, database: Database, kitchen: Kitchen, device_id: str, shown: list[str]) -> None:
        self._database = database
        self._kitchen = kitchen
        self._device_id = device_id
        self._stations = tuple(shown)

    async def heard(self, message: dict[str, Any]) -> None:
        """A heartbeat, or tickets that are really on the screen; anything else is left alone."""
        try:
            frame = msgspec.convert(message, AliveFrame | SeenFrame)
        except msgspec.ValidationError:
            return
        self._kitchen.screens.alive(self._device_id, self._stations)
        if isinstance(frame, SeenFrame) and (ticket_ids := self._kitchen.unseen(frame.tickets)):
            await self._saw(ticket_ids)

    async def _saw(self, ticket_ids: list[str]) -> None:
        try:
            await self._database.write(lambda tx: self._kitchen.mark_seen(tx, ticket_ids, self._device_id))
        except StorageUnavailable:
            return  # the ticket stays unconfirmed, which is the truth the file can tell


def _caller(connection: Connection, database: Database, right: Right) -> Caller:
    """The kitchen screen itself, else whoever is signed in and has the right."""
    if present_device(connection, database, DeviceKind.KITCHEN) is not None:
        return device_caller(connection, database, DeviceKind.KITCHEN)
    caller = staff_caller(connection, database)
    caller.require(right)
    return caller


def _claiming(data: MoveTicket, caller: Caller) -> str | None:
    """Who claims: the cook named, or whoever is signed in."""
    if data.staff_id is None and data.verb is Move.CLAIM and isinstance(caller, StaffCaller):
        return caller.staff_id
    return data.staff_id


def _shown(asked: str | None, caller: Caller) -> list[str]:
    """The stations asked for, else those the device was paired for; an empty list means all."""
    if asked is None:
        return list(caller.stations) if isinstance(caller, DeviceCaller) else []
    found = list(dict.fromkeys(part for part in asked.split(",") if part))
    if len(found) > STATIONS_MAX or any(len(part) > STATION_LENGTH_MAX for part in found):
        raise BadRequest("These are too many stations.", code="stations_wrong")
    return found
