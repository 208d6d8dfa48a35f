"""A socket as an app holds it: complete parts merged into one view, what came kept, and waiting for what is to come."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, Self

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

PATIENCE_S = 8.0
FRAME = ("type", "seq", "mark", "now", "kinds")
BY_ID = ("tables", "tickets")

Message = dict[str, Any]


class Live:
    """One open socket. `view` holds the parts as they are now, `news` every message but pings."""

    def __init__(self, base: str, path: str, cookies: str, *, origin: str | None = None) -> None:
        self.view: dict[str, Any] = {}
        self.news: list[Message] = []
        self.seq = 0
        self.close_code: int | None = None
        self._url = base.replace("http", "ws", 1) + path
        self._cookies = cookies
        self._origin = Origin(base if origin is None else origin)
        self._changed = asyncio.Event()
        self._socket: ClientConnection
        self._reading: asyncio.Task[None]

    async def open(self, since: int = 0) -> Self:
        """Connect and wait for the first word."""
        joint = "&" if "?" in self._url else "?"
        headers = {"cookie": self._cookies} if self._cookies else {}
        self._socket = await connect(
            f"{self._url}{joint}since={since}", origin=self._origin, additional_headers=headers, max_size=None
        )
        self._reading = asyncio.create_task(self._read())
        await self.until(lambda: bool(self.news) or self.close_code is not None)
        return self

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading

    async def say(self, message: Message) -> None:
        """Send one frame."""
        await self._socket.send(msgspec.json.encode(message), text=True)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until what has been told makes the condition true."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def hears(self, kind: str, *, after: int = 0) -> Message:
        """The first message of that kind of event, once it has come. `after` skips so many messages."""
        await self.until(lambda: any(kind in one.get("kinds", ()) for one in self.news[after:]))
        return next(one for one in self.news[after:] if kind in one.get("kinds", ()))

    @property
    def kinds(self) -> list[str]:
        """Every kind of event heard so far."""
        return [kind for message in self.news for kind in message.get("kinds", ())]

    async def _read(self) -> None:
        try:
            async for text in self._socket:
                message = msgspec.json.decode(text, type=dict[str, Any])
                if message["type"] != "ping":
                    self._take(message)
        except ConnectionClosed:
            pass
        finally:
            self.close_code = self._socket.close_code
            self._changed.set()

    def _take(self, message: Message) -> None:
        self.news.append(message)
        self.seq = message.get("seq") or self.seq
        parts = {name: part for name, part in message.items() if name not in FRAME}
        if message["type"] == "snapshot":
            self.view = {}
        for name, part in parts.items():
            self.view[name] = _merged(self.view.get(name), part) if name in BY_ID else part
        self._changed.set()


def _merged(before: Any, part: Any) -> dict[str, Any]:
    """Tables and tickets come as a list at first and by id later; None takes one away."""
    fresh = {one["id"]: one for one in part} if isinstance(part, list) else {**(before or {}), **part}
    return {key: one for key, one in fresh.items() if one is not None}
