"""What `probe simulate` refuses in a sentence, and what a simulated printer says of its calls that fail."""

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from click.testing import CliRunner

from firmware_bridges import probe
from firmware_bridges.displays import DIALECTS, Face, Line, Pole
from firmware_bridges.probe.news import Calls, calls
from firmware_bridges.probe.shows import KINDS, Wanted
from firmware_bridges.simulators.cloudprnt import CloudPrntSimulator
from firmware_bridges.simulators.epos_server_direct import ServerDirectSimulator
from firmware_bridges.streams import open_stream_for

MAC = "001162aabbcc"
OFTEN_S = 0.03
Caller = Callable[[str], AbstractContextManager[Calls]]

CALLERS: list[Caller] = [
    lambda url: CloudPrntSimulator(url, MAC, "token", OFTEN_S),
    lambda url: ServerDirectSimulator(url, MAC, "token", OFTEN_S),
]


class Answers:
    """What the server at `url` says to every call."""

    def __init__(self) -> None:
        self.status, self.body = 404, b""
        self.calls = 0
        self.url = ""


@pytest.fixture
def answers() -> Iterator[Answers]:
    said = Answers()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            said.calls += 1
            self.send_response(said.status)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *_: object) -> None:
            """Nobody wants to know."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        said.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield said
        server.shutdown()
        thread.join()


def awaited(news: Callable[[], list[str]], fits: Callable[[list[str]], bool] = bool) -> list[str]:
    """The next news that fit, at the latest after five seconds."""
    until = time.monotonic() + 5
    while not (fresh := news()) or not fits(fresh):
        assert time.monotonic() < until
        time.sleep(0.01)
    return fresh


def called_again(answers: Answers, times: int = 3) -> None:
    until, wanted = time.monotonic() + 5, answers.calls + times
    while answers.calls < wanted:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("caller", CALLERS)
def test_calls_that_fail_are_said_once_and_so_is_their_end(answers: Answers, caller: Caller) -> None:
    with caller(answers.url) as printer:
        news = calls(printer)
        assert awaited(news) == ["its calls fail: the answer is 404 Not Found"]
        called_again(answers)
        assert news() == []
        answers.status = 429
        assert awaited(news) == ["its calls fail: the answer is 429 Too Many Requests"]
        answers.status, answers.body = 200, b"[1"
        assert "its calls fail: what answers speaks no " in awaited(news)[0]


@pytest.mark.parametrize(("caller", "well"), [*zip(CALLERS, (b'{"jobReady": false}', b""), strict=True)])
def test_calls_that_are_answered_again_are_said(answers: Answers, caller: Caller, well: bytes) -> None:
    with caller(answers.url) as printer:
        news = calls(printer)
        awaited(news)
        answers.status, answers.body = 200, well
        assert awaited(news) == ["its calls are answered again"]
        called_again(answers)
        assert news() == []


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("nonsense", [b"[]", b"null", b'{"jobReady": true}', b"<a"])
def test_an_answer_of_somebody_else_ends_no_printer(
    answers: Answers, caller: Caller, nonsense: bytes
) -> None:
    answers.status, answers.body = 200, nonsense
    with caller(answers.url):
        called_again(answers)


@pytest.mark.parametrize("caller", CALLERS)
def test_nobody_there_is_said(caller: Caller) -> None:
    with caller("http://127.0.0.1:1") as printer:
        assert awaited(calls(printer)) == ["its calls fail: nobody answers: Connection refused"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("cloudprnt",), "say the address that such a printer calls, like http://192.0.2.2/cloudprnt/TOKEN"),
        (("cloudprnt", "nonsense"), "not 'nonsense'"),
        (("server-direct", "ftp://x"), "like http://192.0.2.2/epson/TOKEN, not 'ftp://x'"),
        (("cloudprnt", "https://127.0.0.1:1/cloudprnt/x"), "say the address"),
        (("cloudprnt", "http://127.0.0.1:1"), "say the whole address the appliance gave"),
        (("cloudprnt", "http://127.0.0.1:1/epson/x"), "are no address like"),
        (("cloudprnt", "http://127.0.0.1:1/cloudprnt/x", "--token", "y"), "are no address like"),
        (("server-direct", "http://127.0.0.1:1/epson/x", "--mac", "zz"), "'zz' is not a MAC address"),
        (("cloudprnt", "http://127.0.0.1:1/cloudprnt/x", "--mac", "zz"), "'zz' is not a MAC address"),
        (("pole", "127.0.0.1:9"), "leave WHERE out"),
        (("modem", "/nonexistent/x"), "leave WHERE out"),
        (("drawer", "127.0.0.1:9"), "leave WHERE out"),
        (("enpc", "127.0.0.1:9"), "is not HOST"),
        (("star-search", "127.0.0.1:9"), "is not HOST"),
        (("modem", "--dialect", "logic"), "Only a pole display has a --dialect"),
        (("pole", "--dialect", "klingon"), "is not one of"),
    ],
)
def test_what_cannot_be_simulated_is_refused_with_a_sentence(
    arguments: tuple[str, ...], complaint: str
) -> None:
    result = CliRunner().invoke(probe.main, ["simulate", *arguments])
    assert result.exit_code == 2
    assert complaint in " ".join(result.output.split())


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_pole_is_simulated_in_every_command_set_there_is(dialect: str) -> None:
    with KINDS["pole"](Wanted("pty", 48, "", MAC, dialect)) as show:
        pole = Pole("till", open_stream_for(show.say.rpartition(" ")[2]), dialect)
        pole.show(Face(Line("Pasta", "12,50"), Line("Total", "12,50")), for_s=60)
        pole.start()
        try:
            assert awaited(show.news, lambda lines: "Pasta" in lines[0] and "Total" in lines[1])
        finally:
            pole.stop()
