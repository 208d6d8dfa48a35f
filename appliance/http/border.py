"""The outermost layer: known hosts, same origin (also for sockets), body size, and security headers on every answer."""

import ipaddress
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from litestar.exceptions import ClientException

from appliance.http.asgi import App, Message, Receive, Scope, Send

BODY_MAX = 256 * 1024
UPLOAD_MAX = 8 * 1024 * 1024
UPLOAD_PATHS = ("/api/menu/import", "/photo")
LOCAL_SUFFIXES = (".local", ".lan", ".internal", ".localhost")
SINGLE_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{sockets};"
    " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_PLAIN_HOST = re.compile(r"[a-z0-9.\[\]:-]{1,255}")
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]


class Border:
    """Wraps the application. `own_names` gives the further host names the owner has set (lower case)."""

    def __init__(self, app: App, own_names: Callable[[], frozenset[str]]) -> None:
        self._app = app
        self._own_names = own_names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _say_no(scope, receive, send, *refusal)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            await self._app(
                scope,
                _limited(receive, _body_limit(scope)),
                _with_headers(send, _safety(headers.get(b"host", b""))),
            )

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str, str] | None:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if not self._is_ours(host):
            return 421, "This address is not one of the appliance's own.", "host_unknown"
        method = scope.get("method", "GET")
        if scope["type"] == "websocket" or method not in SAFE_METHODS:
            origin = headers.get(b"origin")
            if origin is not None and _place(origin.decode("latin-1").lower()) != host:
                return 403, "This request comes from another site.", "origin_refused"
            if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
                return 403, "This request comes from another site.", "origin_refused"
        length = headers.get(b"content-length", b"0")
        if scope["type"] == "http" and (not length.isdigit() or int(length) > _body_limit(scope)):
            return 413, "This is too large.", "too_large"
        return None

    def _is_ours(self, host: str) -> bool:
        name = _foreign_name(host)
        return name is None or name in self._own_names()


@lru_cache(maxsize=256)
def _foreign_name(host: str) -> str | None:
    """The name of a host that is ours only if the owner says so; None for addresses and names of the LAN."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    if name.endswith(LOCAL_SUFFIXES) or SINGLE_LABEL.fullmatch(name):
        return None
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name
    return None


def _place(origin: str) -> str:
    """Host and port of an origin; empty when it has none ("null") or makes no sense."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _body_limit(scope: Scope) -> int:
    path = scope["path"]
    return UPLOAD_MAX if path.startswith("/api/menu/") and path.endswith(UPLOAD_PATHS) else BODY_MAX


def _limited(receive: Receive, limit: int) -> Receive:
    """A body sent without its length is refused as soon as it is over the limit."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise ClientException(status_code=413)
        return message

    return counted


@lru_cache(maxsize=64)
def _safety(host: bytes) -> list[tuple[bytes, bytes]]:
    """The security headers; sockets are named by host, because older Safaris do not count them as 'self'."""
    name = host.decode("latin-1").lower()
    sockets = f" ws://{name} wss://{name}" if _PLAIN_HOST.fullmatch(name) else ""
    return [(b"content-security-policy", _CSP.format(sockets=sockets).encode()), *_HEADERS]


def _with_headers(send: Send, safety: list[tuple[bytes, bytes]]) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *safety]
        await send(message)

    return dressed


async def _say_no(scope: Scope, receive: Receive, send: Send, status: int, sentence: str, code: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4403, "reason": code})
        return
    body = msgspec.json.encode({"error": sentence, "code": code, "details": []})
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        *_safety(b""),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
