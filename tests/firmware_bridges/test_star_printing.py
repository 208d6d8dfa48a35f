"""A Star printer over a real socket: how jobs end, what is seen, and what happens after every trouble."""

import time
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges import (
    PROFILES,
    Cut,
    Document,
    EscPosPrinter,
    Kick,
    OutcomeState,
    Paper,
    PrinterStatus,
    PrintOutcome,
    Profile,
    Qr,
    Reason,
    Text,
    tcp,
)
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_tcp import STAR_FAULTS, StarSimulator
from firmware_bridges.star.printer import StarPrinter
from firmware_bridges.trace import Trace
from tests.firmware_bridges.star_paper import BRISK, LINE, PRNT, star_printer

LINES = ["Table 12", *(f"{count} x Pasta{f'{count},50':>{48 - 9}}" for count in range(1, 10))]
FIRST = Document("first", (Text("first"), Cut()))
Listener = Callable[[PrinterStatus], None]


def printed(
    printer: StarPrinter | EscPosPrinter, document: Document, deadline_s: float = 5.0
) -> PrintOutcome:
    return printer.submit(document.title, document, deadline_s=deadline_s).result(deadline_s + 5)


def ending(outcome: PrintOutcome) -> tuple[OutcomeState, Reason]:
    return outcome.state, outcome.reason


def is_well(status: PrinterStatus) -> bool:
    return status.problem is Reason.NONE and status.paper is Paper.OK


@pytest.fixture
def star() -> Iterator[StarSimulator]:
    with StarSimulator("grill") as running:
        yield running


@pytest.fixture
def printer(star: StarSimulator) -> Iterator[StarPrinter]:
    """A bridge that has printed before, so that it knows that its printer counts."""
    with star_printer(star) as bridge:
        assert printed(bridge, FIRST).state is OutcomeState.PRINTED
        yield bridge


@pytest.mark.parametrize("profile", [LINE, PRNT], ids=lambda profile: profile.language)
def test_a_ticket_is_printed_once_and_confirmed(
    profile: Profile, star: StarSimulator, ticket: Document
) -> None:
    with star_printer(star, profile) as printer:
        assert printed(printer, ticket) == PrintOutcome(OutcomeState.PRINTED)
    assert [slip.lines for slip in star.slips()] == [LINES]
    assert star.unknown == []


def test_forty_tickets_go_round_the_counter_on_one_connection(
    printer: StarPrinter, star: StarSimulator
) -> None:
    documents = [Document(f"{number}", (Text(f"ticket {number}"), Cut())) for number in range(40)]
    futures = [printer.submit(each.title, each, deadline_s=20) for each in documents]
    assert {future.result(20).state for future in futures} == {OutcomeState.PRINTED}
    assert [slip.text for slip in star.slips()[1:]] == [f"ticket {number}" for number in range(40)]
    assert star.connections == 1


def test_an_old_printer_that_does_not_count_is_sent_unconfirmed(
    star: StarSimulator, ticket: Document
) -> None:
    star.mute_ack()
    with star_printer(star) as printer:
        assert ending(printed(printer, ticket, 2.0)) == (OutcomeState.SENT_UNCONFIRMED, Reason.NONE)
    assert star.slips()[0].lines == LINES


