"""Kiosk agents: asking to be let in, and reporting. They bring no cookie; after a hello they prove themselves by their secret."""

from typing import Any

from litestar import Controller, Request, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from appliance.devices import agents
from appliance.devices.knocks import unknown_knock
from appliance.devices.model import Heard, Hello, Report, Standing
from appliance.devices.presence import Presence
from appliance.http import Limiter, address_of
from appliance.settings import Settings
from appliance.storage import Database

HELLOS = 20
REPORTS = 120
WINDOW_S = 60.0
ASK_EVERY_S = 2
REPORT_EVERY_S = 10
SECRET_MAX = 128

AnyRequest = Request[Any, Any, Any]


class KioskRoutes(Controller):
    """What an agent may say. Nothing here grants anything: that takes a manager who compares the number."""

    path = "/api/kiosk"
    tags = ("devices",)

    @post("/hello", status_code=202)
    async def hello(
        self,
        request: AnyRequest,
        data: JSONBody[Hello],
        limiter: NamedDependency[Limiter],
        presence: NamedDependency[Presence],
    ) -> Heard:
        """Ask to be let in; 429 when too many ask."""
        address = address_of(request)
        limiter.spend("kiosk_hello", address, limit=HELLOS, window_s=WINDOW_S)
        return Heard(presence.knocks.hello(data, address).nonce, ASK_EVERY_S)

    @post("/report", status_code=200)
    async def report(
        self,
        request: AnyRequest,
        data: JSONBody[Report],
        database: NamedDependency[Database],
        limiter: NamedDependency[Limiter],
        presence: NamedDependency[Presence],
        settings: NamedDependency[Settings],
    ) -> Standing:
        """Say how the screen is, with `Authorization: Bearer SECRET`, and hear what it is to show.

        404 knock_unknown when the agent was never let in, has lost its access, or asked too long ago.
        """
        limiter.spend("kiosk_report", address_of(request), limit=REPORTS, window_s=WINDOW_S)
        secret = _secret(request)
        venue = settings.now.venue_name
        device = database.read(lambda reader: agents.device_of_agent(reader, secret))
        if device is None:
            presence.knocks.prove(secret)
            return Standing("asking", None, ASK_EVERY_S, venue)
        presence.knocks.reported(device.id, data)
        now_ms = database.clock.now_ms()
        if database.read(lambda reader: agents.needs_code(reader, device, now_ms)):
            await database.write(lambda tx: agents.make_code(tx, device))
        page = database.read(lambda reader: agents.page_for(reader, device))
        return Standing("approved", page, REPORT_EVERY_S, venue)


def _secret(request: AnyRequest) -> str:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 32 <= len(secret) <= SECRET_MAX or not secret.isascii():
        raise unknown_knock()
    return secret
