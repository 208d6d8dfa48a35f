"""An address that falls silent is not one that refuses: simulated network printers can lose their power like a real host."""

import time
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges import Reason, Stream, StreamError
from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.streams import tcp

Network = EscPosSimulator | EposSimulator
SHORT_S = 0.3


def never() -> bool:
    return False


def connected(simulator: Network, deadline_s: float = SHORT_S) -> Stream:
    return tcp(simulator.host, simulator.port)(deadline_s=deadline_s, cancelled=never)


def refusal(simulator: Network) -> Reason:
    with pytest.raises(StreamError) as refused:
        connected(simulator)
    return refused.value.reason


@pytest.fixture(params=[EscPosSimulator, StarSimulator, EposSimulator])
def printer(request: pytest.FixtureRequest) -> Iterator[Network]:
    make: Callable[[], Network] = request.param
    with make() as running:
        yield running


def test_who_connects_to_a_silent_address_waits_for_its_own_deadline(printer: Network) -> None:
    printer.vanish()
    began = time.monotonic()
    assert [refusal(printer) for _ in range(3)] == [Reason.TIMEOUT] * 3
    assert time.monotonic() - began >= 3 * SHORT_S


def test_switched_off_otherwise_it_refuses(printer: Network) -> None:
    printer.power_off()
    assert refusal(printer) is Reason.REFUSED


def test_a_silent_address_may_begin_to_refuse(printer: Network) -> None:
    printer.vanish()
    printer.power_off()
    assert refusal(printer) is Reason.REFUSED


def test_a_connection_to_a_silent_host_neither_ends_nor_answers_until_the_host_is_back(
    printer: Network,
) -> None:
    stream, waiting = connected(printer), connected(printer)
    printer.vanish()
    assert stream.write(b"POST \x10\x04\x01\x1b\x06\x01", deadline_s=SHORT_S) == 11
    assert (stream.read(deadline_s=SHORT_S), waiting.read(deadline_s=0)) == (b"", b"")
    printer.restore()
    with pytest.raises(StreamError) as lost:
        stream.read(deadline_s=5.0)
    assert lost.value.reason is Reason.RESET
    stream.close()
    waiting.close()
    connected(printer, 5.0).close()
