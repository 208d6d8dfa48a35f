"""Slow, deaf, power-cycled and unplugged printers: what is on paper and what is known of it are told apart."""

import time
from collections.abc import Callable

from firmware_bridges import Columns, Cut, Document, EscPosPrinter, OutcomeState, Reason, Text
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.streams import open_stream_for
from tests.firmware_bridges.conftest import StatusListener

Bridges = Callable[..., EscPosPrinter]


def test_a_slow_printer_takes_its_time_and_confirms(
    simulator: EscPosSimulator, bridge_to: Bridges, ticket: Document
) -> None:
    simulator.slow(960)
    bridge = bridge_to(simulator)
    began = time.monotonic()
    long = Document("long", (*(Columns(f"{n} x Pasta", "9,50") for n in range(20)), Cut()))
    assert bridge.submit("1", long, deadline_s=15.0).result(20).state is OutcomeState.PRINTED
    assert time.monotonic() - began > 0.7
    assert len(simulator.slips()[0].lines) == 20


def test_a_printer_slower_than_its_model_does_not_move_the_deadline(
    simulator: EscPosSimulator, bridge_to: Bridges
) -> None:
    simulator.slow(200)
    bridge = bridge_to(simulator)
    began = time.monotonic()
    long = Document("long", (*(Text("." * 40) for _ in range(40)), Cut()))
    outcome = bridge.submit("1", long, deadline_s=1.5).result(10)
    assert outcome.state is OutcomeState.UNKNOWN
    assert time.monotonic() - began < 4.0


def test_a_deaf_printer_prints_and_nobody_claims_to_know(
    simulator: EscPosSimulator, bridge_to: Bridges, ticket: Document, listener: StatusListener
) -> None:
    bridge = bridge_to(simulator, on_status=listener)
    assert listener.wait_for(lambda status: status.online)
    assert bridge.submit("1", ticket, deadline_s=5.0).result(10).state is OutcomeState.PRINTED
    simulator.deaf(after_lines=3)
    assert bridge.submit("2", ticket, deadline_s=2.0).result(10).state is OutcomeState.UNKNOWN
    assert [bool(slip.cut) for slip in simulator.slips()] == [True, True]
    assert listener.wait_for(lambda status: status.reason is Reason.NO_ANSWER)
    simulator.restore()
    assert listener.wait_for(lambda status: status.online)


def test_power_lost_and_back_in_the_middle_leaves_the_ticket_unknown(
    simulator: EscPosSimulator, bridge_to: Bridges, ticket: Document
) -> None:
    simulator.power_cycle(after_lines=3)
    bridge = bridge_to(simulator)
    assert bridge.submit("1", ticket, deadline_s=3.0).result(10).state is OutcomeState.UNKNOWN
    assert simulator.wait_until(lambda each: each.condition()["powered"] is True)
    assert bridge.submit("2", ticket, deadline_s=3.0).result(10).state is OutcomeState.PRINTED
    assert [slip.cut for slip in simulator.slips()][-1]


def test_a_pulled_network_cable_is_noticed_and_a_new_one_found(
    simulator: EscPosSimulator, bridge_to: Bridges, listener: StatusListener, ticket: Document
) -> None:
    bridge = bridge_to(simulator, on_status=listener)
    assert listener.wait_for(lambda status: status.online)
    simulator.unplug()
    assert listener.wait_for(lambda status: not status.online)
    assert bridge.submit("1", ticket, deadline_s=1.0).result(5).state is OutcomeState.FAILED
    simulator.plug()
    assert listener.wait_for(lambda status: status.online)
    assert bridge.submit("2", ticket, deadline_s=3.0).result(10).state is OutcomeState.PRINTED


def test_the_simulators_address_leads_to_it(simulator: EscPosSimulator) -> None:
    stream = open_stream_for(simulator.address)(deadline_s=1.0, cancelled=lambda: False)
    stream.write(b"hello\n", deadline_s=1.0)
    assert simulator.wait_until(lambda each: [slip.lines for slip in each.slips()] == [["hello"]])
    stream.close()
