"""The security walk: every door of the appliance, tried by everybody who should not get in."""

import re

import pytest
from litestar.routes import ASGIRoute, HTTPRoute, WebSocketRoute

from appliance.kernel.roles import RIGHTS, Role
from tests.journeys.doors import DOORS, WRITES, Who, of
from tests.journeys.house import House
from tests.journeys.scene import Scene, knock, nobodys, standing

pytestmark = pytest.mark.asyncio(loop_scope="module")

FOREIGN = "http://evil.example"
SHUT = (401, 403)


async def test_every_route_is_placed_in_the_table_of_doors(h: House) -> None:
    found = set()
    for route in h.appliance.app.routes:
        match route:
            case HTTPRoute():
                found |= {f"{method} {route.path_format}" for method in route.methods - {"OPTIONS", "HEAD"}}
            case WebSocketRoute():
                found.add(f"WS {route.path_format}")
            case ASGIRoute():
                found.add(f"GET {route.path_format}")
    assert found == set(DOORS)


@pytest.mark.parametrize("name", of(Who.GUEST))
async def test_a_guest_reaches_nothing_of_another_table(h: House, scene: Scene, name: str) -> None:
    body = DOORS[name].body
    if_named = {**body, "session_id": scene.theirs.visit} if body and "session_id" in body else None
    before = await standing(scene.theirs)
    answer = await knock(scene.ours, name, scene.ids, body=if_named)
    assert answer.status_code in (401, 404)
    assert not {secret for secret in scene.secrets if secret in answer.text}
    assert await standing(scene.theirs) == before


async def test_a_guests_own_visit_with_another_tables_lines_in_it_reaches_nothing(
    h: House, scene: Scene
) -> None:
    stolen = {"line_id": "theirs-1", "quantity": 1, "unit_minor": 1300}
    sent = await scene.ours.send({"session_id": scene.ours.visit, "lines": [stolen]})
    assert (sent.status_code, sent.json()["code"]) == (409, "cart_changed")
    assert (await scene.ours.command({"op": "remove", "line_id": "theirs-1"})).json()["cart"]["lines"] == []
    resumed = await scene.ours.write(
        f"/session/{scene.theirs.visit}/resume", {"guest_token": scene.ours.entry["guest_token"]}
    )
    assert resumed.status_code == 401
    assert (await scene.theirs.snapshot())["cart"]["count"] == 1


@pytest.mark.parametrize("name", of(Who.STAFF, Who.KITCHEN, Who.PERSON, Who.TABLET))
async def test_a_guest_and_a_stranger_open_no_staff_door(h: House, scene: Scene, name: str) -> None:
    before = await standing(scene.theirs)
    for browser in (scene.ours, scene.theirs, h.browser()):
        answer = await knock(browser, name, scene.ids)
        assert answer.status_code == 401
        assert answer.json()["code"] in ("sign_in_needed", "device_unknown")
    assert await standing(scene.theirs) == before


@pytest.mark.parametrize("name", of(Who.GUEST))
async def test_a_stranger_opens_no_guests_door(h: House, scene: Scene, name: str) -> None:
    forged = h.browser()
    forged.client.cookies.set("comanda_guest", "A" * 43)
    for browser in (h.browser(), forged):
        answer = await knock(browser, name, scene.ids)
        assert (answer.status_code, answer.json()["code"]) == (401, "guest_unknown")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TECHNICIAN])  # who never signs in
async def test_each_role_opens_exactly_the_doors_its_rights_name(h: House, scene: Scene, role: Role) -> None:
    tablet = await h.tablet(str(role))
    ids = nobodys(scene.ids)
    for name in of(Who.STAFF, Who.KITCHEN):
        right = DOORS[name].right
        answer = await knock(tablet, name, ids)
        assert (answer.status_code == 403) == (right not in RIGHTS[role]), (name, answer.text)
        assert answer.status_code not in (401, 500), (name, answer.text)


async def test_a_kitchen_screen_opens_only_kitchen_doors_and_reaches_no_money(h: House, scene: Scene) -> None:
    ids = nobodys(scene.ids)
    opened = {
        name
        for name in of(Who.GUEST, Who.STAFF, Who.KITCHEN, Who.PERSON, Who.TABLET)
        if (await knock(scene.screen, name, ids)).status_code not in SHUT
    }
    assert opened == set(of(Who.KITCHEN))
    for name in of(Who.KITCHEN, writes=False):
        told = (await knock(scene.screen, name, scene.ids)).text
        assert not re.search(r"_minor|price|total|member|nickname|Theirs", told)


async def test_a_revoked_tablet_is_out_at_once(h: House, scene: Scene) -> None:
    tablet, owner = await h.tablet("manager"), await h.staff("owner")
    live = await tablet.keep_up()
    assert (await owner.write(f"/api/devices/{tablet.device['id']}/revoke")).is_success
    await live.until(lambda: live.close_code == 4401)
    for name in of(Who.STAFF, Who.PERSON):
        assert (await knock(tablet, name, nobodys(scene.ids))).status_code == 401


@pytest.mark.parametrize("name", WRITES)
async def test_no_write_is_taken_from_another_site(h: House, scene: Scene, name: str) -> None:
    for browser in (await h.staff("owner"), scene.theirs, scene.screen):
        for headers in ({"origin": FOREIGN}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
            answer = await knock(browser, name, nobodys(scene.ids), headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")


async def test_another_host_name_is_not_ours(h: House, scene: Scene) -> None:
    for name in ("GET /api/me", "GET /session/{session_id}", "POST /orders"):
        answer = await knock(scene.theirs, name, scene.ids, headers={"host": "evil.example"})
        assert (answer.status_code, answer.json()["code"]) == (421, "host_unknown")
