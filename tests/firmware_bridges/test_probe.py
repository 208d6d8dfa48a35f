"""The technician's probe, run as a command against simulated printers."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from firmware_bridges import probe
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(probe.main, arguments)
    return result.exit_code, result.output


def test_status_of_a_well_printer(simulator: EscPosSimulator) -> None:
    code, output = run("status", f"{simulator.host}:{simulator.port}")
    assert code == 0
    assert "can print    yes" in output


def test_status_of_a_printer_without_paper(simulator: EscPosSimulator) -> None:
    simulator.paper_out()
    code, output = run("status", f"{simulator.host}:{simulator.port}")
    assert (code, "no (paper_out)" in output) == (1, True)


def test_status_of_nothing_at_all(simulator: EscPosSimulator) -> None:
    simulator.refuse()
    code, output = run("status", f"{simulator.host}:{simulator.port}")
    assert (code, "no (refused)" in output) == (1, True)


def test_a_test_slip_is_printed_and_confirmed(simulator: EscPosSimulator) -> None:
    code, output = run("test", f"{simulator.host}:{simulator.port}", "--profile", "epson-80")
    assert (code, output.strip()) == (0, "printed")
    assert simulator.slips()[0].qr_codes


def test_a_test_slip_that_cannot_be_printed_says_why(simulator: EscPosSimulator) -> None:
    simulator.cover()
    code, output = run("test", f"{simulator.host}:{simulator.port}")
    assert code == 1
    assert output.startswith("failed cover_open")


@pytest.mark.parametrize(
    ("address", "parsed"),
    [
        ("192.0.2.7", ("192.0.2.7", 9100)),
        ("192.0.2.7:9101", ("192.0.2.7", 9101)),
        ("[fe80::1]:9101", ("fe80::1", 9101)),
        ("[fe80::1]", ("fe80::1", 9100)),
        ("fe80::1", ("fe80::1", 9100)),
    ],
)
def test_addresses_are_understood(address: str, parsed: tuple[str, int]) -> None:
    assert probe.parse_address(address) == parsed


@pytest.mark.parametrize("address", ["", ":9100", "host:port", "host:99999", "host:-1"])
def test_addresses_that_are_none_are_refused(address: str) -> None:
    with pytest.raises(click.BadParameter):
        probe.parse_address(address)


def test_a_simulated_printer_shows_its_paper_and_ends_politely() -> None:
    command = [sys.executable, "-m", "firmware_bridges.probe", "simulate", "127.0.0.1:0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as program:
        assert program.stdout is not None
        port = int(program.stdout.readline().split(";")[0].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"hello\n\x1dVB\x00")
            assert program.stdout.readline() == "hello\n"
            assert "8<" in program.stdout.readline()
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0


def test_a_taken_port_is_a_sentence_and_no_traceback(simulator: EscPosSimulator) -> None:
    code, output = run("simulate", f"{simulator.host}:{simulator.port}")
    assert code == 1
    assert "in use" in output
