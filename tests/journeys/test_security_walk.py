"""The security walk: every door of the appliance, tried by everybody who should not get in."""

import re
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from litestar.routes import ASGIRoute, HTTPRoute, WebSocketRoute
from websockets.exceptions import InvalidStatus

from appliance.kernel.roles import RIGHTS, Role
from appliance.storage import Reader
from tests.journeys.browsers import Browser, KitchenScreen, Phone
from tests.journeys.doors import DOORS, NOBODY, SAFE, WRITES, Who, of
from tests.journeys.house import House
from tests.journeys.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")

FOREIGN = "http://evil.example"
SHUT = (401, 403)
SOCKETS = [name for name in DOORS if name.startswith("WS")]


@dataclass
class Scene:
    """Two tables side by side, everything of the second by name, and a screen in the kitchen."""

    ours: Phone
    theirs: Phone
    screen: KitchenScreen
    ids: dict[str, str]
    secrets: set[str]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(h: House) -> Any:
    """The second table has ordered, called, and has more in its cart."""
    ours = await h.phone().sit_down((await h.table()).url, "Ours")
    table = await h.table()
    theirs = await h.phone().sit_down(table.url, "Theirs")
    async with h.screen() as screen:
        order = await theirs.order("burrata")
        ticket = (await screen.sees(order["number"]))[0]
        await theirs.put("lasagne", line_id="theirs-1")
        calls = (await theirs.write(f"/session/{theirs.visit}/call", {"kind": "waiter"})).json()["calls"]
        await h.paper("kitchen", f"#{order['number']}")
        await h.hears("ticket_printed", ticket_id=ticket["id"])
        job = h.data(await h.hears("print_job_changed", subject=f"ticket:{ticket['id']}"))["job_id"]
        ids = {
            "session_id": theirs.visit,
            "table_id": table.id,
            "order_id": order["id"],
            "call_id": calls[0]["id"],
            "ticket_id": ticket["id"],
            "job_id": job,
            "device_id": screen.device["id"],
            "item_id": "burrata",
            "token": NOBODY,
            "path": NOBODY,
            "name": NOBODY,
        }
        secrets = {
            theirs.visit,
            theirs.member,
            order["id"],
            calls[0]["id"],
            ticket["id"],
            "Theirs",
            "lasagne",
        }
        yield Scene(ours, theirs, screen, ids, secrets)


def _path(name: str, ids: dict[str, str]) -> str:
    path = name.split()[1]
    for parameter in re.findall(r"{(\w+)}", path):
        path = path.replace(f"{{{parameter}}}", ids[parameter])
    return path + DOORS[name].query


