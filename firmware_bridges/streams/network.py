"""Byte streams over TCP."""

import errno
import os
import select
import socket
import time
from collections.abc import Callable
from typing import Any

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams.descriptor import REASONS, FdStream
from firmware_bridges.streams.names import Names

CONNECT_DEADLINE_S = 3.0
_SLICE_S = 0.1

NAMES = Names()
"""One for all printers: a name that many are at is looked up once."""


def tcp(host: str, port: int = 9100) -> OpenStream:
    """Opens connections to a network printer."""

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        return connect_tcp(host, port, deadline_s=deadline_s, cancelled=cancelled)

    return open_stream


def connect_tcp(host: str, port: int, *, deadline_s: float, cancelled: Callable[[], bool]) -> FdStream:
    """A connection to the first address of `host`, looked up within the same deadline; raises StreamError."""
    until = time.monotonic() + min(deadline_s, CONNECT_DEADLINE_S)
    place = NAMES.place_of(host, port, deadline_s=until - time.monotonic(), cancelled=cancelled)
    connection = socket.socket(place.family, socket.SOCK_STREAM)
    try:
        _connect(connection, place.address, until, cancelled)
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
        raise StreamError(REASONS.get(code, Reason.UNREACHABLE), os.strerror(code))


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
