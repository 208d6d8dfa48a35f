"""Wires for a simulated printer that lead to the device's end of a USB gadget."""

import os
import select
import tty
from pathlib import Path

from firmware_bridges.simulators.line_wire import LineWire, UsbPower
from tests.metal_lab.gadget import Gadget, await_true

USB_SERIAL_NUMBER = "COMANDA1"
VENDOR, PRODUCT = 0x04B8, 0x0202
PRINTER_DEVICE_END, PRINTER_HOST_END = "/dev/g_printer0", "/dev/usb/lp0"
SERIAL_DEVICE_END, SERIAL_HOST_END = "/dev/ttyGS0", "/dev/ttyACM0"


class CableWire(LineWire):
    """The device's end of a USB cable: a full buffer keeps the host waiting."""

    def __init__(self, gadget: Gadget, device_end: str, host_end: str, where: str) -> None:
        super().__init__()
        self.host_end = host_end
        self.gadget = gadget
        self._device_end = device_end
        self._where = where
        self._fresh = -1

    @property
    def where(self) -> str:
        return self._where

    def plug(self) -> None:
        """Return when both ends are alive."""
        if self._descriptor >= 0:
            return
        self.gadget.plug()
        if not await_true(self._both_ends_open):
            raise TimeoutError(f"{self._device_end} or {self.host_end} did not come to life")
        self._attach(self._fresh)

    def unplug(self) -> None:
        if self._descriptor >= 0:
            super().unplug()
            self.gadget.unplug()

    def _both_ends_open(self) -> bool:
        """The device's end opens once the host has set the device up."""
        if self.host_end and not Path(self.host_end).exists():
            return False
        try:
            self._fresh = os.open(self._device_end, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            return False
        self._prepare(self._fresh)
        return True

    def _prepare(self, descriptor: int) -> None:
        """Wait until the descriptor leads somewhere."""
        poller = select.poll()
        poller.register(descriptor, select.POLLOUT)
        await_true(lambda: poller.poll(0) == [(descriptor, select.POLLOUT)])


class GadgetWire(UsbPower, CableWire):
    """A printer there, that is gone from USB while it is off."""


class SerialGadgetWire(GadgetWire):
    """The same over a device that calls itself a serial port."""

    def _prepare(self, descriptor: int) -> None:
        tty.setraw(descriptor)


def printer_wire() -> GadgetWire:
    """A printer that the kernel's usblp takes."""
    gadget = Gadget("dummy_udc.0", "printer.0", vendor=VENDOR, product=PRODUCT, serial=USB_SERIAL_NUMBER)
    return GadgetWire(gadget, PRINTER_DEVICE_END, PRINTER_HOST_END, f"usb:{PRINTER_HOST_END}")


def serial_wire() -> GadgetWire:
    """A printer that is a USB serial port."""
    gadget = Gadget("dummy_udc.1", "acm.0", vendor=VENDOR, product=PRODUCT + 1, serial="COMANDA2")
    where = f"serial:{SERIAL_HOST_END}?baud=115200&flow=none"
    return SerialGadgetWire(gadget, SERIAL_DEVICE_END, SERIAL_HOST_END, where)
