"""Byte streams over serial lines: RS-232 ports, USB adapters and printers that call themselves one."""

import contextlib
import fcntl
import importlib
import os
import struct
import termios
import threading
import time
from collections.abc import Callable
from typing import Any

from firmware_bridges.address import DEFAULT_BAUD, Flow
from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams.descriptor import FdStream, Patience, not_opened

_OPEN_DEADLINE_S = 3.0
_CLOSE_PATIENCE_S = 0.3
_BITS_PER_BYTE = 10
_LEAD_S = 0.05
_LEAST_LEAD_BYTES = 64
"""Printers drop their DSR wire when at least this much still fits into their buffer."""
_MOST_LEAD_BYTES = 512
_LOOK_S = 0.01


def serial_port(path: str, baud: int = DEFAULT_BAUD, flow: Flow = "xonxoff") -> OpenStream:
    """Opens a serial line with eight bits, no parity and one stop bit, for this program alone."""
    patience = Patience()

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        if cancelled():
            raise StreamError(Reason.STOPPED, "stopped while opening")
        descriptor = patience.run(
            lambda: _opened(path, baud, flow),
            deadline_s=min(deadline_s, _OPEN_DEADLINE_S),
            unwanted=_close_for_good,
        )
        return SerialStream(descriptor, baud, heeds_dsr=flow == "dsrdtr")

    return open_stream


class SerialStream(FdStream):
    """A line whose writes take no more than is about to go out, so that "taken" means "left this computer".

    The kernel would take seconds of a slow line's bytes at once. Closing throws away what has not gone out.
    With `heeds_dsr` the device says "wait" by the wire that Linux calls DSR, which no kernel driver heeds.
    """

    outlives_power = True

    def __init__(self, descriptor: int, baud: int, *, heeds_dsr: bool = False) -> None:
        super().__init__(descriptor)
        self._bytes_per_s = baud / _BITS_PER_BYTE
        self._lead_bytes = max(_LEAST_LEAD_BYTES, min(_MOST_LEAD_BYTES, int(self._bytes_per_s * _LEAD_S)))
        self._heeds_dsr = heeds_dsr
        self._on_the_way = 0.0
        self._at = time.monotonic()

    def write(self, data: bytes, *, deadline_s: float) -> int:
        until = time.monotonic() + deadline_s
        while True:
            if self._wait(0, 0):
                raise StreamError(Reason.RESET, "the device is gone")
            room = self._room()
            if room >= min(len(data), self._lead_bytes // 2):
                taken = super().write(data[:room], deadline_s=max(0.0, until - time.monotonic()))
                self._on_the_way += taken
                return taken
            remaining = until - time.monotonic()
            if remaining <= 0:
                return 0
            time.sleep(min(_LOOK_S, remaining))

    def close(self) -> None:
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        closing = threading.Thread(
            target=_close_for_good, args=(descriptor,), name="closes a line", daemon=True
        )
        closing.start()
        closing.join(_CLOSE_PATIENCE_S)

    def _room(self) -> int:
        """How much may be handed over now: by the speed of the line, and by what its driver still holds."""
        now = time.monotonic()
        self._on_the_way = max(0.0, self._on_the_way - (now - self._at) * self._bytes_per_s)
        self._at = now
        if self._heeds_dsr and not _may_send(self._descriptor):
            return 0
        return self._lead_bytes - max(int(self._on_the_way), _held_by_driver(self._descriptor))


def _opened(path: str, baud: int, flow: Flow) -> int:
    """A descriptor of its own, set by pyserial and then by what a printer needs beyond it."""
    serial: Any = importlib.import_module("serial")
    try:
        port = serial.Serial(
            path, baud, timeout=0, write_timeout=0, exclusive=True,
            xonxoff=flow == "xonxoff", rtscts=flow == "rtscts",
        )  # fmt: skip
    except serial.SerialException as error:
        raise _not_opened(error, path) from error
    except (OSError, ValueError) as error:
        raise StreamError(Reason.UNREACHABLE, f"{path}: {error}") from error
    try:
        descriptor = os.dup(port.fileno())
    finally:
        port.close()
    settings = termios.tcgetattr(descriptor)
    # Only the device may say "wait": an XOFF of ours would be a stray byte in the middle of a picture.
    settings[0] &= ~(termios.IXOFF | termios.IXANY)
    # Nothing to read is then EAGAIN, and an empty read means that the line is gone.
    settings[6][termios.VMIN], settings[6][termios.VTIME] = 1, 0
    termios.tcsetattr(descriptor, termios.TCSANOW, settings)
    return descriptor


def _not_opened(error: Any, path: str) -> StreamError:
    if error.errno is None:
        return StreamError(Reason.REFUSED, f"{path} cannot be set up as a serial line")
    return not_opened(OSError(error.errno, os.strerror(error.errno)), path)


def _close_for_good(descriptor: int) -> None:
    """Closing waits until the device has taken everything, up to half a minute, unless that is thrown away."""
    with contextlib.suppress(OSError, termios.error):
        termios.tcflush(descriptor, termios.TCIOFLUSH)
    with contextlib.suppress(OSError):
        os.close(descriptor)


def _may_send(descriptor: int) -> bool:
    try:
        lines: int = struct.unpack("I", fcntl.ioctl(descriptor, termios.TIOCMGET, bytes(4)))[0]
    except OSError:
        return True
    return bool(lines & termios.TIOCM_DSR)


def _held_by_driver(descriptor: int) -> int:
    try:
        waiting: int = struct.unpack("i", fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(4)))[0]
    except OSError:
        return 0
    return waiting
