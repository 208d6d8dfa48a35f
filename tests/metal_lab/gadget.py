"""USB devices made of software inside the lab's machine: a printer and a serial port, plugged in and pulled out for real.

The kernel's dummy_hcd joins a host controller and device controllers in one machine; configfs describes a device to it
(Documentation/usb/gadget_configfs.rst).
"""

import time
from collections.abc import Callable
from pathlib import Path

GADGETS = Path("/sys/kernel/config/usb_gadget")
_APPEARS_S = 30.0
_LOOK_S = 0.05


class Gadget:
    """One USB device on a device controller (`dummy_udc.0`, …) with one function (`printer.0`, `acm.0`).

    A controller's device is described once; whoever asks for it again gets the same.
    """

    def __init__(self, controller: str, function: str, *, vendor: int, product: int, serial: str) -> None:
        self._controller = controller
        self._folder = GADGETS / controller.replace(".", "")
        if not self._folder.exists():
            self._describe(function, vendor, product, serial)

    def plug(self) -> None:
        """Put the cable in."""
        self._write("UDC", self._controller)

    def unplug(self) -> None:
        """Pull the cable."""
        self._write("UDC", "\n")

    def _describe(self, function: str, vendor: int, product: int, serial: str) -> None:
        self._folder.mkdir()
        self._write("idVendor", f"{vendor:#06x}")
        self._write("idProduct", f"{product:#06x}")
        (self._folder / "strings/0x409").mkdir(parents=True)
        self._write("strings/0x409/manufacturer", "EPSON")
        self._write("strings/0x409/product", "TM-T88")
        self._write("strings/0x409/serialnumber", serial)
        (self._folder / "functions" / function).mkdir(parents=True)
        (self._folder / "configs/c.1").mkdir(parents=True)
        if function.startswith("printer"):
            self._write(f"functions/{function}/pnp_string", "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88;CLS:PRINTER;")
        (self._folder / "configs/c.1" / function).symlink_to(self._folder / "functions" / function)

    def _write(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="ascii")


def await_true(condition: Callable[[], bool], timeout_s: float = _APPEARS_S) -> bool:
    """Whether a condition came true in time; for what the kernel tells nobody."""
    until = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
    return True
