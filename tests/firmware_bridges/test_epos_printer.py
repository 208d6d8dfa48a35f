"""An ePOS-Print printer over real HTTP: how jobs end, whatever the device does, and how its state is told."""

import datetime
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Cut, Document, Feed, Kick, Text
from firmware_bridges.epos.printer import EposPrinter
from firmware_bridges.keeper import Pace
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.epos import FAULTS, EposSimulator
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.firmware_bridges.conftest import StatusListener

BRISK = Pace(
    connect_s=0.5, answer_s=0.5, ping_s=0.1, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)
PATIENT = Pace(connect_s=1.0, answer_s=1.0, ping_s=30.0, stop_grace_s=0.3)
"""Asks for the status only before a job, so that a test knows which request meets a fault."""
TICKET = Document("ticket", (Text("Table 12"), Text("2 x Pasta"), Text("1 x Soup"), Text("3 x Tea"), Cut()))

Make = Callable[..., EposPrinter]


@pytest.fixture
def device() -> Iterator[EposSimulator]:
    with EposSimulator("grill") as running:
        yield running


@pytest.fixture
def printer_at() -> Iterator[Make]:
    """Makes started printers; they are stopped when the test ends."""
    made: list[EposPrinter] = []

    def make(url: str, on_status: StatusListener | None = None, pace: Pace = BRISK) -> EposPrinter:
        printer = EposPrinter("grill", url, PROFILES["epson-80"], on_status=on_status, pace=pace)
        made.append(printer)
        printer.start()
        return printer

    yield make
    for printer in made:
        printer.stop()


def outcome(printer: EposPrinter, document: Document = TICKET, deadline_s: float = 3.0) -> PrintOutcome:
    """The end of one attempt, at the latest soon after its deadline."""
    return printer.submit(f"job-{time.monotonic()}", document, deadline_s=deadline_s).result(deadline_s + 2)


def well(status: PrinterStatus) -> bool:
    return status.problem is Reason.NONE


def test_a_ticket_comes_out_and_is_confirmed(device: EposSimulator, printer_at: Make) -> None:
    assert outcome(printer_at(device.base_url)).state is OutcomeState.PRINTED
    assert device.slips()[0].lines == ["Table 12", "2 x Pasta", "1 x Soup", "3 x Tea"]


def test_tickets_come_out_in_order(device: EposSimulator, printer_at: Make) -> None:
    printer = printer_at(device.base_url)
    jobs = [printer.submit(str(n), Document("t", (Text(f"no {n}"), Cut())), deadline_s=5) for n in range(20)]
    assert {job.result(7).state for job in jobs} == {OutcomeState.PRINTED}
    assert [slip.text for slip in device.slips()] == [f"no {n}" for n in range(20)]


def test_a_success_without_print_is_told_as_processed(device: EposSimulator, printer_at: Make) -> None:
    device.lie()
    assert outcome(printer_at(device.base_url)).state is OutcomeState.PROCESSED
    assert device.slips() == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("paper_out", Reason.PAPER_OUT),
        ("cover_open", Reason.COVER_OPEN),
        ("cutter_jam", Reason.CUTTER_ERROR),
        ("stall", Reason.NO_ANSWER),
        ("drip", Reason.NO_ANSWER),
        ("flood", Reason.GARBLED),
        ("babble", Reason.GARBLED),
        ("power_off", Reason.REFUSED),
    ],
)
def test_a_printer_known_to_be_unable_gets_no_job(
    device: EposSimulator, printer_at: Make, fault: str, reason: Reason
) -> None:
    FAULTS[fault](device)
    ended = outcome(printer_at(device.base_url, pace=PATIENT))
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, reason)
    assert device.jobs == 0
    assert device.slips() == []


@pytest.mark.parametrize(
    ("happen", "reason"),
    [
        (lambda device: device.paper_out(after_lines=2), Reason.PAPER_OUT),
        (lambda device: device.cover(after_lines=2), Reason.COVER_OPEN),
        (lambda device: device.drip(jobs_only=True), Reason.NO_ANSWER),
        (lambda device: device.flood(jobs_only=True), Reason.GARBLED),
        (lambda device: device.babble(jobs_only=True), Reason.GARBLED),
        (lambda device: device.lose_answer(), Reason.RESET),
        (lambda device: device.lose_power_mid_job(), Reason.RESET),
        (lambda device: device.reset_after(300), Reason.RESET),
    ],
)
def test_a_job_that_breaks_off_is_in_doubt(
    device: EposSimulator, printer_at: Make, happen: Callable[[EposSimulator], None], reason: Reason
) -> None:
    happen(device)
    ended = outcome(printer_at(device.base_url, pace=PATIENT), deadline_s=1.0)
    assert (ended.state, ended.reason) == (OutcomeState.UNKNOWN, reason)
    assert ended.may_be_on_paper


def test_bytes_that_drip_do_not_stretch_the_deadline(device: EposSimulator, printer_at: Make) -> None:
    device.drip(jobs_only=True)
    began = time.monotonic()
    assert outcome(printer_at(device.base_url, pace=PATIENT), deadline_s=0.6).reason is Reason.NO_ANSWER
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_after_any_fault_the_next_ticket_comes_out(
    device: EposSimulator, printer_at: Make, listener: StatusListener, fault: str
) -> None:
    printer = printer_at(device.base_url, listener)
    FAULTS[fault](device)
    outcome(printer, deadline_s=0.8)
    device.restore()
    assert listener.wait_for(well)
    assert outcome(printer, Document("t", (Text("after it"), Cut()))).state is OutcomeState.PRINTED
    assert device.slips()[-1].lines[-1] == "after it"


