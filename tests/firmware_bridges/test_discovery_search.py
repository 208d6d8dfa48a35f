"""All finders beside each other: a failing or hanging one stops nobody, and everything is found within five seconds."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges.discovery import (
    BroadcastFinder,
    Interface,
    Kind,
    Look,
    MdnsFinder,
    Neighbourhood,
    Port9100Finder,
    Search,
    Sighting,
)
from firmware_bridges.discovery.enpc import ENPC
from firmware_bridges.discovery.sighting import FinderTrouble, Hindrance
from firmware_bridges.discovery.star import STAR
from firmware_bridges.simulators.enpc import enpc_printer
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.mdns import MdnsDevice, kitchen_screen
from firmware_bridges.simulators.star_discovery import star_printer


class Scripted:
    """A finder that does what a test wants, and counts."""

    say = "Looking by script"
    takes_hosts = False

    def __init__(self, name: str, act: Callable[[Look], None], every_s: float = 0.05) -> None:
        self.name, self.every_s = name, every_s
        self._act = act
        self.looked = threading.Semaphore(0)
        self.closed = threading.Event()

    def look(self, look: Look) -> None:
        try:
            self._act(look)
        finally:
            self.looked.release()

    def close(self) -> None:
        self.closed.set()

    def wait(self, looks: int = 1) -> None:
        for _ in range(looks):
            assert self.looked.acquire(timeout=5)


def telling(host: str) -> Callable[[Look], None]:
    return lambda look: look.tell(
        Sighting("enpc", Kind.PRINTER, 5.0, address=f"tcp://{host}:9100", host=host)
    )


def waiting_for(release: threading.Event) -> Callable[[Look], None]:
    def wait(_: Look) -> None:
        release.wait(20)

    return wait


def failing(_: Look) -> None:
    raise OSError("no such device")


@pytest.fixture
def running() -> Iterator[Callable[..., Search]]:
    searches: list[Search] = []

    def run(*finders: Scripted) -> Search:
        search = Search(finders, mac_of=lambda _: "")
        searches.append(search)
        search.start()
        return search

    yield run
    for search in searches:
        search.stop()


def test_a_failing_finder_is_told_in_words_and_stops_nobody(running: Callable[..., Search]) -> None:
    bad, good = Scripted("bad", failing), Scripted("good", telling("192.0.2.10"))
    search = running(bad, good)
    bad.wait()
    good.wait(3)
    detail = "Looking by script does not work: OSError: no such device"
    assert search.troubles() == {"bad": FinderTrouble(Hindrance.FAILED, detail)}
    assert [one.host for one in search.found()] == ["192.0.2.10"]


def test_a_finder_that_works_again_is_no_trouble_any_more(running: Callable[..., Search]) -> None:
    moods = iter([failing])
    finder = Scripted("moody", lambda look: next(moods, telling("192.0.2.10"))(look))
    search = running(finder)
    finder.wait()
    search.ask()
    finder.wait(2)
    assert search.troubles() == {}


def test_a_hanging_finder_keeps_neither_the_others_nor_the_end(running: Callable[..., Search]) -> None:
    release = threading.Event()
    stuck, good = (
        Scripted("stuck", waiting_for(release)),
        Scripted("good", telling("192.0.2.10")),
    )
    search = running(stuck, good)
    search.ask()
    good.wait(3)
    began_s = time.monotonic()
    search.stop()
    assert time.monotonic() - began_s < 3
    assert good.closed.is_set()
    release.set()


def test_searching_is_over_when_every_finder_has_looked(running: Callable[..., Search]) -> None:
    finder = Scripted("slow", lambda _: time.sleep(0.1), every_s=60)
    search = running(finder)
    finder.wait()
    assert not search.searching
    search.ask()
    assert search.searching
    finder.wait()
    time.sleep(0.05)
    assert not search.searching
    assert search.searched_s is not None


def test_looking_for_a_mac_nobody_knows_asks_everybody_but_not_all_the_time(
    running: Callable[..., Search],
) -> None:
    finder = Scripted("one", lambda _: None, every_s=60)
    search = running(finder)
    finder.wait()
    assert [search.host_of("001162aabbcc") for _ in range(20)] == [None] * 20
    finder.wait()
    assert not finder.looked.acquire(timeout=0.3)


def test_a_printer_that_was_missed_where_it_was_seen_long_ago_is_looked_for() -> None:
    now_s = [100.0]
    finder = Scripted("one", lambda _: None, every_s=60)
    search = Search([finder], mac_of=lambda _: "001162aabbcc", now_s=lambda: now_s[0])
    search.tell(Sighting("enpc", Kind.PRINTER, 60.0, address="tcp://192.0.2.10:9100", host="192.0.2.10"))
    search.start()
    finder.wait()
    assert search.host_of("001162aabbcc") == "192.0.2.10"
    assert not finder.looked.acquire(timeout=0.3)
    now_s[0] += 10
    assert search.host_of("001162aabbcc") == "192.0.2.10"
    finder.wait()
    search.stop()


def test_one_search_finds_everything_there_is() -> None:
    loopback = (Interface("lo", "127.0.0.1", 8),)
    name, agent = f"Bar {secrets.token_hex(4)}", secrets.token_hex(8)
    with (
        enpc_printer("TM-T88V", port=0) as epson,
        star_printer("TSP143IIILAN", port=0) as star,
        EscPosSimulator() as plain,
        MdnsDevice(name, port=9109),
        kitchen_screen(agent, name),
    ):
        search = Search(
            [
                MdnsFinder(lambda: loopback),
                BroadcastFinder(ENPC, lambda: loopback, port=epson.port),
                BroadcastFinder(STAR, lambda: loopback, port=star.port),
                Port9100Finder(lambda: loopback, port=plain.port),
            ],
            mac_of=lambda _: "",
        )
        wanted = {f"at-tcp-127.0.0.1-{port}" for port in (9100, 9109, plain.port)} | {f"screen-{agent}"}
        search.start()
        search.ask()
        began_s = time.monotonic()
        try:
            while not wanted <= {one.key for one in search.found()}:
                assert time.monotonic() - began_s < 15, [one.key for one in search.found()]
                time.sleep(0.02)
        finally:
            search.stop()
        assert search.troubles() == {}


def test_the_whole_neighbourhood_starts_and_ends_on_loopback() -> None:
    around = Neighbourhood("127.0.0.1", finders=[])
    around.start()
    around.announce(f"Box {secrets.token_hex(4)}", 8080, "fff", {})
    deadline_s = time.monotonic() + 5
    while not around.mdns.announced_as:
        assert time.monotonic() < deadline_s
        time.sleep(0.02)
    around.stop()
    assert around.mdns.announced_as == ""
    around.search.tell(
        Sighting("manual", Kind.PRINTER, 60.0, "tcp://127.0.0.9:9100", maker="EPSON", model="TM-T20")
    )
    (found,) = [one for one in around.search.found() if one.address == "tcp://127.0.0.9:9100"]
    assert around.guess(found) == ("escpos", "epson-80")
