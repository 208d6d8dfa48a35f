"""What every two-way link to a printer shares, whatever is spoken on it: bounded listening and sending."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Protocol

from firmware_bridges.contracts import PrinterStatus, Stream, StreamError
from firmware_bridges.streams import CHUNK_BYTES

SLICE_S = 0.1
_MAX_READS_AT_ONCE = 64
_FIRST_BYTES = 256
_PIECE_BYTES = 512
_TAKES_NOTHING_S = 3.0


class SendBroken(StreamError):
    """The stream died while sending; `sent` bytes had been taken by then, the last of them perhaps only begun."""

    def __init__(self, error: StreamError, sent: int) -> None:
        super().__init__(error.reason, error.detail)
        self.sent = sent


class Parser(Protocol):
    """Keeps account of what it could not understand."""

    garbage: bytearray
    """The first bytes that are no answer, a little of them."""
    nonsense: int
    """How many bytes were no answer."""


class Link(ABC):
    """Owns a stream until `close`. Whatever reads or writes raises StreamError when the stream is dead.

    A language's own link understands what comes in `_take`; `on_heard` is called after that.
    """

    def __init__(self, stream: Stream, parser: Parser, on_heard: Callable[[], None]) -> None:
        self._stream = stream
        self._heard_by = parser
        self._on_heard = on_heard
        self.first_heard = b""
        """How the device began to speak on this connection."""

    @property
    def garbage(self) -> bytes:
        """The first bytes on this connection that are no answer."""
        return bytes(self._heard_by.garbage)

    @property
    def nonsense(self) -> int:
        """How many bytes on this connection were no answer."""
        return self._heard_by.nonsense

    @property
    def outlives_power(self) -> bool:
        """Whether the connection does not break when the device loses its power."""
        return self._stream.outlives_power

    def fileno(self) -> int:
        return self._stream.fileno()

    @abstractmethod
    def status(self) -> PrinterStatus:
        """The status as last heard."""

    @abstractmethod
    def check(self, *, until: float, cancelled: Callable[[], bool]) -> bool:
        """Ask how the device is; whether it answered before `until` (monotonic). Only between jobs."""

    def nudge(self) -> bool:
        """While a sent job waits: help a device go on that stopped for a cause that is over; whether it did."""
        return False

    def listen(self, *, deadline_s: float) -> bool:
        """Take in what the device says, waiting at most `deadline_s` for its first byte; whether it spoke.

        A device that never stops talking is left after a while, so that it keeps nobody busy.
        """
        data = self._stream.read(deadline_s=deadline_s)
        heard = bool(data)
        for _ in range(_MAX_READS_AT_ONCE):
            if not data:
                break
            if len(self.first_heard) < _FIRST_BYTES:
                self.first_heard += data[:_FIRST_BYTES]
            self._take(data)
            self._on_heard()
            data = self._stream.read(deadline_s=0)
        return heard

    def send(self, data: bytes, *, until: float, cancelled: Callable[[], bool]) -> int:
        """How many bytes of `data` were taken before `until` (monotonic), listening meanwhile.

        Raises `SendBroken` when the stream dies on the way: it carries the number of bytes taken so far.
        """
        sent = 0
        try:
            while sent < len(data) and not cancelled():
                remaining = until - time.monotonic()
                if remaining <= 0:
                    break
                sent += self._stream.write(
                    data[sent : sent + CHUNK_BYTES], deadline_s=min(remaining, SLICE_S)
                )
                self.listen(deadline_s=0)
        except StreamError as error:
            raise SendBroken(error, sent + error.torn) from error
        return sent

    def send_all(self, data: bytes, *, until: float, cancelled: Callable[[], bool]) -> bool:
        """Whether all of it was taken. Only a device that takes nothing is given up: 9600 baud needs nine seconds for 8 kB."""
        while data:
            patience = min(until, time.monotonic() + _TAKES_NOTHING_S)
            taken = self.send(data[:_PIECE_BYTES], until=patience, cancelled=cancelled)
            if not taken:
                return False
            data = data[taken:]
        return True

    def wait(self, settled: Callable[[], bool], *, until: float, cancelled: Callable[[], bool]) -> bool:
        """Listen until `settled` says true; whether it did before `until` (monotonic)."""
        while not settled():
            remaining = until - time.monotonic()
            if remaining <= 0 or cancelled():
                return False
            self.listen(deadline_s=min(remaining, SLICE_S))
        return True

    def close(self) -> None:
        self._stream.close()

    @abstractmethod
    def _take(self, data: bytes) -> None:
        """Understand what the device has said."""
