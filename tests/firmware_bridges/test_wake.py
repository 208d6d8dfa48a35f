"""A bridge's thread gives everything back when it ends, even long after it was told to."""

import os
import threading
import time
from collections.abc import Callable

import pytest

from firmware_bridges.attached import Attached
from firmware_bridges.contracts import PrinterStatus, PrintOutcome, Reason, Stream, StreamError
from firmware_bridges.document import Document
from firmware_bridges.owner import OwnedPrinter, failed
from firmware_bridges.streams import wait_ready
from firmware_bridges.wake import Wake


class Grip:
    """A device that holds whoever touches it until it is released."""

    def __init__(self) -> None:
        self.touched, self.released = threading.Event(), threading.Event()
        self.threads: list[threading.Thread] = []

    def hold(self) -> None:
        self.threads.append(threading.current_thread())
        self.touched.set()
        assert self.released.wait(20)

    def let_go(self) -> None:
        """Release it, and wait until the thread that hung has ended."""
        self.released.set()
        for thread in self.threads:
            thread.join(5)
            assert not thread.is_alive()


class GrippingCraft:
    """A craft whose first look hangs in the device."""

    status = PrinterStatus(False, reason=Reason.NOT_CONNECTED)

    def __init__(self, grip: Grip) -> None:
        self._grip = grip

    def attempt(self, document: Document, **_: object) -> PrintOutcome:
        return failed(Reason.INTERNAL, "never tried")

    def look(self, stopping: Callable[[], bool]) -> None:
        self._grip.hold()

    def pause_s(self) -> float:
        return 1.0

    def descriptor(self) -> None:
        return None

    def abandon(self) -> None:
        return None

    def close(self) -> None:
        return None


def owned(grip: Grip) -> OwnedPrinter:
    return OwnedPrinter("grill", GrippingCraft(grip))


def attached(grip: Grip) -> Attached:
    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        grip.hold()
        raise StreamError(Reason.UNREACHABLE, "not there")

    return Attached("pole", open_stream)


def descriptors() -> set[str]:
    return set(os.listdir("/proc/self/fd"))


@pytest.mark.parametrize("make", [owned, attached])
def test_a_thread_that_outlives_its_bridge_leaves_no_descriptor_behind(
    make: Callable[[Grip], OwnedPrinter | Attached],
) -> None:
    before, grip = len(descriptors()), Grip()
    bridge = make(grip)
    bridge.start()
    assert grip.touched.wait(5)
    bridge.stop()
    grip.let_go()
    assert len(descriptors()) == before


@pytest.mark.parametrize("make", [owned, attached])
def test_a_bridge_that_never_ran_leaves_no_descriptor_behind(
    make: Callable[[Grip], OwnedPrinter | Attached],
) -> None:
    before = len(descriptors())
    bridge = make(Grip())
    bridge.stop()
    bridge.stop()
    assert len(descriptors()) == before


def test_a_ring_is_heard_once_and_after_the_end_it_reaches_nobody() -> None:
    wake = Wake()
    wake.ring()
    wake.ring()
    assert wait_ready([wake.fileno()], deadline_s=1.0) == {wake.fileno()}
    wake.heard()
    assert wait_ready([wake.fileno()], deadline_s=0.0) == set()
    wake.close()
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    wake.ring()
    wake.close()
    with pytest.raises(BlockingIOError):
        os.read(ours, 1)
    os.close(ours)
    os.close(theirs)


def test_ringing_never_waits() -> None:
    wake, began = Wake(), time.monotonic()
    for _ in range(200_000):
        wake.ring()
    assert time.monotonic() - began < 20
    wake.close()
