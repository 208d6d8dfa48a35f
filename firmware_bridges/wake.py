"""Waking a thread that waits for a device's descriptor."""

import contextlib
import os
import threading

_AT_ONCE_BYTES = 4096


class Wake:
    """A pipe that becomes readable by `ring`, from any thread; after `close` ringing does nothing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._closed = False

    def fileno(self) -> int:
        """The descriptor to wait on; of no use after `close`."""
        return self._read

    def ring(self) -> None:
        """End the wait under way, or the next one."""
        with self._lock, contextlib.suppress(BlockingIOError):  # full: it is awake anyway
            if not self._closed:
                os.write(self._write, b"!")

    def heard(self) -> None:
        """Wait for the next ring from now on; for the waiting thread only."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._read, _AT_ONCE_BYTES)

    def close(self) -> None:
        """Give the pipe back; for the waiting thread, or when there is none. May be repeated."""
        with self._lock:
            if not self._closed:
                self._closed = True
                os.close(self._read)
                os.close(self._write)
