"""Finders for what hangs on this computer itself: USB printers and serial ports, by what the kernel says of them."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from firmware_bridges.discovery.finder import Look
from firmware_bridges.discovery.sighting import Kind, Sighting
from firmware_bridges.profiles.known import PRINTER_MAKERS

EVERY_S = 1.0
KEEP_S = 4.0
PORTS_MAX = 64
INTERFACES_MAX = 256
_PRINTER_CLASS = "07"
_VENDOR_CLASS = "ff"
_CLAIMED = "usbfs"
"""What the kernel calls the driver of an interface that a program has claimed by libusb."""
_NO_UART = "0"


class Port(Protocol):
    """A serial port, as pyserial's list_ports tells of it."""

    device: str
    manufacturer: str | None
    product: str | None
    vid: int | None
    pid: int | None
    serial_number: str | None


class UsbFinder:
    """Printers on USB, with the kernel's usblp (`usb:/dev/usb/lp0`) or without a driver (`usb:04b8:0202:SERIAL`).

    A printer set to its maker's own class counts when the maker is one of `PRINTER_MAKERS`, nothing of it names the
    printer class, and it has a pipe to send to that no driver holds.
    """

    name = "usb"
    say = "Looking at USB"
    every_s = EVERY_S

    def __init__(self, sys: Path = Path("/sys"), dev: Path = Path("/dev")) -> None:
        self._sys, self._dev = sys, dev

    def look(self, look: Look) -> None:
        links = _links(self._dev / "comanda")
        devices: dict[str, list[Path]] = {}
        for interface in sorted((self._sys / "bus/usb/devices").glob("*:*"))[:INTERFACES_MAX]:
            devices.setdefault(interface.name.partition(":")[0], []).append(interface)
        for interfaces in devices.values():
            for interface in _printing(interfaces):
                look.tell(self._printer(interface, links))

    def close(self) -> None:
        """Nothing is kept between looks."""

    def _printer(self, interface: Path, links: dict[str, str]) -> Sighting:
        device = interface.parent / interface.name.partition(":")[0]
        ids = [_read(device / name) for name in ("idVendor", "idProduct", "serial")]
        told = read_1284(_read(interface / "ieee1284_id"))
        node = next((f"/dev/usb/{one.name}" for one in sorted((interface / "usbmisc").glob("lp*"))), "")
        address = links.get(node, node) or ":".join(one for one in ids if one)
        return Sighting(
            "usb",
            Kind.PRINTER,
            KEEP_S,
            address=f"usb:{address}",
            # Two printers of a model without serial numbers are told apart by the socket they are in.
            serial=":".join(ids) if ids[2] else f"{ids[0]}:{ids[1]}:at-{device.name}",
            maker=told.get("MFG", "") or _read(device / "manufacturer"),
            model=told.get("MDL", "") or _read(device / "product"),
            name=told.get("DES", "") or told.get("MDL", "") or _read(device / "product"),
        )


class SerialFinder:
    """Serial ports, under the name that stays the same when they are plugged in again.

    The kernel keeps names for on-board ports that this computer does not have; those are passed over.
    """

    name = "serial"
    say = "Looking at serial ports"
    every_s = EVERY_S

    def __init__(
        self,
        ports: Callable[[], Iterable[Port]] | None = None,
        dev: Path = Path("/dev"),
        sys: Path = Path("/sys"),
    ) -> None:
        self._ports = ports or _pyserial_ports
        self._dev, self._sys = dev, sys

    def look(self, look: Look) -> None:
        # A cable without a serial number of its own shares its by-id name with its twins.
        links = {
            **_links(self._dev / "serial/by-path"),
            **_links(self._dev / "serial/by-id"),
            **_links(self._dev / "comanda"),
        }
        for port in [one for one in self._ports() if self._is_there(one)][:PORTS_MAX]:
            usb = (
                f"{port.vid:04x}:{port.pid:04x}:{port.serial_number}"
                if port.serial_number and port.vid and port.pid
                else ""
            )
            look.tell(
                Sighting(
                    "serial",
                    Kind.SERIAL_PORT,
                    KEEP_S,
                    address=f"serial:{links.get(port.device, port.device)}",
                    serial=usb,
                    maker=port.manufacturer or "",
                    model=port.product or "",
                    name=port.product or Path(port.device).name,
                )
            )

    def close(self) -> None:
        """Nothing is kept between looks."""

    def _is_there(self, port: Port) -> bool:
        """An on-board port's `type` is 0 while the kernel has found no UART at it; other ports have none, or another."""
        return _read(self._sys / "class/tty" / Path(port.device).name / "type") != _NO_UART


def _printing(interfaces: list[Path]) -> list[Path]:
    """Those of one device's interfaces that are printers; of a maker's own ones the first, as `usb_claim` takes it."""
    printers = [one for one in interfaces if _read(one / "bInterfaceClass") == _PRINTER_CLASS]
    if printers or not _is_of_a_maker(interfaces[0].parent / interfaces[0].name.partition(":")[0]):
        return printers
    return [one for one in interfaces if _is_the_makers_own(one)][:1]


def _is_of_a_maker(device: Path) -> bool:
    vendor = _read(device / "idVendor").lower()
    return vendor in {f"{maker:04x}" for maker in PRINTER_MAKERS}


def _is_the_makers_own(interface: Path) -> bool:
    """Whether it is of no class, can be sent to, and is nobody's but ours."""
    sends = any(
        (_read(pipe / "direction"), _read(pipe / "type")) == ("out", "Bulk")
        for pipe in interface.glob("ep_*")
    )
    driver = interface / "driver"
    free = not driver.exists() or driver.resolve().name == _CLAIMED
    return _read(interface / "bInterfaceClass") == _VENDOR_CLASS and sends and free


def read_1284(text: str) -> dict[str, str]:
    """A device id of IEEE 1284 by its short keys: "MFG:EPSON;MDL:TM-T20;" (MANUFACTURER and MODEL count as well)."""
    said: dict[str, str] = {}
    for part in text[:1024].split(";")[:32]:
        key, colon, value = part.partition(":")
        if colon:
            said[key.strip().upper()] = value.strip()
    for long, short in (("MANUFACTURER", "MFG"), ("MODEL", "MDL"), ("DESCRIPTION", "DES")):
        if short not in said and long in said:
            said[short] = said[long]
    return said


def _pyserial_ports() -> Iterable[Port]:
    from serial.tools import list_ports

    ports: Iterable[Port] = list_ports.comports()
    return ports


def _links(folder: Path) -> dict[str, str]:
    """Stable names by the device they lead to."""
    found = {}
    try:
        names = sorted(os.listdir(folder))[:PORTS_MAX]
    except OSError:
        return {}
    for name in names:
        found[os.path.realpath(folder / name)] = str(folder / name)
    return found


def _read(path: Path) -> str:
    """A short line of sysfs; "" when it is not there or the device has just gone."""
    try:
        with path.open("rb") as file:
            return file.read(1024).decode("utf-8", "replace").strip()
    except OSError:
        return ""
