"""Writes through HTTP: run once per idempotency key, answered with stored bytes after the commit."""

from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.enums import MediaType

from appliance.storage import Answer, Database, Tx, answer_once

Connection = ASGIConnection[Any, Any, Any, Any]

_encoder = msgspec.json.Encoder()


def made(payload: Any, *, status: int = 200, subject: str = "") -> Answer:
    """An answer from a payload msgspec can encode; `subject` names the row it made."""
    return Answer(status, _encoder.encode(payload), subject)


async def answer(
    request: Request[Any, Any, Any], database: Database, *, scope: str, work: Callable[[Tx], Answer]
) -> Response[Any]:
    """Do `work` in one transaction, or give the stored answer when this key was answered before.

    `scope` is who asks (`member:ID`, `staff:ID`, `device:ID`). The key comes in the Idempotency-Key header.
    Raises what `work` raises, KeyReused, BadRequest without a key, StorageUnavailable.
    """
    key = request.headers.get("idempotency-key", "")
    body = await request.body()
    said = f"{request.method} {request.url.path}?{request.url.query}\n".encode() + body
    stored = await database.write(lambda tx: answer_once(tx, scope=scope, key=key, request=said, work=work))
    return Response(content=stored.body, status_code=stored.status, media_type=MediaType.JSON)


def address_of(connection: Connection) -> str:
    """The network address of the other side, as the socket says it; proxy headers are not believed."""
    return connection.client.host if connection.client else ""
