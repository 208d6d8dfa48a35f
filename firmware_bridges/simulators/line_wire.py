"""A simulated printer on a device file: what serial lines and USB have in common, seen from the printer's end."""

import contextlib
import os

from firmware_bridges.simulators.pacing import Intake, Pacing

BUFFER_BYTES = 4096


class LineWire:
    """A `PrinterWire` on one descriptor: it takes no more than its buffer holds, and knows no connections.

    A dead printer (`shut`) swallows what comes. Subclasses say how a cable is plugged in and pulled.
    """

    def __init__(self, bytes_per_s: float | None = None, *, buffer_bytes: int = BUFFER_BYTES) -> None:
        self.pace = Pacing(bytes_per_s)
        self.lost_bytes = 0
        """How much came when the buffer was full."""
        self._buffer_bytes = buffer_bytes
        self._room = buffer_bytes
        self._intake = Intake(self.pace)
        self._descriptor = -1
        self._powered = False

    @property
    def where(self) -> str:
        raise TypeError(f"a bare {type(self).__name__} is nowhere")

    @property
    def listening(self) -> bool:
        return self._powered

    def listen(self) -> None:
        self._powered = True

    def shut(self) -> None:
        self._powered = False
        self.backlog(0)

    def vanish(self) -> None:
        """A device file says no more of a dead device than `shut` does."""
        self.shut()

    def plug(self) -> None:
        """Subclasses open their end and `_attach` it."""

    def unplug(self) -> None:
        if self._descriptor >= 0:
            self._intake.detach()
            os.close(self._descriptor)
            self._descriptor = -1

    def wake(self) -> None:
        self._intake.wake()

    def wait(self, timeout_s: float | None) -> bool:
        return self._intake.wait(timeout_s)

    def accept(self) -> bool:
        self._intake.woken()
        return False

    def receive(self) -> bytes:
        allowed = self.pace.allowance()
        if self._descriptor < 0 or self._intake.held or not allowed:
            return b""
        try:
            data = os.read(self._descriptor, min(allowed, self._buffer_bytes))
        except BlockingIOError:
            return b""
        except OSError:
            self._gone()
            return b""
        self.pace.spend(len(data))
        self._intake.refresh()
        if not self._powered:
            return b""
        self.lost_bytes += max(0, len(data) - self._room)
        return data[: self._room]

    def send(self, data: bytes) -> None:
        if self._descriptor >= 0 and self._powered:
            with contextlib.suppress(OSError):
                os.write(self._descriptor, data)

    def backlog(self, waiting_bytes: int) -> None:
        """Take no more while the buffer is nearly full, until most of it has been worked off."""
        self._room = max(0, self._buffer_bytes - waiting_bytes)
        if waiting_bytes >= self._buffer_bytes * 3 // 4:
            self._hold(True)
        elif waiting_bytes <= self._buffer_bytes // 4:
            self._hold(False)

    def hang_up(self, *, reset: bool = False) -> None:
        """The line breaks for a moment: whoever has it open finds it dead, and a fresh one is there."""
        if self._descriptor >= 0 and self._powered:
            self.unplug()
            self.plug()

    def close(self) -> None:
        self.unplug()
        self._intake.close()

    def _attach(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._intake.attach(descriptor)

    def _hold(self, held: bool) -> None:
        self._intake.held = held
        self._intake.refresh()

    def _gone(self) -> None:
        """The descriptor broke under our hands."""
        self.unplug()


class UsbPower(LineWire):
    """Mixed into a wire whose device file exists only while the printer has power and its cable is in, as on USB."""

    _cable = False

    def listen(self) -> None:
        """With power the printer appears, if its cable is in."""
        super().listen()
        if self._cable:
            super().plug()

    def shut(self) -> None:
        """Without power it disappears."""
        super().shut()
        super().unplug()

    def plug(self) -> None:
        self._cable = True
        if self._powered:
            super().plug()

    def unplug(self) -> None:
        self._cable = False
        super().unplug()
