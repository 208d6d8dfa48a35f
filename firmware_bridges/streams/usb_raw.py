"""Byte streams to USB printers that no kernel driver has taken, by pyusb and libusb."""

import contextlib
import errno
import math
import select
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams.descriptor import CHUNK_BYTES, FdStream, Patience, died
from firmware_bridges.streams.usb_claim import Pipes, claimed, let_go, usb

_OPEN_DEADLINE_S = 3.0
_LISTEN_MS = 200
_UNREAD_BYTES = 4096
_EMPTY_PAUSE_S = 0.01
_JOIN_S = 0.5


def usb_raw(vendor: int, product: int, serial: str | None = None) -> OpenStream:
    """Opens the one printer with these USB numbers; `serial` tells twins apart."""
    patience = Patience()

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        if cancelled():
            raise StreamError(Reason.STOPPED, "stopped while opening")
        pipes = patience.run(
            lambda: claimed(vendor, product, serial),
            deadline_s=min(deadline_s, _OPEN_DEADLINE_S),
            unwanted=let_go,
        )
        return UsbStream(pipes)

    return open_stream


class UsbStream(FdStream):
    """Writes go straight to the device; a thread listens to it and fills a socket that can be waited on."""

    def __init__(self, pipes: Pipes) -> None:
        near, self._far = socket.socketpair()
        for end in (near, self._far):
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD_BYTES)
        super().__init__(near.detach())
        self._pipes = pipes
        self._closed = threading.Event()
        self._listener = threading.Thread(target=self._listen, name="listens to a USB printer", daemon=True)
        self._listener.start()

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """One packet is one transfer, so that a timeout cannot end a transfer in its middle.

        A cancelled transfer of several packets leaves open how many of them the device has; of one packet it has
        all or nothing, and pyusb raises USBTimeoutError only when libusb counts nothing. An error that leaves it
        open how much the device has is `torn`.
        """
        if self._closed.is_set():
            raise StreamError(Reason.RESET, "the stream is closed")
        until, taken, data = time.monotonic() + deadline_s, 0, data[:CHUNK_BYTES]
        while taken < len(data) and (taken == 0 or time.monotonic() < until):
            packet = data[taken : taken + self._pipes.sent_bytes]
            went = self._send(packet, until - time.monotonic())
            if went == 0:
                break
            if went < len(packet):
                raise StreamError(Reason.TIMEOUT, "the device stopped in the middle of a packet", torn=True)
            taken += went
        return taken

    def _send(self, packet: bytes, deadline_s: float) -> int:
        """How many bytes libusb counts. It takes no zero for "at once" (it means "for ever"): a millisecond is the least."""
        core = usb("core")
        timeout_ms = max(1, math.ceil(deadline_s * 1000))
        try:
            went: int = self._pipes.device.write(self._pipes.speaks, packet, timeout_ms)
        except core.USBTimeoutError:
            return 0
        except core.USBError as error:
            raise _died(error) from error
        return went

    def close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        super().close()
        # The device is let go by whoever notices last, so that a hanging one cannot hold the caller.
        self._listener.join(_JOIN_S)

    def _listen(self) -> None:
        try:
            while not self._closed.is_set():
                heard = self._hear()
                if heard is None:
                    break
                self._hand_over(heard)
        finally:
            with contextlib.suppress(OSError):
                self._far.shutdown(socket.SHUT_RDWR)
            self._closed.wait()
            self._far.close()
            let_go(self._pipes)

    def _hear(self) -> bytes | None:
        """What the device said within one turn; None when it is gone."""
        if self._pipes.listens is None:
            self._closed.wait()
            return b""
        core = usb("core")
        try:
            data = self._pipes.device.read(self._pipes.listens, self._pipes.heard_bytes, _LISTEN_MS)
        except core.USBTimeoutError:
            return b""
        except core.USBError:
            return None
        if not data:
            self._closed.wait(_EMPTY_PAUSE_S)
        return bytes(data)

    def _hand_over(self, data: bytes) -> None:
        poller = select.poll()
        poller.register(self._far, select.POLLOUT)
        while data and not self._closed.is_set():
            if poller.poll(_LISTEN_MS):
                try:
                    data = data[self._far.send(data) :]
                except BlockingIOError:
                    continue
                except OSError:
                    return


def _died(error: Any) -> StreamError:
    lost = died(OSError(error.errno or errno.EIO, str(error.strerror or error)))
    return StreamError(lost.reason, lost.detail, torn=True)
