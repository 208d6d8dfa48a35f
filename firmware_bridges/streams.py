"""Byte streams to devices: non-blocking file descriptors, every call with a deadline."""

import contextlib
import errno
import os
import select
import socket
import time
from collections.abc import Callable
from typing import Any

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError

CHUNK_BYTES = 4096
CONNECT_DEADLINE_S = 3.0
_SLICE_S = 0.1

_REASONS = {
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.EHOSTUNREACH: Reason.UNREACHABLE,
    errno.ENETUNREACH: Reason.UNREACHABLE,
    errno.EHOSTDOWN: Reason.UNREACHABLE,
    errno.ETIMEDOUT: Reason.TIMEOUT,
}


def wait_ready(descriptors: list[int], *, deadline_s: float) -> set[int]:
    """Which of the descriptors can be read (or have died); empty when none did in time."""
    poller = select.poll()
    for descriptor in descriptors:
        poller.register(descriptor, select.POLLIN)
    return {descriptor for descriptor, _ in poller.poll(max(0.0, deadline_s) * 1000)}


class FdStream:
    """Reads and writes a non-blocking descriptor; enough for every wire that is a file."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def read(self, *, deadline_s: float) -> bytes:
        if not self._wait(select.POLLIN, deadline_s):
            return b""
        try:
            data = os.read(self._descriptor, CHUNK_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise _died(error) from error
        if not data:
            raise StreamError(Reason.RESET, "the device closed the connection")
        return data

    def write(self, data: bytes, *, deadline_s: float) -> int:
        if not self._wait(select.POLLOUT, deadline_s):
            return 0
        try:
            return os.write(self._descriptor, data[:CHUNK_BYTES])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise _died(error) from error

    def close(self) -> None:
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _wait(self, event: int, deadline_s: float) -> bool:
        if self._descriptor < 0:
            raise StreamError(Reason.RESET, "the stream is closed")
        poller = select.poll()
        poller.register(self._descriptor, event)
        return bool(poller.poll(max(0.0, deadline_s) * 1000))


def tcp(host: str, port: int = 9100) -> OpenStream:
    """Opens connections to a network printer."""

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        return connect_tcp(host, port, deadline_s=deadline_s, cancelled=cancelled)

    return open_stream


def connect_tcp(host: str, port: int, *, deadline_s: float, cancelled: Callable[[], bool]) -> FdStream:
    """A connection to the first address of `host`; raises StreamError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise StreamError(Reason.UNREACHABLE, f"{host}: no such address") from error
    connection = socket.socket(family, kind, protocol)
    try:
        _connect(connection, address, time.monotonic() + min(deadline_s, CONNECT_DEADLINE_S), cancelled)
    except BaseException:
        connection.close()
        raise
    for level, option, value in _notice_dead_peers():
        connection.setsockopt(level, option, value)
    return FdStream(connection.detach())


def _connect(connection: socket.socket, address: Any, until: float, cancelled: Callable[[], bool]) -> None:
    connection.setblocking(False)
    code = connection.connect_ex(address)
    poller = select.poll()
    poller.register(connection.fileno(), select.POLLOUT)
    while code in (errno.EINPROGRESS, errno.EWOULDBLOCK):
        remaining = until - time.monotonic()
        if cancelled():
            raise StreamError(Reason.STOPPED, "stopped while connecting")
        if remaining <= 0:
            raise StreamError(Reason.TIMEOUT, "no connection in time")
        if poller.poll(min(remaining, _SLICE_S) * 1000):
            code = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise StreamError(_REASONS.get(code, Reason.UNREACHABLE), os.strerror(code))


def _notice_dead_peers() -> list[tuple[int, int, int]]:
    """Options by which the kernel gives up a peer that lost its power; some exist on Linux only."""
    options = [
        (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
        (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    ]
    linux = (("TCP_USER_TIMEOUT", 5_000), ("TCP_KEEPIDLE", 3), ("TCP_KEEPINTVL", 2), ("TCP_KEEPCNT", 2))
    known = ((getattr(socket, name, None), value) for name, value in linux)
    options += [(socket.IPPROTO_TCP, option, value) for option, value in known if option is not None]
    return options


def _died(error: OSError) -> StreamError:
    reason = _REASONS.get(error.errno or 0, Reason.RESET)
    return StreamError(reason, f"the connection died: {error.strerror}")
