"""One socket's life over a real server: resume, news, heartbeats, limits, and ends that really end."""

import asyncio
import contextlib
import socket as sockets
from collections.abc import AsyncIterator

import pytest

from appliance.realtime import socket as socket_module
from appliance.realtime.socket import OWNER_SOCKETS_MAX
from tests.realtime.rooms import happen
from tests.realtime.street import Street, closed, hear


async def test_a_new_socket_gets_everything_and_then_the_news(street: Street) -> None:
    async with await street.open() as phone:
        assert (await hear(phone))["type"] == "snapshot"
        await happen(street.w.database, "call:1")
        message = await hear(phone)
        assert (message["type"], message["seq"], message["subjects"]) == ("update", 1, ["call:1"])


async def test_a_socket_that_comes_back_gets_exactly_the_gap(street: Street) -> None:
    await happen(street.w.database, "call:1")
    async with await street.open(since=1) as phone:
        assert (await hear(phone))["type"] == "hello"
    await happen(street.w.database, "call:2")
    await happen(street.w.database, "call:3")
    async with await street.open(since=1) as phone:
        message = await hear(phone)
        assert (message["type"], message["seq"], message["subjects"]) == ("update", 3, ["call:2", "call:3"])
        await happen(street.w.database, "call:4")
        assert (await hear(phone))["subjects"] == ["call:4"]


async def test_reconnecting_while_orders_come_in_misses_nothing_and_repeats_nothing(street: Street) -> None:
    async def events() -> None:
        for number in range(200):
            await happen(street.w.database, f"call:{number}")

    await happen(street.w.database, "call:start")
    busy = asyncio.create_task(events())
    seen: list[str] = []
    since = 1
    while since < 201:
        async with await street.open(since=since) as phone:
            for _ in range(3):
                message = await hear(phone)
                seen += message.get("subjects", [])
                since = max(since, message["seq"])
                if since == 201:
                    break
    await busy
    assert seen == [f"call:{number}" for number in range(200)]


async def test_a_quiet_socket_is_pinged_and_stays_open_as_long_as_it_answers(pinging: Street) -> None:
    async with await pinging.open() as phone:
        await hear(phone)
        for _ in range(10):
            assert (await hear(phone))["type"] == "ping"
            await phone.send('{"type":"pong"}')
        assert len(pinging.hub) == 1


async def test_a_device_that_answers_no_ping_is_given_up(pinging: Street) -> None:
    async with await pinging.open() as phone:
        assert await closed(phone) == 4408
    await pinging.until(lambda: len(pinging.hub) == 0)


async def test_one_owner_gets_so_many_sockets_and_no_more(street: Street) -> None:
    open_ones = [await street.open() for _ in range(OWNER_SOCKETS_MAX)]
    one_more = await street.open()
    assert await closed(one_more) == 4429
    async with await street.open(who="member:2") as other:
        assert (await hear(other))["type"] == "snapshot"
    await open_ones[0].close()
    await street.until(lambda: street.hub.count("member:1") == OWNER_SOCKETS_MAX - 1)
    again = await street.open()
    assert (await hear(again))["type"] == "snapshot"
    for phone in (*open_ones[1:], again):
        await phone.close()


async def test_an_ended_table_session_is_said_before_the_end(street: Street) -> None:
    async with await street.open() as phone:
        await hear(phone)
        street.hub.close_owner("member:1", 4410)
        assert await hear(phone) == {"type": "ended", "code": "table_session_ended"}
        assert await closed(phone) == 4410
    await street.until(lambda: len(street.hub) == 0)


async def test_news_that_wait_are_said_before_the_end(street: Street) -> None:
    async with await street.open() as phone:
        await hear(phone)
        await happen(street.w.database, "call:1")
        street.hub.close_all(1012)
        assert (await hear(phone))["subjects"] == ["call:1"]
        assert await closed(phone) == 1012


async def test_a_phone_that_vanishes_leaves_nothing_behind(street: Street) -> None:
    phone = await street.open()
    await hear(phone)
    phone.transport.abort()
    await street.until(lambda: len(street.hub) == 0)
    await happen(street.w.database, "call:1")


@contextlib.asynccontextmanager
async def deaf(street: Street) -> AsyncIterator[None]:
    """A phone that opens a socket and then takes nothing from the network any more."""
    loop = asyncio.get_running_loop()
    with contextlib.closing(sockets.socket()) as phone:
        phone.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
        phone.setblocking(False)
        await loop.sock_connect(phone, (street.running.host, street.running.port))
        await loop.sock_sendall(
            phone,
            b"GET /ws?who=member:9 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        )
        await street.until(lambda: len(street.hub) == 1)
        yield


async def test_a_phone_that_takes_nothing_is_cut_off(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_module, "SEND_DEADLINE_S", 0.2)
    async with deaf(street), asyncio.timeout(20):
        while len(street.hub) == 1:
            await happen(street.w.database, "x" * 60_000)
        await street.until(lambda: not street.running.server.server_state.connections)


async def test_the_others_are_told_while_one_takes_nothing(street: Street) -> None:
    async with deaf(street), await street.open(who="member:1") as listening:
        await hear(listening)
        for _ in range(40):
            await happen(street.w.database, "x" * 60_000)
            assert (await hear(listening))["type"] == "update"
