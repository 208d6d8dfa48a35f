"""An Epson printer that fetches its jobs: forms over real HTTP, honest ends, and its state."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Cut, Document, Kick, Text
from firmware_bridges.epos.markup import EposError
from firmware_bridges.epos.server_direct import ServerDirectPrinter
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.epos_server_direct import FAULTS, ServerDirectSimulator
from tests.firmware_bridges.conftest import StatusListener

MAC = "001122aabbcc"
POLL_S = 0.05
TICKET = Document("ticket", (Text("Table 12"), Text("2 x Pasta"), Text("1 x Soup"), Text("3 x Tea"), Cut()))

Start = Callable[..., ServerDirectSimulator]


def well(status: PrinterStatus) -> bool:
    return status.problem is Reason.NONE


@pytest.fixture
def printer(listener: StatusListener) -> Iterator[ServerDirectPrinter]:
    printer = ServerDirectPrinter("bar", MAC, PROFILES["epson-80"], interval_s=POLL_S, on_status=listener)
    printer.start()
    yield printer
    printer.stop()


@pytest.fixture
def device(printer: ServerDirectPrinter) -> Iterator[Start]:
    """Starts a simulated printer that calls a house where only our printer is known."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = b""
            status = 404
            with contextlib.suppress(EposError):
                answer = printer.take(body)
                status = 200
            self.send_response(status)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    house = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    serving = threading.Thread(target=house.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    started: list[ServerDirectSimulator] = []

    def start(printer_id: str = MAC, *, tells_status: bool = True) -> ServerDirectSimulator:
        url = f"http://127.0.0.1:{house.server_address[1]}"
        simulator = ServerDirectSimulator(url, printer_id, "token", POLL_S, tells_status=tells_status)
        started.append(simulator)
        return simulator.start()

    yield start
    for simulator in started:
        simulator.stop()
    house.shutdown()
    house.server_close()


def outcome(
    printer: ServerDirectPrinter, document: Document = TICKET, deadline_s: float = 5.0
) -> PrintOutcome:
    """The end of one attempt, at the latest soon after its deadline."""
    return printer.submit(f"job-{time.monotonic()}", document, deadline_s=deadline_s).result(deadline_s + 2)


def test_a_ticket_is_fetched_printed_and_confirmed(printer: ServerDirectPrinter, device: Start) -> None:
    simulator = device()
    assert outcome(printer).state is OutcomeState.PRINTED
    assert simulator.slips()[0].lines == ["Table 12", "2 x Pasta", "1 x Soup", "3 x Tea"]


@pytest.mark.parametrize("printer_id", ["00:11:22:AA:BB:CC", "00-11-22-aa-bb-cc"])
def test_the_id_is_the_mac_however_it_is_written(
    printer: ServerDirectPrinter, device: Start, printer_id: str
) -> None:
    device(printer_id)
    assert outcome(printer).state is OutcomeState.PRINTED


@pytest.mark.parametrize("printer_id", ["", "001122aabbcd", "x" * 30])
def test_a_printer_with_another_id_gets_nothing(
    printer: ServerDirectPrinter, device: Start, printer_id: str
) -> None:
    simulator = device(printer_id)
    assert simulator.wait_until(lambda one: len(one.refusals) >= 3)
    assert outcome(printer, deadline_s=0.3).state is OutcomeState.FAILED
    assert simulator.slips() == []
    assert not printer.status.online


def test_tickets_come_out_in_order_each_once(printer: ServerDirectPrinter, device: Start) -> None:
    simulator = device()
    jobs = [printer.submit(str(n), Document("t", (Text(f"no {n}"), Cut())), deadline_s=20) for n in range(10)]
    assert {job.result(22).state for job in jobs} == {OutcomeState.PRINTED}
    assert [slip.text for slip in simulator.slips()] == [f"no {n}" for n in range(10)]


def test_the_state_is_known_before_anything_is_printed(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener
) -> None:
    device(tells_status=False)
    assert listener.wait_for(lambda status: well(status) and status.paper is Paper.OK)


@pytest.mark.parametrize("tells_status", [True, False])
def test_a_printer_in_trouble_gets_no_job_until_it_is_well(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener, tells_status: bool
) -> None:
    simulator = device(tells_status=tells_status)
    simulator.cover()
    assert outcome(printer, deadline_s=0.5).state in (OutcomeState.FAILED, OutcomeState.UNKNOWN)
    assert listener.wait_for(lambda status: status.problem is Reason.COVER_OPEN)
    ended = outcome(printer, deadline_s=0.5)
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, Reason.COVER_OPEN)
    simulator.cover(False)
    assert outcome(printer).state is OutcomeState.PRINTED
    assert simulator.wait_for_slips(1)
    assert len(simulator.slips()) == 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("lose_job", Reason.TIMEOUT),
        ("lose_answer", Reason.TIMEOUT),
        ("lose_power_mid_job", Reason.UNREACHABLE),
    ],
)
def test_a_job_that_was_fetched_and_not_answered_is_in_doubt(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener, fault: str, reason: Reason
) -> None:
    simulator = device()
    assert listener.wait_for(well)
    FAULTS[fault](simulator)
    ended = outcome(printer, deadline_s=1.0)
    assert (ended.state, ended.reason) == (OutcomeState.UNKNOWN, reason)


def test_paper_that_ends_in_the_middle_is_told_and_in_doubt(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener
) -> None:
    simulator = device()
    assert listener.wait_for(well)
    simulator.paper_out(after_lines=2)
    ended = outcome(printer)
    assert (ended.state, ended.reason) == (OutcomeState.UNKNOWN, Reason.PAPER_OUT)
    assert listener.wait_for(lambda status: status.paper is Paper.OUT)
    simulator.new_roll()
    assert listener.wait_for(well)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_after_any_fault_the_next_ticket_comes_out(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener, fault: str
) -> None:
    simulator = device()
    assert listener.wait_for(well)
    FAULTS[fault](simulator)
    outcome(printer, deadline_s=0.5)
    simulator.restore()
    assert listener.wait_for(well)
    assert outcome(printer, Document("t", (Text("after it"), Cut()))).state is OutcomeState.PRINTED
    assert simulator.slips()[-1].lines[-1] == "after it"


def test_a_printer_that_stops_calling_is_told_as_lost_and_found_again(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener
) -> None:
    simulator = device()
    assert listener.wait_for(well)
    simulator.power_off()
    assert listener.wait_for(lambda status: not status.online)
    assert outcome(printer, deadline_s=0.2).state is OutcomeState.FAILED
    simulator.power_on()
    assert listener.wait_for(well)


def test_a_success_without_print_is_told_as_processed(
    printer: ServerDirectPrinter, device: Start, listener: StatusListener
) -> None:
    simulator = device()
    assert listener.wait_for(well)
    simulator.lie()
    assert outcome(printer).state is OutcomeState.PROCESSED


def test_a_drawer_is_kicked(printer: ServerDirectPrinter, device: Start, listener: StatusListener) -> None:
    simulator = device()
    assert outcome(printer, Document("drawer", (Kick(),))).state is OutcomeState.PRINTED
    assert simulator.kicks == 1
    assert listener.wait_for(lambda status: status.drawer_pin_high is True)
