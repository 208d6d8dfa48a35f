"""Every way a job can end, on a real socket: printed, sent unconfirmed, failed or unknown."""

import time
from collections.abc import Callable

import pytest

from firmware_bridges import (
    Cut,
    Document,
    EscPosPrinter,
    Kick,
    OutcomeState,
    PrintOutcome,
    Qr,
    Reason,
    Text,
)
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.firmware_bridges.endings import ending, printed, well

Bridge = Callable[..., EscPosPrinter]
LINES = ["Table 12", *(f"{count} x Pasta{f'{count},50':>{48 - 9}}" for count in range(1, 10))]


def test_a_ticket_is_printed_once_and_confirmed(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    assert printed(printer, ticket) == PrintOutcome(OutcomeState.PRINTED)
    assert [slip.lines for slip in simulator.slips()] == [["first"], LINES]
    assert simulator.unknown == []


def test_many_tickets_share_one_connection_in_order(
    printer: EscPosPrinter, simulator: EscPosSimulator
) -> None:
    documents = [Document(f"{number}", (Text(f"ticket {number}"), Cut())) for number in range(20)]
    futures = [printer.submit(each.title, each, deadline_s=10) for each in documents]
    assert {future.result(10).state for future in futures} == {OutcomeState.PRINTED}
    assert [slip.text for slip in simulator.slips()[1:]] == [f"ticket {number}" for number in range(20)]
    assert simulator.connections == 1


def test_a_printer_with_gs_r_alone_confirms(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.only_gs_r()
    bridge = bridge_to(simulator)
    assert printed(bridge, ticket).state is OutcomeState.PRINTED
    began = time.monotonic()
    assert printed(bridge, ticket).state is OutcomeState.PRINTED
    assert time.monotonic() - began < 1.0


def test_a_clone_that_cannot_confirm_but_is_well_is_sent_unconfirmed(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.mute_ack()
    bridge = bridge_to(simulator, "generic-80")
    assert ending(printed(bridge, ticket, 2.0)) == (OutcomeState.SENT_UNCONFIRMED, Reason.NONE)
    assert simulator.slips()[0].lines == LINES


def test_a_slow_printer_is_not_thought_mute_because_one_job_had_no_time_left(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    bridge = bridge_to(simulator)
    simulator.line_delay_s = 0.15
    assert printed(bridge, ticket, 1.2).state is OutcomeState.SENT_UNCONFIRMED
    assert simulator.wait_for_slips(1)
    assert printed(bridge, ticket, 20.0).state is OutcomeState.PRINTED


def test_a_clone_that_never_answers_is_sent_unconfirmed_with_its_own_profile(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.silent()
    bridge = bridge_to(simulator, "silent-80")
    assert printed(bridge, ticket).state is OutcomeState.SENT_UNCONFIRMED
    assert simulator.wait_for_slips(1)


def test_a_silent_device_under_another_profile_gets_nothing(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.silent()
    assert ending(printed(bridge_to(simulator), ticket, 2.0)) == (OutcomeState.FAILED, Reason.NO_ANSWER)
    assert simulator.slips() == []


def test_a_clone_without_confirmation_that_runs_out_of_paper_is_unknown(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.mute_ack()
    simulator.paper_out(after_lines=3)
    outcome = printed(bridge_to(simulator, "generic-80"), ticket, 2.0)
    assert ending(outcome) == (OutcomeState.UNKNOWN, Reason.PAPER_OUT)


@pytest.mark.parametrize(
    ("happening", "reason"),
    [
        (EscPosSimulator.paper_out, Reason.PAPER_OUT),
        (EscPosSimulator.cover, Reason.COVER_OPEN),
        (EscPosSimulator.cutter_jam, Reason.CUTTER_ERROR),
        (EscPosSimulator.refuse, Reason.REFUSED),
        (EscPosSimulator.power_off, Reason.REFUSED),
        (EscPosSimulator.stall, Reason.NO_ANSWER),
    ],
)
def test_a_printer_known_to_be_unable_gets_nothing(
    happening: Callable[[EscPosSimulator], None],
    reason: Reason,
    printer: EscPosPrinter,
    simulator: EscPosSimulator,
    ticket: Document,
) -> None:
    happening(simulator)
    outcome = printed(printer, ticket)
    assert ending(outcome) == (OutcomeState.FAILED, reason)
    assert not outcome.may_be_on_paper
    simulator.restore()
    assert printed(printer, ticket).state is OutcomeState.PRINTED
    assert [slip.lines for slip in simulator.slips()] == [["first"], LINES]


@pytest.mark.parametrize(
    ("happening", "reason"),
    [
        (lambda simulator: simulator.stall(after_lines=4), Reason.TIMEOUT),
        (lambda simulator: simulator.paper_out(after_lines=4), Reason.PAPER_OUT),
        (lambda simulator: simulator.cover(after_lines=4), Reason.COVER_OPEN),
        (lambda simulator: simulator.reset_after(100), Reason.RESET),
        (lambda simulator: simulator.lose_power_mid_job(4), Reason.RESET),
        (lambda simulator: simulator.lose_answer(), Reason.RESET),
    ],
)
def test_trouble_after_the_first_byte_is_unknown(
    happening: Callable[[EscPosSimulator], None],
    reason: Reason,
    printer: EscPosPrinter,
    simulator: EscPosSimulator,
    ticket: Document,
) -> None:
    happening(simulator)
    outcome = printed(printer, ticket, 1.5)
    assert ending(outcome) == (OutcomeState.UNKNOWN, reason)
    assert outcome.may_be_on_paper


@pytest.mark.parametrize(
    "happening",
    [
        lambda simulator: simulator.reset_after(100),
        lambda simulator: simulator.lose_power_mid_job(4),
        lambda simulator: simulator.lose_answer(),
        lambda simulator: simulator.stall(after_lines=4),
    ],
)
def test_the_copy_after_an_unknown_end_is_whole(
    happening: Callable[[EscPosSimulator], None],
    printer: EscPosPrinter,
    simulator: EscPosSimulator,
    ticket: Document,
) -> None:
    happening(simulator)
    assert printed(printer, ticket, 1.5).state is OutcomeState.UNKNOWN
    simulator.restore()
    assert printed(printer, ticket.marked("REPRINT")).state is OutcomeState.PRINTED
    copy = simulator.slips()[-1].lines
    assert copy[-len(LINES) - 1 :][0].strip() == "REPRINT"
    assert copy[-len(LINES) :] == LINES


def test_a_reset_within_a_qr_code_does_not_swallow_the_next_ticket(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.reset_after(150)
    broken = printed(printer, Document("qr", (Text("code"), Qr("x" * 900), Cut())))
    assert broken.state is OutcomeState.UNKNOWN
    assert printed(printer, ticket).state is OutcomeState.PRINTED
    assert simulator.slips()[-1].lines[-len(LINES) :] == LINES


def test_paper_refilled_in_time_ends_the_job_as_printed(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.paper_out(after_lines=4)
    future = printer.submit("job", ticket, deadline_s=10)
    assert simulator.wait_until(lambda each: len(each.slips()[-1].marks) == 4 and len(each.slips()) == 2)
    simulator.new_roll()
    assert future.result(10).state is OutcomeState.PRINTED
    assert [slip.lines for slip in simulator.slips()] == [["first"], LINES]


def test_a_ticket_longer_than_any_buffer_arrives_whole(
    printer: EscPosPrinter, simulator: EscPosSimulator, long_ticket: Document
) -> None:
    assert printed(printer, long_ticket, 20.0).state is OutcomeState.PRINTED
    assert len(simulator.slips()[-1].lines) == 500


def test_a_kick_opens_the_drawer(printer: EscPosPrinter, simulator: EscPosSimulator) -> None:
    assert printed(printer, Document("drawer", (Kick(),))).state is OutcomeState.PRINTED
    assert simulator.kicks == 1


def test_a_document_outside_its_limits_is_refused_and_the_next_one_prints(
    printer: EscPosPrinter, ticket: Document
) -> None:
    assert ending(printed(printer, Document("bad", (Qr("x" * 2000),)))) == (
        OutcomeState.FAILED,
        Reason.BAD_DOCUMENT,
    )
    assert printed(printer, ticket).state is OutcomeState.PRINTED


def test_a_cutter_that_is_freed_in_time_goes_on_with_the_job(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.cutter_jam(after_lines=4)
    future = printer.submit("job", ticket, deadline_s=20)
    assert simulator.wait_until(lambda each: len(each.slips()) == 2 and len(each.slips()[-1].marks) == 4)
    simulator.free_cutter()
    assert future.result(20).state is OutcomeState.PRINTED
    assert [slip.lines for slip in simulator.slips()] == [["first"], LINES]


def test_a_cutter_that_is_freed_too_late_costs_a_marked_copy_and_no_double(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.cutter_jam(after_lines=4)
    assert ending(printed(printer, ticket, 1.0)) == (OutcomeState.UNKNOWN, Reason.CUTTER_ERROR)
    simulator.free_cutter()
    assert well(printer)
    assert printed(printer, ticket.marked("REPRINT")).state is OutcomeState.PRINTED
    assert simulator.slips()[-1].lines[:4] == LINES[:4]
    assert simulator.slips()[-1].lines[4].strip() == "REPRINT"
    assert simulator.slips()[-1].lines[5:] == LINES


def test_a_printer_left_within_a_picture_prints_the_next_ticket_whole(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.reset_after(600)
    picture = Document("picture", (Text("\u6f22\u5b57" * 8), Cut()))
    assert printed(printer, picture).state is OutcomeState.UNKNOWN
    assert printed(printer, ticket).state is OutcomeState.PRINTED
    assert simulator.slips()[-1].lines[-len(LINES) :] == LINES
