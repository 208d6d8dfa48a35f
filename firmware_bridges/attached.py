"""Small devices on a wire of their own (pole display, modem, serial drawer): one thread each, nobody waits for it.

Every such bridge has the same small interface: `start()`, `status`, `stop()`. Subclasses say what to do when the
device is there (`_greet`, `_turn`) and while it is not (`_away`); connecting, losing and ending are done here.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams import CHUNK_BYTES, wait_ready
from firmware_bridges.wake import Wake

log = logging.getLogger(__name__)

_SLICE_S = 0.1
_STOP_S = 1.8
_AFTER_MISTAKE_S = 1.0


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One look at a small device.

    `online` means that it can do its work now; otherwise `trouble` is why not: one of REASONS, or a modem's
    MessageTrouble. `signal_percent` is a modem's reception, None where there is no such thing.
    """

    online: bool
    trouble: str = ""
    signal_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """Times a small device is given."""

    open_s: float = 3.0
    write_s: float = 2.0
    again_first_s: float = 0.5
    again_last_s: float = 20.0


OnStatus = Callable[[DeviceStatus], None]
NOT_YET = DeviceStatus(False, Reason.NOT_CONNECTED)

REASONS = frozenset(
    {
        Reason.NONE,
        Reason.NOT_CONNECTED,
        Reason.UNREACHABLE,
        Reason.REFUSED,
        Reason.TIMEOUT,
        Reason.NO_ANSWER,
        Reason.GARBLED,
        Reason.RESET,
        Reason.STOPPED,
        Reason.INTERNAL,
        Reason.QUEUE_FULL,
    }
)
"""Why a small device can be of no use now; NONE when it does not work and nobody knows why."""


class WriteCut(StreamError):
    """A write did not end well; `sent` bytes had been taken by then."""

    def __init__(self, reason: Reason, detail: str, sent: int) -> None:
        super().__init__(reason, detail)
        self.sent = sent


class Wire:
    """The open connection to a device. Every call ends by its deadline; StreamError when the device is lost."""

    def __init__(self, stream: Stream, cancelled: Callable[[], bool]) -> None:
        self._stream = stream
        self._cancelled = cancelled

    def fileno(self) -> int:
        return self._stream.fileno()

    def write(self, data: bytes, *, deadline_s: float) -> None:
        """All of `data`; WriteCut when the device does not take it in time or dies."""
        until = time.monotonic() + deadline_s
        sent = 0
        while sent < len(data):
            remaining = until - time.monotonic()
            if self._cancelled():
                raise WriteCut(Reason.STOPPED, "stopped while writing", sent)
            if remaining <= 0:
                raise WriteCut(Reason.TIMEOUT, f"only {sent} of {len(data)} bytes were taken", sent)
            try:
                chunk = data[sent : sent + CHUNK_BYTES]
                sent += self._stream.write(chunk, deadline_s=min(remaining, _SLICE_S))
            except StreamError as error:
                raise WriteCut(error.reason, error.detail, sent) from error

    def read(self, *, deadline_s: float) -> bytes:
        """What comes within the deadline, `b""` when nothing does; StreamError STOPPED when we are to end."""
        until = time.monotonic() + deadline_s
        while True:
            if self._cancelled():
                raise StreamError(Reason.STOPPED, "stopped while reading")
            remaining = until - time.monotonic()
            data = self._stream.read(deadline_s=max(0.0, min(remaining, _SLICE_S)))
            if data or remaining <= 0:
                return data

    def close(self) -> None:
        self._stream.close()


class Attached:
    """A device's own thread: connects, hands the wire to the subclass, connects again with growing pauses."""

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        *,
        on_status: OnStatus | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.name = name
        self.patience = patience or Patience()
        self._open_stream = open_stream
        self._on_status = on_status
        self._status = NOT_YET
        self._wire: Wire | None = None
        self._failures = 0
        self._next_at = 0.0
        self._stopping = False
        self._lock = threading.Lock()
        self._waker = Wake()
        self._thread = threading.Thread(target=self._work, name=f"device {name}", daemon=True)

    @property
    def status(self) -> DeviceStatus:
        """The last look, without waiting."""
        return self._status

    def start(self) -> None:
        """Begin to look after the device."""
        self._thread.start()

    def stop(self) -> None:
        """End within two seconds whatever the device does; may be repeated."""
        with self._lock:
            self._stopping = True
            self._wake()
        if self._thread.ident is None:
            self._waker.close()
        else:
            self._thread.join(_STOP_S)
        self._ended()

    def _greet(self, wire: Wire) -> None:
        """Make the device ready after it was connected; StreamError when it is not the right one."""

    def _turn(self, wire: Wire) -> float:
        """Do what is due; returns how many seconds may pass until the next turn unless something comes."""
        wire.read(deadline_s=0)
        return self.patience.again_last_s

    def _away(self) -> float:
        """What is to be done without a device; returns how many seconds may pass until the next time."""
        return self.patience.again_last_s

    def _ended(self) -> None:
        """After the end: whoever still waits must hear of it."""

    def _wake(self) -> None:
        self._waker.ring()

    def _publish(self, status: DeviceStatus) -> None:
        before, self._status = self._status, status
        if status == before:
            return
        if status.online != before.online:
            level = logging.INFO if before is NOT_YET else logging.WARNING
            log.log(
                level, "%s is %s", self.name, "ready" if status.online else f"not ready: {status.trouble}"
            )
        if self._on_status is not None:
            try:
                self._on_status(status)
            except Exception:  # the listener is not ours, and its mistake must not stop the device
                log.exception("%s: the status listener failed", self.name)

    def _work(self) -> None:
        """Until `stop`; a device that holds the thread longer keeps nothing of ours once it lets go."""
        try:
            while not self._stopping:
                pause_s = self._look()
                descriptors = [self._waker.fileno(), *([self._wire.fileno()] if self._wire else [])]
                wait_ready(descriptors, deadline_s=0.0 if self._stopping else pause_s)
                self._waker.heard()
            self._hang_up()
        finally:
            self._waker.close()

    def _look(self) -> float:
        try:
            if self._wire is None and time.monotonic() >= self._next_at:
                self._connect()
            if self._wire is not None:
                return self._turn(self._wire)
        except StreamError as error:
            self._lost(error.reason, error.detail)
        except (
            Exception
        ):  # the edge of the device loop: a mistake of ours must not silence the device for good
            log.exception("%s: looking after the device failed", self.name)
            self._lost(Reason.INTERNAL, "see the log")
            self._next_at = time.monotonic() + _AFTER_MISTAKE_S
        return max(0.0, min(self._away(), self._next_at - time.monotonic()))

    def _connect(self) -> None:
        stream = self._open_stream(deadline_s=self.patience.open_s, cancelled=lambda: self._stopping)
        self._wire = Wire(stream, lambda: self._stopping)
        self._greet(self._wire)
        self._failures = 0

    def _lost(self, reason: Reason, detail: str) -> None:
        self._hang_up()
        if reason is Reason.STOPPED:
            return
        log.debug("%s: %s", self.name, detail)
        self._failures += 1
        longest_s = min(
            self.patience.again_last_s, self.patience.again_first_s * 2.0 ** min(self._failures - 1, 16)
        )
        self._next_at = time.monotonic() + longest_s * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries
        self._publish(DeviceStatus(False, reason if reason in REASONS else Reason.NONE))

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None
