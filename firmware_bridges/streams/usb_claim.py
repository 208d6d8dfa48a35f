"""Finding a USB printer that no kernel driver has taken, and claiming what it prints on; by pyusb and libusb."""

import contextlib
import errno
import importlib
from dataclasses import dataclass
from typing import Any

from firmware_bridges.contracts import Reason, StreamError

LEAST_PACKET_BYTES = 64
"""What a packet of any printer holds, as far as we know better of none."""
_PRINTER_CLASS = 7
_VENDOR_CLASS = 0xFF
_BIDIRECTIONAL = 2
_PACKET_SIZE = 0x7FF
"""The bits of wMaxPacketSize that are the size."""


@dataclass(frozen=True, slots=True)
class Pipes:
    """A claimed interface: what pyusb calls the device, and the endpoints' addresses; `listens` may be None.

    A packet to the device holds `sent_bytes`, one from it `heard_bytes`.
    """

    device: Any
    interface: int
    speaks: int
    listens: int | None
    heard_bytes: int = LEAST_PACKET_BYTES
    sent_bytes: int = LEAST_PACKET_BYTES


def claimed(vendor: int, product: int, serial: str | None) -> Pipes:
    """The printer's interface, ours until `let_go`; StreamError when there is none to have."""
    core = usb("core")
    try:
        device = _found(core, vendor, product, serial)
        pipes = _printing_interface(device)
        if _kernel_drives(device, pipes.interface):
            raise StreamError(
                Reason.REFUSED, "the kernel drives this printer: use its /dev/usb/lp device instead"
            )
        usb("util").claim_interface(device, pipes.interface)
    except core.NoBackendError as error:
        raise StreamError(Reason.INTERNAL, "libusb is not installed on this computer") from error
    except core.USBError as error:
        raise _not_opened(error) from error
    return pipes


def _found(core: Any, vendor: int, product: int, serial: str | None) -> Any:
    alike = list(core.find(find_all=True, backend=_libusb(core), idVendor=vendor, idProduct=product))
    if serial is not None:
        alike = [device for device in alike if _serial_of(core, device) == serial]
    if not alike:
        raise StreamError(Reason.UNREACHABLE, f"no USB printer {vendor:04x}:{product:04x} is plugged in")
    if len(alike) > 1:
        raise StreamError(
            Reason.REFUSED,
            f"{len(alike)} printers {vendor:04x}:{product:04x} are plugged in: say which serial",
        )
    return alike[0]


def _serial_of(core: Any, device: Any) -> str | None:
    try:
        serial: str | None = device.serial_number
    except (core.USBError, ValueError):  # pyusb's words for "it does not say" and for "not allowed to ask"
        return None
    return serial


def _printing_interface(device: Any) -> Pipes:
    """The best interface to print on: a two-way printer, any printer, the maker's own."""
    candidates: list[tuple[int, Pipes]] = []
    for interface in device.get_active_configuration():
        pipes = _pipes(device, interface)
        if pipes is None or interface.bAlternateSetting != 0:
            continue
        if interface.bInterfaceClass == _PRINTER_CLASS:
            candidates.append((0 if interface.bInterfaceProtocol == _BIDIRECTIONAL else 1, pipes))
        elif interface.bInterfaceClass == _VENDOR_CLASS:
            candidates.append((2, pipes))
    if not candidates:
        raise StreamError(Reason.REFUSED, "this USB device has nothing to print on")
    return min(candidates, key=lambda candidate: candidate[0])[1]


def _pipes(device: Any, interface: Any) -> Pipes | None:
    bulk = [endpoint for endpoint in interface if endpoint.bmAttributes & 3 == 2]
    speaks = [endpoint for endpoint in bulk if not endpoint.bEndpointAddress & 0x80]
    listens = [endpoint for endpoint in bulk if endpoint.bEndpointAddress & 0x80]
    if not speaks:
        return None
    return Pipes(
        device,
        interface.bInterfaceNumber,
        speaks=speaks[0].bEndpointAddress,
        listens=listens[0].bEndpointAddress if listens else None,
        heard_bytes=_packet_bytes(listens[0]) if listens else LEAST_PACKET_BYTES,
        sent_bytes=_packet_bytes(speaks[0]),
    )


def _packet_bytes(endpoint: Any) -> int:
    return endpoint.wMaxPacketSize & _PACKET_SIZE or LEAST_PACKET_BYTES


def _kernel_drives(device: Any, interface: int) -> bool:
    try:
        return bool(device.is_kernel_driver_active(interface))
    except NotImplementedError:  # pyusb's word for a system without such drivers
        return False


def let_go(pipes: Pipes) -> None:
    """Give the interface and the device back; never raises."""
    core, util = usb("core"), usb("util")
    with contextlib.suppress(core.USBError, OSError):
        util.release_interface(pipes.device, pipes.interface)
    with contextlib.suppress(core.USBError, OSError):
        util.dispose_resources(pipes.device)


def _not_opened(error: Any) -> StreamError:
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return StreamError(
                Reason.REFUSED, "this program may not use the printer: a udev rule must allow it"
            )
        case errno.EBUSY:
            return StreamError(Reason.REFUSED, "another program holds the printer")
        case _:
            return StreamError(Reason.UNREACHABLE, f"the printer does not answer on USB: {error}")


def _libusb(core: Any) -> Any:
    """pyusb's other backends do not tell how much of a transfer went before its timeout."""
    backend = importlib.import_module("usb.backend.libusb1").get_backend()
    if backend is None:
        raise core.NoBackendError("libusb 1.0 is not there")
    return backend


def usb(module: str) -> Any:
    """A module of pyusb, loaded when it is first needed."""
    return importlib.import_module(f"usb.{module}")
