"""Kitchen screens over real HTTP and sockets."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from litestar import Litestar
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from appliance.kitchen.routes import KitchenRoutes
from appliance.realtime import Hub
from tests.kitchen.conftest import Brigade, line
from tests.kitchen.served import served
from tests.printing.callers import app_of, client_of, pair, send, sign_in

SCREEN = {"comanda_device_kitchen": "token-of-screen-1"}
COOK = {"comanda_staff": "token-of-cook-1"}


@pytest.fixture
async def app(brigade: Brigade) -> Litestar:
    await brigade.write(lambda tx: pair(tx, "screen-1", stations='["grill"]'))
    await brigade.write(lambda tx: sign_in(tx, "waiter-1", "waiter"))
    hub = Hub(brigade.database)
    return app_of([KitchenRoutes], database=brigade.database, kitchen=brigade.kitchen, hub=hub)


@asynccontextmanager
async def socket_of(app: Litestar, path: str, cookies: dict[str, str]) -> AsyncIterator[ClientConnection]:
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    async with (
        served(app) as place,
        connect(f"ws://{place}{path}", additional_headers={"Cookie": cookie}) as socket,
    ):
        yield socket


async def told(socket: ClientConnection) -> dict[str, Any]:
    """The next message that is not a ping."""
    async with asyncio.timeout(5):
        while True:
            message: dict[str, Any] = json.loads(await socket.recv())
            if message["type"] != "ping":
                return message


async def test_a_screen_sees_the_stations_it_was_paired_for(app: Litestar, brigade: Brigade) -> None:
    grill, cold = await brigade.fire(line("ribeye"), line("salad", "cold", position=1))
    async with client_of(app, SCREEN) as screen:
        own = (await screen.get("/api/kitchen")).json()
        chosen = (await screen.get("/api/kitchen", params={"stations": "cold,bar"})).json()
        everything = (await screen.get("/api/kitchen", params={"stations": ""})).json()
    assert [ticket["id"] for ticket in own["tickets"]] == [grill]
    assert [ticket["id"] for ticket in chosen["tickets"]] == [cold]
    assert {ticket["id"] for ticket in everything["tickets"]} == {grill, cold}
    assert own["seq"] == brigade.database.seq


async def test_a_screen_moves_tickets_without_a_pin(app: Litestar, brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    async with client_of(app, SCREEN) as screen:
        claim = {"verb": "claim", "staff_id": "cook-1"}
        claimed = await send(screen, f"/api/tickets/{ticket}/move", claim)
        assert claimed.json()["ticket"]["claimed_by"] == {"id": "cook-1", "name": "Demo cook"}
        bumped = await send(screen, f"/api/tickets/{ticket}/move", {"verb": "bump", "line_id": "ribeye"})
        assert bumped.json()["ticket"]["state"] == "READY"
        refused = await send(screen, f"/api/tickets/{ticket}/move", {"verb": "bump"})
        assert (refused.status_code, refused.json()["code"]) == (409, "illegal_move")
        unknown = await send(screen, f"/api/tickets/{ticket}/move", {"verb": "eat"})
        assert unknown.status_code == 400
    assert brigade.rows[-1].actor == "device:screen-1"


async def test_the_same_tap_sent_twice_moves_once(app: Litestar, brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    async with client_of(app, SCREEN) as screen:
        taps = [
            await send(screen, f"/api/tickets/{ticket}/move", {"verb": "rush"}, key="tap") for _ in range(2)
        ]
    assert [tap.json()["ticket"]["rush"] for tap in taps] == [True, True]
    assert len(brigade.told("ticket_moved")) == 1


async def test_a_signed_in_cook_claims_for_themselves(app: Litestar, brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    async with client_of(app, COOK) as cook:
        claimed = await send(cook, f"/api/tickets/{ticket}/move", {"verb": "claim"})
        assert claimed.json()["ticket"]["claimed_by"]["id"] == "cook-1"
        copy = await send(cook, f"/api/tickets/{ticket}/reprint", {})
    assert copy.status_code == 201
    assert [(job.id, job.copy) for job in brigade.papers(ticket)] == [(copy.json()["job_id"], 1)]


async def test_a_waiter_may_look_but_not_cook(app: Litestar, brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    async with client_of(app, {"comanda_staff": "token-of-waiter-1"}) as waiter:
        assert (await waiter.get("/api/kitchen")).status_code == 200
        assert (await send(waiter, f"/api/tickets/{ticket}/move", {"verb": "start"})).status_code == 403
    async with client_of(app) as nobody:
        assert (await nobody.get("/api/kitchen")).status_code == 401
        assert (await send(nobody, f"/api/tickets/{ticket}/move", {"verb": "start"})).status_code == 401


async def test_too_many_stations_are_refused(app: Litestar, brigade: Brigade) -> None:
    async with client_of(app, SCREEN) as screen:
        many = ",".join(str(number) for number in range(60))
        assert (await screen.get("/api/kitchen", params={"stations": many})).status_code == 400


async def test_a_socket_shows_tells_and_listens(app: Litestar, brigade: Brigade) -> None:
    async with socket_of(app, "/ws/kitchen?since=0", SCREEN) as socket:
        first = await told(socket)
        assert (first["type"], first["showing"], first["tickets"]) == ("snapshot", ["grill"], [])
        ticket, _ = await brigade.fire(line("ribeye"), line("salad", "cold", position=1))
        news = await told(socket)
        assert (news["type"], list(news["tickets"])) == ("update", [ticket])
        await socket.send(json.dumps({"type": "alive"}))
        await socket.send(json.dumps({"type": "dance"}))
        await socket.send(json.dumps({"type": "seen", "tickets": [ticket]}))
        seen = await told(socket)
        assert seen["kinds"] == ["ticket_seen"]
        assert brigade.ticket(ticket).seen_by == "screen-1"
        assert brigade.kitchen.screens.shows("grill")
        assert not brigade.kitchen.screens.shows("cold")


async def test_a_screen_that_only_connects_again_and_again_keeps_nothing_off_paper(
    app: Litestar, brigade: Brigade
) -> None:
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("ribeye"))
    for _ in range(2):
        async with socket_of(app, "/ws/kitchen?since=0", SCREEN) as socket:
            await told(socket)
            assert not brigade.kitchen.screens.is_alive("screen-1")
        await brigade.kitchen.watch()
        brigade.clock.advance(8)
    assert [job.failover for job in brigade.papers(ticket)] == [1]


async def test_what_a_screen_shows_proves_it_alive_as_its_heartbeat_does(
    app: Litestar, brigade: Brigade
) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    async with socket_of(app, "/ws/kitchen?since=0", SCREEN) as socket:
        await told(socket)
        await socket.send(json.dumps({"type": "seen", "tickets": [ticket]}))
        await told(socket)
        assert brigade.kitchen.screens.shows("grill")


async def test_a_socket_resumes_where_it_left_off(app: Litestar, brigade: Brigade) -> None:
    await brigade.fire(line("ribeye"))
    seq = brigade.database.seq
    async with socket_of(app, f"/ws/kitchen?since={seq}", SCREEN) as socket:
        assert (await told(socket))["type"] == "hello"
    (ticket,) = await brigade.fire(line("lamb"))
    async with socket_of(app, f"/ws/kitchen?since={seq}", SCREEN) as socket:
        missed = await told(socket)
        assert (missed["type"], list(missed["tickets"])) == ("update", [ticket])


async def test_staff_who_look_do_not_count_as_a_screen(app: Litestar, brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    async with socket_of(app, "/ws/kitchen?since=0&stations=grill", COOK) as socket:
        await told(socket)
        await socket.send(json.dumps({"type": "alive"}))
        await socket.send(json.dumps({"type": "seen", "tickets": [ticket]}))
        await brigade.fire(line("lamb"))
        await told(socket)
    assert brigade.ticket(ticket).seen_at is None
    assert not brigade.kitchen.screens.shows("grill")


async def test_a_stranger_on_the_socket_is_turned_away(app: Litestar, brigade: Brigade) -> None:
    async with socket_of(app, "/ws/kitchen", {}) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await told(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


async def test_a_frame_that_is_too_long_ends_the_socket(app: Litestar, brigade: Brigade) -> None:
    async with socket_of(app, "/ws/kitchen?since=0", SCREEN) as socket:
        await told(socket)
        await socket.send(json.dumps({"type": "seen", "tickets": ["x" * 5_000]}))
        with pytest.raises(ConnectionClosed):
            await told(socket)
