"""The load generator's wires: a keep-alive HTTP line and a WebSocket, as raw protocols, cheap beside what they measure."""

import asyncio
import base64
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

ANSWER_S = 30.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_MASK = bytes(4)
_PING, _PONG = b'{"type":"ping"', b'{"type":"pong"}'


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as it came; `at_s` is the monotonic moment its last byte was here, `took_s` since asking."""

    status: int
    head: bytes
    body: bytes
    at_s: float
    took_s: float

    def cookie(self, name: str) -> str:
        """The value a Set-Cookie header gave that name, or an empty string."""
        found = re.search(rb"\r\nset-cookie: *" + name.encode() + rb"=([^;\r]*)", self.head, re.IGNORECASE)
        return found.group(1).decode() if found else ""

    def header(self, name: str) -> str:
        """A header's value, or an empty string."""
        found = re.search(rb"\r\n" + name.encode() + rb": *([^\r]*)", self.head, re.IGNORECASE)
        return found.group(1).decode() if found else ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and the loopback address we come from: limits by address see many phones as many."""

    port: int
    source: str = "127.0.0.1"
    host: str = "127.0.0.1"


class Line(asyncio.Protocol):
    """One keep-alive connection with one question under way at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._asked_s = 0.0
        self._answer: asyncio.Future[Answer] | None = None

    @classmethod
    async def to(cls, address: Address) -> "Line":
        """A line that is open."""
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(
            cls, address.host, address.port, local_addr=(address.source, 0)
        )
        return line

    async def ask(self, request: bytes) -> Answer:
        """Send a whole request, hear the whole answer. Raises ConnectionError when the other side hangs up."""
        if self._transport is None:
            raise ConnectionError("the line is closed")
        self._answer = asyncio.get_running_loop().create_future()
        self._asked_s = time.monotonic()
        self._transport.write(request)
        return await asyncio.wait_for(self._answer, ANSWER_S)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._received[: end + 4])
        length = _LENGTH.search(head)
        whole = end + 4 + (int(length.group(1)) if length else 0)
        if len(self._received) < whole:
            return
        at_s = time.monotonic()
        body = bytes(self._received[end + 4 : whole])
        del self._received[:whole]
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(Answer(int(head[9:12]), head, body, at_s, at_s - self._asked_s))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the other side hung up"))


class Live(asyncio.Protocol):
    """A WebSocket that answers pings and reports every text message with the monotonic moment it was here."""

    def __init__(self, request: bytes, on_text: Callable[[float, bytes], None]) -> None:
        self.opened = asyncio.get_running_loop().create_future()
        self.closed = asyncio.get_running_loop().create_future()
        self._request = request
        self._on_text = on_text
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._greeted = False

    @classmethod
    async def to(
        cls, address: Address, path: str, cookie: str, on_text: Callable[[float, bytes], None]
    ) -> "Live":
        """A socket whose handshake is done. Raises ConnectionError when it is refused."""
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f"GET {path} HTTP/1.1\r\nHost: {address.host}:{address.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: {cookie}\r\n\r\n"
        ).encode()
        _, live = await asyncio.get_running_loop().create_connection(
            lambda: cls(request, on_text), address.host, address.port, local_addr=(address.source, 0)
        )
        await asyncio.wait_for(live.opened, ANSWER_S)
        return live

    def say(self, text: bytes) -> None:
        """Send a text message of at most 65,535 bytes; the mask is zeros, which the protocol allows."""
        if self._transport is not None:
            size = len(text)
            long = size > 125
            length = bytes([0x81, 0x80 | (126 if long else size)]) + (
                size.to_bytes(2, "big") if long else b""
            )
            self._transport.write(length + _MASK + text)

    def drop(self) -> None:
        """Be gone without a word, as a phone that leaves the Wi-Fi."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("the handshake was refused"))
        if not self.closed.done():
            self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        at_s = time.monotonic()
        self._received += data
        if not self._greeted and not self._greet():
            return
        while (frame := self._frame()) is not None:
            opcode, payload = frame
            if opcode == 1:
                if payload.startswith(_PING):
                    self.say(_PONG)
                self._on_text(at_s, payload)
            elif opcode == 8 and self._transport is not None:
                self._transport.close()

    def _greet(self) -> bool:
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return False
        self._greeted = self._received.startswith(b"HTTP/1.1 101")
        if not self._greeted and not self.opened.done():
            self.opened.set_exception(ConnectionError(self._received[:60].decode("latin-1")))
        elif not self.opened.done():
            self.opened.set_result(None)
        del self._received[: end + 4]
        return self._greeted

    def _frame(self) -> tuple[int, bytes] | None:
        received = self._received
        if len(received) < 2:
            return None
        size, start = received[1] & 0x7F, 2
        if size == 126:
            size, start = int.from_bytes(received[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(received[2:10], "big"), 10
        if len(received) < start + size:
            return None
        frame = received[0] & 0x0F, bytes(received[start : start + size])
        del received[: start + size]
        return frame
