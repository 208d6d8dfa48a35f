"""The addresses of hosts that were written as names, looked up so that nobody waits longer than he wants to."""

import concurrent.futures
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from firmware_bridges.contracts import Reason, StreamError

AT_ONCE = 16
_KEEP_S = 15.0
_SLICE_S = 0.1
_NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class Place(NamedTuple):
    """What a socket connects to: the family, and the address as that family writes it."""

    family: int
    address: tuple[Any, ...]


@dataclass(slots=True)
class _Lookup:
    answer: Future[Place] = field(default_factory=Future)
    ended_at_s: float | None = None


class Names:
    """Thread-safe. The system cannot be stopped while it looks up a name, so each lookup has a daemon thread.

    One that overruns goes on alone. Whoever asks for the same name meanwhile waits for that one, and one that ends with
    nobody waiting is kept for whoever asks within fifteen seconds. `AT_ONCE` names are looked up at a time.
    """

    def __init__(self) -> None:
        self._lookups: dict[str, _Lookup] = {}
        self._lock = threading.Lock()

    def place_of(self, host: str, port: int, *, deadline_s: float, cancelled: Callable[[], bool]) -> Place:
        """The first address of `host`. StreamError: UNREACHABLE when there is none or none is told in time; STOPPED."""
        if numeric := _numeric(host):
            return _at(numeric, port)
        until = time.monotonic() + deadline_s
        lookup: _Lookup | None = None
        while lookup is None or lookup.ended_at_s is None:
            remaining_s = until - time.monotonic()
            if cancelled():
                raise StreamError(Reason.STOPPED, f"stopped while looking up {host}")
            if remaining_s <= 0:
                raise StreamError(Reason.UNREACHABLE, f"{host}: nobody tells this name's address in time")
            lookup = lookup or self._under_way(host)
            concurrent.futures.wait([lookup.answer], min(remaining_s, _SLICE_S))
        with self._lock:
            if self._lookups.get(host) is lookup:
                del self._lookups[host]
        try:
            return _at(lookup.answer.result(), port)
        except (OSError, UnicodeError) as error:
            raise StreamError(Reason.UNREACHABLE, f"{host}: {_why(error)}") from error

    def _under_way(self, host: str) -> _Lookup:
        """The lookup of this name, begun now if there is none."""
        with self._lock:
            now_s = time.monotonic()
            self._lookups = {name: one for name, one in self._lookups.items() if _is_of_use(one, now_s)}
            if host in self._lookups:
                return self._lookups[host]
            if len(self._lookups) >= AT_ONCE:
                raise StreamError(Reason.UNREACHABLE, f"{host}: too many other names are being looked up")
            lookup = self._lookups[host] = _Lookup()
        threading.Thread(target=_look_up, args=(host, lookup), name="looks up a name", daemon=True).start()
        return lookup


def _look_up(host: str, lookup: _Lookup) -> None:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except Exception as error:  # handed over to whoever waits, who raises it
        lookup.ended_at_s = time.monotonic()
        lookup.answer.set_exception(error)
    else:
        lookup.ended_at_s = time.monotonic()
        lookup.answer.set_result(Place(family, address))


def _is_of_use(lookup: _Lookup, now_s: float) -> bool:
    return lookup.ended_at_s is None or now_s - lookup.ended_at_s < _KEEP_S


def _numeric(host: str) -> Place | None:
    """The address that a host written in numbers is; None for a name."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
        )[0]
    except (OSError, UnicodeError):
        return None
    return Place(family, address)


def _at(place: Place, port: int) -> Place:
    host, _, *rest = place.address
    return Place(place.family, (host, port, *rest))


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror) and error.errno not in _NO_SUCH_NAME:
        return f"this name could not be looked up: {error.strerror}"
    return "nobody knows this name"