def test_confirmation_waits_for_the_paper(
    printer: StarPrinter, star: StarSimulator, ticket: Document
) -> None:
    star.paper_out(after_lines=4)
    future = printer.submit("job", ticket, deadline_s=10)
    assert star.wait_until(lambda each: len(each.slips()) == 2 and len(each.slips()[-1].marks) == 4)
    assert not future.done()
    star.new_roll()
    assert future.result(10).state is OutcomeState.PRINTED
    assert [slip.lines for slip in star.slips()] == [["first"], LINES]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("paper_out", Reason.PAPER_OUT),
        ("cover_open", Reason.COVER_OPEN),
        ("cutter_jam", Reason.CUTTER_ERROR),
        ("refuse", Reason.REFUSED),
        ("power_off", Reason.REFUSED),
        ("stall", Reason.NO_ANSWER),
    ],
)
def test_a_printer_known_to_be_unable_gets_nothing(
    fault: str, reason: Reason, printer: StarPrinter, star: StarSimulator, ticket: Document
) -> None:
    STAR_FAULTS[fault](star)
    outcome = printed(printer, ticket)
    assert ending(outcome) == (OutcomeState.FAILED, reason)
    star.restore()
    assert printed(printer, ticket).state is OutcomeState.PRINTED
    assert [slip.lines for slip in star.slips()] == [["first"], LINES]


@pytest.mark.parametrize(
    ("happening", "reason"),
    [
        (lambda star: star.stall(after_lines=4), Reason.TIMEOUT),
        (lambda star: star.paper_out(after_lines=4), Reason.PAPER_OUT),
        (lambda star: star.cover(after_lines=4), Reason.COVER_OPEN),
        (lambda star: star.reset_after(100), Reason.RESET),
        (lambda star: star.lose_power_mid_job(4), Reason.RESET),
        (lambda star: star.lose_answer(), Reason.RESET),
    ],
)
def test_trouble_after_the_first_byte_is_unknown_and_the_copy_is_whole(
    happening: Callable[[StarSimulator], None],
    reason: Reason,
    printer: StarPrinter,
    star: StarSimulator,
    ticket: Document,
) -> None:
    happening(star)
    assert ending(printed(printer, ticket, 1.5)) == (OutcomeState.UNKNOWN, reason)
    star.restore()
    assert printed(printer, ticket.marked("REPRINT")).state is OutcomeState.PRINTED
    copy = star.slips()[-1].lines
    assert copy[-len(LINES) - 1].strip() == "REPRINT"
    assert copy[-len(LINES) :] == LINES


@pytest.mark.parametrize("profile", [LINE, PRNT], ids=lambda profile: profile.language)
def test_a_printer_left_within_a_picture_prints_the_next_ticket_whole(
    profile: Profile, star: StarSimulator, ticket: Document
) -> None:
    with star_printer(star, profile) as printer:
        assert printed(printer, FIRST).state is OutcomeState.PRINTED
        star.reset_after(500)
        assert (
            printed(printer, Document("picture", (Text("親子丼" * 5), Cut()))).state is OutcomeState.UNKNOWN
        )
        assert printed(printer, ticket).state is OutcomeState.PRINTED
    assert star.slips()[-1].lines[-len(LINES) :] == LINES


def test_a_reset_within_a_qr_code_does_not_swallow_the_next_ticket(
    printer: StarPrinter, star: StarSimulator, ticket: Document
) -> None:
    star.reset_after(150)
    assert printed(printer, Document("qr", (Qr("x" * 900), Cut()))).state is OutcomeState.UNKNOWN
    assert printed(printer, ticket).state is OutcomeState.PRINTED
    assert star.slips()[-1].lines[-len(LINES) :] == LINES


def test_a_babbling_printer_is_believed_by_its_counter(
    printer: StarPrinter, star: StarSimulator, ticket: Document
) -> None:
    star.babble(b"\xff\x80")
    assert printed(printer, ticket).state is OutcomeState.PRINTED


