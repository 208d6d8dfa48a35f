"""Worlds for the menu's tests: a bare file, and the menu's routes over a menu with people signed in."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar, asgi
from litestar.di import Provide

from appliance.http import exception_handlers
from appliance.kernel.ids import digest
from appliance.menu import (
    GuestAvailability,
    GuestMenu,
    ItemStock,
    MenuAdministration,
    MenuBook,
    PhotoFiles,
    Photos,
)
from appliance.storage import Tx
from tests.menu.files import with_menu
from tests.worlds import World
from tests.worlds import world as open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A real file with a branch and nothing on the menu."""
    async with open_world(tmp_path) as opened:
        yield opened


@pytest.fixture
async def book(world: World) -> MenuBook:
    await world.database.write(people_and_devices)
    return await with_menu(world)


@pytest.fixture
async def client(world: World, book: MenuBook, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    photos = Photos(tmp_path / "photos")

    given = {"database": world.database, "settings": world.settings, "menu_book": book, "photos": photos}
    app = Litestar(
        [
            GuestAvailability,
            ItemStock,
            MenuAdministration,
            asgi("/menu", copy_scope=False)(GuestMenu(book).__call__),
            asgi("/photos", is_mount=True, copy_scope=False)(PhotoFiles(photos).__call__),
        ],
        dependencies={name: always(value) for name, value in given.items()},
        exception_handlers=exception_handlers,
    )
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://box.lan") as opened:
        yield opened


def always(value: object) -> Provide:
    def given() -> Any:
        return value

    return Provide(given, sync_to_thread=False)


def people_and_devices(tx: Tx) -> None:
    """A signed-in person of each role and a kitchen screen; the cookie of each is the role's name."""
    for role in ("owner", "waiter", "cook"):
        staff = {"id": role, "branch": tx.branch, "token": digest(role), "at": tx.now_ms}
        tx.execute(
            "INSERT INTO staff (id, branch, name, role, made_at) VALUES (:id, :branch, :id, :id, :at)", staff
        )
        tx.execute("INSERT INTO staff_session VALUES (:token, :id, NULL, :at, :at + 36000000, NULL)", staff)
    for kind in ("kitchen", "floor"):
        device = {
            "id": f"screen-{kind}",
            "branch": tx.branch,
            "kind": kind,
            "token": digest(kind),
            "at": tx.now_ms,
        }
        tx.execute(
            "INSERT INTO device (id, branch, name, kind, stations, token_hash, paired_at, paired_by)"
            " VALUES (:id, :branch, 'Screen', :kind, '[]', :token, :at, 'system')",
            device,
        )
