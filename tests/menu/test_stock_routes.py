"""86 and counts over HTTP: who may say what is left, and what everybody sees of it."""

from typing import Any

import pytest
from httpx import AsyncClient as Client

from appliance.kernel.roles import RIGHTS, Role
from tests.menu.files import as_device, as_staff
from tests.worlds import World

HOUR_MS = 3_600_000


async def test_a_phone_sees_what_is_not_available(client: Client, world: World) -> None:
    world.clock.advance(4 * 3600)
    answer = await client.get("/menu/availability")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "pie": {"available": True, "remaining": 4, "until_at": None, "why": None},
        "set-menu": {"available": False, "remaining": None, "until_at": None, "why": "daypart"},
    }


async def test_menu_and_photos_stand_beside_the_other_routes(client: Client) -> None:
    assert (await client.get("/menu?lang=it")).json()["lang"] == "it"
    assert (await client.get("/photos/none.svg")).status_code == 404


@pytest.mark.parametrize("headers", [as_staff("cook"), as_staff("waiter"), as_device("kitchen")])
async def test_the_kitchen_takes_an_item_off(client: Client, world: World, headers: dict[str, str]) -> None:
    until_at = world.clock.now_ms() + HOUR_MS
    body = {"out": True, "remaining": None, "until_at": until_at}
    answer = await client.post("/api/items/steak/availability", json=body, headers=headers)
    assert answer.json() == {
        "item_id": "steak",
        "available": False,
        "remaining": None,
        "until_at": until_at,
        "why": "out",
    }
    again = await client.post("/api/items/steak/availability", json=body, headers=headers)
    assert again.content == answer.content
    rows = [row for row in world.database.journal_since(0) if row.kind == "availability_changed"]
    assert [row.subject for row in rows] == ["item:steak"]


async def test_the_86_list_is_in_the_kitchens_language(client: Client) -> None:
    await client.post(
        "/api/items/pie/availability", json={"out": True, "remaining": 3}, headers=as_device("kitchen")
    )
    listed = (await client.get("/api/kitchen/items", headers=as_device("kitchen"))).json()
    assert listed[0] == {
        "item_id": "steak",
        "name": "Bistecca",
        "category": "Griglia",
        "station_id": "grill",
        "out": False,
        "until_at": None,
        "remaining": None,
    }
    assert [(one["item_id"], one["out"], one["remaining"]) for one in listed if one["out"]] == [
        ("pie", True, 3)
    ]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"idempotency-key": "k"}, 401), (as_device("floor"), 403), (as_device("none"), 401)],
)
async def test_others_may_not_touch_the_86_list(client: Client, headers: dict[str, str], status: int) -> None:
    body = {"out": True}
    assert (
        await client.post("/api/items/steak/availability", json=body, headers=headers)
    ).status_code == status
    assert (await client.get("/api/kitchen/items", headers=headers)).status_code == status


@pytest.mark.parametrize(
    "body", [{}, {"out": "maybe"}, {"out": False, "remaining": -1}, {"out": True, "until_at": "tonight"}]
)
async def test_a_body_that_does_not_fit_is_refused(client: Client, body: dict[str, Any]) -> None:
    answer = await client.post("/api/items/steak/availability", json=body, headers=as_staff("cook"))
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_staff_without_the_right_may_not_touch_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, Role.WAITER, frozenset())
    answer = await client.post(
        "/api/items/steak/availability", json={"out": True}, headers=as_staff("waiter")
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_an_unknown_item_is_404(client: Client) -> None:
    answer = await client.post(
        "/api/items/unicorn/availability", json={"out": True}, headers=as_staff("cook")
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_item")
