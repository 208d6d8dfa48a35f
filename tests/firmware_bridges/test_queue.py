"""The queue of one printer, its end, and its neighbours."""

import socket
import threading
import time
from collections.abc import Callable

import pytest

from firmware_bridges import (
    PROFILES,
    Document,
    EscPosPrinter,
    OutcomeState,
    Printer,
    PrintOutcome,
    Reason,
    Stream,
    StreamError,
    owner,
    tcp,
)
from firmware_bridges.escpos import printer as printer_module
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

Bridge = Callable[..., EscPosPrinter]


def test_a_dead_printer_delays_nobody_else(bridge_to: Bridge, ticket: Document) -> None:
    with EscPosSimulator("dead") as dead, EscPosSimulator("well") as well:
        dead.stall(after_lines=3)
        stuck = bridge_to(dead).submit("stuck", ticket, deadline_s=8)
        assert dead.wait_until(lambda each: bool(each.slips()))
        began = time.monotonic()
        assert bridge_to(well).submit("job", ticket, deadline_s=5).result(5).state is OutcomeState.PRINTED
        assert time.monotonic() - began < 3.0
        assert not stuck.done()


def test_a_job_that_waited_past_its_deadline_is_not_sent(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.stall(after_lines=3)
    printer = bridge_to(simulator)
    first = printer.submit("first", ticket, deadline_s=2.0)
    second = printer.submit("second", ticket, deadline_s=0.2)
    assert first.result(8).state is OutcomeState.UNKNOWN
    assert second.result(8) == PrintOutcome(OutcomeState.FAILED, Reason.TIMEOUT, "other jobs took too long")


def test_the_same_job_is_not_queued_twice(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.paper_out(after_lines=3)
    printer = bridge_to(simulator)
    first = printer.submit("same", ticket, deadline_s=10)
    assert simulator.wait_until(lambda each: bool(each.slips()))
    assert printer.submit("same", ticket, deadline_s=10) is first
    simulator.new_roll()
    assert first.result(10).state is OutcomeState.PRINTED
    assert len(simulator.slips()) == 1


def test_a_cancelled_job_is_not_printed(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.paper_out(after_lines=3)
    printer = bridge_to(simulator)
    first = printer.submit("first", ticket, deadline_s=10)
    assert simulator.wait_until(lambda each: bool(each.slips()))
    second, third = (printer.submit(name, ticket, deadline_s=10) for name in ("second", "third"))
    assert second.cancel()
    simulator.new_roll()
    assert {first.result(10).state, third.result(10).state} == {OutcomeState.PRINTED}
    assert len(simulator.slips()) == 2


def test_a_cancelled_job_may_be_given_again(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.paper_out(after_lines=3)
    printer = bridge_to(simulator)
    first = printer.submit("first", ticket, deadline_s=10)
    assert simulator.wait_until(lambda each: bool(each.slips()))
    assert printer.submit("second", ticket, deadline_s=10).cancel()
    again = printer.submit("second", ticket, deadline_s=10)
    simulator.new_roll()
    assert {first.result(10).state, again.result(10).state} == {OutcomeState.PRINTED}
    assert len(simulator.slips()) == 2


def test_a_full_queue_refuses(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, "MAX_WAITING", 2)
    simulator.paper_out(after_lines=3)
    printer = bridge_to(simulator)
    printer.submit("under way", ticket, deadline_s=10)
    assert simulator.wait_until(lambda each: bool(each.slips()))
    waiting = [printer.submit(f"{number}", ticket, deadline_s=10) for number in range(3)]
    assert waiting[-1].result(0).reason is Reason.QUEUE_FULL


@pytest.mark.parametrize(
    "happening",
    [
        lambda simulator: simulator.stall(after_lines=3),
        lambda simulator: simulator.babble(),
        lambda simulator: simulator.paper_out(after_lines=3),
        lambda simulator: simulator.power_off(),
        lambda simulator: simulator.stall(),
    ],
)
def test_stopping_ends_within_two_seconds_and_leaves_no_job_open(
    happening: Callable[[EscPosSimulator], None],
    simulator: EscPosSimulator,
    ticket: Document,
    long_ticket: Document,
) -> None:
    printer = EscPosPrinter("grill", tcp(simulator.host, simulator.port), PROFILES["epson-80"])
    happening(simulator)
    printer.start()
    futures = [printer.submit(f"{number}", long_ticket, deadline_s=60) for number in range(5)]
    simulator.wait_until(lambda each: each.connections > 0, 0.5)
    began = time.monotonic()
    printer.stop()
    assert time.monotonic() - began < 2.0
    assert all(future.done() for future in futures)
    assert {future.result().reason for future in futures[1:]} <= {Reason.STOPPED, Reason.NONE, Reason.REFUSED}
    assert printer.submit("late", ticket, deadline_s=5).result(0).reason is Reason.STOPPED
    printer.stop()


def test_stopping_waits_a_moment_for_a_job_that_is_ending_well(
    simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.paper_out(after_lines=3)
    printer = EscPosPrinter("grill", tcp(simulator.host, simulator.port), PROFILES["epson-80"])
    printer.start()
    future = printer.submit("job", ticket, deadline_s=10)
    assert simulator.wait_until(lambda each: bool(each.slips()))
    stopping = threading.Thread(target=printer.stop)
    stopping.start()
    simulator.new_roll()
    stopping.join(5)
    assert future.result(0).state is OutcomeState.PRINTED


def test_a_bridge_stopped_before_it_was_started_ends_its_jobs(ticket: Document) -> None:
    printer: Printer = EscPosPrinter("nowhere", tcp("127.0.0.1", 9))
    future = printer.submit("job", ticket, deadline_s=5)
    printer.stop()
    assert future.result(0).reason is Reason.STOPPED


def test_a_device_that_blocks_for_ever_does_not_block_stopping(ticket: Document) -> None:
    opened, released = threading.Event(), threading.Event()

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        opened.set()
        released.wait(20)
        raise StreamError(Reason.UNREACHABLE, "at last")

    printer = EscPosPrinter("stuck", open_stream)
    printer.start()
    assert opened.wait(5)
    waiting = printer.submit("job", ticket, deadline_s=30)
    began = time.monotonic()
    printer.stop()
    assert time.monotonic() - began < 2.0
    assert waiting.result(0).reason is Reason.STOPPED
    released.set()


def test_a_connection_nobody_accepts_is_given_up_in_time(ticket: Document, bridge_to: Bridge) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        crowd = [socket.socket() for _ in range(4)]
        for each in crowd:
            each.setblocking(False)
            each.connect_ex(listener.getsockname())
        printer = EscPosPrinter("crowded", tcp(*listener.getsockname()))
        printer.start()
        outcome = printer.submit("job", ticket, deadline_s=1.0).result(6)
        printer.stop()
        for each in crowd:
            each.close()
    assert outcome.state is OutcomeState.FAILED
    assert outcome.reason in (Reason.TIMEOUT, Reason.NO_ANSWER)


def test_an_address_that_does_not_exist_fails_safely(ticket: Document) -> None:
    printer = EscPosPrinter("nowhere", tcp("", 1))
    printer.start()
    outcome = printer.submit("job", ticket, deadline_s=5.0).result(6)
    printer.stop()
    assert outcome.state is OutcomeState.FAILED


def test_a_mistake_of_ours_ends_the_job_and_not_the_printer(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = bridge_to(simulator)
    with monkeypatch.context() as broken:
        broken.setattr(printer_module, "run", lambda *_, **__: 1 / 0)
        outcome = printer.submit("job", ticket, deadline_s=5).result(6)
    assert (outcome.state, outcome.reason) == (OutcomeState.UNKNOWN, Reason.INTERNAL)
    assert printer.submit("next", ticket, deadline_s=5).result(6).state is OutcomeState.PRINTED
