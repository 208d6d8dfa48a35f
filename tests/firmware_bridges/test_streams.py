"""Byte streams on descriptors: a dead device is told from a silent one, and no call outlives its deadline."""

import errno
import os
import socket
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from firmware_bridges import Reason, StreamError
from firmware_bridges.streams import FdStream, open_stream_for, usb_lp
from firmware_bridges.streams.descriptor import Patience, died, not_opened
from firmware_bridges.streams.usb_lp import LpStream


def never() -> bool:
    return False


def always() -> bool:
    return True


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    near, far = socket.socketpair()
    yield near, far
    near.close()
    far.close()


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    """The near end's descriptor and the far end's path of a pseudo terminal, to stand for a device file."""
    master, slave = os.openpty()
    tty.setraw(slave)
    yield master, os.ttyname(slave)
    os.close(slave)
    os.close(master)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errno.ENODEV, Reason.RESET),
        (errno.ESHUTDOWN, Reason.RESET),
        (errno.EIO, Reason.RESET),
        (errno.ETIMEDOUT, Reason.TIMEOUT),
        (errno.EHOSTUNREACH, Reason.UNREACHABLE),
        (errno.EPIPE, Reason.RESET),
    ],
)
def test_the_end_of_a_stream_has_its_reason(error: int, reason: Reason) -> None:
    assert died(OSError(error, os.strerror(error))).reason is reason


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (errno.ENOENT, Reason.UNREACHABLE, "/dev/usb/lp0 is not plugged in"),
        (errno.ENODEV, Reason.UNREACHABLE, "/dev/usb/lp0 is not plugged in"),
        (errno.EACCES, Reason.REFUSED, "this program may not use /dev/usb/lp0: its group must allow it"),
        (errno.EBUSY, Reason.REFUSED, "another program holds /dev/usb/lp0"),
        (errno.ELOOP, Reason.UNREACHABLE, "/dev/usb/lp0: Too many levels of symbolic links"),
    ],
)
def test_what_keeps_a_device_file_shut_is_said_in_words(error: int, reason: Reason, words: str) -> None:
    refused = not_opened(OSError(error, os.strerror(error)), "/dev/usb/lp0")
    assert (refused.reason, refused.detail) == (reason, words)


def test_a_full_pipe_takes_nothing_in_time_and_does_not_die(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ends[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    stream = FdStream(ends[0].fileno())
    taken = [stream.write(bytes(4096), deadline_s=0.01) for _ in range(30)]
    assert taken[-1] == 0
    ends[1].recv(1 << 20)
    assert stream.write(b"x", deadline_s=1.0) == 1


def test_an_empty_packet_of_a_usb_printer_is_not_its_end(ends: tuple[socket.socket, socket.socket]) -> None:
    ends[1].sendall(b"\x12")
    ends[1].shutdown(socket.SHUT_WR)
    stream = LpStream(ends[0].fileno())
    assert stream.read(deadline_s=0.5) == b"\x12"
    assert stream.read(deadline_s=0) == b""
    assert stream.write(b"still there", deadline_s=0.5) == 11


def test_a_printer_that_sends_nothing_but_empty_packets_keeps_no_processor_busy(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ends[1].shutdown(socket.SHUT_WR)
    stream = LpStream(ends[0].fileno())
    began = time.thread_time()
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        stream.read(deadline_s=0)
    assert time.thread_time() - began < 0.2


def test_a_usb_printer_is_read_and_written(terminal: tuple[int, str]) -> None:
    stream = usb_lp(terminal[1])(deadline_s=1.0, cancelled=never)
    assert stream.write(b"ticket", deadline_s=1.0) == 6
    assert os.read(terminal[0], 100) == b"ticket"
    os.write(terminal[0], b"\x12")
    assert stream.read(deadline_s=1.0) == b"\x12"
    assert stream.read(deadline_s=0.01) == b""
    stream.close()
    stream.close()


def test_a_usb_printer_that_is_pulled_out_is_gone() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    stream = usb_lp(os.ttyname(slave))(deadline_s=1.0, cancelled=never)
    os.close(slave)
    os.close(master)
    with pytest.raises(StreamError) as lost:
        stream.read(deadline_s=1.0)
    assert lost.value.reason is Reason.RESET
    stream.close()


@pytest.mark.parametrize("address", ["usb:/nowhere/lp0", "serial:/nowhere/ttyUSB0"])
def test_what_is_not_plugged_in_cannot_be_reached(address: str) -> None:
    with pytest.raises(StreamError, match="is not plugged in") as refused:
        open_stream_for(address)(deadline_s=1.0, cancelled=never)
    assert refused.value.reason is Reason.UNREACHABLE


@pytest.mark.parametrize("wire", ["usb", "serial"])
def test_a_plain_file_is_not_taken_for_a_device(wire: str, tmp_path: Path) -> None:
    file = tmp_path / "orders"
    file.write_text("precious", encoding="ascii")
    with pytest.raises(StreamError) as refused:
        open_stream_for(f"{wire}:{file}")(deadline_s=1.0, cancelled=never)
    assert refused.value.reason is Reason.REFUSED
    assert file.read_text(encoding="ascii") == "precious"


@pytest.mark.parametrize("address", ["usb:/dev/null", "serial:/dev/null", "usb:04b8:0202", "tcp://192.0.2.1"])
def test_nothing_is_opened_once_it_is_not_wanted(address: str) -> None:
    with pytest.raises(StreamError) as refused:
        open_stream_for(address)(deadline_s=1.0, cancelled=always)
    assert refused.value.reason is Reason.STOPPED


def test_a_hanging_driver_holds_nobody_and_its_late_result_is_let_go() -> None:
    patience, release, unwanted = Patience(), threading.Event(), threading.Event()
    begun: list[int] = []

    def open_slowly() -> str:
        begun.append(1)
        release.wait(10)
        return "late"

    for _ in range(2):
        with pytest.raises(StreamError) as refused:
            patience.run(open_slowly, deadline_s=0.05, unwanted=lambda result: unwanted.set())
        assert refused.value.reason is Reason.TIMEOUT
    assert len(begun) == 1
    release.set()
    assert unwanted.wait(5)
    assert patience.run(lambda: "in time", deadline_s=5.0, unwanted=pytest.fail) == "in time"


def test_what_a_driver_says_against_it_reaches_the_caller() -> None:
    def refuse() -> str:
        raise StreamError(Reason.REFUSED, "no")

    with pytest.raises(StreamError, match="no"):
        Patience().run(refuse, deadline_s=5.0, unwanted=pytest.fail)
