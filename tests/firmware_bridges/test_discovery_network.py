"""Finders that ask the network: real sockets on loopback against simulated devices, friendly and hostile ones."""

import threading
import time
from pathlib import Path

import pytest

from firmware_bridges.discovery import (
    BroadcastFinder,
    Interface,
    Look,
    Port9100Finder,
    Sighting,
    enpc,
    star,
)
from firmware_bridges.discovery.interfaces import known_hosts
from firmware_bridges.discovery.macs import Macs
from firmware_bridges.simulators.enpc import basic_answer, enpc_printer, network_answer
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_discovery import star_answer, star_printer
from firmware_bridges.simulators.udp import UdpResponder

LOOPBACK = (Interface("lo", "127.0.0.1", 8),)
LISTEN_S = 0.3


def here() -> tuple[Interface, ...]:
    return LOOPBACK


def seen_by(
    finder: BroadcastFinder | Port9100Finder, *, asked: bool = True, hosts: tuple[str, ...] = ()
) -> list[Sighting]:
    seen: list[Sighting] = []
    finder.look(Look(seen.append, lambda *_: None, asked, threading.Event(), hosts))
    return seen


def test_an_epson_answers_with_its_model() -> None:
    with enpc_printer("TM-m30II", port=0) as device:
        seen = seen_by(BroadcastFinder(enpc.ENPC, here, port=device.port, listen_s=LISTEN_S))
    (one,) = set(seen)
    assert (one.maker, one.model, one.address) == ("EPSON", "TM-m30II", "tcp://127.0.0.1:9100")


def test_the_recorded_answer_of_a_tm_t88v_is_read() -> None:
    recorded = bytes.fromhex("4550534f4e71030000000000008500052002 64".replace(" ", "")) + b"TM-T88V".ljust(
        128, b"\0"
    )
    assert len(recorded) == 147
    assert recorded == basic_answer("TM-T88V")
    one = enpc.read(recorded, "192.0.2.10")
    assert one is not None
    assert one.model == "TM-T88V"


def test_a_compatible_printer_answers_the_other_function_and_is_no_epson() -> None:
    one = enpc.read(network_answer(bytes(6), "POS-80"), "192.0.2.10")
    assert one is not None
    assert (one.maker, one.model, one.mac) == ("", "POS-80", "")


def test_a_star_answers_with_its_model() -> None:
    with star_printer("TSP143IIILAN", port=0) as device:
        seen = seen_by(BroadcastFinder(star.STAR, here, port=device.port, listen_s=LISTEN_S))
    (one,) = set(seen)
    assert (one.maker, one.model, one.address) == ("Star", "TSP143IIILAN", "tcp://127.0.0.1:9100")


def test_the_question_to_stars_is_the_one_their_tools_ask() -> None:
    assert b"STR_BCAST" + bytes(7) + b"RQ1.0.0" + bytes.fromhex("00001c6431") == star.QUESTION
    assert len(star_answer("TSP100", "192.0.2.10")) == 302


def test_an_answer_counts_for_its_sender_only_whatever_address_it_names() -> None:
    with star_printer(port=0, says_address="203.0.113.7") as device:
        seen = seen_by(BroadcastFinder(star.STAR, here, port=device.port, listen_s=LISTEN_S))
    assert {one.host for one in seen} == {"127.0.0.1"}


def test_an_answer_from_off_link_is_dropped() -> None:
    with star_printer(port=0, host="127.0.0.2") as device:
        narrow = (Elsewhere("lo", "127.0.0.1", 30),)
        finder = BroadcastFinder(star.STAR, lambda: narrow, port=device.port, listen_s=LISTEN_S)
        assert seen_by(finder) != []
        far = (Elsewhere("lo", "127.0.0.1", 32),)
        finder = BroadcastFinder(star.STAR, lambda: far, port=device.port, listen_s=LISTEN_S)
        assert seen_by(finder) == []


class Elsewhere(Interface):
    """Its questions go to the second loopback address."""

    @property
    def question_to(self) -> str:
        return "127.0.0.2"


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"EPSON",
        b"EPSONq" + bytes(8),
        b"EPSONq\x03" + b"\xff" * 1400,
        b"STR_BCAST",
        b"STR_BCAST" + bytes(300),
        bytes(1500),
    ],
)
def test_nonsense_is_no_answer_and_hides_no_real_one(noise: bytes) -> None:
    with enpc_printer(port=0) as epson, star_printer(port=0) as a_star:
        for device, protocol in ((epson, enpc.ENPC), (a_star, star.STAR)):
            device.noise = [noise, noise]
            seen = seen_by(BroadcastFinder(protocol, here, port=device.port, listen_s=LISTEN_S))
            assert len(set(seen)) == 1


def test_a_flood_of_answers_ends_with_the_look() -> None:
    with UdpResponder(lambda _: [basic_answer(f"TM-{number}") for number in range(5_000)]) as device:
        began_s = time.monotonic()
        seen = seen_by(BroadcastFinder(enpc.ENPC, here, port=device.port, listen_s=1.0))
    assert len(seen) <= 512
    assert time.monotonic() - began_s < 2.0


