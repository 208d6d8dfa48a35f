"""The technician's probe, run as a command against simulated devices on real sockets and serial lines."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from firmware_bridges import probe
from firmware_bridges.discovery import FoundList, Kind, Search, Sighting
from firmware_bridges.discovery.finder import Look
from firmware_bridges.probe import finding
from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.head import ImageMark
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.simulators.star_tcp import StarSimulator

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(probe.main, arguments)
    return result.exit_code, result.output


@contextmanager
def simulation(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The program that simulates, up and running; it must end politely."""
    command = [sys.executable, "-m", "firmware_bridges.probe", "simulate", *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, text=True, cwd=ROOT, env=environment, **pipes) as program:  # type: ignore[call-overload]
        try:
            yield program
            program.send_signal(signal.SIGINT)
            assert program.wait(10) == 0
        finally:
            program.kill()


def told(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().rstrip("\n")


def test_status_of_a_well_printer(simulator: EscPosSimulator) -> None:
    code, output = run("status", simulator.address)
    assert code == 0
    assert "can print    yes" in output


def test_a_bare_host_and_port_is_an_address_too(simulator: EscPosSimulator) -> None:
    assert run("status", f"{simulator.host}:{simulator.port}")[0] == 0


def test_status_of_a_printer_without_paper(simulator: EscPosSimulator) -> None:
    simulator.paper_out()
    code, output = run("status", simulator.address)
    assert (code, "no (paper_out)" in output) == (1, True)


def test_status_of_nothing_at_all(simulator: EscPosSimulator) -> None:
    simulator.refuse()
    code, output = run("status", simulator.address)
    assert (code, "no (refused)" in output) == (1, True)


def test_a_printer_of_another_language_is_told_apart_from_a_dead_one() -> None:
    with StarSimulator() as star:
        code, output = run("status", star.address)
    assert code == 1
    assert "no (wrong_language)" in output
    assert "try another --language" in output


def test_a_star_printer_is_looked_at_and_tested_in_its_own_language() -> None:
    with StarSimulator() as star:
        assert run("status", star.address, "--language", "star")[0] == 0
        code, output = run("test", star.address, "--language", "star")
        slips = star.slips()
    assert (code, output.strip()) == (0, "printed")
    assert "Test page" in slips[0].text


def test_an_epos_printer_is_known_by_its_web_address() -> None:
    with EposSimulator() as epos:
        assert run("status", epos.base_url)[0] == 0
        assert run("test", epos.base_url) == (0, "printed\n")
        assert "Test page" in epos.slips()[0].text


def test_a_printer_on_a_serial_line_is_tested() -> None:
    with EscPosSimulator(wire=PtyWire(baud=115200)) as serial:
        code, output = run("test", serial.address, "--profile", "epson-80")
        assert (code, output.strip()) == (0, "printed")
        assert "Epson TM, 80 mm" in serial.slips()[0].text


def test_a_slow_serial_line_gets_letters_and_no_pictures() -> None:
    with EscPosSimulator(wire=PtyWire(baud=9600)) as serial:
        assert run("test", serial.address, "--profile", "epson-80") == (0, "printed\n")
        (slip,) = serial.slips()
    assert "Test page" in slip.text
    assert not [mark for mark in slip.marks if isinstance(mark, ImageMark)]


def test_a_test_slip_is_printed_and_confirmed(simulator: EscPosSimulator) -> None:
    code, output = run("test", simulator.address, "--profile", "epson-80")
    assert (code, output.strip()) == (0, "printed")
    (slip,) = simulator.slips()
    assert slip.qr_codes
    assert "....:....1....:....2....:....3....:....4....:..." in slip.lines
    assert simulator.kicks == 0


def test_a_test_slip_that_cannot_be_printed_says_why(simulator: EscPosSimulator) -> None:
    simulator.cover()
    code, output = run("test", simulator.address)
    assert code == 1
    assert output.startswith("failed cover_open")


def test_what_passed_can_be_seen_in_hex_and_words(simulator: EscPosSimulator) -> None:
    _, output = run("status", simulator.address, "--exchanges")
    assert "> connected" in output
    assert "10 04 01" in output
    assert "are you there?" in output


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("",), "is not a network address"),
        (("host:99999",), "is not a network address"),
        (("ftp:/x",), "is not"),
        (("mac:001162aabbcc",), "asks for its jobs itself"),
        (("http://192.0.2.1/", "--language", "star"), "is not spoken at"),
        (("192.0.2.1", "--language", "epos"), "is not spoken at"),
        (("192.0.2.1", "--language", "star", "--profile", "epson-80"), "is a escpos printer"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(arguments: tuple[str, ...], complaint: str) -> None:
    code, output = run("status", *arguments)
    assert code == 2
    assert complaint in " ".join(output.split())


def test_raw_bytes_are_sent_and_the_answer_is_shown_in_hex_and_words(simulator: EscPosSimulator) -> None:
    code, output = run("raw", simulator.address, "10 04", "01", "--wait", "0.3")
    assert code == 0
    assert "> 3 bytes: 10 04 01  are you there?" in output
    assert "< 1 bytes: 12" in output


def test_a_raw_file_reaches_the_paper(simulator: EscPosSimulator, tmp_path: Path) -> None:
    file = tmp_path / "job.bin"
    file.write_bytes(b"\x1b@straight from a file\n\x1dV\x00")
    assert run("raw", simulator.address, "--file", str(file), "--wait", "0.1")[0] == 0
    assert simulator.wait_for_slips(1)
    assert simulator.slips()[0].lines == ["straight from a file"]


def test_raw_says_what_went_wrong(simulator: EscPosSimulator) -> None:
    simulator.refuse()
    code, output = run("raw", simulator.address, "10")
    assert code == 1
    assert "not connected" in output
    assert "Error: refused" in output


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "either HEX_BYTES or --file"),
        (("zz",), "is not hexadecimal"),
        (("1b", "--file", "-"), "either HEX_BYTES or --file"),
    ],
)
def test_raw_wants_bytes_once(simulator: EscPosSimulator, arguments: tuple[str, ...], complaint: str) -> None:
    code, output = run("raw", simulator.address, *arguments)
    assert (code, complaint in output) == (2, True)


