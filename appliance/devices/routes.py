"""Pairing: a device types its code and gets its token as a cookie. What managers do with devices is in the staff room."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from appliance.devices import rules, service
from appliance.devices.caller import COOKIES, TOKEN_LIFETIME_S
from appliance.devices.model import Pair, Paired
from appliance.http import Limiter, address_of, answer, made, set_cookie
from appliance.storage import Answer, Database, Tx

TRIES = 5
WINDOW_S = 15 * 60


class PairingRoutes(Controller):
    """The one thing an unpaired device may do."""

    tags = ("devices",)

    @post("/api/devices/pair", status_code=200)
    async def pair(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[Pair],
        database: NamedDependency[Database],
        limiter: NamedDependency[Limiter],
    ) -> Response[Paired]:
        """Pair this device with a code; 404 for a wrong one, 429 after five wrong ones in 15 minutes."""
        address = address_of(request)
        limiter.spend("pair", address, limit=TRIES, window_s=WINDOW_S)
        code = rules.typed_code(data.code)
        secret = await database.write(service.ensure_secret)
        token = rules.token_from(secret, code, request.headers.get("idempotency-key", ""))

        def work(tx: Tx) -> Answer:
            device = service.pair(tx, code, token, address)
            return made(Paired(device.view()), subject=f"device:{device.id}")

        response = await answer(request, database, scope="pairing", work=work)
        limiter.forget("pair", address)
        kind = msgspec.json.decode(response.content, type=Paired).device.kind
        set_cookie(response, request, COOKIES[kind], token, lifetime_s=TOKEN_LIFETIME_S)
        return response
