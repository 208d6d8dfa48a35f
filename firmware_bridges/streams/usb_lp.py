"""Byte streams to USB printers that the kernel's usblp drives: /dev/usb/lp0 and its stable links."""

import contextlib
import errno
import fcntl
import os
import select
import stat
import time
from collections.abc import Callable

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams.descriptor import FdStream, died, not_opened

_GET_VENDOR_AND_PRODUCT = 0x80085006
"""LPIOC_GET_VID_PID: answered from the driver's memory, refused with ENODEV once the printer is gone."""
_PATIENT_EMPTIES = 8
_EMPTY_PAUSE_S = 0.01
_LAST_BYTES_S = 0.25
_BROKEN = select.POLLHUP | select.POLLERR | select.POLLNVAL


def usb_lp(path: str) -> OpenStream:
    """Opens a printer's device file for reading and writing. The kernel allows one opener at a time."""

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        if cancelled():
            raise StreamError(Reason.STOPPED, "stopped while opening")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise not_opened(error, path) from error
        if not stat.S_ISCHR(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise StreamError(Reason.REFUSED, f"{path} is not a device")
        return LpStream(descriptor)

    return open_stream


class LpStream(FdStream):
    """What is particular about usblp, as its source says (drivers/usb/class/usblp.c).

    - A read without data is EAGAIN; an empty one is an empty packet of a printer with nothing to say.
    - A printer that can only listen refuses reads with EINVAL.
    - Poll never reports a hang-up: a printer that has gone shows by ENODEV at the next call.
    - A write is taken whole, one transfer at a time, and closing kills the transfer under way.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor)
        self._empties = 0

    def read(self, *, deadline_s: float) -> bytes:
        until = time.monotonic() + deadline_s
        while True:
            ready = self._wait(select.POLLIN, until - time.monotonic())
            if ready & _BROKEN:
                raise StreamError(Reason.RESET, "the device is gone")
            data = self._take() if ready else None
            if data:
                self._empties = 0
                return data
            if not ready:
                self._still_there()
                return b""
            self._rest_from_empties()
            if time.monotonic() >= until:
                return b""

    def close(self) -> None:
        if self._descriptor >= 0:
            with contextlib.suppress(StreamError):
                self._wait(select.POLLOUT, _LAST_BYTES_S)
        super().close()

    def _take(self) -> bytes | None:
        try:
            return super()._take()
        except StreamError as error:
            cause = error.__cause__
            if isinstance(cause, OSError) and cause.errno == errno.EINVAL:
                return None
            raise

    def _rest_from_empties(self) -> None:
        """Printers that answer every poll with an empty packet must not keep a processor busy."""
        self._empties += 1
        if self._empties > _PATIENT_EMPTIES:
            time.sleep(_EMPTY_PAUSE_S)

    def _still_there(self) -> None:
        try:
            fcntl.ioctl(self._descriptor, _GET_VENDOR_AND_PRODUCT, bytes(8))
        except OSError as error:
            if error.errno == errno.ENODEV:
                raise died(error) from error
