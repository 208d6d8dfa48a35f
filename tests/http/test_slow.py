"""Slow visitors over a real server: who never finishes is shown the door, who is only slow is served."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from appliance.http import ImpatientHttpProtocol, slow
from appliance.http.asgi import Receive, Scope, Send
from tests.http.serving import Serving, serving

DEADLINE_S = 0.3


class HastyProtocol(ImpatientHttpProtocol):
    """The same rule with less patience."""

    deadline_s = DEADLINE_S


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the whole body; /late answers only after the deadline."""
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await asyncio.sleep({"/late": 2 * DEADLINE_S}.get(scope["path"], 0))
    said = str(size).encode()
    headers = [(b"content-length", str(len(said)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": said})


class Visitor:
    """A connection that says exactly what a test wants, when it wants."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def say(self, text: str) -> None:
        self._writer.write(text.encode())
        await self._writer.drain()

    async def answered(self) -> str:
        """The body of the next answer."""
        async with asyncio.timeout(5):
            head = await self._reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 OK\r\n")
            return (await self._reader.readexactly(head.lower().count(b"content-length"))).decode()

    async def shown_the_door(self) -> bool:
        async with asyncio.timeout(5):
            return await self._reader.read() == b""


@pytest.fixture
async def running() -> AsyncIterator[Serving]:
    async with serving(echo, http=HastyProtocol) as served:
        yield served


@asynccontextmanager
async def visitor(running: Serving) -> AsyncIterator[Visitor]:
    reader, writer = await asyncio.open_connection(running.host, running.port)
    try:
        yield Visitor(reader, writer)
    finally:
        writer.close()


HALF_OPEN = {
    "nothing": "",
    "a blank line": "\r\n",
    "half a line": "GET /",
    "half of the headers": "GET / HTTP/1.1\r\nHost: box.local\r\nX-Slow: ",
    "half of a body": "POST / HTTP/1.1\r\nHost: box.local\r\nContent-Length: 100\r\n\r\nhalf",
    "half of a chunk": "POST / HTTP/1.1\r\nHost: box.local\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf",
}
WHOLE = "GET / HTTP/1.1\r\nHost: box.local\r\n\r\n"


@pytest.mark.parametrize("said", HALF_OPEN)
async def test_a_request_that_never_ends_is_cut(running: Serving, said: str) -> None:
    async with visitor(running) as slowly:
        await slowly.say(HALF_OPEN[said])
        assert await slowly.shown_the_door()


@pytest.mark.parametrize("said", [name for name in HALF_OPEN if name != "nothing"])
async def test_also_after_a_good_request_on_the_same_connection(running: Serving, said: str) -> None:
    async with visitor(running) as slowly:
        await slowly.say(WHOLE)
        assert await slowly.answered() == "0"
        await slowly.say(HALF_OPEN[said])
        assert await slowly.shown_the_door()


async def test_a_header_a_moment_does_not_buy_time(running: Serving) -> None:
    began_s = asyncio.get_running_loop().time()
    async with visitor(running) as slowly:
        await slowly.say("GET / HTTP/1.1\r\n")
        door = asyncio.create_task(slowly.shown_the_door())
        while not door.done():
            await slowly.say("X-Slow: yes\r\n")
            await asyncio.wait([door], timeout=DEADLINE_S / 10)
        assert await door
    assert asyncio.get_running_loop().time() - began_s >= DEADLINE_S


async def test_a_request_in_pieces_within_the_deadline_is_served(running: Serving) -> None:
    async with visitor(running) as slowly:
        for piece in ("GE", "T / HT", "TP/1.1\r\nHost: box.local\r", "\n\r\n"):
            await slowly.say(piece)
            await asyncio.sleep(DEADLINE_S / 10)
        assert await slowly.answered() == "0"


async def test_a_body_that_keeps_coming_may_take_longer_than_the_deadline(
    running: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "BODY_BYTES_PER_S", 10)
    async with visitor(running) as slowly:
        await slowly.say("POST / HTTP/1.1\r\nHost: box.local\r\nContent-Length: 8\r\n\r\n")
        for _ in range(8):
            await slowly.say("x")
            await asyncio.sleep(DEADLINE_S / 4)
        assert await slowly.answered() == "8"


async def test_a_late_answer_is_not_the_visitors_fault(running: Serving) -> None:
    async with visitor(running) as patient:
        await patient.say(WHOLE.replace("GET /", "GET /late"))
        assert await patient.answered() == "0"


async def test_an_idle_connection_is_kept_for_the_next_request(running: Serving) -> None:
    async with visitor(running) as idle:
        await idle.say(WHOLE)
        assert await idle.answered() == "0"
        [connection] = running.server.server_state.connections
        held: Any = connection
        assert held._deadline is None
        await asyncio.sleep(2 * DEADLINE_S)
        await idle.say(WHOLE)
        assert await idle.answered() == "0"


async def test_two_requests_in_one_breath_are_both_answered(running: Serving) -> None:
    async with visitor(running) as hurried:
        await hurried.say(WHOLE + WHOLE)
        assert [await hurried.answered(), await hurried.answered()] == ["0", "0"]


async def test_nobody_is_left_waiting_in_the_house(running: Serving) -> None:
    async with visitor(running) as slowly:
        await slowly.say("GET /")
        assert await slowly.shown_the_door()
    assert not running.server.server_state.connections


def test_the_appliance_itself_is_more_patient() -> None:
    assert ImpatientHttpProtocol.deadline_s == 15.0
