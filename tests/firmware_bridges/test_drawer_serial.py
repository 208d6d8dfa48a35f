"""A cash drawer on a serial port: opens at once or not at all, and says which."""

import time
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges.attached import Patience
from firmware_bridges.drawers import ANY_BYTE, SerialDrawer, kick_bytes_from
from firmware_bridges.simulators.drawer_pty import DrawerSimulator
from firmware_bridges.streams import open_stream_for

PATIENCE = Patience(open_s=1.0, write_s=0.3, again_first_s=0.05, again_last_s=0.1)


@pytest.fixture
def drawer_at() -> Iterator[Callable[..., SerialDrawer]]:
    """Makes a started drawer; it is stopped when the test ends."""
    made: list[SerialDrawer] = []

    def make(simulator: DrawerSimulator, kick_bytes: bytes = ANY_BYTE) -> SerialDrawer:
        opener = open_stream_for(simulator.address)
        drawer = SerialDrawer("drawer", opener, kick_bytes=kick_bytes, patience=PATIENCE)
        made.append(drawer)
        drawer.start()
        return drawer

    yield make
    for drawer in made:
        drawer.stop()


@pytest.mark.parametrize("opens_at", [b"", b"\x1bp\x00"])
def test_it_springs_open_at_its_bytes(opens_at: bytes, drawer_at: Callable[..., SerialDrawer]) -> None:
    with DrawerSimulator(opens_at=opens_at) as simulator:
        drawer = drawer_at(simulator, opens_at or ANY_BYTE)
        assert drawer.kick(deadline_s=2).result(3).state == "sent_unconfirmed"
        assert simulator.wait_for_openings(1)
        assert drawer.status.online


def test_a_kick_comes_in_time_or_never(drawer_at: Callable[..., SerialDrawer]) -> None:
    with DrawerSimulator() as simulator:
        simulator.unplug()
        drawer = drawer_at(simulator)
        began = time.monotonic()
        outcome = drawer.kick(deadline_s=0.3).result(2)
        assert (outcome.state, time.monotonic() - began < 1) == ("failed", True)
        assert outcome.detail == "unreachable"
        simulator.plug_in()
        assert drawer.kick(deadline_s=3).result(4).state == "sent_unconfirmed"
        assert simulator.wait_for_openings(1)
        assert simulator.openings == 1


def test_stopping_ends_what_waits(drawer_at: Callable[..., SerialDrawer]) -> None:
    with DrawerSimulator() as simulator:
        simulator.unplug()
        drawer = drawer_at(simulator)
        futures = [drawer.kick(deadline_s=30) for _ in range(12)]
        drawer.stop()
        assert {future.result(0.1).reason for future in futures} == {"stopped", "queue_full"}


def test_bytes_are_written_in_hexadecimal() -> None:
    assert (kick_bytes_from(" "), kick_bytes_from("1b 70 00")) == (ANY_BYTE, b"\x1bp\x00")
    for wrong in ("open", "1b 7", "00" * 33):
        with pytest.raises(ValueError, match=r"hexadecimal|At most"):
            kick_bytes_from(wrong)
