"""Who is there: devices with an open socket, by the monotonic clock."""

import asyncio
from typing import Any

import pytest

from appliance.devices import DeviceKind, devices, watch_presence
from appliance.realtime import Feed
from appliance.realtime.hub import Subscriber
from appliance.storage import JournalRow, Reader
from tests.staff.house import House


class _Deaf(Feed):
    """A feed that wants no news."""

    def concerns(self, row: JournalRow) -> bool:
        return False

    def snapshot(self, reader: Reader) -> dict[str, Any]:
        return {}

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        return {}

    def cache_key(self, rows: list[JournalRow]) -> None:
        return None


async def test_the_list_tells_who_is_there_who_left_and_who_never_came(house: House) -> None:
    manager, screen = await house.tablet_of(house.owner), await house.tablet(DeviceKind.KITCHEN)
    device_id = (await screen.get("/api/me")).json()["device"]["id"]
    await house.tablet()

    async def seen() -> tuple[bool, int | None]:
        house.presence.look(house.world.database.read(devices))
        listed = {one["id"]: one for one in (await manager.get("/api/devices")).json()}
        return listed[device_id]["online"], listed[device_id]["silent_s"]

    assert await seen() == (False, None)
    socket = Subscriber(_Deaf(), f"device:{device_id}")
    house.hub.add(socket)
    assert await seen() == (True, 0)
    house.hub.remove(socket)
    house.world.clock.advance(42)
    assert await seen() == (False, 42)
    assert len((await manager.get("/api/devices")).json()) == 3


async def test_the_watch_looks_and_ends_when_told(house: House) -> None:
    screen = await house.tablet(DeviceKind.KITCHEN)
    device_id = (await screen.get("/api/me")).json()["device"]["id"]
    socket = Subscriber(_Deaf(), f"device:{device_id}")
    house.hub.add(socket)
    watch = asyncio.create_task(watch_presence(house.world.database, house.presence))
    await asyncio.sleep(0)
    house.hub.remove(socket)
    assert house.presence.silent_s(device_id) == 0
    watch.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watch
