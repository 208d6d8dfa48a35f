"""Between jobs the bridge watches its printer, and says so only when something changed."""

import itertools
from collections.abc import Callable
from typing import Protocol

import pytest

from firmware_bridges import Document, EscPosPrinter, Kick, OutcomeState, Pace, Paper, PrinterStatus, Reason
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

Bridge = Callable[..., EscPosPrinter]


class Listener(Protocol):
    heard: list[PrinterStatus]

    def __call__(self, status: PrinterStatus) -> None: ...

    def wait_for(self, fits: Callable[[PrinterStatus], bool], timeout_s: float = 5.0) -> bool: ...


def is_well(status: PrinterStatus) -> bool:
    return status.problem is Reason.NONE and status.paper is Paper.OK


@pytest.fixture
def watched(simulator: EscPosSimulator, bridge_to: Bridge, listener: Listener) -> EscPosPrinter:
    printer = bridge_to(simulator, on_status=listener)
    assert listener.wait_for(is_well)
    return printer


@pytest.mark.parametrize(
    ("happening", "seen"),
    [
        (EscPosSimulator.paper_out, lambda status: status.problem is Reason.PAPER_OUT),
        (
            EscPosSimulator.paper_near_end,
            lambda status: status.paper is Paper.NEAR_END and not status.problem,
        ),
        (EscPosSimulator.cover, lambda status: status.problem is Reason.COVER_OPEN),
        (EscPosSimulator.cutter_jam, lambda status: status.problem is Reason.CUTTER_ERROR),
        (EscPosSimulator.refuse, lambda status: status.problem is Reason.REFUSED),
        (EscPosSimulator.power_off, lambda status: status.problem is Reason.REFUSED),
        (EscPosSimulator.stall, lambda status: status.problem is Reason.NO_ANSWER),
    ],
)
@pytest.mark.usefixtures("watched")
def test_trouble_is_seen_within_three_seconds_and_so_is_its_end(
    happening: Callable[[EscPosSimulator], None],
    seen: Callable[[PrinterStatus], bool],
    simulator: EscPosSimulator,
    listener: Listener,
) -> None:
    happening(simulator)
    assert listener.wait_for(seen, 3.0)
    simulator.restore()
    assert listener.wait_for(is_well, 3.0)


@pytest.mark.usefixtures("watched")
def test_a_device_that_falls_silent_in_trouble_is_still_in_that_trouble(
    simulator: EscPosSimulator, listener: Listener
) -> None:
    simulator.paper_out()
    assert listener.wait_for(lambda status: status.online and status.problem is Reason.PAPER_OUT)
    simulator.stall()
    assert listener.wait_for(lambda status: not status.online)
    assert listener.heard[-1].problem is Reason.PAPER_OUT
    simulator.power_off()
    assert listener.wait_for(lambda status: status.problem is Reason.REFUSED)
    simulator.restore()
    assert listener.wait_for(is_well)


def test_the_standard_pace_sees_a_silent_death_within_three_seconds(
    simulator: EscPosSimulator, bridge_to: Bridge, listener: Listener
) -> None:
    bridge_to(simulator, on_status=listener, pace=Pace())
    assert listener.wait_for(is_well)
    simulator.stall()
    assert listener.wait_for(lambda status: status.reason is Reason.NO_ANSWER, 4.0)


def test_a_printer_that_reports_nothing_by_itself_is_asked(
    simulator: EscPosSimulator, bridge_to: Bridge, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmware_bridges.simulators.machine.Machine.report", lambda machine: None)
    bridge_to(simulator, on_status=listener)
    assert listener.wait_for(is_well)
    simulator.cover()
    assert listener.wait_for(lambda status: status.problem is Reason.COVER_OPEN, 3.0)
    simulator.restore()
    simulator.paper_out()
    assert listener.wait_for(lambda status: status.problem is Reason.PAPER_OUT, 3.0)


def test_paper_running_out_within_a_job_is_told_before_the_job_ends(
    watched: EscPosPrinter, simulator: EscPosSimulator, listener: Listener, ticket: Document
) -> None:
    simulator.paper_out(after_lines=4)
    future = watched.submit("job", ticket, deadline_s=10)
    assert listener.wait_for(lambda status: status.paper is Paper.OUT)
    assert not future.done()
    simulator.new_roll()
    assert future.result(10).state is OutcomeState.PRINTED


def test_nothing_is_said_twice(
    watched: EscPosPrinter, simulator: EscPosSimulator, listener: Listener, ticket: Document
) -> None:
    for job_id in ("one", "two", "three"):
        assert watched.submit(job_id, ticket, deadline_s=5).result(8).state is OutcomeState.PRINTED
    simulator.cover()
    assert listener.wait_for(lambda status: status.cover_open)
    facts = [status.facts for status in listener.heard]
    assert all(one != other for one, other in itertools.pairwise(facts))


def test_an_opened_drawer_changes_its_pin(
    watched: EscPosPrinter, simulator: EscPosSimulator, listener: Listener
) -> None:
    assert watched.status.drawer_pin_high is False
    watched.submit("kick", Document("drawer", (Kick(),)), deadline_s=5)
    assert listener.wait_for(lambda status: status.drawer_pin_high is True)
    simulator.close_drawer()
    assert listener.wait_for(lambda status: status.drawer_pin_high is False)


def test_a_printer_busy_with_another_computer_does_not_answer(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document, listener: Listener
) -> None:
    first = bridge_to(simulator, on_status=listener)
    assert listener.wait_for(is_well)
    second = bridge_to(simulator)
    outcome = second.submit("job", ticket, deadline_s=3).result(8)
    assert (outcome.state, outcome.reason) == (OutcomeState.FAILED, Reason.NO_ANSWER)
    second.stop()
    assert first.submit("job", ticket, deadline_s=5).result(8).state is OutcomeState.PRINTED


def test_a_listener_that_fails_does_not_stop_the_printer(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    def fail(status: PrinterStatus) -> None:
        raise RuntimeError("no screen")

    printer = bridge_to(simulator, on_status=fail)
    assert printer.submit("job", ticket, deadline_s=5).result(8).state is OutcomeState.PRINTED
