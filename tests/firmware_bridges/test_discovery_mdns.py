"""Announcements both ways on loopback: found, renamed, gone, hostile; and a network that comes up late."""

import ipaddress
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from firmware_bridges.discovery import Announcement, Interface, Look, MdnsFinder, Sighting
from firmware_bridges.discovery import mdns as mdns_module
from firmware_bridges.discovery.browse import KDS, KEPT_MAX, Browser, sighting_of
from firmware_bridges.discovery.mdns import service_info
from firmware_bridges.simulators.mdns import MdnsDevice, kitchen_screen

LOOPBACK = (Interface("lo", "127.0.0.1", 8),)


class Listener:
    """A finder on interfaces that a test can change, and everything it told."""

    def __init__(self) -> None:
        self.here: tuple[Interface, ...] = LOOPBACK
        self.finder = MdnsFinder(lambda: self.here)
        self.seen: list[Sighting] = []
        self.gone: list[str] = []

    def look(self, *, asked: bool = False) -> list[Sighting]:
        self.seen = []
        self.finder.look(
            Look(self.seen.append, lambda _, key: self.gone.append(key), asked, threading.Event())
        )
        return self.seen

    def until(self, holds: Callable[[], Any], timeout_s: float = 20.0) -> None:
        """Look again and again until something is so."""
        began_s = time.monotonic()
        while not holds():
            assert time.monotonic() - began_s < timeout_s, self.seen
            time.sleep(0.05)
            self.look()

    def named(self, name: str) -> list[Sighting]:
        return [one for one in self.seen if one.name == name]


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.finder.close()


@pytest.fixture
def name() -> str:
    """Other tests announce on the same loopback."""
    return f"Grill {secrets.token_hex(4)}"


def test_a_printer_and_a_screen_that_announce_themselves_are_found(listener: Listener, name: str) -> None:
    agent = secrets.token_hex(8)
    facts = {"ty": "TM-T88VI", "usb_MFG": "EPSON", "usb_MDL": "TM-T88VI"}
    with MdnsDevice(name, port=9101, facts=facts), kitchen_screen(agent, f"{name} screen"):
        listener.until(lambda: listener.named(name) and listener.named(f"{name} screen"))
    (printer,), (screen,) = listener.named(name), listener.named(f"{name} screen")
    assert (printer.address, printer.maker, printer.model) == ("tcp://127.0.0.1:9101", "EPSON", "TM-T88VI")
    assert (screen.agent, screen.address) == (agent, "")


def test_a_screen_that_says_goodbye_is_gone(listener: Listener, name: str) -> None:
    agent = secrets.token_hex(8)
    with kitchen_screen(agent, name):
        listener.until(lambda: listener.named(name))
    listener.until(lambda: f"screen-{agent}" in listener.gone)
    assert listener.named(name) == []


def test_the_appliance_is_renamed_when_its_name_is_taken(listener: Listener, name: str) -> None:
    other = Listener()
    try:
        for one, identity in ((listener, "aaa"), (other, "bbb")):
            one.finder.announce(Announcement(name, 8080, identity, {"version": "1"}))
            one.look()
        until(
            lambda: other.look() is not None and listener.look() is not None and names(listener, other) == 2
        )
        assert all(one.finder.announced_as.startswith(name) for one in (listener, other))
    finally:
        other.finder.close()


def names(*listeners: Listener) -> int:
    """Under how many names they are announced."""
    return len({one.finder.announced_as for one in listeners})


def until(holds: Callable[[], bool]) -> None:
    """Others on the network bring it about."""
    deadline_s = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


def test_what_is_announced_can_be_changed_and_taken_back(listener: Listener, name: str) -> None:
    listener.finder.announce(Announcement(name, 8080, "ccc"))
    listener.look()
    listener.finder.announce(Announcement(f"{name} two", 8081, "ccc"))
    listener.look()
    assert listener.finder.announced_as.startswith(f"{name} two")
    listener.finder.announce(None)
    listener.look()
    assert listener.finder.announced_as == ""


def test_an_interface_that_comes_up_late_is_served_from_then_on(listener: Listener, name: str) -> None:
    listener.here = ()
    listener.finder.announce(Announcement(f"{name} box", 8080, "ddd"))
    with MdnsDevice(name):
        assert listener.look() == []
        assert listener.finder.announced_as == ""
        listener.here = LOOPBACK
        listener.until(lambda: listener.named(name))
        assert listener.finder.announced_as.startswith(f"{name} box")
        listener.here = ()
        assert listener.look() == []


def test_an_address_more_is_announced_too(listener: Listener, name: str) -> None:
    listener.finder.announce(Announcement(name, 8080, "fff"))
    listener.look()
    before = listener.finder._announced
    listener.look()
    assert listener.finder._announced is before
    listener.here = (*LOOPBACK, Interface("lo", "127.0.0.2", 8))
    listener.look()
    assert listener.finder._announced is not None
    assert listener.finder._announced[1].parsed_addresses() == ["127.0.0.1", "127.0.0.2"]


def test_an_announcement_of_an_address_off_link_is_dropped(listener: Listener, name: str) -> None:
    with MdnsDevice(name, says_address="203.0.113.7"), MdnsDevice(f"{name} honest"):
        listener.until(lambda: listener.named(f"{name} honest"))
        time.sleep(0.3)
        listener.look()
    assert listener.named(name) == []


def test_a_screen_without_a_decent_id_is_none(name: str) -> None:
    for agent in ("", "a" * 33, "x/../y", "\N{LATIN SMALL LETTER E WITH ACUTE}"):
        info = service_info(Announcement(name, 9, "x", {"id": agent}), LOOPBACK, KDS)
        assert sighting_of(info, LOOPBACK) is None


@pytest.mark.parametrize("said", ["", ".", "x" * 500, "Trattoria · Sole " * 9, "a.b", "<script>"])
def test_any_venue_can_be_announced(listener: Listener, said: str) -> None:
    info = service_info(Announcement(said, 80, "eee", {"path": "x" * 999}), LOOPBACK)
    assert len(info.get_name().encode()) <= 63
    assert [str(ipaddress.IPv4Address(one)) for one in info.addresses] == ["127.0.0.1"]
    assert all(len(value or b"") <= 200 for value in info.properties.values())


def test_a_flood_of_names_is_bounded_and_told_in_words(
    listener: Listener, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with MdnsDevice(name):
        listener.until(lambda: listener.named(name))
        monkeypatch.setattr(mdns_module, "RECORDS_MAX", 0)
        listener.look()
        with pytest.raises(OSError, match="floods"):
            listener.look()
        monkeypatch.undo()
        for _ in range(mdns_module._DEAF_LOOKS - 1):
            with pytest.raises(OSError, match="floods"):
                listener.look()
        listener.until(lambda: listener.named(name))


def test_no_more_than_two_hundred_names_are_kept() -> None:
    browser = Browser.__new__(Browser)
    browser._waiting, browser._known = {}, {}  # type: ignore[assignment]
    for number in range(3 * KEPT_MAX):
        browser._wait_for(f"printer {number}", KDS)
    assert len(browser._waiting) == KEPT_MAX
