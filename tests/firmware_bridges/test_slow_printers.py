"""A healthy printer that is merely slow is waited for as long as its paper takes, and no longer."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from firmware_bridges import Columns, Cut, Document, EscPosPrinter, OutcomeState, Reason, Text, job
from firmware_bridges.contracts import LONGEST_PAPER_S
from firmware_bridges.document import Feed, Qr, Size
from firmware_bridges.escpos.status import PROCESS_ID_REPLY
from firmware_bridges.profiles import PROFILES, on_slow_wire
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.streams import tcp
from firmware_bridges.trace import Trace
from firmware_bridges.typesetting import length_lines, typeset
from tests.firmware_bridges.conftest import BRISK
from tests.firmware_bridges.endings import ending, printed, soon

LINES_PER_S = 50.0
SLOW = replace(PROFILES["epson-80"], lines_per_s=LINES_PER_S)
LONG = Document("bill", (*(Columns(f"{dish} x Pasta", "9,50") for dish in range(30)), Cut()))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[EscPosPrinter, EscPosSimulator]]:
    """A printer that needs six tenths of a second for LONG; one that never confirmed anything has a quarter of one."""
    monkeypatch.setattr(job, "_UNPROVEN_S", 0.25)
    with EscPosSimulator("slow", line_delay_s=1 / LINES_PER_S) as simulator:
        printer = EscPosPrinter("slow", tcp(simulator.host, simulator.port), SLOW, pace=BRISK, trace=Trace())
        printer.start()
        yield printer, simulator
        printer.stop()


def test_its_first_long_paper_is_confirmed_when_it_is_out(
    slow: tuple[EscPosPrinter, EscPosSimulator],
) -> None:
    printer, simulator = slow
    assert ending(printed(printer, LONG, 10.0)) == (OutcomeState.PRINTED, Reason.NONE)
    assert len(simulator.slips()[0].lines) == 30


def test_a_paper_that_takes_longer_than_the_deadline_has_the_time_it_needs(
    slow: tuple[EscPosPrinter, EscPosSimulator],
) -> None:
    printer, _ = slow
    assert printed(printer, Document("first", (Text("first"), Cut()))).state is OutcomeState.PRINTED
    began = time.monotonic()
    assert printed(printer, LONG, 0.3).state is OutcomeState.PRINTED
    assert time.monotonic() - began > 0.3


def test_power_lost_while_it_prints_leaves_a_doubt(slow: tuple[EscPosPrinter, EscPosSimulator]) -> None:
    printer, simulator = slow
    ends = printer.submit("job", LONG, deadline_s=10.0)
    assert simulator.wait_until(lambda each: len(each.slips()) == 1 and len(each.slips()[0].lines) > 15)
    simulator.power_off()
    assert ends.result(10).state is OutcomeState.UNKNOWN


def test_a_device_that_never_confirms_costs_its_patience_once(
    slow: tuple[EscPosPrinter, EscPosSimulator],
) -> None:
    printer, simulator = slow
    simulator.mute_ack()
    assert printed(printer, LONG, 10.0).state is OutcomeState.SENT_UNCONFIRMED
    simulator.restore()
    began = time.monotonic()
    assert printed(printer, LONG, 10.0).done
    assert time.monotonic() - began < 1.6


def test_a_confirmation_that_comes_after_its_job_was_given_up_shows_that_the_printer_can(
    slow: tuple[EscPosPrinter, EscPosSimulator],
) -> None:
    printer, simulator = slow
    trace = printer.trace
    simulator.line_delay_s = 0.06
    assert printed(printer, LONG, 10.0).state is OutcomeState.SENT_UNCONFIRMED
    assert simulator.wait_for_slips(1)
    assert simulator.wait_until(lambda each: len(each.slips()[0].lines) == 30)
    assert soon(lambda: any(PROCESS_ID_REPLY in said.data for said in trace.exchanges()))
    simulator.line_delay_s = 1 / LINES_PER_S
    assert printed(printer, LONG, 10.0).state is OutcomeState.PRINTED


def test_how_long_a_paper_is_and_takes() -> None:
    parts = (Text("one"), Text("two high", size=Size.TALL), Feed(3), Qr("https://box.lan/t/1"), Cut())
    lines = length_lines(typeset(parts, PROFILES["epson-80"]))
    assert 15 < lines < 20
    impact = on_slow_wire(PROFILES["epson-impact"], 9600)
    assert impact.paper_s(50, 1_920) == pytest.approx(50 / 5 + 2)
    assert impact.paper_s(10_000, 0) == LONGEST_PAPER_S
    assert PROFILES["epson-80"].paper_s(50, 10**6) == 1.0