def test_nobody_there_is_no_trouble() -> None:
    with enpc_printer(port=0) as device:
        device.silent = True
        assert seen_by(BroadcastFinder(enpc.ENPC, here, port=device.port, listen_s=LISTEN_S)) == []
        assert len(device.questions) >= 2


def test_a_probe_finds_a_printer_and_asks_its_name_only_when_a_person_wants_it() -> None:
    with EscPosSimulator() as device:
        finder = Port9100Finder(here, port=device.port)
        (quiet,) = seen_by(finder, asked=False)
        (asked,) = seen_by(finder, asked=True)
    assert (quiet.maker, quiet.model) == ("", "")
    assert (asked.maker, asked.model, asked.address) == (
        "EPSON",
        "SIMULATOR",
        f"tcp://127.0.0.1:{device.port}",
    )


def test_a_probe_leaves_no_mark_on_the_paper() -> None:
    with EscPosSimulator() as device:
        seen_by(Port9100Finder(here, port=device.port))
        assert device.slips() == []
        assert device.unknown == []


def test_a_babbling_device_ends_the_look_in_time() -> None:
    with EscPosSimulator() as device:
        device.babble(b"\x5f" + b"x" * 300)
        began_s = time.monotonic()
        (one,) = seen_by(Port9100Finder(here, port=device.port))
    assert len(one.harmless().model) <= 64
    assert time.monotonic() - began_s < 4.0


@pytest.mark.parametrize("fault", ["stall", "silent"])
def test_a_silent_device_is_a_printer_without_a_name(fault: str) -> None:
    with EscPosSimulator() as device:
        getattr(device, fault)()
        began_s = time.monotonic()
        (one,) = seen_by(Port9100Finder(here, port=device.port))
    assert one.model == ""
    assert one.name == "Printer 127.0.0.1"
    assert time.monotonic() - began_s < 4.0


def test_two_networks_take_turns_and_known_neighbours_come_first() -> None:
    two = (Interface("a", "10.0.1.1", 24), Interface("b", "10.0.2.1", 24))
    finder = Port9100Finder(lambda: two, known=lambda: ["10.0.2.77", "203.0.113.9"])
    first, second, third = (finder._sweep() for _ in range(3))
    assert first[:2] == ["10.0.2.77", "10.0.1.2"]
    assert {len(first), len(second), len(third)} == {254}
    assert len({*first, *second}) == 2 * 253


def test_a_printer_in_use_is_left_alone() -> None:
    with EscPosSimulator() as device:
        assert seen_by(Port9100Finder(here, lambda: {"127.0.0.1"}, port=device.port)) == []
        assert device.connections == 0


def test_a_network_of_more_than_254_addresses_is_not_swept_but_for_known_neighbours() -> None:
    assert Interface("eth0", "10.1.2.3", 16).neighbours() == []
    assert len(Interface("eth0", "192.0.2.3", 24).neighbours()) == 253
    with EscPosSimulator() as device:
        known = ["127.0.0.1", "203.0.113.9"]
        finder = Port9100Finder(lambda: (Big("eth0", "127.0.0.9", 8),), port=device.port, known=lambda: known)
        assert [one.host for one in seen_by(finder)] == ["127.0.0.1"]


class Big(Interface):
    """Loopback that is treated as the big network it is."""

    @property
    def is_loopback(self) -> bool:
        return False


@pytest.mark.parametrize("text", ["127.0.0.1", "tcp://127.0.0.1"])
def test_a_typed_address_is_looked_at(text: str) -> None:
    with EscPosSimulator() as device:
        finder = Port9100Finder(tuple, port=device.port)
        (one,) = seen_by(finder, hosts=(text,))
    assert (one.source, one.model) == ("manual", "SIMULATOR")


@pytest.mark.parametrize(
    "text", ["", "usb:/dev/usb/lp0", "not an address", "127.0.0.1:99999", "mac:001162aabbcc"]
)
def test_what_is_no_network_address_is_not_looked_at(text: str) -> None:
    assert seen_by(Port9100Finder(tuple), hosts=(text,)) == []


def test_the_kernel_is_asked_for_a_mac_it_does_not_know() -> None:
    learnt: list[str] = []
    macs = Macs({"192.0.2.10": "001162aabbcc"}.get, learnt.append)
    assert [macs.of(f"192.0.2.{last}") for last in (10, 11, 11)] == ["001162aabbcc", "", ""]
    assert learnt == ["192.0.2.11"]


def test_neighbours_the_kernel_could_not_reach_are_not_there(tmp_path: Path) -> None:
    table = tmp_path / "arp"
    table.write_text(
        "IP address       HW type     Flags       HW address            Mask     Device\n"
        "192.0.2.10       0x1         0x2         00:11:62:AA:bb:cc     *        eth0\n"
        "192.0.2.11       0x1         0x0         00:00:00:00:00:00     *        eth0\n"
        "192.0.2.12       nonsense\n"
    )
    assert known_hosts(table) == ["192.0.2.10"]
    assert known_hosts(tmp_path / "missing") == []
