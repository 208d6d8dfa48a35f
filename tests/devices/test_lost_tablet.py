"""A lost tablet, over real HTTP and sockets: one tap ends every socket within a second and its token at once."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from appliance.devices.duties import look_round
from tests.journeys.house import House
from tests.journeys.house import house as open_house
from tests.journeys.live import Live

SOCKETS = 4
DEAD_WITHIN_S = 1.0
NOT_SIGNED_IN, COME_BACK = 4401, 1012


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def h(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def closed(live: Live) -> None:
    await live.until(lambda: live.close_code is not None)


async def test_every_socket_of_a_revoked_tablet_is_dead_within_a_second(h: House) -> None:
    owner, lost, other = await h.staff("owner"), await h.tablet("waiter"), await h.tablet("waiter")
    sockets = [await lost.keep_up() for _ in range(SOCKETS)]
    stays = await other.keep_up()
    began_s = time.monotonic()
    answer = await owner.write(f"/api/devices/{lost.device['id']}/revoke")
    assert answer.status_code == 200
    async with asyncio.timeout(5):
        await asyncio.gather(*map(closed, sockets))
    assert time.monotonic() - began_s < DEAD_WITHIN_S
    assert [one.close_code for one in sockets] == [NOT_SIGNED_IN] * SOCKETS
    assert stays.close_code is None


async def test_its_token_is_refused_at_once_everywhere(h: House) -> None:
    owner, lost = await h.staff("owner"), await h.tablet("waiter")
    assert (await lost.get("/api/staff/names")).status_code == 200
    await owner.write(f"/api/devices/{lost.device['id']}/revoke")
    assert (await lost.get("/api/staff/names")).status_code == 401
    assert (await lost.get("/api/me")).json()["staff"] is None
    table = await h.table()
    assert (await lost.write(f"/api/tables/{table.id}/open", {"covers": 2})).status_code == 401
    socket = await lost.keep_up()
    await socket.until(lambda: socket.close_code is not None)
    assert (socket.close_code, socket.news) == (NOT_SIGNED_IN, [])


async def test_a_kitchen_screen_that_gets_other_stations_comes_back_with_them(h: House) -> None:
    owner = await h.staff("owner")
    async with h.screen() as screen:
        live = screen.live
        stations = [one["id"] for one in live.view["stations"]]
        assert len(stations) > 1
        path = f"/api/devices/{screen.device['id']}/change"
        changed = await owner.write(path, {"name": "Pass screen", "stations": stations[:1]})
        assert changed.json()["name"] == "Pass screen"
        await live.until(lambda: live.close_code is not None)
        assert live.close_code == COME_BACK
        again = await screen.keep_up()
        assert again.view["showing"] == stations[:1]


async def test_a_device_keeps_what_is_not_changed_and_unknown_or_lost_ones_cannot_be(h: House) -> None:
    owner, tablet = await h.staff("owner"), await h.tablet("waiter")
    path = f"/api/devices/{tablet.device['id']}/change"
    before = len(h.events("device_changed"))
    assert (await owner.write(path, {})).json()["name"] == tablet.device["name"]
    assert len(h.events("device_changed")) == before
    assert (await owner.write(path, {"name": "Bar tablet"})).json()["stations"] == []
    assert (await owner.write(path, {"name": ""})).status_code == 400
    assert (await (await h.staff("waiter")).write(path, {"name": "Mine"})).status_code == 403
    assert (await owner.write("/api/devices/nothing/change", {"name": "x"})).status_code == 404
    await owner.write(f"/api/devices/{tablet.device['id']}/revoke")
    assert (await owner.write(path, {"name": "Ghost"})).status_code == 404


async def test_when_a_device_was_last_seen_outlives_a_restart(h: House) -> None:
    tablet = await h.tablet("waiter")
    device_id = tablet.device["id"]

    async def last_seen() -> int | None:
        listed = (await (await h.staff("owner")).get("/api/devices")).json()
        seen_at: int | None = next(one["last_seen_at"] for one in listed if one["id"] == device_id)
        return seen_at

    assert await last_seen() is None
    live = await tablet.keep_up()
    await look_round(h.appliance.database, h.appliance.presence)
    seen_at = await last_seen()
    assert seen_at == h.clock.now_ms()
    h.clock.advance(60)
    await look_round(h.appliance.database, h.appliance.presence)
    assert await last_seen() == seen_at
    await live.close()
    await h.until(lambda: not h.appliance.presence.online(device_id))
    h.clock.advance(1)
    await look_round(h.appliance.database, h.appliance.presence)
    gone_at = await last_seen()
    assert gone_at is not None
    assert gone_at > (seen_at or 0)
    await h.restart()
    assert await last_seen() == gone_at
