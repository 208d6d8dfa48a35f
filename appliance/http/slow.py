"""The other side may be slow, but not for ever, and long-winded, but not without end: uvicorn waits for the rest of a request,
keeps headers of any size, and waits for a socket to drain.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

REQUEST_DEADLINE_S = 15.0
LINGER_S = 10.0
BODY_BYTES_PER_S = 16 * 1024
"""A body that keeps coming at least this fast (a photo over bad Wi-Fi) earns its sender more time."""
HEAD_MAX = 64 * 1024
_TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class ImpatientHttpProtocol(HttpToolsProtocol):
    """Closes a connection whose request is not complete `deadline_s` after its first byte or after connecting, or whose
    address and headers are longer than `HEAD_MAX`.
    """

    deadline_s = REQUEST_DEADLINE_S
    _deadline: asyncio.TimerHandle | None = None
    _began_s = 0.0
    _body_bytes = 0
    _head_bytes: int | None = None
    """How much of a request's head has come so far; None between heads."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self._start_waiting()  # uvicorn ends the keep-alive timer at any byte, even one that begins no request
        super().data_received(data)
        if self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_MAX and not self.transport.is_closing():
                self.transport.write(_TOO_LONG)
                self.transport.close()

    def on_message_begin(self) -> None:
        self._start_waiting()
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_bytes = None
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._stop_waiting()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._stop_waiting()
        super().handle_websocket_upgrade()

    def _start_waiting(self) -> None:
        if self._deadline is None:
            self._began_s, self._body_bytes = self.loop.time(), 0
            self._deadline = self.loop.call_later(self.deadline_s, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        due_s = self._began_s + self.deadline_s + self._body_bytes / BODY_BYTES_PER_S
        if due_s > self.loop.time() + 0.001:
            self._deadline = self.loop.call_at(due_s, self._give_up)
        elif self.transport is not None and not self.transport.is_closing():
            self.transport.close()


class ImpatientWebSocketProtocol(WebSocketsSansIOProtocol):
    """Cuts the connection of a phone that still has not taken what was left to say `linger_s` after its route has ended."""

    linger_s = LINGER_S
    _last_moment: asyncio.TimerHandle | None = None

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        if not self.disconnected:  # a timer would keep everything of a lost connection in memory
            self._last_moment = self.loop.call_later(self.linger_s, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._last_moment is not None:
            self._last_moment.cancel()
        super().connection_lost(exc)
