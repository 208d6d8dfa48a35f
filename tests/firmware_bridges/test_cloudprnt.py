"""CloudPRNT without its wire: what calls of a printer mean, which jobs it gets, and how they end."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import (
    PROFILES,
    Beep,
    Columns,
    Cut,
    Document,
    Kick,
    OutcomeState,
    Paper,
    PrintOutcome,
    Qr,
    Reason,
    Text,
)
from firmware_bridges.cloudprnt import printer as printer_module
from firmware_bridges.cloudprnt.papers import LINE, PNG, PRNT, TEXT, papers_of
from firmware_bridges.cloudprnt.poll import CloudPrntError, code_of, outcome_of, read_poll
from firmware_bridges.cloudprnt.printer import QUESTIONS, CloudPrntPrinter

MAC = "001162aabbcc"
TICKET = Document("ticket", (Text("Table 12"), Columns("2 x Pasta", "19,00"), Cut()))


def poll(code: str = "200%20OK", mac: str = "00:11:62:AA:BB:CC", **more: object) -> bytes:
    return json.dumps({"printerMAC": mac, "statusCode": code, "clientAction": None, **more}).encode()


def about(**facts: str) -> bytes:
    return poll(clientAction=[{"request": name, "result": result} for name, result in facts.items()])


@pytest.fixture
def printer() -> Iterator[CloudPrntPrinter]:
    """A printer that has called, has been asked about itself, and has answered nothing."""
    made = CloudPrntPrinter("bar", MAC, PROFILES["star-80"], interval_s=0.2)
    made.start()
    made.poll(poll())
    yield made
    made.stop()


def offered(printer: CloudPrntPrinter, body: bytes = b"") -> dict[str, Any]:
    """The first answer with a job in it."""
    until = time.monotonic() + 5
    answer = printer.poll(body or poll())
    while not answer["jobReady"] and time.monotonic() < until:
        threading.Event().wait(0.005)
        answer = printer.poll(body or poll())
    assert answer["jobReady"]
    return answer


def out(printer: CloudPrntPrinter, document: Document = TICKET) -> tuple[Future[PrintOutcome], str]:
    """A job that the printer has fetched, and its token."""
    future = printer.submit("job", document, deadline_s=5)
    token: str = offered(printer)["jobToken"]
    assert printer.fetch(LINE, token) is not None
    return future, token


def ending(future: Future[PrintOutcome]) -> tuple[OutcomeState, Reason]:
    outcome = future.result(5)
    return outcome.state, outcome.reason


@pytest.mark.parametrize(
    ("told", "problem", "paper"),
    [
        (poll(), Reason.NONE, Paper.OK),
        (poll(status="23 6 0 0 0 0 0 0 0 "), Reason.NONE, Paper.OK),
        (poll(status="23 86 0 0 0 4 0 0 0 0 0"), Reason.NONE, Paper.NEAR_END),
        (poll("210 Paper low"), Reason.NONE, Paper.NEAR_END),
        (poll("410%20Out%20of%20paper"), Reason.PAPER_OUT, Paper.OUT),
        (poll("420"), Reason.COVER_OPEN, Paper.OK),
        (poll("411 Paper jam"), Reason.PRINTER_ERROR, Paper.OK),
        (poll("499 Something else"), Reason.OFFLINE, Paper.OK),
        (poll("410", status="23 6 28 0 0 0 0 0 0"), Reason.COVER_OPEN, Paper.OUT),
        (poll("511 Cannot decode"), Reason.NONE, Paper.OK),
        (poll(status="no hex"), Reason.NONE, Paper.OK),
        (poll("", status=None), Reason.NONE, Paper.OK),
    ],
)
def test_a_poll_says_how_the_printer_is(told: bytes, problem: Reason, paper: Paper) -> None:
    status = read_poll(told).printer_status()
    assert (status.problem, status.paper) == (problem, paper)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'"poll"', b"{", b"\xff", b'{"statusCode": 200}', b"[" * 5_000, poll(x="y" * 20_000)]
)
def test_what_is_no_poll_is_refused_and_counted(body: bytes, printer: CloudPrntPrinter) -> None:
    with pytest.raises(CloudPrntError):
        printer.poll(body)
    assert printer.refused == 1


@given(st.binary(max_size=300))
def test_nothing_but_a_refusal_comes_of_nonsense(body: bytes) -> None:
    with pytest.raises(CloudPrntError):
        CloudPrntPrinter("bar", MAC, PROFILES["star-80"]).poll(body)


@pytest.mark.parametrize("mac", ["00:11:62:aa:bb:cd", "", "zz"])
def test_another_printers_poll_changes_nothing(mac: str) -> None:
    printer = CloudPrntPrinter("bar", MAC, PROFILES["star-80"])
    with pytest.raises(CloudPrntError):
        printer.poll(poll(mac=mac))
    assert not printer.status.online


def test_a_printer_is_asked_about_itself_once_and_listened_to() -> None:
    printer = CloudPrntPrinter("bar", MAC, PROFILES["star-80"])
    asked = [each["request"] for each in printer.poll(poll())["clientAction"]]
    assert asked == list(QUESTIONS)
    told = about(
        GetPollInterval="10", Encodings="image/png; text/plain", ClientType="HI02X", ClientVersion="1.4"
    )
    assert "clientAction" not in printer.poll(told)
    assert printer.facts["ClientType"] == "HI02X"
    assert printer.status.online


def test_a_job_is_offered_in_what_the_printer_can(printer: CloudPrntPrinter) -> None:
    printer.submit("job", TICKET, deadline_s=5)
    assert offered(printer)["mediaTypes"] == [LINE, PNG, TEXT]
    assert offered(printer, about(Encodings="text/plain; image/png"))["mediaTypes"] == [PNG, TEXT]
    assert offered(printer, about(Encodings="application/pdf"))["mediaTypes"] == [LINE, PNG, TEXT]


def test_a_fetched_and_confirmed_job_is_printed(printer: CloudPrntPrinter) -> None:
    future, token = out(printer)
    assert not future.done()
    assert printer.delete("200 OK", token)
    assert future.result(5) == PrintOutcome(OutcomeState.PRINTED)
    assert printer.poll(poll())["jobReady"] is False


def test_fetching_again_gives_the_same_and_a_fetched_job_is_not_offered_again(
    printer: CloudPrntPrinter,
) -> None:
    _, token = out(printer)
    assert printer.fetch(LINE, token) == printer.fetch(LINE, token)
    assert printer.poll(poll())["jobReady"] is False


def test_an_old_printer_without_tokens_gets_its_job(printer: CloudPrntPrinter) -> None:
    future = printer.submit("job", TICKET, deadline_s=5)
    offered(printer)
    assert printer.fetch(PNG) is not None
    assert printer.delete("OK")
    assert future.result(5).state is OutcomeState.PRINTED
    assert not printer.delete("OK")


@pytest.mark.parametrize("token", ["0" * 16, "x", "../.."])
def test_an_invented_token_gets_nothing_and_ends_nothing(token: str, printer: CloudPrntPrinter) -> None:
    future, _ = out(printer)
    assert printer.fetch(LINE, token) is None
    assert not printer.delete("200 OK", token)
    assert printer.refused == 2
    assert not future.done()


def test_a_job_that_was_not_fetched_cannot_be_confirmed(printer: CloudPrntPrinter) -> None:
    future = printer.submit("job", TICKET, deadline_s=5)
    token = offered(printer)["jobToken"]
    assert not printer.delete("200 OK", token)
    assert not future.done()


def test_a_form_that_was_not_offered_is_refused(printer: CloudPrntPrinter) -> None:
    printer.submit("job", TICKET, deadline_s=5)
    token = offered(printer)["jobToken"]
    with pytest.raises(CloudPrntError):
        printer.fetch("application/pdf", token)


@pytest.mark.parametrize(
    ("code", "state", "reason"),
    [
        ("OK", OutcomeState.PRINTED, Reason.NONE),
        ("211 Paper low", OutcomeState.PRINTED, Reason.NONE),
        ("410 Out of paper", OutcomeState.UNKNOWN, Reason.PAPER_OUT),
        ("420%20Cover%20open", OutcomeState.UNKNOWN, Reason.COVER_OPEN),
        ("411", OutcomeState.UNKNOWN, Reason.PRINTER_ERROR),
        ("510 Incompatible", OutcomeState.FAILED, Reason.BAD_DOCUMENT),
        ("511 Decoding", OutcomeState.UNKNOWN, Reason.PRINTER_ERROR),
        ("520 Timeout", OutcomeState.FAILED, Reason.TIMEOUT),
        ("521 Too large", OutcomeState.FAILED, Reason.BAD_DOCUMENT),
        ("<script>", OutcomeState.UNKNOWN, Reason.GARBLED),
        ("", OutcomeState.UNKNOWN, Reason.GARBLED),
    ],
)
def test_every_code_has_a_meaning(code: str, state: OutcomeState, reason: Reason) -> None:
    outcome = outcome_of(code)
    assert (outcome.state, outcome.reason) == (state, reason)


@given(st.text(max_size=30))
def test_no_code_breaks_anything(code: str) -> None:
    assert code_of(code) is None or 0 <= (code_of(code) or 0) <= 999
    assert outcome_of(code).state in OutcomeState


def test_a_lost_confirmation_is_unknown_at_the_deadline(printer: CloudPrntPrinter) -> None:
    future = printer.submit("job", TICKET, deadline_s=0.5)
    printer.fetch(LINE, offered(printer)["jobToken"])
    assert ending(future) == (OutcomeState.UNKNOWN, Reason.TIMEOUT)


def test_a_printer_that_has_let_go_without_a_word_is_not_waited_for(
    printer: CloudPrntPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    future, _ = out(printer)
    printer.poll(poll(printingInProgress=True))
    printer.poll(poll(printingInProgress=False))
    assert not future.done()
    monkeypatch.setattr(printer_module, "_FETCH_GRACE_S", 0.0)
    printer.poll(poll(printingInProgress=False))
    assert ending(future) == (OutcomeState.UNKNOWN, Reason.NO_ANSWER)


def test_trouble_within_a_job_ends_it_unless_the_printer_goes_on(printer: CloudPrntPrinter) -> None:
    future, _ = out(printer)
    printer.poll(poll("410 Out of paper", printingInProgress=True))
    assert not future.done()
    printer.poll(poll("410 Out of paper"))
    assert ending(future) == (OutcomeState.UNKNOWN, Reason.PAPER_OUT)


def test_a_printer_in_trouble_is_offered_nothing(printer: CloudPrntPrinter) -> None:
    future = printer.submit("job", TICKET, deadline_s=0.5)
    offered(printer)
    assert all(not printer.poll(poll("420 Cover open"))["jobReady"] for _ in range(5))
    assert ending(future) == (OutcomeState.FAILED, Reason.COVER_OPEN)


def test_a_silent_printer_is_unreachable_after_three_intervals(printer: CloudPrntPrinter) -> None:
    assert printer.status.online
    until = time.monotonic() + 5
    while printer.status.online and time.monotonic() < until:
        threading.Event().wait(0.02)
    assert printer.status.problem is Reason.UNREACHABLE


def test_every_form_shows_the_same_paper() -> None:
    papers = papers_of(TICKET, PROFILES["star-80"])
    assert list(papers.forms) == [LINE, PNG, TEXT]
    assert papers.forms[LINE].startswith(b"\x1b@")
    assert b"\x1b\x1ea" not in papers.forms[LINE]
    assert papers.forms[PNG].startswith(b"\x89PNG")
    assert papers.forms[TEXT].splitlines()[0] == b"Table 12"
    assert list(papers_of(TICKET, PROFILES["star-prnt-80"]).forms) == [PRNT, PNG, TEXT]


def test_words_that_differ_between_code_pages_are_not_offered_as_plain_text() -> None:
    assert TEXT not in papers_of(Document("soup", (Text("crème"),)), PROFILES["star-80"]).forms


def test_a_code_is_never_lost_in_plain_text() -> None:
    card = Document("pay here", (Text("Pay here"), Qr("https://pay.example/")))
    assert list(papers_of(card, PROFILES["star-80"]).forms) == [LINE, PNG]
    assert list(papers_of(Document("code", (Qr("x"),)), PROFILES["epson-80"]).forms) == [PNG]


def test_wishes_that_a_picture_cannot_hold_go_in_headers() -> None:
    papers = papers_of(Document("all", (Text("x"), Kick(), Beep(9), Cut())), PROFILES["star-80"])
    assert papers.headers == {
        "X-Star-Cut": "partial; feed=true",
        "X-Star-ImageDitherPattern": "none",
        "X-Star-CashDrawer": "start",
        "X-Star-Buzzerstartpattern": "3",
    }
    assert papers_of(Document("no cut", (Text("x"),)), PROFILES["star-80"]).headers["X-Star-Cut"] == "none"


def test_a_drawer_alone_is_no_picture() -> None:
    assert list(papers_of(Document("drawer", (Kick(),)), PROFILES["star-80"]).forms) == [LINE]
    only = papers_of(Document("drawer", (Kick(),)), PROFILES["epson-80"])
    assert (only.forms, only.headers["X-Star-CashDrawer"]) == ({TEXT: b""}, "start")


def test_of_a_private_paper_no_byte_is_kept(printer: CloudPrntPrinter) -> None:
    out(printer, Document("slip", (Text("Code 37208191"), Cut()), private=True))
    kept = printer.trace.exchanges()
    assert not any(b"37208191" in each.data for each in kept)
    assert "a paper whose bytes are not kept" in [each.words for each in kept]
