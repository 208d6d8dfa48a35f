"""A printer's address may be a name: looking it up ends in time, costs a thread at most, and says truly what went wrong."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from firmware_bridges import EscPosPrinter, Reason, StreamError, tcp
from firmware_bridges.discovery import Look, Port9100Finder, Sighting
from firmware_bridges.epos.site import Site
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.streams.names import AT_ONCE, Names

NAME = "grill-printer.lan"
_system = socket.getaddrinfo


class NameService:
    """Stands for the system's: lookups of names hang until `release`, then all are `answer` or raise it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.begun = threading.Semaphore(0)
        self.answer: str | Exception = "127.0.0.1"
        self._released = threading.Event()

    def release(self) -> None:
        self._released.set()

    def __call__(self, host: str, port: None, *, type: socket.SocketKind, flags: int = 0) -> Any:
        if flags & socket.AI_NUMERICHOST:
            return _system(host, port, type=type, flags=flags)
        self.asked.append(host)
        self.begun.release()
        self._released.wait(20)
        if isinstance(self.answer, Exception):
            raise self.answer
        return _system(self.answer, port, type=type)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameService]:
    held = NameService()
    monkeypatch.setattr(socket, "getaddrinfo", held)
    yield held
    held.release()


def never() -> bool:
    return False


def refused(names: Names, name: str = NAME) -> StreamError:
    with pytest.raises(StreamError) as error:
        names.place_of(name, 9100, deadline_s=0.05, cancelled=never)
    return error.value


def seen_at(host: str) -> list[Sighting]:
    seen: list[Sighting] = []
    Port9100Finder(lambda: ()).look(Look(seen.append, lambda *_: None, True, threading.Event(), (host,)))
    return seen


@pytest.mark.parametrize(
    ("name", "opens"),
    [("bar.lan", tcp("bar.lan")), ("epos.lan", Site("http://epos.lan/").open_stream)],
)
def test_a_name_service_that_is_silent_holds_no_printer_beyond_its_deadline(
    service: NameService, name: str, opens: Any
) -> None:
    began_s = time.monotonic()
    with pytest.raises(StreamError) as error:
        opens(deadline_s=0.3, cancelled=never)
    assert time.monotonic() - began_s < 2
    assert error.value.reason is Reason.UNREACHABLE
    assert error.value.detail == f"{name}: nobody tells this name's address in time"


def test_a_printer_by_name_is_stopped_at_once_while_its_name_is_looked_up(service: NameService) -> None:
    printer = EscPosPrinter("grill", tcp(NAME))
    printer.start()
    assert service.begun.acquire(timeout=5)
    began_s = time.monotonic()
    printer.stop()
    assert time.monotonic() - began_s < 1


def test_a_name_asked_for_again_and_again_is_looked_up_once(service: NameService) -> None:
    names = Names()
    for _ in range(5):
        refused(names)
    assert service.asked == [NAME]


def test_an_answer_that_came_too_late_serves_whoever_asks_next(service: NameService) -> None:
    names = Names()
    refused(names)
    service.release()
    place = names.place_of(NAME, 9100, deadline_s=5, cancelled=never)
    assert place == (socket.AF_INET, ("127.0.0.1", 9100))
    assert service.asked == [NAME]


def test_an_answer_that_was_taken_is_not_kept(service: NameService) -> None:
    names = Names()
    service.release()
    names.place_of(NAME, 9100, deadline_s=5, cancelled=never)
    service.answer = "127.0.0.2"
    assert names.place_of(NAME, 9100, deadline_s=5, cancelled=never).address[0] == "127.0.0.2"


def test_only_so_many_names_are_looked_up_at_a_time(service: NameService) -> None:
    names = Names()
    for number in range(AT_ONCE):
        refused(names, f"printer-{number}.lan")
    assert "too many other names" in refused(names).detail
    assert NAME not in service.asked


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "nobody knows this name"),
        (UnicodeError("label too long"), "nobody knows this name"),
        (
            socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
            "this name could not be looked up: Temporary failure in name resolution",
        ),
    ],
)
def test_a_name_without_an_address_is_told_from_a_name_service_in_trouble(
    service: NameService, answer: Exception, detail: str
) -> None:
    service.answer = answer
    service.release()
    with pytest.raises(StreamError) as error:
        Names().place_of(NAME, 9100, deadline_s=5, cancelled=never)
    assert (error.value.reason, error.value.detail) == (Reason.UNREACHABLE, f"{NAME}: {detail}")


def test_an_address_in_numbers_asks_no_name_service(service: NameService) -> None:
    assert Names().place_of("::1", 9100, deadline_s=0, cancelled=never).address[:2] == ("::1", 9100)
    assert service.asked == []


def test_a_printer_is_reached_and_found_by_its_name(service: NameService, simulator: EscPosSimulator) -> None:
    service.release()
    tcp("pizza.lan", simulator.port)(deadline_s=5.0, cancelled=never).close()
    (seen,) = seen_at(f"pizza.lan:{simulator.port}")
    assert seen.address == f"tcp://127.0.0.1:{simulator.port}"


def test_a_search_by_name_ends_in_time_when_the_name_service_is_silent(service: NameService) -> None:
    began_s = time.monotonic()
    assert seen_at("another-printer.lan") == []
    assert time.monotonic() - began_s < 4
