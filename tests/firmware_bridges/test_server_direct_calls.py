"""What an Epson printer that fetches its jobs is answered, call by call."""

import contextlib
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.contracts import OutcomeState, Reason
from firmware_bridges.document import Columns, Cut, Document, Text
from firmware_bridges.epos.markup import EposError, parsed
from firmware_bridges.epos.server_direct import ServerDirectPrinter
from firmware_bridges.profiles import PROFILES

MAC = "001122aabbcc"
TICKET = Document("ticket", (Text("Table 12"), Text("2 x Pasta"), Cut()))
WELL = "0x0F000014"
QUESTION = ("status", 0)


def asked(printer: ServerDirectPrinter, kind: str = "GetRequest", **fields: str) -> bytes:
    """One call of the printer, without any wire."""
    return printer.take(urlencode({"ConnectionType": kind, "ID": MAC, **fields}).encode())


def told(printer: ServerDirectPrinter, bits: str = WELL) -> bytes:
    """The printer tells its status by itself."""
    status = f'<statusmonitor><printerstatus devicename="local_printer" asbstatus="{bits}"/></statusmonitor>'
    return asked(printer, "SetStatus", Status=status)


def answered(printer: ServerDirectPrinter, job_id: str, *, success: str = "true", code: str = "") -> bytes:
    """The printer says how a print request went."""
    response = f'<response success="{success}" code="{code}" status="251658262"/>'
    report = (
        f'<PrintResponseInfo Version="2.00"><ePOSPrint><Parameter><printjobid>{job_id}</printjobid></Parameter>'
        f"<PrintResponse>{response}</PrintResponse></ePOSPrint></PrintResponseInfo>"
    )
    return asked(printer, "SetResponse", ResponseFile=report)


def request_in(answer: bytes) -> tuple[str, int]:
    """Which print request it is, and how many elements it prints."""
    root = parsed(answer)
    [printing] = root.findall("ePOSPrint/PrintData/")
    return root.findtext("ePOSPrint/Parameter/printjobid", ""), len(printing)


def fetched(printer: ServerDirectPrinter) -> str:
    """Call until a job comes; returns its name."""
    rendering = threading.Event()
    while not (answer := asked(printer)) or request_in(answer) == QUESTION:
        assert not rendering.wait(0.005)
    return request_in(answer)[0]


@pytest.fixture
def slow_printer() -> Iterator[ServerDirectPrinter]:
    """One that may be silent for long, to be called by hand."""
    printer = ServerDirectPrinter("bar", MAC, PROFILES["epson-80"], interval_s=60)
    printer.start()
    yield printer
    printer.stop()


def test_the_first_call_is_answered_with_a_question(slow_printer: ServerDirectPrinter) -> None:
    assert request_in(asked(slow_printer)) == QUESTION


def test_an_idle_printer_that_is_known_to_be_well_gets_an_empty_answer(
    slow_printer: ServerDirectPrinter,
) -> None:
    assert told(slow_printer) == b""
    assert asked(slow_printer) == b""


def test_a_job_is_never_handed_out_twice(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    future = slow_printer.submit("j1", TICKET, deadline_s=5)
    job_id = fetched(slow_printer)
    assert asked(slow_printer) == b""
    told(slow_printer, "0x0F00003C")
    assert asked(slow_printer) == b""
    answered(slow_printer, job_id)
    assert future.result(0).state is OutcomeState.PRINTED


def test_an_answer_for_something_else_does_not_confirm_the_job(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    future = slow_printer.submit("j1", TICKET, deadline_s=5)
    job_id = fetched(slow_printer)
    for other in ("status", "0123456789abcdef", job_id.upper() + "x"):
        answered(slow_printer, other)
    nameless = '<PrintResponseInfo Version="1.00"><response success="true" status="2"/></PrintResponseInfo>'
    asked(slow_printer, "SetResponse", ResponseFile=nameless)
    assert not future.done()


def test_a_refusal_fails_the_job_at_once(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    future = slow_printer.submit("j1", TICKET, deadline_s=5)
    answered(slow_printer, fetched(slow_printer), success="false", code="SchemaError")
    assert (future.result(0).state, future.result(0).reason) == (OutcomeState.FAILED, Reason.BAD_DOCUMENT)


def test_a_request_that_the_printer_cannot_read_fails_the_job(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    future = slow_printer.submit("j1", TICKET, deadline_s=5)
    fetched(slow_printer)
    asked(
        slow_printer,
        "SetResponse",
        ResponseFile='<PrintResponseInfo Version="3.00"><ServerDirectPrint><Response Success="false">'
        "<ErrorSummary>Invalid XML format</ErrorSummary></Response></ServerDirectPrint></PrintResponseInfo>",
    )
    assert (future.result(0).reason, future.result(0).detail) == (Reason.BAD_DOCUMENT, "Invalid XML format")


def test_a_printer_that_never_answers_questions_gets_its_job_in_the_end(
    slow_printer: ServerDirectPrinter,
) -> None:
    slow_printer.submit("j1", TICKET, deadline_s=5)
    assert [request_in(asked(slow_printer)) for _ in range(3)] == [QUESTION] * 3
    assert fetched(slow_printer)


def test_a_guest_cannot_add_a_print_request(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    hostile = Document("t", (Text("]]></epos-print></PrintData><ePOSPrint>"), Columns("<cut/>", "1,00")))
    slow_printer.submit("j1", hostile, deadline_s=5)
    fetched(slow_printer)
    [request] = [each for each in slow_printer.trace.exchanges() if each.direction == "to"]
    assert request.data.count(b"<ePOSPrint>") == 1


@given(
    st.binary(max_size=200)
    | st.text(max_size=80).map(lambda text: urlencode({"ID": MAC, "x": text}).encode())
)
def test_no_bytes_make_the_printer_fail_in_another_way(body: bytes) -> None:
    idle = ServerDirectPrinter("bar", MAC, PROFILES["epson-80"])
    with contextlib.suppress(EposError):
        idle.take(body)
    for kind in ("SetResponse", "SetStatus"):
        with contextlib.suppress(EposError):
            asked(idle, kind, ResponseFile=body.decode("latin-1"), Status=body.decode("latin-1"))


def test_the_technician_sees_jobs_their_ends_and_changes(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    told(slow_printer)
    slow_printer.submit("j1", TICKET, deadline_s=5)
    answered(slow_printer, fetched(slow_printer))
    said = [(each.direction, each.words) for each in slow_printer.trace.exchanges()]
    assert said == [
        ("from", 'asbstatus="0x0F000014"'),
        ("to", "print request"),
        ("from", 'success="true" code="" status="251658262"'),
    ]


def test_of_a_private_paper_no_byte_is_kept(slow_printer: ServerDirectPrinter) -> None:
    told(slow_printer)
    slow_printer.submit("slip", Document("slip", (Text("Code 37208191"), Cut()), private=True), deadline_s=5)
    fetched(slow_printer)
    kept = slow_printer.trace.exchanges()
    assert not any(b"37208191" in each.data for each in kept)
    assert "a paper whose bytes are not kept" in [each.words for each in kept]
