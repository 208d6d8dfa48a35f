"""The list of found things: one entry a thing, bounded, forgetful, and not to be fooled by what devices claim."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.discovery import FoundList, Kind, Search, Sighting
from firmware_bridges.discovery.found import LIMIT

MAC, OTHER_MAC = "001162aabbcc", "00112233aabb"


class Watch:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def printer(host: str = "192.0.2.10", mac: str = "", *, source: str = "enpc", **more: object) -> Sighting:
    look = Sighting(source, Kind.PRINTER, 60.0, address=f"tcp://{host}:9100", host=host, mac=mac)
    return replace(look, **more)  # type: ignore[arg-type]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def found(watch: Watch) -> FoundList:
    return FoundList(now_s=watch)


def test_what_several_finders_see_of_one_printer_is_one_entry(found: FoundList) -> None:
    found.tell(printer(source="mdns", name="Office <b>printer</b>", model="TM-T20"))
    found.tell(printer(source="enpc", name="TM-T20III", model="TM-T20III"))
    (one,) = found.items()
    assert (one.name, one.model, one.sources) == ("TM-T20III", "TM-T20III", ("enpc", "mdns"))


def test_a_mac_that_becomes_known_later_joins_the_entry_and_its_key_stays(found: FoundList) -> None:
    found.tell(printer())
    key = found.items()[0].key
    found.tell(printer(mac=MAC))
    (one,) = found.items()
    assert (one.mac, one.key) == (MAC, key)
    assert found.get(f"mac-{MAC}") == one


def test_a_printer_at_a_new_address_is_the_same_printer(found: FoundList, watch: Watch) -> None:
    found.tell(printer("192.0.2.10", MAC))
    watch.now_s += 20
    found.tell(printer("192.0.2.99", MAC, source="star"))
    (one,) = found.items()
    assert (one.key, one.host, one.address) == (f"mac-{MAC}", "192.0.2.99", "tcp://192.0.2.99:9100")


def test_an_address_taken_over_by_another_printer_is_not_the_old_one(found: FoundList, watch: Watch) -> None:
    found.tell(printer("192.0.2.10", MAC, name="Grill"))
    watch.now_s += 20
    found.tell(printer("192.0.2.10", OTHER_MAC, name="Bar"))
    assert [(one.mac, one.name) for one in found.items()] == [(OTHER_MAC, "Bar")]


def test_a_mac_seen_at_two_addresses_in_turn_identifies_nothing(found: FoundList, watch: Watch) -> None:
    """Printers behind a Wi-Fi repeater show the repeater's MAC."""
    for host in ("192.0.2.10", "192.0.2.11", "192.0.2.10", "192.0.2.11"):
        found.tell(printer(host, MAC))
        watch.now_s += 1
    assert sorted((one.host, one.mac) for one in found.items()) == [("192.0.2.10", ""), ("192.0.2.11", "")]


def test_an_old_announcement_that_is_repeated_makes_no_twin(found: FoundList, watch: Watch) -> None:
    found.tell(printer("192.0.2.10", MAC, source="mdns"))
    found.tell(printer("192.0.2.99", MAC))
    found.tell(printer("192.0.2.10", MAC, source="mdns"))
    found.tell(printer("192.0.2.99", MAC))
    assert [(one.host, one.mac) for one in found.items()] == [("192.0.2.99", MAC)]


def test_what_is_not_seen_any_more_goes(found: FoundList, watch: Watch) -> None:
    found.tell(printer(source="mdns"))
    watch.now_s += 30
    found.tell(printer(source="enpc"))
    watch.now_s += 45
    assert found.items()[0].sources == ("enpc",)
    watch.now_s += 20
    assert found.items() == []


def test_two_usb_printers_of_a_model_are_two(found: FoundList) -> None:
    look = Sighting("usb", Kind.PRINTER, 5.0, address="usb:/dev/usb/lp0", serial="04b8:0202:A")
    found.tell(look)
    found.tell(replace(look, address="usb:/dev/usb/lp1", serial="04b8:0202:B"))
    assert [one.serial for one in found.items()] == ["04b8:0202:A", "04b8:0202:B"]


def test_a_flood_of_announcements_fills_the_list_and_no_more_and_keeps_nobody_else_out(
    found: FoundList,
) -> None:
    for number in range(3 * LIMIT):
        found.tell(printer(f"10.0.{number // 200}.{number % 200 + 1}", source="mdns"))
    assert len(found.items()) == LIMIT
    assert found.tell(printer("192.0.2.10", source="enpc"))
    assert found.get("at-tcp-192.0.2.10-9100") is not None
    assert len(found.items()) == LIMIT


def test_a_full_list_of_well_known_things_takes_no_announcement(found: FoundList) -> None:
    for number in range(LIMIT):
        found.tell(printer(f"10.0.{number // 200}.{number % 200 + 1}"))
    assert not found.tell(printer("192.0.2.10", source="mdns"))


@given(st.text(max_size=500), st.text(max_size=500))
def test_no_text_of_a_stranger_is_long_or_carries_control_characters(name: str, model: str) -> None:
    found = FoundList()
    found.tell(printer(name=name, model=model, maker=name[::-1], agent=model))
    (one,) = found.items()
    for text in (one.name, one.model, one.maker, one.agent, one.key):
        assert len(text) <= 80
        assert text.isprintable()
    assert all(sign.isalnum() or sign in "-." for sign in one.key)


def test_a_device_cannot_claim_a_mac_the_kernel_did_not_see() -> None:
    search = Search([], mac_of={"192.0.2.10": MAC}.get)  # type: ignore[arg-type]
    search.tell(printer("192.0.2.66", MAC))
    search.tell(printer("192.0.2.10", OTHER_MAC))
    assert {one.host: one.mac for one in search.found()} == {"192.0.2.66": "", "192.0.2.10": MAC}
    assert search.host_of(MAC) == "192.0.2.10"
    assert search.host_of(OTHER_MAC) is None
