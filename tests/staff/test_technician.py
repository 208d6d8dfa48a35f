"""The technician's key opens to a request from this computer that carries it, and to no other."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide

from appliance.http import exception_handlers
from appliance.kernel.roles import Right
from appliance.staff import TECHNICIAN, TechnicianKey, staff_caller
from appliance.storage import Database
from tests.worlds import world


@get("/who")
async def who(request: Request[Any, Any, Any], database: NamedDependency[Database]) -> dict[str, str]:
    """Who is asking, if they may manage devices."""
    caller = staff_caller(request, database)
    caller.require(Right.MANAGE_DEVICES)
    return {"actor": caller.actor, "scope": caller.scope, "role": caller.role}


@get("/menu_right")
async def menu_right(request: Request[Any, Any, Any], database: NamedDependency[Database]) -> str:
    """Only for who edits the menu."""
    staff_caller(request, database).require(Right.EDIT_MENU)
    return "yes"


class Door:
    """An application with a key, asked from any address."""

    def __init__(self, database: Database, key: TechnicianKey | None) -> None:
        self.app = Litestar(
            [who, menu_right],
            dependencies={"database": Provide(lambda: database, sync_to_thread=False)},
            exception_handlers=exception_handlers,
            state=State({TECHNICIAN: key} if key else {}),
        )

    async def ask(self, path: str, authorization: str, address: str = "127.0.0.1") -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app, client=(address, 4000))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://box.lan") as client:
            return await client.get(path, headers={"authorization": authorization})


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with world(tmp_path) as here:
        yield here.database


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
async def test_the_key_opens_from_this_computer(database: Database, address: str) -> None:
    key = TechnicianKey()
    answer = await Door(database, key).ask("/who", f"Bearer {key.token}", address)
    assert answer.json() == {"actor": "technician", "scope": "technician", "role": "technician"}


@pytest.mark.parametrize("address", ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1", "", "127.0.0.1.example"])
async def test_the_same_key_from_anywhere_else_opens_nothing(database: Database, address: str) -> None:
    key = TechnicianKey()
    assert (await Door(database, key).ask("/who", f"Bearer {key.token}", address)).status_code == 401


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic {token}", "{token}"])
async def test_a_wrong_key_opens_nothing(database: Database, given: str) -> None:
    key = TechnicianKey()
    answer = await Door(database, key).ask("/who", given.format(token=key.token[:-1]))
    assert answer.status_code == 401


async def test_where_there_is_no_key_nothing_opens(database: Database) -> None:
    assert (await Door(database, None).ask("/who", "Bearer ")).status_code == 401


async def test_the_technician_may_look_after_devices_only(database: Database) -> None:
    key = TechnicianKey()
    assert (await Door(database, key).ask("/menu_right", f"Bearer {key.token}")).status_code == 403


def test_every_start_has_its_own_key() -> None:
    assert TechnicianKey().token != TechnicianKey().token
