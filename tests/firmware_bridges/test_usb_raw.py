"""USB printers that no kernel driver has taken: the stream above pyusb, with a device of our own below it."""

import array
import ctypes
import importlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from firmware_bridges import Reason, StreamError
from firmware_bridges.link import SendBroken
from firmware_bridges.star.link import StarLink
from firmware_bridges.streams import usb_raw, wait_ready
from firmware_bridges.streams.usb_claim import Pipes
from firmware_bridges.streams.usb_raw import UsbStream

core: Any = importlib.import_module("usb.core")
raw: Any = importlib.import_module("firmware_bridges.streams.usb_raw")


class Device:
    """What pyusb gives for a plugged-in printer, as far as a stream uses it."""

    def __init__(self) -> None:
        self.said: queue.Queue[bytes] = queue.Queue()
        self.taken = bytearray()
        self.plugged = True
        self.takes = True
        self.room: int | None = None
        self.unplugs_at_write = False
        self.reads = 0
        self.timeouts_ms: list[int] = []
        self.packets: list[int] = []

    def write(self, endpoint: int, data: bytes, timeout_ms: int) -> int:
        self.plugged = self.plugged and not self.unplugs_at_write
        self._still_there()
        self.timeouts_ms.append(timeout_ms)
        fits = data if self.room is None else data[: self.room]
        if not self.takes or not fits:
            raise core.USBTimeoutError("Operation timed out", errno=110)
        self.room = None if self.room is None else self.room - len(fits)
        self.taken += fits
        self.packets.append(len(data))
        return len(fits)

    def read(self, endpoint: int, size: int, timeout_ms: int) -> bytes:
        self._still_there()
        self.reads += 1
        try:
            return self.said.get(timeout=timeout_ms / 1000)
        except queue.Empty:
            raise core.USBTimeoutError("Operation timed out", errno=110) from None

    def _still_there(self) -> None:
        if not self.plugged:
            raise core.USBError("No such device", errno=19)


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def stream(device: Device, monkeypatch: pytest.MonkeyPatch) -> Iterator[UsbStream]:
    released = threading.Event()
    monkeypatch.setattr(raw, "let_go", lambda pipes: released.set())
    opened = UsbStream(Pipes(device, interface=0, speaks=0x01, listens=0x82))
    yield opened
    opened.close()
    assert released.wait(5)


def test_what_the_printer_says_can_be_waited_on_like_any_descriptor(
    device: Device, stream: UsbStream
) -> None:
    assert wait_ready([stream.fileno()], deadline_s=0.01) == set()
    device.said.put(b"\x12")
    assert wait_ready([stream.fileno()], deadline_s=5.0) == {stream.fileno()}
    assert stream.read(deadline_s=0) == b"\x12"


def test_a_write_goes_straight_to_the_device(device: Device, stream: UsbStream) -> None:
    assert stream.write(b"ticket", deadline_s=1.0) == 6
    assert device.taken == b"ticket"


def test_no_write_waits_for_ever(device: Device, stream: UsbStream) -> None:
    device.takes = False
    assert stream.write(b"ticket", deadline_s=0) == 0
    assert stream.write(b"ticket", deadline_s=0.2) == 0
    assert device.timeouts_ms == [1, 200]


def test_one_packet_is_one_transfer(device: Device, stream: UsbStream) -> None:
    ticket = bytes(range(256)) * 20
    assert stream.write(ticket, deadline_s=5.0) == 4096
    assert device.packets == [64] * 64
    assert device.taken == ticket[:4096]


def test_a_device_that_gets_busy_between_packets_has_what_it_took(device: Device, stream: UsbStream) -> None:
    device.room = 128
    assert stream.write(bytes(200), deadline_s=0.05) == 128
    device.room = None
    link = StarLink(stream, lambda: None)
    assert link.send(bytes(72), until=time.monotonic() + 1.0, cancelled=lambda: False) == 72
    assert len(device.taken) == 200


