"""A printer that calls us: one job out at a time, honest ends, and silence that is noticed."""

import threading
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, Feed, Text
from firmware_bridges.polled import MAX_WAITING, PolledJob, PolledPrinter
from tests.firmware_bridges.conftest import StatusListener

PRINTED = PrintOutcome(OutcomeState.PRINTED)
TICKET = Document("ticket", (Text("Table 12"),))

Make = Callable[..., PolledPrinter[str]]


class Rendered:
    """Renders a document as its title, and lets a test wait for it."""

    def __init__(self) -> None:
        self.count = threading.Semaphore(0)

    def __call__(self, document: Document) -> str:
        self.count.release()
        return document.title


@pytest.fixture
def rendered() -> Rendered:
    return Rendered()


@pytest.fixture
def printer_of(rendered: Rendered) -> Iterator[Make]:
    """Makes started printers; they are stopped when the test ends."""
    made: list[PolledPrinter[str]] = []

    def make(interval_s: float = 5.0, on_status: StatusListener | None = None) -> PolledPrinter[str]:
        printer = PolledPrinter("bar", rendered, interval_s=interval_s, on_status=on_status)
        made.append(printer)
        printer.start()
        return printer

    yield make
    for printer in made:
        printer.stop()


def offered(printer: PolledPrinter[str]) -> PolledJob[str]:
    """The next job, as soon as it is ready."""
    ready = threading.Event()
    while (job := printer.offer()) is None:
        assert not ready.wait(0.005)
    return job


def test_a_job_is_offered_handed_out_and_ended(printer_of: Make) -> None:
    printer = printer_of()
    future = printer.submit("j1", TICKET, deadline_s=5)
    job = offered(printer)
    assert (job.job_id, job.payload) == ("j1", "ticket")
    assert not printer.is_out(job.token)
    assert printer.hand_out(job.token) == job
    assert printer.is_out(job.token)
    assert printer.end(job.token, PRINTED)
    assert future.result(0) == PRINTED


def test_a_cancelled_job_may_be_given_again(printer_of: Make, rendered: Rendered) -> None:
    printer = printer_of()
    assert printer.submit("j1", TICKET, deadline_s=5).cancel()
    again = printer.submit("j1", TICKET, deadline_s=5)
    assert printer.hand_out(offered(printer).token) is None, "the cancelled one"
    job = offered(printer)
    assert printer.hand_out(job.token) == job
    assert printer.end(job.token, PRINTED)
    assert again.result(0) == PRINTED


def test_only_one_job_is_out_at_a_time(printer_of: Make, rendered: Rendered) -> None:
    printer = printer_of()
    printer.submit("j1", TICKET, deadline_s=5)
    printer.submit("j2", TICKET, deadline_s=5)
    first = offered(printer)
    printer.hand_out(first.token)
    assert rendered.count.acquire(timeout=5)
    assert rendered.count.acquire(timeout=5)
    assert printer.offer() == first
    assert printer.hand_out(first.token) == first, "a printer that asks twice gets the same"
    assert printer.hand_out("other") is None
    printer.end(first.token, PRINTED)
    assert offered(printer).job_id == "j2"


def test_an_answer_for_another_job_ends_nothing(printer_of: Make) -> None:
    printer = printer_of()
    future = printer.submit("j1", TICKET, deadline_s=5)
    job = offered(printer)
    assert not printer.end(job.token, PRINTED), "nothing is out yet"
    printer.hand_out(job.token)
    assert not printer.end("0123456789abcdef", PRINTED)
    assert not future.done()
    assert printer.end(job.token, PRINTED)
    assert not printer.end(job.token, PRINTED), "a repeated answer changes nothing"


def test_the_same_job_queued_twice_is_one(printer_of: Make) -> None:
    printer = printer_of()
    first = printer.submit("j1", TICKET, deadline_s=5)
    assert printer.submit("j1", TICKET, deadline_s=5) is first
    printer.hand_out(offered(printer).token)
    assert printer.submit("j1", TICKET, deadline_s=5) is first


def test_a_job_that_nobody_fetches_fails_at_its_deadline(printer_of: Make) -> None:
    ended = printer_of().submit("j1", TICKET, deadline_s=0.1).result(3)
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, Reason.NOT_CONNECTED)


