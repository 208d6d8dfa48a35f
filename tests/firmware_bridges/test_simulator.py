"""The simulated printer behaves like the metal one: that is what makes the other tests worth something."""

import socket
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import Document
from firmware_bridges.profiles import PROFILES, Profile
from firmware_bridges.simulators.control import FAULTS, PrinterSpec, SimulatedPrinters
from firmware_bridges.simulators.decoder import Command, Decoder
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.head import ImageMark


@pytest.fixture
def client(simulator: EscPosSimulator) -> Iterator[socket.socket]:
    with connect(simulator) as connection:
        yield connection


def connect(simulator: EscPosSimulator) -> socket.socket:
    return socket.create_connection((simulator.host, simulator.port), timeout=3)


def ask(client: socket.socket, question: bytes, length: int) -> bytes:
    client.sendall(question)
    answer = b""
    while len(answer) < length:
        answer += client.recv(length - len(answer))
    return answer


@pytest.mark.parametrize(
    ("happening", "answers"),
    [
        (EscPosSimulator.restore, "12 12 12 12"),
        (EscPosSimulator.paper_near_end, "12 12 12 1e"),
        (EscPosSimulator.paper_out, "1a 32 12 7e"),
        (EscPosSimulator.cover, "1a 16 12 12"),
        (EscPosSimulator.cutter_jam, "1a 52 1a 12"),
    ],
)
def test_real_time_questions_are_answered_even_when_it_cannot_print(
    happening: Callable[[EscPosSimulator], None],
    answers: str,
    simulator: EscPosSimulator,
    client: socket.socket,
) -> None:
    happening(simulator)
    assert ask(client, b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04", 4).hex(" ") == answers


def test_automatic_status_comes_at_once_and_on_every_change(
    simulator: EscPosSimulator, client: socket.socket
) -> None:
    assert ask(client, b"\x1da\xff", 4).hex(" ") == "10 00 00 0f"
    simulator.cover()
    assert ask(client, b"", 4).hex(" ") == "38 00 00 0f"
    simulator.cover(False)
    assert ask(client, b"", 4).hex(" ") == "10 00 00 0f"


def test_a_process_id_comes_back_after_the_data_before_it(
    simulator: EscPosSimulator, client: socket.socket
) -> None:
    simulator.paper_out(after_lines=1)
    client.sendall(b"one\ntwo\n\x1d(H\x06\x0000AB12")
    assert simulator.wait_until(lambda each: len(each.slips()) == 1)
    assert simulator.slips()[0].lines == ["one"]
    simulator.new_roll()
    assert ask(client, b"", 7) == b"\x37\x22AB12\x00"
    assert simulator.slips()[0].lines == ["one", "two"]


def test_gs_r_is_answered_in_stream_order(client: socket.socket) -> None:
    assert ask(client, b"line\n\x1dr\x01", 1) == b"\x00"


def test_a_real_time_question_cut_in_two_is_answered_once(client: socket.socket) -> None:
    client.sendall(b"\x10")
    assert ask(client, b"\x04\x01\x10\x04\x04", 2).hex(" ") == "12 12"


def test_a_second_client_connects_and_hears_nothing_until_the_first_has_gone(
    simulator: EscPosSimulator, client: socket.socket
) -> None:
    assert ask(client, b"\x10\x04\x01", 1)
    with connect(simulator) as second:
        second.settimeout(0.2)
        second.sendall(b"\x10\x04\x01")
        with pytest.raises(TimeoutError):
            second.recv(1)
        client.close()
        second.settimeout(3)
        assert second.recv(1) == b"\x12"


def test_the_port_is_the_same_after_a_power_cut(simulator: EscPosSimulator, client: socket.socket) -> None:
    port = simulator.port
    client.sendall(b"half a li")
    simulator.power_off()
    with pytest.raises(ConnectionRefusedError):
        connect(simulator)
    simulator.power_on()
    assert simulator.port == port
    with connect(simulator) as again:
        assert ask(again, b"ne\n\x1dr\x01", 1) == b"\x00"
    assert simulator.slips()[0].lines == ["ne"]


def test_lines_wider_than_the_paper_wrap(simulator: EscPosSimulator, client: socket.socket) -> None:
    ask(client, b"x" * 50 + b"\n\x1b!\x20" + b"y" * 25 + b"\n\x1dr\x01", 1)
    assert simulator.slips()[0].lines == ["x" * 48, "xx", "y" * 24, "y"]


def test_an_unfinished_command_swallows_what_follows(simulator: EscPosSimulator) -> None:
    with connect(simulator) as first:
        first.sendall(b"\x1d(k\x64\x001P0only a few bytes")
        first.sendall(b"\x10\x04\x01")
        assert first.recv(1) == b"\x12"
    with connect(simulator) as second:
        assert ask(second, b"lost\n" + bytes(8192) + b"\x1b@kept\n\x1dr\x01", 1) == b"\x00"
    assert simulator.slips()[0].lines == ["kept"]


@given(st.binary(max_size=400), st.integers(1, 7))
def test_the_decoder_loses_no_byte_however_the_stream_is_cut(stream: bytes, cut: int) -> None:
    decoder = Decoder()
    pieces = [stream[at : at + cut] for at in range(0, len(stream), cut)]
    commands = [command for piece in pieces for command in decoder.feed(piece)]
    assert b"".join(command.raw for command in commands) + decoder.unfinished == stream


def test_the_paper_keeps_the_bytes_it_was_made_of(
    commands_of: Callable[[Document, Profile], list[Command]], ticket: Document, simulator: EscPosSimulator
) -> None:
    stream = b"".join(command.raw for command in commands_of(ticket, PROFILES["silent-80"]))
    with connect(simulator) as client:
        client.sendall(stream)
        assert simulator.wait_for_slips(1)
    assert simulator.slips()[0].raw == stream


def test_the_long_forms_of_images_are_understood(simulator: EscPosSimulator, client: socket.socket) -> None:
    raster = b"0p0\x01\x011\x10\x00\x02\x00" + b"\xf0\x0f\x0f\xf0"
    stored = b"\x1d8L" + len(raster).to_bytes(4, "little") + raster + b"\x1d(L\x02\x0002"
    ask(client, stored + b"\x1dr\x01", 1)
    assert simulator.slips()[0].marks == [ImageMark(2, b"\xf0\x0f\x0f\xf0")]
    assert simulator.unknown == []


def test_an_endless_roll_keeps_its_newest_end(simulator: EscPosSimulator, client: socket.socket) -> None:
    ask(client, b"".join(b"%d\n" % number for number in range(6000)) + b"\x1dr\x01", 1)
    (roll,) = simulator.slips()
    assert len(roll.lines) <= 5000
    assert roll.lines[-1] == "5999"


def test_printing_takes_its_time_when_asked_to() -> None:
    with EscPosSimulator("slow", line_delay_s=0.1) as slow, connect(slow) as client:
        client.sendall(b"one\ntwo\nthree\n\x1dr\x01")
        assert slow.wait_until(lambda each: bool(each.slips()))
        assert len(slow.slips()[0].lines) < 3
        assert client.recv(1) == b"\x00"
        assert len(slow.slips()[0].lines) == 3


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_by_name_can_be_mended(fault: str) -> None:
    with SimulatedPrinters([PrinterSpec("grill"), PrinterSpec("bar", columns=42)]) as printers:
        printers.fault("grill", fault)
        printers.fault("grill", "restore")
        with connect(printers["grill"]) as client:
            assert ask(client, b"\x1b@ready\n\x1dr\x01", 1) == b"\x00"
        assert printers["grill"].slips()[0].lines == ["ready"]
        assert printers.names() == ["grill", "bar"]


def test_an_unknown_printer_or_fault_is_refused() -> None:
    with SimulatedPrinters([PrinterSpec("grill")]) as printers:
        with pytest.raises(KeyError):
            printers.fault("grill", "earthquake")
        with pytest.raises(KeyError):
            printers.fault("attic", "stall")


def test_a_port_that_is_taken_is_told() -> None:
    with EscPosSimulator("first") as first, pytest.raises(OSError, match="in use"):
        SimulatedPrinters([PrinterSpec("second"), PrinterSpec("third", port=first.port)])
