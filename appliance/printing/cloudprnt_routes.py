"""Where Star printers call for their jobs (CloudPRNT): the token is in the path, the MAC in the poll or the query."""

import re
from typing import Any, ClassVar, Protocol, cast

import msgspec
from litestar import Controller, Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from appliance.http import Limiter, address_of
from appliance.kernel.errors import BadRequest, NotFound, Refused
from appliance.printing.desk import PrintDesk

BRIDGE = "cloudprnt"
LARGEST_CALL = 16 * 1024
CALLS_PER_MINUTE = 400
"""Of one printer, which calls at each change of its status and three times for a paper."""
WRONG_PER_MINUTE = 30
_MINUTE_S = 60.0
_NOT_A_PRINTER = "This address is for printers of this appliance."

AnyRequest = Request[Any, Any, Any]


class NotOffered(Refused):
    """The printer wants its job in a form in which there is none."""

    status: ClassVar[int] = 415
    default_code: ClassVar[str] = "media_not_offered"


class Fetched(Protocol):
    """A job on its way out."""

    @property
    def body(self) -> bytes:
        """What is to be printed."""

    @property
    def media_type(self) -> str:
        """As what."""

    @property
    def headers(self) -> dict[str, str]:
        """Wishes that go with it."""


class Polled(Protocol):
    """What the routes need of the bridge behind a printer that calls; ValueError for what makes no sense."""

    def poll(self, body: bytes) -> dict[str, Any]:
        """The answer to how the printer is."""

    def fetch(self, media_type: str | None, token: str | None) -> Fetched | None:
        """The job, None when it is not to be had."""

    def delete(self, code: str | None, token: str | None) -> bool:
        """The printer has done with a job; whether it was one it had."""


class PolledMac(msgspec.Struct, frozen=True):
    """Who polls."""

    mac: str = msgspec.field(name="printerMAC", default="")


class CloudPrntRoutes(Controller):
    """The one address such a printer calls. It makes no idempotency keys: the tokens of its jobs do their work."""

    path = "/cloudprnt"
    include_in_schema = False

    @post("/{token:str}", status_code=200, request_max_body_size=LARGEST_CALL)
    async def poll(
        self,
        request: AnyRequest,
        token: FromPath[str],
        desk: NamedDependency[PrintDesk],
        limiter: NamedDependency[Limiter],
    ) -> Response[bytes]:
        """How the printer is; the answer says whether there is a job."""
        limiter.check("cloudprnt_wrong", address_of(request), limit=WRONG_PER_MINUTE, window_s=_MINUTE_S)
        body = await request.body()
        bridge = _bridge(request, desk, limiter, token, mac_in(body))
        try:
            answer = bridge.poll(body)
        except ValueError as error:
            raise BadRequest("The appliance could not read this call.") from error
        return Response(content=msgspec.json.encode(answer), media_type="application/json")

    @get("/{token:str}")
    async def fetch(
        self,
        request: AnyRequest,
        token: FromPath[str],
        desk: NamedDependency[PrintDesk],
        limiter: NamedDependency[Limiter],
    ) -> Response[bytes]:
        """The job itself; with `delete` in the query this is `release` for a printer that cannot say DELETE."""
        query = request.query_params
        bridge = _bridge(request, desk, limiter, token, plain_mac(query.get("mac", "")))
        if "delete" in query:
            return _released(bridge, request)
        try:
            job = bridge.fetch(query.get("type"), query.get("token"))
        except ValueError as error:
            raise NotOffered("There is no such form of this document.") from error
        if job is None:
            raise NotFound("There is nothing to print.", code="no_job")
        headers = {**job.headers, "Cache-Control": "no-store"}
        return Response(content=job.body, media_type=job.media_type, headers=headers)

    @delete("/{token:str}", status_code=200)
    async def release(
        self,
        request: AnyRequest,
        token: FromPath[str],
        desk: NamedDependency[PrintDesk],
        limiter: NamedDependency[Limiter],
    ) -> Response[bytes]:
        """The printer has done with a job; `code` says how that went. Repeating it changes nothing."""
        mac = plain_mac(request.query_params.get("mac", ""))
        return _released(_bridge(request, desk, limiter, token, mac), request)


def _bridge(request: AnyRequest, desk: PrintDesk, limiter: Limiter, token: str, mac: str) -> Polled:
    """The bridge of the printer that calls. Raises NotFound for all that is wrong about it, TooMany."""
    address = address_of(request)
    limiter.check("cloudprnt_wrong", address, limit=WRONG_PER_MINUTE, window_s=_MINUTE_S)
    if not desk.token_ok(BRIDGE, mac, token):
        limiter.count("cloudprnt_wrong", address, window_s=_MINUTE_S)
        raise NotFound(_NOT_A_PRINTER)
    limiter.spend("cloudprnt_call", mac, limit=CALLS_PER_MINUTE, window_s=_MINUTE_S)
    bridge = desk.polled(BRIDGE, mac)
    if bridge is None:
        raise NotFound(_NOT_A_PRINTER)
    return cast(Polled, bridge)


def _released(bridge: Polled, request: AnyRequest) -> Response[bytes]:
    bridge.delete(request.query_params.get("code"), request.query_params.get("token"))
    return Response(content=b"", media_type="text/plain")


def mac_in(body: bytes) -> str:
    """The MAC that a poll holds, 12 lower-case hex digits; "" when there is none."""
    try:
        return plain_mac(msgspec.json.decode(body, type=PolledMac).mac)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return ""


def plain_mac(told: str) -> str:
    """A MAC without the marks between its pairs; "" when it is none."""
    digits = re.sub(r"[:.\s-]", "", told[:40]).lower()
    return digits if re.fullmatch(r"[0-9a-f]{12}", digits, re.ASCII) else ""