async def _knock(
    browser: Browser,
    name: str,
    ids: dict[str, str],
    *,
    body: Any = None,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    method = name.split()[0]
    more = {"accept": "application/json", "idempotency-key": f"walk {name} {id(browser)}", **(headers or {})}
    sent = DOORS[name].body if body is None else body
    return await browser.client.request(
        method,
        _path(name, ids),
        headers=more,
        json=None if method in SAFE else sent if sent is not None else {},
    )


async def _standing(phone: Phone) -> dict[str, Any]:
    """What nobody else may change."""
    snapshot = await phone.snapshot()
    return {part: snapshot[part] for part in ("session", "me", "cart", "orders")}


def _nobodys(ids: dict[str, str]) -> dict[str, str]:
    return dict.fromkeys(ids, NOBODY)


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
    before = await _standing(scene.theirs)
    answer = await _knock(scene.ours, name, scene.ids, body=if_named)
    assert answer.status_code in (401, 404)
    assert not {secret for secret in scene.secrets if secret in answer.text}
    assert await _standing(scene.theirs) == before


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
    before = await _standing(scene.theirs)
    for browser in (scene.ours, scene.theirs, h.browser()):
        answer = await _knock(browser, name, scene.ids)
        assert answer.status_code == 401
        assert answer.json()["code"] in ("sign_in_needed", "device_unknown")
    assert await _standing(scene.theirs) == before


@pytest.mark.parametrize("name", of(Who.GUEST))
async def test_a_stranger_opens_no_guests_door(h: House, scene: Scene, name: str) -> None:
    forged = h.browser()
    forged.client.cookies.set("comanda_guest", "A" * 43)
    for browser in (h.browser(), forged):
        answer = await _knock(browser, name, scene.ids)
        assert (answer.status_code, answer.json()["code"]) == (401, "guest_unknown")


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_opens_exactly_the_doors_its_rights_name(h: House, scene: Scene, role: Role) -> None:
    tablet = await h.tablet(str(role))
    ids = _nobodys(scene.ids)
    for name in of(Who.STAFF, Who.KITCHEN):
        right = DOORS[name].right
        answer = await _knock(tablet, name, ids)
        assert (answer.status_code == 403) == (right not in RIGHTS[role]), (name, answer.text)
        assert answer.status_code not in (401, 500), (name, answer.text)


async def test_a_kitchen_screen_opens_only_kitchen_doors_and_reaches_no_money(h: House, scene: Scene) -> None:
    ids = _nobodys(scene.ids)
    opened = {
        name
        for name in of(Who.GUEST, Who.STAFF, Who.KITCHEN, Who.PERSON, Who.TABLET)
        if (await _knock(scene.screen, name, ids)).status_code not in SHUT
    }
    assert opened == set(of(Who.KITCHEN))
    for name in of(Who.KITCHEN, writes=False):
        told = (await _knock(scene.screen, name, scene.ids)).text
        assert not re.search(r"_minor|price|total|member|nickname|Theirs", told)


async def test_a_revoked_tablet_is_out_at_once(h: House, scene: Scene) -> None:
    tablet, owner = await h.tablet("manager"), await h.staff("owner")
    live = await tablet.keep_up()
    assert (await owner.write(f"/api/devices/{tablet.device['id']}/revoke")).is_success
    await live.until(lambda: live.close_code == 4401)
    for name in of(Who.STAFF, Who.PERSON):
        assert (await _knock(tablet, name, _nobodys(scene.ids))).status_code == 401


@pytest.mark.parametrize("name", WRITES)
async def test_no_write_is_taken_from_another_site(h: House, scene: Scene, name: str) -> None:
    for browser in (await h.staff("owner"), scene.theirs, scene.screen):
        for headers in ({"origin": FOREIGN}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
            answer = await _knock(browser, name, _nobodys(scene.ids), headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")


@pytest.mark.parametrize("name", SOCKETS)
async def test_no_socket_is_opened_from_another_site(h: House, scene: Scene, name: str) -> None:
    path = _path(name, scene.ids).replace("sess=", f"sess={scene.theirs.visit}")
    for browser in (await h.staff("owner"), scene.theirs, scene.screen):
        with pytest.raises(InvalidStatus):
            await Live(h.base, path, browser.cookies, origin=FOREIGN).open()


@pytest.mark.parametrize("name", SOCKETS)
async def test_a_socket_opens_only_for_those_it_is_for(h: House, scene: Scene, name: str) -> None:
    path = _path(name, scene.ids).replace("sess=", f"sess={scene.theirs.visit}")
    may = {
        "stranger": (h.browser(), False),
        "the other table": (scene.ours, False),
        "their phone": (scene.theirs, name == "WS /ws"),
        "screen": (scene.screen, name == "WS /ws/kitchen"),
        "cook": (await h.staff("cook"), name == "WS /ws/kitchen"),
        "waiter": (await h.staff("waiter"), name != "WS /ws"),
    }
    for who, (browser, opens) in may.items():
        live = await Live(h.base, path, browser.cookies).open()
        assert (live.close_code is None) == opens, who
        assert live.close_code in (None, 4401)
        await live.close()


async def test_another_host_name_is_not_ours(h: House, scene: Scene) -> None:
    for name in ("GET /api/me", "GET /session/{session_id}", "POST /orders"):
        answer = await _knock(scene.theirs, name, scene.ids, headers={"host": "evil.example"})
        assert (answer.status_code, answer.json()["code"]) == (421, "host_unknown")


async def test_secrets_are_kept_as_digests_and_never_in_the_journal(h: House, scene: Scene) -> None:
    owner = await h.staff("owner")
    tokens = [
        value
        for browser in (scene.ours, scene.theirs, scene.screen, owner)
        for value in browser.client.cookies.values()
    ]
    assert len(tokens) == 5
    assert all(len(token) == 43 for token in tokens)
    told = "".join(f"{row.subject} {row.data}" for row in h.rows)
    kept = h.appliance.database.read(_everything)
    assert not [token for token in tokens if token in kept]
    assert "lasagne" in kept
    assert "Theirs" not in told


def _everything(reader: Reader) -> str:
    """Every value of every row in the file."""
    names = [row["name"] for row in reader.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in names for row in reader.all(f'SELECT * FROM "{name}"')]  # noqa: S608
    return " ".join(str(value) for row in rows for value in row.values())
