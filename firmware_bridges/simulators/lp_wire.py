"""A stand-in for a USB printer at the kernel's usblp: a terminal's device file that is there only while the printer has power."""

from firmware_bridges.address import UsbLpAddress
from firmware_bridges.simulators.line_wire import BUFFER_BYTES, UsbPower
from firmware_bridges.simulators.pty_wire import PtyWire

_UNPACED_BAUD = 115_200


class LpWire(UsbPower, PtyWire):
    """What it has of /dev/usb/lp0: a character device, read and written at once, gone while the cable is pulled or the
    printer is off, and another one under the same name afterwards; a printer that is full keeps the host waiting.

    What it has not: usblp allows one opener, answers a printer's number, says ENODEV where a terminal hangs up, hands
    over one transfer at a time, and forgets at closing what the printer has not taken. A terminal keeps that, so the
    printer gets more of a job that was given up than it would by USB.
    """

    def __init__(self, *, buffer_bytes: int = BUFFER_BYTES) -> None:
        PtyWire.__init__(self, baud=_UNPACED_BAUD, flow="none", buffer_bytes=buffer_bytes)
        self.pace.bytes_per_s = None

    @property
    def where(self) -> str:
        """`usb:PATH`."""
        return str(UsbLpAddress(self.path))

    def _host_heeds(self) -> bool:
        """A device that takes no transfer holds the host by that alone."""
        return True
