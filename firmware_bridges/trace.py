"""The last exchanges with a device, in bytes and in words, for the technician who asks what happened."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from firmware_bridges.contracts import OpenStream, Stream, StreamError
from firmware_bridges.document import Document

KEPT_BYTES = 512
_SMALL_BYTES = 16
_LOOK_BACK = 8

Direction = Literal["to", "from"]
Describe = Callable[[Direction, bytes], str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Bytes that went one way at one moment.

    `at_ms` is Unix time in milliseconds; `data` holds the first 512 of `size` bytes. A `size` of 0 is an event:
    connected, not connected, gone. Of a small exchange that came again and again `times` says how often and
    `at_ms` when last.
    """

    at_ms: int
    direction: Direction
    data: bytes
    size: int
    words: str
    times: int = 1


@dataclass(slots=True)
class _Kept:
    at_s: float
    direction: Direction
    data: bytes
    size: int
    describe: Describe | None
    event: str = ""
    times: int = field(default=1)

    def same_as(self, other: "_Kept") -> bool:
        return (self.direction, self.size, self.data, self.event) == (
            other.direction, other.size, other.data, other.event,
        )  # fmt: skip


class Trace:
    """Keeps the newest `limit` exchanges of one device; safe to use from any thread.

    Words are made when somebody asks for them, so that keeping costs next to nothing.
    """

    def __init__(self, limit: int = 100, *, clock: Callable[[], float] = time.time) -> None:
        self._kept: deque[_Kept] = deque(maxlen=limit)
        self._lock = threading.Lock()
        self._clock = clock
        self._discreet = False

    @contextlib.contextmanager
    def discreet(self, paper: Document) -> Iterator[None]:
        """While a private paper is printed nothing that goes to the device is kept but that there was one."""
        if paper.private:
            self.note("to", "a paper whose bytes are not kept")
        self._discreet = paper.private
        try:
            yield
        finally:
            self._discreet = False

    def add(self, direction: Direction, data: bytes, describe: Describe | None = None) -> None:
        """Keep what went `to` the device or came `from` it."""
        if self._discreet and direction == "to":
            return
        self._keep(_Kept(self._clock(), direction, bytes(data[:KEPT_BYTES]), len(data), describe))

    def note(self, direction: Direction, event: str) -> None:
        """Keep something that happened without bytes, in words."""
        self._keep(_Kept(self._clock(), direction, b"", 0, None, event))

    def exchanges(self) -> list[Exchange]:
        """What is kept, oldest first."""
        with self._lock:
            kept = [(each, each.at_s, each.times) for each in self._kept]
        return [
            Exchange(int(at_s * 1000), each.direction, each.data, each.size, _words(each), times)
            for each, at_s, times in kept
        ]

    def _keep(self, new: _Kept) -> None:
        with self._lock:
            if new.size <= _SMALL_BYTES:
                for place in range(len(self._kept) - 1, max(-1, len(self._kept) - 1 - _LOOK_BACK), -1):
                    if self._kept[place].same_as(new):
                        new.times += self._kept[place].times
                        del self._kept[place]
                        break
            self._kept.append(new)


def traced(open_stream: OpenStream, trace: Trace, describe: Describe | None = None) -> OpenStream:
    """The same wire, with everything that passes kept in `trace`; `describe` puts bytes into words."""

    def open_traced(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        try:
            stream = open_stream(deadline_s=deadline_s, cancelled=cancelled)
        except StreamError as error:
            trace.note("from", f"not connected: {error.detail}")
            raise
        trace.note("to", "connected")
        return TracedStream(stream, trace, describe)

    return open_traced


class TracedStream:
    """A stream that keeps what passes in a trace."""

    def __init__(self, stream: Stream, trace: Trace, describe: Describe | None) -> None:
        self._stream = stream
        self._trace = trace
        self._describe = describe

    @property
    def outlives_power(self) -> bool:
        return self._stream.outlives_power

    def fileno(self) -> int:
        return self._stream.fileno()

    def read(self, *, deadline_s: float) -> bytes:
        try:
            data = self._stream.read(deadline_s=deadline_s)
        except StreamError as error:
            self._trace.note("from", error.detail)
            raise
        if data:
            self._trace.add("from", data, self._describe)
        return data

    def write(self, data: bytes, *, deadline_s: float) -> int:
        try:
            taken = self._stream.write(data, deadline_s=deadline_s)
        except StreamError as error:
            self._trace.note("to", error.detail)
            raise
        if taken:
            self._trace.add("to", data[:taken], self._describe)
        return taken

    def close(self) -> None:
        self._stream.close()


def _words(kept: _Kept) -> str:
    if kept.event or kept.describe is None:
        return kept.event
    try:
        return kept.describe(kept.direction, kept.data)
    except Exception:  # a describer stumbling over a device's nonsense must not hide the bytes
        return "?"