def test_the_state_is_told_as_it_changes(
    device: EposSimulator, printer_at: Make, listener: StatusListener
) -> None:
    printer_at(device.base_url, listener)
    assert listener.wait_for(well)
    device.paper_near_end()
    assert listener.wait_for(lambda status: status.paper is Paper.NEAR_END)
    device.cover()
    assert listener.wait_for(lambda status: status.problem is Reason.COVER_OPEN)
    device.cover(False)
    device.new_roll()
    assert listener.wait_for(lambda status: well(status) and status.paper is Paper.OK)
    device.power_off()
    assert listener.wait_for(lambda status: not status.online)
    device.power_on()
    assert listener.wait_for(well)


def test_one_broken_call_does_not_make_a_printer_offline(
    device: EposSimulator, printer_at: Make, listener: StatusListener
) -> None:
    printer = printer_at(device.base_url, listener)
    assert listener.wait_for(well)
    device.lose_answer()
    assert outcome(printer).reason is Reason.RESET
    assert outcome(printer).state is OutcomeState.PRINTED
    assert all(status.online for status in listener.heard)


def test_a_drawer_is_kicked_and_its_sensor_told(
    device: EposSimulator, printer_at: Make, listener: StatusListener
) -> None:
    printer = printer_at(device.base_url, listener)
    assert outcome(printer, Document("drawer", (Kick(pin=5),))).state is OutcomeState.PRINTED
    assert device.kicked_pins == [5]
    assert listener.wait_for(lambda status: status.drawer_pin_high is True)
    device.close_drawer()
    assert listener.wait_for(lambda status: status.drawer_pin_high is False)


def test_a_document_that_cannot_be_printed_fails_by_itself(device: EposSimulator, printer_at: Make) -> None:
    ended = outcome(printer_at(device.base_url), Document("t", (Feed(10_000),)))
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, Reason.BAD_DOCUMENT)
    assert device.jobs == 0


def test_a_web_server_that_is_no_such_printer_is_told_apart(device: EposSimulator, printer_at: Make) -> None:
    ended = outcome(printer_at(f"{device.base_url}somewhere/else/"))
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, Reason.WRONG_LANGUAGE)


def test_a_device_that_speaks_no_http_ends_within_the_deadline(printer_at: Make) -> None:
    with EscPosSimulator("old") as old:
        ended = outcome(printer_at(f"http://{old.host}:{old.port}/"))
    assert ended.state is OutcomeState.FAILED
    assert ended.reason in (Reason.NO_ANSWER, Reason.GARBLED)


def test_stopping_takes_no_longer_than_two_seconds(device: EposSimulator, printer_at: Make) -> None:
    printer = printer_at(device.base_url, pace=PATIENT)
    device.lose_answer()
    outcome(printer)
    device.stall()
    job = printer.submit("last", TICKET, deadline_s=30)
    began = time.monotonic()
    printer.stop()
    assert time.monotonic() - began < 2.0
    assert job.result(0).reason is Reason.STOPPED


def test_the_technician_sees_what_was_said(device: EposSimulator, printer_at: Make) -> None:
    printer = printer_at(device.base_url)
    outcome(printer)
    said = [(each.direction, each.words) for each in printer.trace.exchanges()]
    assert said == [("to", "print request"), ("from", 'success="true" code="" status="251658258"')]


def test_of_a_private_paper_no_byte_is_kept(device: EposSimulator, printer_at: Make) -> None:
    printer = printer_at(device.base_url)
    printer.submit(
        "slip", Document("slip", (Text("Code 37208191"), Cut()), private=True), deadline_s=5
    ).result(5)
    outcome(printer)
    kept = printer.trace.exchanges()
    assert not any(b"37208191" in each.data for each in kept)
    assert [each.direction for each in kept if each.direction == "to"] == ["to", "to"]
    assert "a paper whose bytes are not kept" in [each.words for each in kept]
    assert device.slips()[0].lines == ["Code 37208191"]


@pytest.mark.parametrize("address", ["ftp://192.0.2.10/", "tcp://192.0.2.10:9100", "http://", "http://a b/"])
def test_an_address_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        EposPrinter("grill", address, PROFILES["epson-80"])


@pytest.fixture
def own_certificate(tmp_path: Path) -> ssl.SSLContext:
    """A server's context with a certificate that it has signed itself, for another name, long expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "TM-m30")])
    begin = datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "printer.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_printer_with_its_own_certificate_prints(own_certificate: ssl.SSLContext, printer_at: Make) -> None:
    with EposSimulator("secure", tls=own_certificate) as device:
        printer = printer_at(device.base_url)
        assert outcome(printer).state is OutcomeState.PRINTED
        device.lose_answer()
        assert outcome(printer).state is OutcomeState.UNKNOWN
        device.power_off()
        assert outcome(printer).state is OutcomeState.FAILED
        assert device.slips()[0].lines[0] == "Table 12"


def test_plain_http_where_https_was_asked_for_fails_in_time(device: EposSimulator, printer_at: Make) -> None:
    ended = outcome(printer_at(f"https://{device.host}:{device.port}/"), deadline_s=1.5)
    assert ended.state is OutcomeState.FAILED
    assert ended.reason in (Reason.GARBLED, Reason.NO_ANSWER, Reason.RESET)
