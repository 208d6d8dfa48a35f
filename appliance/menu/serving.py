"""The two answers every phone wants first, as plain ASGI for speed: the menu and its photos."""

import asyncio
from collections.abc import Iterable
from urllib.parse import parse_qs

from appliance.http.asgi import Message, Receive, Scope, Send
from appliance.menu.book import MenuBook
from appliance.menu.photos import Photos

Headers = list[tuple[bytes, bytes]]

_JSON = (b"content-type", b"application/json")
_VARY = (b"vary", b"accept-encoding")
_ASK_AGAIN = (b"cache-control", b"public, no-cache")
_FOR_EVER = (b"cache-control", b"public, max-age=31536000, immutable")
_PHOTO_TYPES = {".svg": b"image/svg+xml", ".webp": b"image/webp"}
_NOT_HERE = b'{"error":"There is nothing here.","code":"not_found","details":[]}'
_NOT_SO = b'{"error":"This cannot be done here.","code":"method_not_allowed","details":[]}'


class GuestMenu:
    """ASGI: GET /menu?lang=xx. 304 when the phone has this version, compressed where it can be."""

    def __init__(self, book: MenuBook) -> None:
        self._book = book

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            await _reply(scope, send, 405, [_JSON, (b"allow", b"GET, HEAD")], _NOT_SO)
            return
        query = scope["query_string"]
        lang = parse_qs(query[:200].decode("latin-1")).get("lang", [""])[0] if query else ""
        etag, packed, plain = self._book.menu_bytes(lang)
        known, takes_gzip = _asked(scope["headers"])
        headers: Headers = [(b"etag", etag), _ASK_AGAIN, _VARY]
        if etag.removeprefix(b"W/") in known:
            await _reply(scope, send, 304, headers, b"")
        elif takes_gzip:
            await _reply(scope, send, 200, [_JSON, (b"content-encoding", b"gzip"), *headers], packed)
        else:
            await _reply(scope, send, 200, [_JSON, *headers], plain)


class PhotoFiles:
    """ASGI: GET /photos/NAME. A photo never changes under its name."""

    def __init__(self, photos: Photos) -> None:
        self._photos = photos

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            await _reply(scope, send, 405, [_JSON, (b"allow", b"GET, HEAD")], _NOT_SO)
            return
        file = self._photos.find(scope["path"].removeprefix("/photos").strip("/"))
        if file is None:
            await _reply(scope, send, 404, [_JSON], _NOT_HERE)
            return
        body = await asyncio.to_thread(file.read_bytes)
        await _reply(scope, send, 200, [(b"content-type", _PHOTO_TYPES[file.suffix]), _FOR_EVER], body)


def _asked(headers: Iterable[tuple[bytes, bytes]]) -> tuple[set[bytes], bool]:
    """The etags the browser has (without their weakness), and whether it takes gzip."""
    known: set[bytes] = set()
    takes_gzip = False
    for name, value in headers:
        if name == b"if-none-match":
            known = {one.strip().removeprefix(b"W/") for one in value.split(b",")}
        elif name == b"accept-encoding":
            takes_gzip = b"gzip" in value and b"gzip;q=0," not in value.replace(b" ", b"") + b","
    return known, takes_gzip


async def _reply(scope: Scope, send: Send, status: int, headers: Headers, body: bytes) -> None:
    if status != 304:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    start: Message = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send(
        {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body, "more_body": False}
    )
