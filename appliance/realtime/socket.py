"""One WebSocket's life: resume, news, heartbeats, bounded frames, and a clean end."""

import asyncio
import contextlib
import logging
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
SEND_DEADLINE_S = 10.0
PINGS_UNANSWERED_MAX = 4
ENDED = 4410
TOO_MANY = 4429
SILENT = 4408

log = logging.getLogger(__name__)

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
    mark: str,
    ping_every_s: float,
    patient: frozenset[str] = frozenset(),
    recheck: Callable[[], object] = lambda: None,
    on_message: OnMessage | None = None,
    frames_per_10_s: int = FRAMES_PER_10_S,
) -> None:
    """Accept the socket, catch it up from `since` with its `mark`, then tell it the news until one side leaves.

    Events of the `patient` kinds may come a little later, several together. `recheck` raises Refused once the caller may not
    look any more; it is asked now and then, and the socket then ends with 4401.
    Frames from the device are JSON objects of at most 4 KiB, at most `frames_per_10_s`; others end the socket. So does a
    device that answers no ping any more, or takes nothing for `SEND_DEADLINE_S`.
    """
    await socket.accept()
    if hub.full() or hub.count(owner) >= OWNER_SOCKETS_MAX:
        await socket.close(code=TOO_MANY, reason="too_many_sockets")
        return
    subscriber = Subscriber(feed, owner, patient=patient, recheck=recheck)
    hub.add(subscriber)
    sender: asyncio.Task[None] | None = None
    try:
        subscriber.seq, first = since_message(database, feed, since, mark)
        subscriber.push(first)
        async with asyncio.timeout(None) as open_time:
            sender = asyncio.create_task(_send(socket, subscriber, database, ping_every_s, open_time))
            await _receive(socket, database, on_message, subscriber, frames_per_10_s)
    except (WebSocketDisconnect, OSError):  # a timeout, too: the sending side has ended
        pass
    finally:
        hub.remove(subscriber)
        if sender is not None:
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sender


async def _send(
    socket: Socket,
    subscriber: Subscriber,
    database: Database,
    ping_every_s: float,
    open_time: asyncio.Timeout,
) -> None:
    """Say what waits until the socket is to be closed, is broken, or takes nothing any more; then end the receiving too."""
    try:
        while not await _told_all(socket, subscriber, ping_every_s):
            _ping(subscriber, database)
    except (WebSocketDisconnect, OSError):
        pass
    except Exception:  # whatever it was, the receiving side must not wait on without it
        log.exception("a socket of %s could not be told the news", subscriber.owner)
    open_time.reschedule(asyncio.get_running_loop().time())


async def _told_all(socket: Socket, subscriber: Subscriber, ping_every_s: float) -> bool:
    """Say the news as they come until the socket is closed; False when there were none for so long.

    One timeout for both, because it is set anew for each of hundreds of sockets. Raises TimeoutError when news are not taken.
    """
    now_s, sending = asyncio.get_running_loop().time, False
    try:
        async with asyncio.timeout(None) as patience:
            while True:
                patience.reschedule(now_s() + ping_every_s)
                await subscriber.wake.wait()
                patience.reschedule(now_s() + SEND_DEADLINE_S)
                sending = True
                await _flush(socket, subscriber)
                sending = False
                if subscriber.closed_with is not None:
                    return True
    except TimeoutError:
        if sending:
            raise
        return False


def _ping(subscriber: Subscriber, database: Database) -> None:
    if subscriber.pings_unanswered >= PINGS_UNANSWERED_MAX:
        subscriber.close(SILENT)
    subscriber.pings_unanswered += 1
    subscriber.push(encode({"type": "ping", "now": database.clock.now_ms()}))


async def _flush(socket: Socket, subscriber: Subscriber) -> None:
    subscriber.wake.clear()
    while subscriber.waiting:
        await socket.send_data(subscriber.waiting.popleft(), mode="text")
    if subscriber.closed_with == ENDED:
        await socket.send_data(encode({"type": "ended", "code": "table_session_ended"}), mode="text")
    if subscriber.closed_with is not None:
        await socket.close(code=subscriber.closed_with)


async def _receive(
    socket: Socket,
    database: Database,
    on_message: OnMessage | None,
    subscriber: Subscriber,
    frames_per_10_s: int,
) -> None:
    opened_s, frames = database.clock.monotonic_s(), 0
    while subscriber.closed_with is None:
        text = await socket.receive_data(mode="text")
        now_s = database.clock.monotonic_s()
        if now_s - opened_s > 10:
            opened_s, frames = now_s, 0
        frames += 1
        subscriber.pings_unanswered = 0
        message = _decoded(text)
        if frames > frames_per_10_s or message is None:
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
