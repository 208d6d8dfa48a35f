"""Asks an ASGI application directly, so that a test decides about every header and every piece of a body."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from appliance.http.asgi import App, Message

Headers = dict[str, str]


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    def json(self) -> Any:
        return msgspec.json.decode(self.body)


def _scope(kind: str, path: str, headers: Headers) -> dict[str, Any]:
    plain, _, query = path.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": {"http": "http", "websocket": "ws"}[kind],
        "path": plain,
        "raw_path": plain.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": ("10.0.0.9", 50_000),
        "server": ("10.0.0.1", 80),
        "subprotocols": [],
        "state": {},
        "extensions": {},
    }


async def ask(
    app: App, method: str, path: str, headers: Headers | None = None, body: Iterable[bytes] = ()
) -> Answered:
    """One request; `body` comes in these pieces. A Host is added, a Content-Length is not."""
    incoming: list[Message] = [
        *({"type": "http.request", "body": piece, "more_body": True} for piece in body),
        {"type": "http.request", "body": b"", "more_body": False},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {**_scope("http", path, {"host": "box.local", **(headers or {})}), "method": method}
    await app(scope, receive, send)
    start = sent[0]
    return Answered(
        start["status"],
        {name.decode(): value.decode("latin-1") for name, value in start["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )


async def handshake(app: App, headers: Headers | None = None) -> list[Message]:
    """Open a WebSocket at /ws and leave again; what the application said."""
    incoming: list[Message] = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
    sent: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await app(_scope("websocket", "/ws", {"host": "box.local", **(headers or {})}), receive, send)
    return sent
