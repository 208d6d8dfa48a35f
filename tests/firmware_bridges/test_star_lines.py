"""A Star printer without a network: on a serial line at 9600 baud with XON/XOFF, and where usblp's device file would be."""

from collections.abc import Callable, Iterator

import pytest

from firmware_bridges import Cut, Document, OutcomeState, Paper, PrintOutcome, Reason, Text
from firmware_bridges.simulators.lp_wire import LpWire
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.star.printer import StarPrinter
from firmware_bridges.streams import open_stream_for
from tests.firmware_bridges.conftest import StatusListener
from tests.firmware_bridges.star_paper import LINE

ROWS = [f"line {number:02} {'.' * 34}" for number in range(20)]
TICKET = Document("ticket", (*map(Text, ROWS), Cut()))
SLOWER_THAN_THE_LINE_S = 0.075
LONG_S = 20.0
SHORT_S = 1.5


def printed(printer: StarPrinter, deadline_s: float = LONG_S) -> PrintOutcome:
    return printer.submit("job", TICKET, deadline_s=deadline_s).result(deadline_s + 5)


def serial_line() -> PtyWire:
    return PtyWire(baud=9600, flow="xonxoff", buffer_bytes=256)


def middling_line() -> PtyWire:
    return PtyWire(baud=19_200, flow="xonxoff")


@pytest.fixture(params=[serial_line, LpWire])
def wire(request: pytest.FixtureRequest) -> PtyWire:
    make: Callable[[], PtyWire] = request.param
    return make()


@pytest.fixture
def star(wire: PtyWire) -> Iterator[StarSimulator]:
    with StarSimulator("bar", wire=wire) as running:
        yield running


@pytest.fixture
def printer(star: StarSimulator, listener: StatusListener) -> Iterator[StarPrinter]:
    bridge = StarPrinter("bar", open_stream_for(star.address), LINE, on_status=listener)
    bridge.start()
    assert listener.wait_for(lambda status: status.problem is Reason.NONE)
    yield bridge
    bridge.stop()


def test_a_ticket_is_printed_and_confirmed(star: StarSimulator, printer: StarPrinter) -> None:
    assert printed(printer).state is OutcomeState.PRINTED
    assert [slip.lines for slip in star.slips()] == [ROWS]
    assert star.unknown == []


@pytest.mark.parametrize("wire", [serial_line], indirect=True)
def test_a_ticket_longer_than_the_buffer_is_held_back_by_xoff(
    wire: PtyWire, star: StarSimulator, printer: StarPrinter
) -> None:
    star.line_delay_s = SLOWER_THAN_THE_LINE_S
    assert printed(printer).state is OutcomeState.PRINTED
    assert wire.stops > 0
    assert wire.lost_bytes == 0
    assert [slip.lines for slip in star.slips()] == [ROWS]


def test_an_empty_roll_is_told_and_leaves_the_ticket_in_doubt(
    star: StarSimulator, printer: StarPrinter, listener: StatusListener
) -> None:
    star.paper_out(after_lines=5)
    outcome = printed(printer, SHORT_S)
    assert (outcome.state, outcome.reason) == (OutcomeState.UNKNOWN, Reason.PAPER_OUT)
    assert listener.wait_for(lambda status: status.paper is Paper.OUT)
    star.new_roll()
    assert listener.wait_for(lambda status: status.paper is Paper.OK and status.problem is Reason.NONE)


@pytest.mark.parametrize("wire", [middling_line], indirect=True)
def test_a_line_too_slow_for_the_filling_within_three_seconds_recovers_all_the_same(
    star: StarSimulator, printer: StarPrinter
) -> None:
    star.stall(after_lines=5)
    assert printed(printer, SHORT_S).state is OutcomeState.UNKNOWN
    star.restore()
    assert printed(printer).state is OutcomeState.PRINTED
    assert star.slips()[-1].lines == ROWS


def test_a_pulled_cable_is_told_and_the_printer_comes_back(
    star: StarSimulator, printer: StarPrinter, listener: StatusListener
) -> None:
    star.unplug()
    assert listener.wait_for(lambda status: status.problem is Reason.UNREACHABLE)
    star.plug()
    assert listener.wait_for(lambda status: status.problem is Reason.NONE)
    assert printed(printer).state is OutcomeState.PRINTED
