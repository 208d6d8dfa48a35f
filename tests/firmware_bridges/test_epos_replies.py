"""What a printer answers: outcomes, states, and everything that is no answer."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.contracts import OutcomeState, Paper, Reason
from firmware_bridges.epos.forms import read_form, read_notice, read_report
from firmware_bridges.epos.markup import EposError
from firmware_bridges.epos.printer import describe
from firmware_bridges.epos.reply import Reply, number, read_reply, status_of_bits

ENVELOPE = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>{}</soapenv:Body>'
    "</soapenv:Envelope>"
)
RESPONSE = '<response xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print" success="{}" code="{}" status="{}"/>'


def reply(success: str, code: str, status: str | int) -> Reply:
    """The reply in an answer as printers send it."""
    return read_reply(ENVELOPE.format(RESPONSE.format(success, code, status)).encode())


def test_the_answer_in_the_manual_means_printed() -> None:
    assert reply("true", "", 251658262).outcome().state is OutcomeState.PRINTED
    assert reply("1", "", "0x0F000016").outcome().state is OutcomeState.PRINTED


def test_a_success_without_the_bit_for_printed_paper_is_only_processed() -> None:
    outcome = reply("true", "", 0x0F000014).outcome()
    assert outcome.state is OutcomeState.PROCESSED
    assert outcome.done


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("SchemaError", Reason.BAD_DOCUMENT),
        ("RequestEntityTooLarge", Reason.BAD_DOCUMENT),
        ("DeviceNotFound", Reason.PRINTER_ERROR),
        ("TooManyRequests", Reason.NO_ANSWER),
        ("EX_DEVICE_BUSY", Reason.NO_ANSWER),
    ],
)
def test_a_refusal_before_printing_is_a_failure(code: str, reason: Reason) -> None:
    outcome = reply("false", code, 0x0F000014).outcome()
    assert (outcome.state, outcome.reason) == (OutcomeState.FAILED, reason)


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("EPTR_COVER_OPEN", 0x0F00003C, Reason.COVER_OPEN),
        ("EPTR_REC_EMPTY", 0x0F0A001C, Reason.PAPER_OUT),
        ("EPTR_CUTTER", 0x0F000818, Reason.CUTTER_ERROR),
        ("EX_TIMEOUT", 0x0F000014, Reason.TIMEOUT),
        ("EX_BADPORT", 1, Reason.OFFLINE),
        ("SomethingNew", 0x0F00003C, Reason.COVER_OPEN),
        ("SomethingNew", 0x0F000014, Reason.PRINTER_ERROR),
        ("", 0x0F000014, Reason.PRINTER_ERROR),
    ],
)
def test_a_breakdown_leaves_open_what_is_on_paper(code: str, status: int, reason: Reason) -> None:
    outcome = reply("false", code, status).outcome()
    assert (outcome.state, outcome.reason) == (OutcomeState.UNKNOWN, reason)


@pytest.mark.parametrize(
    ("bits", "problem", "paper"),
    [
        (0x0F000014, Reason.NONE, Paper.OK),
        (0x0F020014, Reason.NONE, Paper.NEAR_END),
        (0x0F0A001C, Reason.PAPER_OUT, Paper.OUT),
        (0x0F00003C, Reason.COVER_OPEN, Paper.OK),
        (0x0F000800, Reason.CUTTER_ERROR, Paper.OK),
        (0x0F002000, Reason.PRINTER_ERROR, Paper.OK),
        (0x0F000400, Reason.PRINTER_ERROR, Paper.OK),
        (0x0F004000, Reason.OFFLINE, Paper.OK),
        (0x00000001, Reason.OFFLINE, Paper.UNKNOWN),
    ],
)
def test_the_bits_say_how_the_printer_is(bits: int, problem: Reason, paper: Paper) -> None:
    status = status_of_bits(bits)
    assert (status.problem, status.paper) == (problem, paper)
    assert status.online


def test_the_drawer_pin_is_passed_on_as_a_level() -> None:
    assert status_of_bits(0x0F000014).drawer_pin_high is True
    assert status_of_bits(0x0F000010).drawer_pin_high is False
    assert status_of_bits(0x00000001).drawer_pin_high is None


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>router login</body></html>",
        "<response/>",
        '<response success="true" status="-1"/>',
        '<response success="true" status="99999999999"/>',
        '<response success="true" status="4294967296"/>',
        '<response success="true" status="٣"/>',
        '<a><response success="true"/><response success="false"/></a>',
    ],
)
def test_what_is_no_response_is_refused(body: str) -> None:
    with pytest.raises(EposError):
        read_reply(body.encode())


def test_a_code_cannot_carry_anything_but_words() -> None:
    assert reply("false", "a&#10;b&#9;" + "c" * 500, 0).code == "a b " + "c" * 55 + "…"


def test_words_for_the_technician() -> None:
    whole = ENVELOPE.format(RESPONSE.format("false", "EPTR_COVER_OPEN", 32)).encode()
    assert describe("from", whole[:512]) == 'success="false" code="EPTR_COVER_OPEN" status="32"'
    assert describe("from", b"\x00\xff") == "no answer of this protocol"
    assert describe("to", b"<epos-print") == "print request"


def test_results_name_their_print_requests() -> None:
    result = "<ePOSPrint><Parameter><devid>local_printer</devid><printjobid>{}</printjobid></Parameter>"
    result += "<PrintResponse>{}</PrintResponse></ePOSPrint>"
    jobs = result.format("a1", RESPONSE.format("true", "", 2)) + result.format(
        "b2", RESPONSE.format("false", "EX_BADPORT", 1)
    )
    report = read_report(f'<PrintResponseInfo Version="2.00">{jobs}</PrintResponseInfo>'.encode())
    assert [(each.job_id, each.reply.success) for each in report.results] == [("a1", True), ("b2", False)]


def test_a_result_of_the_first_version_names_none() -> None:
    old = f'<PrintResponseInfo Version="1.00">{RESPONSE.format("true", "", 2)}</PrintResponseInfo>'
    assert [each.job_id for each in read_report(old.encode()).results] == [""]


def test_a_print_request_that_could_not_be_read_is_told_in_words() -> None:
    report = read_report(
        b'<PrintResponseInfo Version="3.00"><ServerDirectPrint><Response Success="false">'
        b"<ErrorSummary>Data size is exceeded</ErrorSummary><ErrorDetail>Too big print request</ErrorDetail>"
        b"</Response></ServerDirectPrint></PrintResponseInfo>"
    )
    assert report.refused == "Data size is exceeded Too big print request"
    assert report.results == ()


def test_a_status_notice_of_several_devices_is_read_for_ours() -> None:
    notice = (
        b'<statusmonitor Version="1.00"><printerstatus devicename="kitchen" asbstatus="0x00000001"/>'
        b'<printerstatus devicename="local_printer" asbstatus = "0x0F00003C"/></statusmonitor>'
    )
    assert read_notice(notice, "local_printer").cover_open
    with pytest.raises(EposError):
        read_notice(b"<statusmonitor/>", "local_printer")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"ConnectionType=DropTables&ID=1",
        b"ConnectionType=GetRequest&ConnectionType=SetResponse",
        b"ID=1",
        b"\xff\xfe",
        b"ConnectionType=GetRequest&ID=%FF",
        b"a=1&" * 50 + b"ConnectionType=GetRequest",
        b"ConnectionType=GetRequest&ID=" + b"a" * 200_000,
    ],
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(EposError):
        read_form(body)


response_like = st.builds(
    lambda *values: ENVELOPE.format(RESPONSE.format(*values)).encode(), st.text(), st.text(), st.text()
)
form_like = st.builds(
    lambda kind, rest: b"ConnectionType=" + kind + b"&" + rest,
    st.sampled_from([b"GetRequest", b"SetResponse", b"SetStatus", b""]),
    st.binary(max_size=200),
)


@given(st.binary(max_size=300) | response_like | form_like)
def test_no_bytes_make_a_reader_fail_in_another_way(data: bytes) -> None:
    for read in (read_reply, read_form, read_report, lambda body: read_notice(body, "local_printer")):
        with contextlib.suppress(EposError):
            read(data)


@given(st.text(max_size=30))
def test_a_number_is_32_bits_or_refused(text: str) -> None:
    with contextlib.suppress(EposError):
        assert 0 <= number(text) < 1 << 32
