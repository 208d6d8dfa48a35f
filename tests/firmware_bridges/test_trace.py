"""The trace of a device: what was said, in bytes and in words, without the noise."""

import itertools
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges import Cut, Document, EscPosPrinter, OutcomeState, Reason, Stream, StreamError, Text
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.streams import FdStream, tcp
from firmware_bridges.trace import Direction, Trace, traced

ASK, WELL, COVER = b"\x10\x04\x01", b"\x12", b"\x1a"


@pytest.fixture
def trace() -> Trace:
    ticks = itertools.count(1)
    return Trace(limit=5, clock=lambda: float(next(ticks)))


@pytest.fixture
def ends() -> Iterator[tuple[FdStream, socket.socket]]:
    near, far = socket.socketpair()
    stream = FdStream(near.detach())
    yield stream, far
    stream.close()
    far.close()


def never() -> bool:
    return False


def opens(stream: Stream) -> Callable[..., Stream]:
    return lambda **_: stream


def test_both_directions_are_kept_with_their_words(
    trace: Trace, ends: tuple[FdStream, socket.socket]
) -> None:
    def describe(direction: Direction, data: bytes) -> str:
        return f"{direction} {data.hex()}"

    stream = traced(opens(ends[0]), trace, describe)(deadline_s=1.0, cancelled=never)
    stream.write(b"hello", deadline_s=1.0)
    ends[1].sendall(b"\x12")
    assert stream.read(deadline_s=1.0) == b"\x12"
    assert stream.read(deadline_s=0) == b""
    assert [(each.at_ms, each.direction, each.data, each.words) for each in trace.exchanges()] == [
        (1000, "to", b"", "connected"),
        (2000, "to", b"hello", "to 68656c6c6f"),
        (3000, "from", b"\x12", "from 12"),
    ]


def test_a_stream_that_dies_is_an_event_and_still_dies(
    trace: Trace, ends: tuple[FdStream, socket.socket]
) -> None:
    stream = traced(opens(ends[0]), trace)(deadline_s=1.0, cancelled=never)
    ends[1].close()
    with pytest.raises(StreamError):
        stream.read(deadline_s=1.0)
    assert trace.exchanges()[-1].words == "the device closed the connection"


def test_a_device_that_is_not_there_is_one_event_however_often_it_is_tried(trace: Trace) -> None:
    def refused(**_: object) -> Stream:
        raise StreamError(Reason.REFUSED, "Connection refused")

    for _ in range(3):
        with pytest.raises(StreamError):
            traced(refused, trace)(deadline_s=1.0, cancelled=never)
    [event] = trace.exchanges()
    assert (event.words, event.times, event.size) == ("not connected: Connection refused", 3, 0)


def test_polls_that_say_the_same_again_are_counted(trace: Trace) -> None:
    for _ in range(50):
        trace.add("to", ASK)
        trace.add("from", WELL)
    trace.add("to", ASK)
    trace.add("from", COVER)
    assert [(each.data, each.times) for each in trace.exchanges()] == [(WELL, 50), (ASK, 51), (COVER, 1)]


def test_large_pieces_are_cut_and_never_counted_together(trace: Trace) -> None:
    trace.add("to", bytes(4096))
    trace.add("to", bytes(4096))
    assert [(len(each.data), each.size, each.times) for each in trace.exchanges()] == [(512, 4096, 1)] * 2


def test_only_the_newest_are_kept(trace: Trace) -> None:
    for number in range(9):
        trace.add("to", bytes((number,)))
    assert [each.data[0] for each in trace.exchanges()] == [4, 5, 6, 7, 8]


def test_a_describer_that_stumbles_hides_nothing(trace: Trace) -> None:
    trace.add("from", b"\xff", lambda direction, data: str(1 // 0))
    assert [(each.data, each.words) for each in trace.exchanges()] == [(b"\xff", "?")]


def test_threads_do_not_disturb_each_other() -> None:
    trace = Trace(limit=1000)
    started = threading.Barrier(4)

    def work(number: int) -> None:
        started.wait()
        for each in range(100):
            trace.add("to", bytes((number, each)) * 20)
            trace.exchanges()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(trace.exchanges()) == 400


def test_a_ticket_leaves_its_bytes_and_its_confirmation(simulator: EscPosSimulator, ticket: Document) -> None:
    trace = Trace()
    wire = traced(tcp(simulator.host, simulator.port), trace)
    printer = EscPosPrinter("grill", wire, PROFILES["epson-80"])
    printer.start()
    try:
        assert printer.submit("1", ticket, deadline_s=5.0).result(10).state is OutcomeState.PRINTED
    finally:
        printer.stop()
    directions = {each.direction for each in trace.exchanges() if b"Pasta" in each.data}
    assert directions == {"to"}
    assert any(each.direction == "from" and b"\x37\x22" in each.data for each in trace.exchanges())


def test_of_a_private_paper_no_byte_is_kept_and_of_the_next_one_all() -> None:
    slip = Document("slip", (Text("Code 37208191"), Cut()), private=True)
    with EscPosSimulator("grill") as device:
        printer = EscPosPrinter("grill", tcp(device.host, device.port), PROFILES["epson-80"], trace=Trace())
        printer.start()
        ends = [
            printer.submit(one.title, one, deadline_s=5)
            for one in (slip, Document("next", (Text("Table 12"), Cut())))
        ]
        assert {one.result(10).state for one in ends} == {OutcomeState.PRINTED}
        printer.stop()
    kept = printer.trace.exchanges()
    assert not any(b"37208191" in each.data for each in kept)
    assert any(b"Table 12" in each.data for each in kept)
    assert "a paper whose bytes are not kept" in [each.words for each in kept]
