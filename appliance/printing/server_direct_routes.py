"""Where Epson printers call to fetch their jobs (Server Direct Print): the token is in the path, the MAC in the form."""

import re
from typing import Any, Protocol, cast
from urllib.parse import parse_qs

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from appliance.http import Limiter, address_of
from appliance.kernel.errors import BadRequest, NotFound
from appliance.printing.desk import PrintDesk

BRIDGE = "server_direct"
LARGEST_CALL = 128 * 1024
CALLS_PER_MINUTE = 400
"""Of one printer, which may call every second and answer every time."""
WRONG_PER_MINUTE = 30
_MINUTE_S = 60.0
_MOST_FIELDS = 12
_NOT_A_PRINTER = "This address is for printers of this appliance."

AnyRequest = Request[Any, Any, Any]


class TakesForms(Protocol):
    """What the route needs of the bridge behind a printer that calls."""

    def take(self, body: bytes) -> bytes:
        """The answer to a call; ValueError when it makes no sense."""


class ServerDirectRoutes(Controller):
    """The one address such a printer calls, for its jobs as for its results."""

    path = "/epson"
    include_in_schema = False

    @post("/{token:str}", status_code=200, request_max_body_size=LARGEST_CALL)
    async def call(
        self,
        request: AnyRequest,
        token: FromPath[str],
        desk: NamedDependency[PrintDesk],
        limiter: NamedDependency[Limiter],
    ) -> Response[bytes]:
        """Pass the form to the printer's bridge and its answer back."""
        address = address_of(request)
        limiter.check("epson_wrong", address, limit=WRONG_PER_MINUTE, window_s=_MINUTE_S)
        body = await request.body()
        mac = mac_in(body)
        if not desk.token_ok(BRIDGE, mac, token):
            limiter.count("epson_wrong", address, window_s=_MINUTE_S)
            raise NotFound(_NOT_A_PRINTER)
        limiter.spend("epson_call", mac, limit=CALLS_PER_MINUTE, window_s=_MINUTE_S)
        bridge = desk.polled(BRIDGE, mac)
        if bridge is None:
            raise NotFound(_NOT_A_PRINTER)
        try:
            answer = cast(TakesForms, bridge).take(body)
        except ValueError as error:
            raise BadRequest("The appliance could not read this call.") from error
        return Response(content=answer, media_type="text/xml")


def mac_in(body: bytes) -> str:
    """The MAC that the form's ID holds, 12 lower-case hex digits; "" when there is none."""
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return ""
    digits = re.sub(r"[:.\s-]", "", fields.get("ID", [""])[0]).lower()
    return digits if re.fullmatch(r"[0-9a-f]{12}", digits, re.ASCII) else ""
