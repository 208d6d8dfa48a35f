"""The stand-in for a USB printer behaves like its device file where it says that it does."""

import os
import stat
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges import Reason, Stream, StreamError
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.lp_wire import LpWire
from firmware_bridges.streams import open_stream_for
from firmware_bridges.streams.usb_lp import LpStream

QUESTION = b"\x10\x04\x01"


def never() -> bool:
    return False


def opened(simulator: EscPosSimulator) -> Stream:
    return open_stream_for(simulator.address)(deadline_s=1.0, cancelled=never)


@pytest.fixture
def wire() -> LpWire:
    return LpWire(buffer_bytes=256)


@pytest.fixture
def simulator(wire: LpWire) -> Iterator[EscPosSimulator]:
    with EscPosSimulator("bar", wire=wire) as running:
        yield running


def test_it_is_a_character_device_that_the_usb_stream_reads_and_writes(
    simulator: EscPosSimulator, wire: LpWire
) -> None:
    assert stat.S_ISCHR(os.stat(wire.path).st_mode)
    stream = opened(simulator)
    assert isinstance(stream, LpStream)
    stream.write(QUESTION, deadline_s=1.0)
    assert stream.read(deadline_s=2.0) == b"\x12"
    stream.close()


@pytest.mark.parametrize("loss", [EscPosSimulator.power_off, EscPosSimulator.unplug, EscPosSimulator.vanish])
def test_without_power_or_cable_it_is_gone_and_afterwards_another_has_its_name(
    simulator: EscPosSimulator, loss: Callable[[EscPosSimulator], None]
) -> None:
    stream = opened(simulator)
    loss(simulator)
    with pytest.raises(StreamError) as lost:
        stream.read(deadline_s=1.0)
    assert lost.value.reason is Reason.RESET
    with pytest.raises(StreamError, match="is not plugged in"):
        opened(simulator)
    simulator.restore()
    opened(simulator).close()
    stream.close()


def test_power_without_a_cable_and_a_cable_without_power_do_not_bring_it_back(
    simulator: EscPosSimulator, wire: LpWire
) -> None:
    simulator.unplug()
    simulator.power_off()
    simulator.power_on()
    assert not os.path.exists(wire.path)
    simulator.power_off()
    simulator.plug()
    assert not os.path.exists(wire.path)
    simulator.power_on()
    assert os.path.exists(wire.path)


def test_a_printer_that_is_full_keeps_the_host_waiting(simulator: EscPosSimulator, wire: LpWire) -> None:
    simulator.stall()
    stream = opened(simulator)
    taken = [stream.write(b"x" * 4096, deadline_s=0.02) for _ in range(30)]
    assert taken[-1] == 0
    simulator.restore()
    assert stream.write(b"\n", deadline_s=2.0) == 1
    assert wire.lost_bytes == 0
    stream.close()