def test_a_fetched_job_without_an_answer_is_in_doubt(printer_of: Make) -> None:
    printer = printer_of()
    printer.heard()
    future = printer.submit("j1", TICKET, deadline_s=0.3)
    job = offered(printer)
    printer.hand_out(job.token)
    ended = future.result(3)
    assert (ended.state, ended.reason) == (OutcomeState.UNKNOWN, Reason.TIMEOUT)
    assert not printer.end(job.token, PRINTED), "an answer that comes too late changes nothing"
    assert printer.offer() is None


def test_stopping_ends_every_job_honestly(printer_of: Make) -> None:
    printer = printer_of()
    out = printer.submit("j1", TICKET, deadline_s=50)
    waiting = printer.submit("j2", TICKET, deadline_s=50)
    printer.hand_out(offered(printer).token)
    printer.stop()
    assert (out.result(0).state, out.result(0).reason) == (OutcomeState.UNKNOWN, Reason.STOPPED)
    assert (waiting.result(0).state, waiting.result(0).reason) == (OutcomeState.FAILED, Reason.STOPPED)
    late = printer.submit("j3", TICKET, deadline_s=50).result(0)
    assert (late.state, late.reason) == (OutcomeState.FAILED, Reason.STOPPED)


def test_a_document_that_cannot_be_rendered_fails_by_itself(printer_of: Make) -> None:
    printer = printer_of()
    ended = printer.submit("bad", Document("t", (Feed(10_000),)), deadline_s=5).result(3)
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, Reason.BAD_DOCUMENT)
    printer.submit("good", TICKET, deadline_s=5)
    assert offered(printer).job_id == "good"


def test_a_cancelled_job_is_not_handed_out(printer_of: Make) -> None:
    printer = printer_of()
    future = printer.submit("j1", TICKET, deadline_s=5)
    job = offered(printer)
    assert future.cancel()
    assert printer.hand_out(job.token) is None
    assert printer.offer() is None


def test_the_queue_has_an_end(printer_of: Make) -> None:
    printer = printer_of()
    for number in range(MAX_WAITING):
        printer.submit(f"j{number}", TICKET, deadline_s=50)
    assert printer.submit("too many", TICKET, deadline_s=50).result(0).reason is Reason.QUEUE_FULL


def test_a_printer_that_calls_is_online_and_one_that_stops_calling_is_not(
    printer_of: Make, listener: StatusListener
) -> None:
    printer = printer_of(0.05, listener)
    assert printer.status.reason is Reason.NOT_CONNECTED
    printer.heard()
    assert listener.wait_for(lambda status: status.online)
    assert listener.wait_for(lambda status: status.reason is Reason.UNREACHABLE)
    printer.heard()
    assert listener.wait_for(lambda status: status.online)


def test_a_printer_that_never_calls_is_missed_too(printer_of: Make, listener: StatusListener) -> None:
    printer = printer_of(0.05, listener)
    assert listener.wait_for(lambda status: status.reason is Reason.UNREACHABLE)
    printer.heard()
    assert listener.wait_for(lambda status: status.online)


def test_what_a_printer_says_of_itself_stays_until_it_says_otherwise(
    printer_of: Make, listener: StatusListener
) -> None:
    printer = printer_of(5.0, listener)
    printer.heard(PrinterStatus(online=True, cover_open=True))
    printer.heard()
    assert listener.wait_for(lambda status: status.problem is Reason.COVER_OPEN)
    printer.heard(PrinterStatus(online=True))
    assert listener.wait_for(lambda status: status.problem is Reason.NONE)


def test_a_listener_that_fails_does_not_stop_the_printer(rendered: Rendered) -> None:
    def fail(status: PrinterStatus) -> None:
        raise RuntimeError("not ours")

    printer = PolledPrinter("bar", rendered, on_status=fail)
    printer.start()
    printer.heard()
    printer.submit("j1", TICKET, deadline_s=5)
    assert offered(printer).job_id == "j1"
    printer.stop()


def test_many_threads_hand_out_every_job_once(printer_of: Make) -> None:
    printer = printer_of()
    futures = [printer.submit(f"j{number}", TICKET, deadline_s=30) for number in range(60)]
    ended: list[str] = []

    def fetch() -> None:
        while not all(future.done() for future in futures):
            job = printer.offer()
            got = printer.hand_out(job.token) if job is not None else None
            ended.extend([got.job_id] if got is not None and printer.end(got.token, PRINTED) else [])

    fetchers = [threading.Thread(target=fetch) for _ in range(4)]
    for fetcher in fetchers:
        fetcher.start()
    for fetcher in fetchers:
        fetcher.join(20)
    assert sorted(ended) == sorted(f"j{number}" for number in range(60))
