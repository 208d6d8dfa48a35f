"""The serial kind of wire for a simulated printer: a pseudo terminal with a speed and XON/XOFF."""

import contextlib
import os
import tempfile
import termios
import tty
from pathlib import Path

from firmware_bridges.address import Flow, SerialAddress
from firmware_bridges.simulators.line_wire import BUFFER_BYTES, LineWire

_XON, _XOFF = b"\x11", b"\x13"
_BITS_PER_BYTE = 10


class PtyWire(LineWire):
    """A printer at the far end of a serial line of eight bits, no parity, one stop bit.

    Bytes come at the line's speed. When the buffer fills the printer says XOFF: a host that heeds it has its
    bytes stopped on the way; of one that does not, bytes are lost. `path` stays the same however often the
    cable is pulled; it is in a folder of its own unless it is given.
    """

    def __init__(
        self,
        *,
        baud: int = 9600,
        flow: Flow = "xonxoff",
        buffer_bytes: int = BUFFER_BYTES,
        path: str = "",
    ) -> None:
        super().__init__(baud / _BITS_PER_BYTE, buffer_bytes=buffer_bytes)
        self._folder = None if path else tempfile.TemporaryDirectory(prefix="comanda-line-")
        self.path = path or str(Path(self._folder.name if self._folder else "") / "line")
        self.stops = 0
        """How often the printer has said XOFF."""
        self._baud = baud
        self._flow = flow
        self._full = False
        self._host_end = -1

    @property
    def where(self) -> str:
        """`serial:PATH?…` with the settings that fit this line."""
        return str(SerialAddress(self.path, self._baud, self._flow))

    def listen(self) -> None:
        """A printer says XON when it has power, whatever it said before it lost it."""
        super().listen()
        if self._flow == "xonxoff":
            self.send(_XON)

    def plug(self) -> None:
        """A fresh terminal under the same name, as a USB adapter makes it."""
        if self._descriptor >= 0:
            return
        master, self._host_end = os.openpty()
        tty.setraw(self._host_end)  # or the terminal would echo what the printer says before anybody opens it
        self._full = False
        fresh = f"{self.path}.new"
        os.symlink(os.ttyname(self._host_end), fresh)
        os.replace(fresh, self.path)
        self._attach(master)
        self._hold(False)

    def unplug(self) -> None:
        """Whoever has the line open finds it dead, and its name is gone."""
        if self._descriptor < 0:
            return
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)
        os.close(self._host_end)
        super().unplug()

    def close(self) -> None:
        super().close()
        if self._folder is not None:
            self._folder.cleanup()

    def _hold(self, held: bool) -> None:
        """Say XOFF or XON once; what the host has not sent yet waits only if it heeds that."""
        if held != self._full and self._descriptor >= 0 and self._flow == "xonxoff":
            self._full = held
            self.stops += held
            self.send(_XOFF if held else _XON)
        super()._hold(held and self._host_heeds())

    def _host_heeds(self) -> bool:
        if self._flow != "xonxoff" or self._descriptor < 0:
            return False
        return bool(termios.tcgetattr(self._host_end)[0] & termios.IXON)
