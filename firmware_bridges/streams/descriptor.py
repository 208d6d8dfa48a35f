"""Non-blocking file descriptors as byte streams: every call with a deadline."""

import contextlib
import errno
import os
import select
import threading
from collections.abc import Callable
from typing import TypeVar

from firmware_bridges.contracts import Reason, StreamError

CHUNK_BYTES = 4096

_T = TypeVar("_T")

REASONS = {
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.EHOSTUNREACH: Reason.UNREACHABLE,
    errno.ENETUNREACH: Reason.UNREACHABLE,
    errno.EHOSTDOWN: Reason.UNREACHABLE,
    errno.ETIMEDOUT: Reason.TIMEOUT,
}
_UNPLUGGED = (errno.ENODEV, errno.ENXIO, errno.ESHUTDOWN, errno.EIO)


def wait_ready(descriptors: list[int], *, deadline_s: float) -> set[int]:
    """Which of the descriptors can be read (or have died); empty when none did in time."""
    poller = select.poll()
    for descriptor in descriptors:
        poller.register(descriptor, select.POLLIN)
    return {descriptor for descriptor, _ in poller.poll(max(0.0, deadline_s) * 1000)}


class FdStream:
    """Reads and writes a non-blocking descriptor; enough for every wire that is a file."""

    outlives_power = False

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def read(self, *, deadline_s: float) -> bytes:
        if not self._wait(select.POLLIN, deadline_s):
            return b""
        data = self._take()
        if data == b"":
            raise StreamError(Reason.RESET, "the device closed the connection")
        return data or b""

    def write(self, data: bytes, *, deadline_s: float) -> int:
        if not self._wait(select.POLLOUT, deadline_s):
            return 0
        try:
            return os.write(self._descriptor, data[:CHUNK_BYTES])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise died(error) from error

    def close(self) -> None:
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _take(self) -> bytes | None:
        """What the descriptor gives now; None when it would have to wait."""
        try:
            return os.read(self._descriptor, CHUNK_BYTES)
        except BlockingIOError:
            return None
        except OSError as error:
            raise died(error) from error

    def _wait(self, event: int, deadline_s: float) -> int:
        """The poll events that have come (a broken descriptor has some of its own); 0 when none did in time."""
        if self._descriptor < 0:
            raise StreamError(Reason.RESET, "the stream is closed")
        poller = select.poll()
        poller.register(self._descriptor, event)
        return sum(events for _, events in poller.poll(max(0.0, deadline_s) * 1000))


def died(error: OSError) -> StreamError:
    """The end of a stream that was open."""
    if error.errno in _UNPLUGGED:
        return StreamError(Reason.RESET, f"the device is gone: {error.strerror}")
    reason = REASONS.get(error.errno or 0, Reason.RESET)
    return StreamError(reason, f"the connection died: {error.strerror}")


def not_opened(error: OSError, path: str) -> StreamError:
    """Why a device file could not be opened, in words for the person who can mend it."""
    match error.errno:
        case errno.ENOENT | errno.ENODEV | errno.ENXIO | errno.EIO:
            return StreamError(Reason.UNREACHABLE, f"{path} is not plugged in")
        case errno.EACCES | errno.EPERM:
            return StreamError(Reason.REFUSED, f"this program may not use {path}: its group must allow it")
        case errno.EBUSY | errno.EAGAIN:
            return StreamError(Reason.REFUSED, f"another program holds {path}")
        case _:
            return StreamError(Reason.UNREACHABLE, f"{path}: {error.strerror or error}")


class Patience:
    """Runs system calls that may hang in a driver so that no caller waits longer than it wants to.

    A call that overruns goes on alone on a daemon thread; until it has ended no further one is begun, so that
    a stuck device costs one thread at most.
    """

    def __init__(self) -> None:
        self._pending: threading.Thread | None = None

    def run(self, call: Callable[[], _T], *, deadline_s: float, unwanted: Callable[[_T], None]) -> _T:
        """What `call` returns or raises; StreamError TIMEOUT when it does not end in time.

        `unwanted` gets the result of a call that ended after its caller had gone.
        """
        pending = self._pending
        if pending is not None and pending.is_alive():
            pending.join(max(0.0, deadline_s))
            if pending.is_alive():
                raise StreamError(Reason.TIMEOUT, "the device's driver is still busy with an earlier call")
        ended, gone, lock = threading.Event(), threading.Event(), threading.Lock()
        results: list[_T] = []
        errors: list[Exception] = []

        def work() -> None:
            try:
                result = call()
            except Exception as error:  # handed over to the caller's thread, which raises it
                errors.append(error)
            else:
                with lock:
                    results.append(result)
                    late = gone.is_set()
                if late:
                    unwanted(result)
            ended.set()

        self._pending = threading.Thread(target=work, name="device driver", daemon=True)
        self._pending.start()
        if not ended.wait(max(0.0, deadline_s)):
            with lock:
                if not results:
                    gone.set()
        if gone.is_set():
            raise StreamError(Reason.TIMEOUT, "the device's driver does not answer in time")
        if errors:
            raise errors[0]
        return results[0]
