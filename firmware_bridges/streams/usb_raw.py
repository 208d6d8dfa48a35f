"""Byte streams to USB printers that no kernel driver has taken, by pyusb and libusb."""

import contextlib
import errno
import importlib
import select
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams.descriptor import CHUNK_BYTES, FdStream, Patience, died

_OPEN_DEADLINE_S = 3.0
_LISTEN_MS = 200
_UNREAD_BYTES = 4096
_EMPTY_PAUSE_S = 0.01
_JOIN_S = 0.5
_PRINTER_CLASS = 7
_VENDOR_CLASS = 0xFF
_BIDIRECTIONAL = 2


@dataclass(frozen=True, slots=True)
class Pipes:
    """A claimed interface: what pyusb calls the device, and the endpoints' addresses; `listens` may be None."""

    device: Any
    interface: int
    speaks: int
    listens: int | None
    packet_bytes: int


def usb_raw(vendor: int, product: int, serial: str | None = None) -> OpenStream:
    """Opens the one printer with these USB numbers; `serial` tells twins apart."""
    patience = Patience()

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        if cancelled():
            raise StreamError(Reason.STOPPED, "stopped while opening")
        pipes = patience.run(
            lambda: _claimed(vendor, product, serial),
            deadline_s=min(deadline_s, _OPEN_DEADLINE_S),
            unwanted=_let_go,
        )
        return UsbStream(pipes)

    return open_stream


class UsbStream(FdStream):
    """Writes go straight to the device; a thread listens to it and fills a socket that can be waited on."""

    def __init__(self, pipes: Pipes) -> None:
        near, self._far = socket.socketpair()
        for end in (near, self._far):
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD_BYTES)
        super().__init__(near.detach())
        self._pipes = pipes
        self._closed = threading.Event()
        self._listener = threading.Thread(target=self._listen, name="listens to a USB printer", daemon=True)
        self._listener.start()

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """libusb takes no zero for "at once" (it means "for ever"), so the least deadline is a millisecond."""
        if self._closed.is_set():
            raise StreamError(Reason.RESET, "the stream is closed")
        core = _usb("core")
        timeout_ms = max(1, int(deadline_s * 1000))
        try:
            taken: int = self._pipes.device.write(self._pipes.speaks, data[:CHUNK_BYTES], timeout_ms)
        except core.USBTimeoutError:
            return 0
        except core.USBError as error:  # libusb does not say how many packets had gone out by then
            raise _died(error) from error
        return taken

    def close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        super().close()
        # The device is let go by whoever notices last, so that a hanging one cannot hold the caller.
        self._listener.join(_JOIN_S)

    def _listen(self) -> None:
        try:
            while not self._closed.is_set():
                heard = self._hear()
                if heard is None:
                    break
                self._hand_over(heard)
        finally:
            with contextlib.suppress(OSError):
                self._far.shutdown(socket.SHUT_RDWR)
            self._closed.wait()
            self._far.close()
            _let_go(self._pipes)

    def _hear(self) -> bytes | None:
        """What the device said within one turn; None when it is gone."""
        if self._pipes.listens is None:
            self._closed.wait()
            return b""
        core = _usb("core")
        try:
            data = self._pipes.device.read(self._pipes.listens, self._pipes.packet_bytes, _LISTEN_MS)
        except core.USBTimeoutError:
            return b""
        except core.USBError:
            return None
        if not data:
            self._closed.wait(_EMPTY_PAUSE_S)
        return bytes(data)

    def _hand_over(self, data: bytes) -> None:
        poller = select.poll()
        poller.register(self._far, select.POLLOUT)
        while data and not self._closed.is_set():
            if poller.poll(_LISTEN_MS):
                try:
                    data = data[self._far.send(data) :]
                except BlockingIOError:
                    continue
                except OSError:
                    return


def _claimed(vendor: int, product: int, serial: str | None) -> Pipes:
    core = _usb("core")
    try:
        device = _found(core, vendor, product, serial)
        pipes = _printing_interface(device)
        if _kernel_drives(device, pipes.interface):
            raise StreamError(
                Reason.REFUSED, "the kernel drives this printer: use its /dev/usb/lp device instead"
            )
        _usb("util").claim_interface(device, pipes.interface)
    except core.NoBackendError as error:
        raise StreamError(Reason.INTERNAL, "libusb is not installed on this computer") from error
    except core.USBError as error:
        raise _not_opened(error) from error
    return pipes


def _found(core: Any, vendor: int, product: int, serial: str | None) -> Any:
    alike = list(core.find(find_all=True, idVendor=vendor, idProduct=product))
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
    speaks = [endpoint.bEndpointAddress for endpoint in bulk if not endpoint.bEndpointAddress & 0x80]
    listens = [endpoint for endpoint in bulk if endpoint.bEndpointAddress & 0x80]
    if not speaks:
        return None
    ear = listens[0].bEndpointAddress if listens else None
    packet_bytes = listens[0].wMaxPacketSize if listens else 64
    return Pipes(device, interface.bInterfaceNumber, speaks[0], ear, packet_bytes)


def _kernel_drives(device: Any, interface: int) -> bool:
    try:
        return bool(device.is_kernel_driver_active(interface))
    except NotImplementedError:  # pyusb's word for a system without such drivers
        return False


def _let_go(pipes: Pipes) -> None:
    core, util = _usb("core"), _usb("util")
    with contextlib.suppress(core.USBError, OSError):
        util.release_interface(pipes.device, pipes.interface)
    with contextlib.suppress(core.USBError, OSError):
        util.dispose_resources(pipes.device)


def _died(error: Any) -> StreamError:
    lost = died(OSError(error.errno or errno.EIO, str(error.strerror or error)))
    return StreamError(lost.reason, lost.detail, torn=True)


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


def _usb(module: str) -> Any:
    return importlib.import_module(f"usb.{module}")