def test_a_printer_that_only_babbles_is_not_believed(
    printer: StarPrinter, star: StarSimulator, ticket: Document
) -> None:
    star.stall(after_lines=4)
    star.babble(b"\xff\x80")
    assert ending(printed(printer, ticket, 1.5)) == (OutcomeState.UNKNOWN, Reason.GARBLED)


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("paper_out", lambda status: status.problem is Reason.PAPER_OUT),
        ("paper_near_end", lambda status: status.paper is Paper.NEAR_END and not status.problem),
        ("cover_open", lambda status: status.problem is Reason.COVER_OPEN),
        ("cutter_jam", lambda status: status.problem is Reason.CUTTER_ERROR),
        ("power_off", lambda status: status.problem is Reason.REFUSED),
        ("stall", lambda status: status.problem is Reason.NO_ANSWER),
    ],
)
def test_trouble_is_seen_within_three_seconds_and_so_is_its_end(
    fault: str, seen: Callable[[PrinterStatus], bool], star: StarSimulator, listener: Listener
) -> None:
    wait_for = getattr(listener, "wait_for")  # noqa: B009 - the fixture's own type is private to conftest
    with star_printer(star, LINE, listener):
        assert wait_for(is_well)
        STAR_FAULTS[fault](star)
        assert wait_for(seen, 3.0)
        star.restore()
        assert wait_for(is_well, 3.0)


def test_a_kick_opens_the_drawer_and_the_drawer_is_seen(printer: StarPrinter, star: StarSimulator) -> None:
    assert printer.status.drawer_pin_high is False
    assert printed(printer, Document("drawer", (Kick(),))).state is OutcomeState.PRINTED
    assert star.kicked == [1]
    assert printer.status.drawer_pin_high is True


def test_an_epson_profile_on_a_star_printer_is_told_apart_from_a_dead_one(
    star: StarSimulator, ticket: Document
) -> None:
    printer = EscPosPrinter("wrong", tcp(star.host, star.port), PROFILES["epson-80"], pace=BRISK)
    printer.start()
    outcome = printed(printer, ticket, 3.0)
    assert ending(outcome) == (OutcomeState.FAILED, Reason.WRONG_LANGUAGE)
    assert printer.status.problem is Reason.WRONG_LANGUAGE
    printer.stop()
    assert star.slips() == []


def test_a_star_profile_on_an_epson_printer_is_told_apart_from_a_dead_one(ticket: Document) -> None:
    with EscPosSimulator("epson") as epson:
        printer = StarPrinter("wrong", tcp(epson.host, epson.port), LINE, pace=BRISK)
        printer.start()
        assert ending(printed(printer, ticket, 3.0)) == (OutcomeState.FAILED, Reason.WRONG_LANGUAGE)
        printer.stop()
        assert epson.slips() == []


def test_a_silent_device_gets_nothing(star: StarSimulator, ticket: Document) -> None:
    star.silent()
    with star_printer(star) as printer:
        assert ending(printed(printer, ticket, 3.0)) == (OutcomeState.FAILED, Reason.NO_ANSWER)
    assert star.slips() == []


def test_stopping_ends_within_two_seconds(star: StarSimulator, long_ticket: Document) -> None:
    star.stall(after_lines=3)
    with star_printer(star) as printer:
        future = printer.submit("job", long_ticket, deadline_s=60)
        assert star.wait_until(lambda each: bool(each.slips()))
        began = time.monotonic()
        printer.stop()
        assert time.monotonic() - began < 2.0
    assert future.result(0).state is OutcomeState.UNKNOWN


def test_the_trace_tells_what_passed_in_words(star: StarSimulator, ticket: Document) -> None:
    trace = Trace()
    printer = StarPrinter("traced", tcp(star.host, star.port), LINE, pace=BRISK, trace=trace)
    printer.start()
    assert printed(printer, ticket).state is OutcomeState.PRINTED
    printer.stop()
    words = [exchange.words for exchange in trace.exchanges()]
    assert "how are you?" in words
    assert "a document" in words
    assert any("ready" in each and "marks passed: 1" in each for each in words)


@pytest.mark.parametrize("fault", STAR_FAULTS)
def test_every_fault_by_name_can_be_mended(fault: str, ticket: Document) -> None:
    with StarSimulator("bar") as star:
        STAR_FAULTS[fault](star)
        STAR_FAULTS["restore"](star)
        with star_printer(star) as printer:
            assert printed(printer, ticket).state is OutcomeState.PRINTED
