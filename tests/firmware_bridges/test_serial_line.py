"""A printer at the end of a serial line, through a real terminal with its real speed and flow control."""

import os
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from firmware_bridges import (
    PROFILES,
    Cut,
    Document,
    EscPosPrinter,
    OutcomeState,
    Reason,
    Stream,
    StreamError,
    Text,
)
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.streams import open_stream_for, serial_port

LINES = [f"line {number:02} {'.' * 34}" for number in range(40)]
SLOWER_THAN_THE_LINE_S = 0.075


def never() -> bool:
    return False


@dataclass
class Line:
    """A small printer at 9600 baud that prints a little slower than its line delivers."""

    wire: PtyWire
    simulator: EscPosSimulator

    def open(self) -> Stream:
        return open_stream_for(self.simulator.address)(deadline_s=2.0, cancelled=never)


@pytest.fixture
def baud() -> int:
    return 9600


@pytest.fixture
def line(baud: int) -> Iterator[Line]:
    wire = PtyWire(baud=baud, buffer_bytes=baud * 256 // 9600)
    with EscPosSimulator("bar", wire=wire, line_delay_s=SLOWER_THAN_THE_LINE_S) as simulator:
        yield Line(wire, simulator)


@pytest.fixture
def printer(line: Line) -> Iterator[EscPosPrinter]:
    bridge = EscPosPrinter("bar", open_stream_for(line.simulator.address), PROFILES["epson-80"])
    bridge.start()
    yield bridge
    bridge.stop()


@pytest.fixture
def ticket() -> Document:
    return Document("ticket", (*map(Text, LINES), Cut()))


def test_a_ticket_longer_than_the_buffer_comes_out_whole(
    line: Line, printer: EscPosPrinter, ticket: Document
) -> None:
    outcome = printer.submit("1", ticket, deadline_s=20.0).result(25)
    assert outcome.state is OutcomeState.PRINTED
    assert [slip.lines for slip in line.simulator.slips()] == [LINES]
    assert line.wire.stops > 0
    assert line.wire.lost_bytes == 0
    assert line.simulator.unknown == []


def test_without_flow_control_the_same_ticket_loses_bytes(line: Line) -> None:
    line.simulator.line_delay_s = 0.3
    stream = serial_port(line.wire.path, 9600, "none")(deadline_s=2.0, cancelled=never)
    data = b"".join(f"{text}\n".encode() for text in LINES)
    until = time.monotonic() + 10
    while data and time.monotonic() < until:
        data = data[stream.write(data, deadline_s=0.1) :]
    assert line.simulator.wait_until(lambda each: line.wire.lost_bytes > 0)
    stream.close()


def test_the_speed_of_the_line_is_kept(line: Line) -> None:
    line.simulator.line_delay_s = 0.0
    stream, data = line.open(), b"x" * 40 + b"\n"
    began, sent = time.monotonic(), 0
    while sent < 960:
        sent += stream.write(data * 8, deadline_s=0.5)
    took_s = time.monotonic() - began
    stream.close()
    assert 0.7 < took_s < 3.0


def test_a_device_that_said_wait_takes_nothing_and_cannot_hold_the_closing(line: Line) -> None:
    line.simulator.paper_out()
    stream = line.open()
    until = time.monotonic() + 10
    while line.wire.stops == 0 and time.monotonic() < until:
        stream.write(b"x" * 41 + b"\n", deadline_s=0.1)
    taken = [stream.write(b"x" * 100, deadline_s=0.05) for _ in range(40)]
    assert taken[-10:] == [0] * 10
    began = time.monotonic()
    stream.close()
    assert time.monotonic() - began < 1.0
    line.open().close()


@pytest.mark.slow
def test_a_cable_pulled_in_the_middle_leaves_the_ticket_unknown_and_a_new_one_prints(
    line: Line, printer: EscPosPrinter, ticket: Document
) -> None:
    line.simulator.unplug(after_lines=3)
    outcome = printer.submit("1", ticket, deadline_s=10.0).result(15)
    assert (outcome.state, outcome.reason) == (OutcomeState.UNKNOWN, Reason.RESET)
    assert not os.path.exists(line.wire.path)
    without = printer.submit("2", ticket, deadline_s=1.0).result(5)
    assert (without.state, without.reason) == (OutcomeState.FAILED, Reason.UNREACHABLE)
    line.simulator.plug()
    assert printer.submit("3", ticket, deadline_s=20.0).result(25).state is OutcomeState.PRINTED
    assert line.simulator.slips()[-1].lines[-40:] == LINES


@pytest.mark.parametrize("baud", [115_200])
def test_power_lost_in_the_middle_leaves_the_ticket_unknown_though_the_line_stays(
    line: Line, printer: EscPosPrinter, ticket: Document
) -> None:
    line.simulator.lose_power_mid_job(after_lines=3)
    outcome = printer.submit("1", ticket, deadline_s=3.0).result(10)
    assert outcome.state is OutcomeState.UNKNOWN
    assert os.path.exists(line.wire.path)
    line.simulator.power_on()
    assert printer.submit("2", ticket, deadline_s=20.0).result(25).state is OutcomeState.PRINTED


@pytest.mark.slow
def test_power_that_comes_straight_back_loses_lines_and_is_not_taken_for_a_printed_ticket(
    line: Line, printer: EscPosPrinter, ticket: Document
) -> None:
    line.simulator.power_cycle(after_lines=3)
    outcome = printer.submit("1", ticket, deadline_s=12.0).result(15)
    assert outcome.state is OutcomeState.UNKNOWN
    assert printer.submit("2", ticket, deadline_s=20.0).result(25).state is OutcomeState.PRINTED
    assert line.simulator.slips()[-1].lines[-40:] == LINES


def test_a_line_has_one_owner(line: Line) -> None:
    owner = line.open()
    with pytest.raises(StreamError, match="another program holds") as refused:
        line.open()
    assert refused.value.reason is Reason.REFUSED
    owner.close()
    line.open().close()


@pytest.mark.parametrize(
    ("flow", "heeds"), [("xonxoff", True), ("none", False), ("dsrdtr", False), ("rtscts", False)]
)
def test_only_the_device_may_say_wait_by_bytes(line: Line, flow: str, heeds: bool) -> None:
    stream = open_stream_for(f"serial:{line.wire.path}?baud=9600&flow={flow}")(
        deadline_s=2.0, cancelled=never
    )
    incoming = termios.tcgetattr(stream.fileno())[0]
    stream.close()
    assert bool(incoming & termios.IXON) is heeds
    assert not incoming & (termios.IXOFF | termios.IXANY)


@pytest.mark.parametrize(
    "act", [lambda stream: stream.read(deadline_s=1), lambda stream: stream.write(b"x", deadline_s=1)]
)
def test_a_pulled_cable_ends_an_idle_stream(line: Line, act: Callable[[Stream], object]) -> None:
    stream = line.open()
    line.simulator.unplug()
    with pytest.raises(StreamError) as lost:
        act(stream)
    assert lost.value.reason is Reason.RESET
    stream.close()