def test_raw_needs_a_stream_of_bytes() -> None:
    code, output = run("raw", "mac:001162aabbcc", "1b")
    assert code == 2
    assert "takes whole jobs" in " ".join(output.split())


class OnePrinter:
    """A finder that sees one printer, whose name would like to be a command."""

    name = "mdns"
    say = "Looking"
    every_s = 60.0

    def look(self, look: Look) -> None:
        look.tell(
            Sighting(
                "mdns", Kind.PRINTER, 60, address="tcp://192.0.2.9:9100", host="192.0.2.9", maker="Star\x1b[2J",
                model="TSP143III",
            )
        )  # fmt: skip

    def close(self) -> None:
        """Nothing to give back."""


def test_what_is_found_is_listed_with_the_way_to_drive_it() -> None:
    search = Search([OnePrinter()], found=FoundList(), mac_of=lambda host: "001162aabbcc")
    (found,) = finding.looked(search)
    line = finding.line_of(found)
    assert line.startswith("printer      tcp://192.0.2.9:9100")
    assert "[00:11:62:aa:bb:cc]  --language star --profile" in line
    assert "\x1b" not in line


def test_a_simulated_printer_shows_its_paper_breaks_on_request_and_ends_politely() -> None:
    with simulation("escpos", "127.0.0.1:0") as program:
        port = int(told(program).split(";")[0].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"hello\n\x1dVB\x00")
            assert told(program) == "hello"
            assert "8<" in told(program)
            assert program.stdin is not None
            program.stdin.write("dance\ncover_open\n")
            program.stdin.flush()
            assert told(program).startswith("there are: paper_out, ")
            assert told(program) == "happens: cover_open"
            client.sendall(b"\x10\x04\x02")
            assert client.recv(1)[0] & 0x04


@pytest.mark.parametrize(
    ("arguments", "say"),
    [
        (("star", "127.0.0.1:0"), "a Star printer listens at tcp://127.0.0.1:"),
        (("escpos", "pty"), "a printer listens at serial:/"),
        (("epos", "127.0.0.1:0"), "an ePOS printer listens at http://127.0.0.1:"),
        (
            ("server-direct", "http://127.0.0.1:1", "--token", "x"),
            "an Epson printer calls http://127.0.0.1:1",
        ),
        (("cloudprnt", "http://127.0.0.1:1/cloudprnt/x"), "a Star printer calls http://127.0.0.1:1;"),
        (("pole",), "a customer display is at serial:/"),
        (("modem",), "a modem is at serial:/"),
        (("drawer",), "a cash drawer is at serial:/"),
    ],
)
def test_every_kind_of_device_can_be_simulated(arguments: tuple[str, ...], say: str) -> None:
    with simulation(*arguments) as program:
        assert told(program).startswith(say)


def test_a_simulation_can_begin_broken() -> None:
    with simulation("escpos", "127.0.0.1:0", "--fault", "paper_out") as program:
        address = told(program).split(";")[0].removeprefix("a printer listens at ")
        assert "no (paper_out)" in run("status", address)[1]


def test_a_taken_port_is_a_sentence_and_no_traceback(simulator: EscPosSimulator) -> None:
    code, output = run("simulate", "escpos", f"{simulator.host}:{simulator.port}")
    assert code == 1
    assert "in use" in output


def test_an_unknown_fault_names_the_known_ones() -> None:
    code, output = run("simulate", "escpos", "127.0.0.1:0", "--fault", "dance")
    assert code == 2
    assert "paper_out" in output
