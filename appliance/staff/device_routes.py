"""What managers do with devices: make pairing codes, look who is there, rename, revoke a lost one."""

import asyncio
from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance import devices
from appliance.devices import ChangeDevice, CodeMade, DeviceView, ListedDevice, MakeCode, NewCode, Presence
from appliance.http import answer, made, qr
from appliance.kernel.roles import Right
from appliance.settings import Settings
from appliance.staff.caller import staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class DeviceRoutes(Controller):
    """Everything here needs the right pair_device."""

    tags = ("devices",)

    @get("/api/devices")
    async def listed(
        self, request: AnyRequest, database: NamedDependency[Database], presence: NamedDependency[Presence]
    ) -> list[ListedDevice]:
        """Every device with access, and whether it is there now."""
        staff_caller(request, database).require(Right.PAIR_DEVICE)
        return database.read(lambda reader: devices.listed(reader, presence))

    @post("/api/devices/codes", status_code=200)
    async def make_code(
        self,
        request: AnyRequest,
        data: JSONBody[MakeCode],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Response[NewCode]:
        """A code for one device, good for ten minutes. Only its digest is kept; a repeated request is shown the same code."""
        caller = staff_caller(request, database)
        caller.require(Right.PAIR_DEVICE)
        key = request.headers.get("idempotency-key", "")
        code = await database.write(lambda tx: devices.code_for(tx, caller.scope, key))

        def work(tx: Tx) -> Answer:
            expires_at = devices.make_code(
                tx,
                code,
                kind=data.kind,
                name=data.name,
                stations=data.stations,
                made_by=caller.actor,
                device=caller.device_id,
                address=caller.address,
            )
            return made(CodeMade(expires_at))

        response = await answer(request, database, scope=caller.scope, work=work)
        kept = msgspec.json.decode(response.content, type=CodeMade)
        base = settings.now.guest_base_url.rstrip("/") or str(request.base_url).rstrip("/")
        url = f"{base}/{data.kind}/#code={code}"
        return Response(NewCode(code, kept.expires_at, url, await asyncio.to_thread(qr.qr_svg, url)))

    @post("/api/devices/{device_id:str}/change", status_code=200)
    async def change(
        self,
        request: AnyRequest,
        device_id: FromPath[str],
        data: JSONBody[ChangeDevice],
        database: NamedDependency[Database],
    ) -> Response[DeviceView]:
        """Give a device another name or other stations; its screen comes back with them by itself."""
        caller = staff_caller(request, database)
        caller.require(Right.PAIR_DEVICE)

        def work(tx: Tx) -> Answer:
            changed = devices.change(
                tx, device_id, data, actor=caller.actor, device=caller.device_id, address=caller.address
            )
            return made(changed.view())

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/api/devices/{device_id:str}/revoke", status_code=200)
    async def revoke(
        self, request: AnyRequest, device_id: FromPath[str], database: NamedDependency[Database]
    ) -> Response[DeviceView]:
        """Take a device's access away at once."""
        caller = staff_caller(request, database)
        caller.require(Right.PAIR_DEVICE)

        def work(tx: Tx) -> Answer:
            gone = devices.revoke(
                tx, device_id, actor=caller.actor, device=caller.device_id, address=caller.address
            )
            return made(gone.view())

        return await answer(request, database, scope=caller.scope, work=work)
