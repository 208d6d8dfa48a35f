"""Somebody at the other end of a request: a signed-in person, a paired device, and an app with a few rooms."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
from litestar import Litestar
from litestar.di import Provide

from appliance.devices import COOKIES, DeviceKind
from appliance.http import exception_handlers
from appliance.kernel.ids import digest
from appliance.staff import COOKIE as STAFF_COOKIE
from appliance.storage import Database, Tx

DAY_MS = 86_400_000


def sign_in(tx: Tx, staff_id: str, role: str, name: str = "Demo person") -> dict[str, str]:
    """A person who is signed in; returns the cookies."""
    token = f"token-of-{staff_id}"
    tx.execute(
        "INSERT INTO staff (id, branch, name, role, active, made_at) VALUES (:id, :branch, :name, :role, 1, :now)",
        {"id": staff_id, "branch": tx.branch, "name": name, "role": role, "now": tx.now_ms},
    )
    tx.execute(
        "INSERT INTO staff_session (token_hash, staff_id, made_at, expires_at) VALUES (:hash, :id, :now, :until)",
        {"hash": digest(token), "id": staff_id, "now": tx.now_ms, "until": tx.now_ms + DAY_MS},
    )
    return {STAFF_COOKIE: token}


def pair(tx: Tx, device_id: str, kind: str = "kitchen", stations: str = "[]") -> dict[str, str]:
    """A paired device; returns the cookies."""
    token = f"token-of-{device_id}"
    tx.execute(
        """INSERT INTO device (id, branch, name, kind, stations, token_hash, paired_at, paired_by)
 VALUES (:id, :branch, :name, :kind, :stations, :hash, :now, 'staff:1')""",
        {
            "id": device_id,
            "branch": tx.branch,
            "name": f"{device_id} screen",
            "kind": kind,
            "stations": stations,
            "hash": digest(token),
            "now": tx.now_ms,
        },
    )
    return {COOKIES[DeviceKind(kind)]: token}


def app_of(controllers: list[Any], **dependencies: Any) -> Litestar:
    """An application with these routes and dependencies."""

    def given(value: Any) -> Provide:
        return Provide(lambda: value, sync_to_thread=False)

    return Litestar(
        route_handlers=controllers,
        dependencies={name: given(value) for name, value in dependencies.items()},
        exception_handlers=exception_handlers,
    )


@asynccontextmanager
async def client_of(app: Litestar, cookies: dict[str, str] | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client on the test's own event loop."""
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://box.lan", cookies=cookies) as client:
        yield client


async def send(
    client: httpx.AsyncClient, path: str, body: Any, key: str | None = None, method: str = "POST"
) -> httpx.Response:
    """A write with its idempotency key."""
    return await client.request(method, path, json=body, headers={"idempotency-key": key or uuid4().hex})


async def signed_in(database: Database, staff_id: str, role: str) -> dict[str, str]:
    """Sign somebody in now."""
    return await database.write(lambda tx: sign_in(tx, staff_id, role))
