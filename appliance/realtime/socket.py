"""One WebSocket's life: resume, news, heartbeats, bounded frames, and a clean end."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar import WebSocket
from litestar.exceptions import WebSocketDisconnect

from appliance.realtime.feed import Feed, encode, since_message
from appliance.realtime.hub import Hub, Subscriber
from appliance.storage import Database

FRAME_MAX = 4_096
FRAMES_PER_10_S = 100
OWNER_SOCKETS_MAX = 6
ENDED = 4410
NOT_SIGNED_IN = 4401
TOO_MANY = 4429

Socket = WebSocket[Any, Any, Any]
OnMessage = Callable[[dict[str, Any]], Awaitable[None]]


async def serve_socket(
    socket: Socket,
    hub: Hub,
    database: Database,
    feed: Feed,
    *,
    owner: str,
    since: int,
    ping_every_s: float,
    on_message: OnMessage | None = None,
) -> None:
    """Accept the socket, catch it up from `since`, then tell it the news until one side leaves.

    Frames from the device are JSON objects of at most 4 KiB, at most 100 in 10 s; others end the socket.
    """
    await socket.accept()
    if hub.full() or hub.count(owner) >= OWNER_SOCKETS_MAX:
        await socket.close(code=TOO_MANY, reason="too_many_sockets")
        return
    subscriber = Subscriber(feed, owner)
    hub.add(subscriber)
    sender: asyncio.Task[None] | None = None
    try:
        subscriber.seq, first = since_message(database, feed, since)
        await socket.send_data(first, mode="text")
        sender = asyncio.create_task(_send(socket, subscriber, database, ping_every_s))
        await _receive(socket, database, on_message, subscriber)
    except (WebSocketDisconnect, OSError):
        pass
    finally:
        hub.remove(subscriber)
        if sender is not None:
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, OSError):
                await sender


async def _send(socket: Socket, subscriber: Subscriber, database: Database, ping_every_s: float) -> None:
    while True:
        try:
            async with asyncio.timeout(ping_every_s):
                await subscriber.wake.wait()
        except TimeoutError:
            await socket.send_data(encode({"type": "ping", "now": database.clock.now_ms()}), mode="text")
            continue
        subscriber.wake.clear()
        while subscriber.waiting:
            await socket.send_data(subscriber.waiting.popleft(), mode="text")
        if subscriber.closed_with is not None:
            if subscriber.closed_with == ENDED:
                await socket.send_data(encode({"type": "ended", "code": "table_session_ended"}), mode="text")
            await socket.close(code=subscriber.closed_with)
            return


async def _receive(
    socket: Socket, database: Database, on_message: OnMessage | None, subscriber: Subscriber
) -> None:
    opened_s, frames = database.clock.monotonic_s(), 0
    while subscriber.closed_with is None:
        text = await socket.receive_data(mode="text")
        now_s = database.clock.monotonic_s()
        if now_s - opened_s > 10:
            opened_s, frames = now_s, 0
        frames += 1
        message = _decoded(text)
        if frames > FRAMES_PER_10_S or message is None:
            await socket.close(code=1008, reason="frame_refused")
            return
        if on_message is not None and message.get("type") != "pong":
            await on_message(message)


def _decoded(text: str | bytes) -> dict[str, Any] | None:
    if len(text) > FRAME_MAX:
        return None
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        return None