def test_a_timeout_within_a_packet_leaves_the_paper_in_doubt(device: Device, stream: UsbStream) -> None:
    link = StarLink(stream, lambda: None)
    device.room = 6
    with pytest.raises(SendBroken) as broken:
        link.send(b"first ticket", until=time.monotonic() + 1.0, cancelled=lambda: False)
    assert (broken.value.reason, broken.value.sent > 0) == (Reason.TIMEOUT, True)
    assert device.taken == b"first ", "nothing is sent twice"


class Libusb:
    """The C library below pyusb: a bulk transfer that times out after `counted` bytes."""

    def __init__(self, counted: int) -> None:
        self.counted = counted
        self.libusb_interrupt_transfer = self.libusb_bulk_transfer

    def libusb_init(self, context: Any) -> int:
        return 0

    def libusb_exit(self, context: Any) -> None:
        return None

    def libusb_bulk_transfer(self, handle: Any, end: int, data: Any, size: int, went: Any, ms: int) -> int:
        ctypes.cast(went, ctypes.POINTER(ctypes.c_int)).contents.value = self.counted
        return -7


def written_by_pyusb(counted: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """What pyusb's backend for libusb 1.0 makes of a timeout after so many bytes."""
    libusb: Any = importlib.import_module("usb.backend.libusb1")
    monkeypatch.setattr(libusb, "_strerror", lambda error: "Operation timed out")
    backend = libusb._LibUSB(Libusb(counted))
    handle: Any = type("Handle", (), {"handle": None})()
    written: int = backend.bulk_write(handle, 1, 0, array.array("B", b"first ticket"), 100)
    return written


def test_pyusb_tells_of_a_timeout_how_much_had_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written_by_pyusb(6, monkeypatch) == 6
    with pytest.raises(core.USBTimeoutError):
        written_by_pyusb(0, monkeypatch)


@pytest.mark.parametrize(
    "act", [lambda stream: stream.read(deadline_s=5), lambda stream: stream.write(b"x", deadline_s=1)]
)
def test_a_pulled_cable_ends_the_stream(
    device: Device, stream: UsbStream, act: Callable[[UsbStream], object]
) -> None:
    device.plugged = False
    with pytest.raises(StreamError) as lost:
        act(stream)
    assert lost.value.reason is Reason.RESET


def test_a_cable_pulled_while_writing_leaves_the_paper_in_doubt(device: Device, stream: UsbStream) -> None:
    link = StarLink(stream, lambda: None)
    device.unplugs_at_write = True
    with pytest.raises(SendBroken) as broken:
        link.send(b"ticket", until=time.monotonic() + 1.0, cancelled=lambda: False)
    assert broken.value.sent > 0


def test_a_babbling_device_fills_a_buffer_and_no_more(device: Device, stream: UsbStream) -> None:
    for _ in range(2_000):
        device.said.put(bytes(64))
    until = time.monotonic() + 1.0
    while time.monotonic() < until and not device.said.empty():
        wait_ready([], deadline_s=0.05)
    assert device.said.qsize() > 1_000


def test_closing_is_quick_however_silent_the_device(stream: UsbStream) -> None:
    began = time.monotonic()
    stream.close()
    stream.close()
    assert time.monotonic() - began < 1.0
    with pytest.raises(StreamError):
        stream.write(b"x", deadline_s=1.0)


def test_a_printer_that_can_only_listen_is_never_asked(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "let_go", lambda pipes: None)
    stream = UsbStream(Pipes(device, interface=0, speaks=0x01, listens=None))
    assert stream.write(b"ticket", deadline_s=1.0) == 6
    assert stream.read(deadline_s=0.05) == b""
    stream.close()
    assert device.reads == 0


def test_a_printer_that_is_not_plugged_in_cannot_be_reached() -> None:
    with pytest.raises(StreamError) as refused:
        usb_raw(0xFFFF, 0xFFFE)(deadline_s=2.0, cancelled=lambda: False)
    assert refused.value.reason in (Reason.UNREACHABLE, Reason.INTERNAL), "INTERNAL: without libusb"
