"""The list a manager sees: what was found, what it is already, and what one tap would make of it."""

from pathlib import Path

import pytest

from appliance.bridges import PROFILE_FACTS
from appliance.discovery import rules
from appliance.discovery.model import Role, Venue
from appliance.kitchen import add_station
from appliance.printing import PrinterRow, add_printer, wiring
from appliance.settings import change as change_settings
from firmware_bridges.discovery.sighting import FinderTrouble, Found, Hindrance, Kind
from tests.discovery.around import Neighbourhood, neighbourhood

MAC = "001162aabbcc"


async def test_an_empty_neighbourhood_is_an_empty_list(near: Neighbourhood) -> None:
    body = (await (await near.manager()).get("/api/found")).json()
    assert body["items"] == []
    assert (body["can_search"], body["searching"], body["searched_at"]) == (True, False, None)
    assert {"name": "epson-58", "say": PROFILE_FACTS["epson-58"].label} in body["profiles"]


async def test_a_found_printer_comes_with_what_one_tap_would_make_of_it(near: Neighbourhood) -> None:
    await near.house.world.database.write(
        lambda tx: add_station(
            tx, name="Grill", position=1, station_id="grill", printer_id=None, prints="always"
        )
    )
    near.around.show(maker="EPSON", model="TM-T88V", name="TM-T88V", mac=MAC)
    (item,) = await near.items(await near.manager())
    assert (item["state"], item["mac"], item["sources"], item["check"]) == ("new", MAC, ["enpc"], None)
    assert item["suggestion"] == {
        "role": "station_printer", "name": "TM-T88V", "stations": ["grill"],
        "bridge": "escpos", "profile": "epson-80-42", "address": "tcp://192.0.2.10:9100",
    }  # fmt: skip


async def test_a_printer_in_use_is_known_by_its_mac_wherever_it_is(near: Neighbourhood) -> None:
    await near.house.world.database.write(
        lambda tx: add_printer(
            tx, printer_id="grill", name="Grill printer", bridge="escpos", address="tcp://192.0.2.77:9100",
            profile="generic-80", mac=MAC,
        )
    )  # fmt: skip
    near.around.show("192.0.2.10", mac=MAC)
    (item,) = await near.items(await near.manager())
    assert (item["state"], item["suggestion"]) == ("known", None)
    assert item["known_as"] == {"kind": "printer", "id": "grill", "name": "Grill printer"}


async def test_an_ignored_thing_goes_to_the_end_and_can_be_brought_back(near: Neighbourhood) -> None:
    manager = await near.manager()
    key, other = near.around.show("192.0.2.10", name="A"), near.around.show("192.0.2.11", name="B")
    for _ in range(2):
        assert (await manager.send(f"/api/found/{key}/ignore")).json() == {"key": key, "ignored": True}
    assert [(one["key"], one["state"]) for one in await near.items(manager)] == [
        (other, "new"),
        (key, "ignored"),
    ]
    assert (await manager.send(f"/api/found/{key}/restore")).json()["ignored"] is False
    assert [one["state"] for one in await near.items(manager)] == ["new", "new"]
    assert [len(near.house.journal(kind)) for kind in ("found_ignored", "found_restored")] == [1, 1]


async def test_a_bare_serial_port_stands_behind_what_is_in_use_and_an_adapter_before(
    near: Neighbourhood,
) -> None:
    manager = await near.manager()
    await manager.send(f"/api/found/{near.around.show(name='Grill')}/approve")
    port = {"source": "serial", "kind": Kind.SERIAL_PORT, "host": ""}
    near.around.show(**port, address="serial:/dev/ttyS0", name="ttyS0")
    near.around.show(**port, address="serial:/dev/ttyUSB0", name="FT232R", maker="FTDI", model="FT232R")
    ignored = near.around.show("192.0.2.11", name="B")
    await manager.send(f"/api/found/{ignored}/ignore")
    names = [one["name"] for one in await near.items(manager)]
    assert names == ["FT232R", "Grill", "ttyS0", "B"]


async def test_searching_can_be_asked_for_and_is_limited(near: Neighbourhood) -> None:
    manager = await near.manager()
    answers = [await manager.send("/api/found/scan") for _ in range(7)]
    assert [one.status_code for one in answers] == [202] * 6 + [429]
    assert near.around.search.asked == [()] * 6
    assert (await manager.get("/api/found")).json()["searched_at"] == near.house.world.clock.now_ms()


async def test_a_typed_address_is_looked_at(near: Neighbourhood) -> None:
    assert (
        await (await near.manager()).send("/api/found/address", {"address": " 192.168.1.50:9101 "})
    ).status_code == 202
    assert near.around.search.asked == [("192.168.1.50:9101",)]


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "224.0.0.251", "127.1", "255.255.255.255", "usb:/dev/usb/lp0", "10.0.0.1:0", "10.0.0.1:99999",
                "a b", "-x", "http://10.0.0.1/", "[::1]:9100"],
)  # fmt: skip
async def test_what_is_not_in_the_house_is_not_looked_at(near: Neighbourhood, address: str) -> None:
    answer = await (await near.manager()).send("/api/found/address", {"address": address})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_address")
    assert near.around.search.asked == []


@pytest.mark.parametrize(
    ("language", "say"),
    [
        ("en", "The search does not see announcements on the network (mDNS): there is no network."),
        ("it", "La ricerca non vede gli annunci in rete (mDNS): non c'è rete."),
    ],
)
async def test_a_way_of_looking_that_fails_is_told_in_the_staffs_language(
    near: Neighbourhood, language: str, say: str
) -> None:
    detail = "Listening does not work: OSError: no multicast"
    near.around.search.trouble = {"mdns": FinderTrouble(Hindrance.NO_NETWORK, detail)}
    await near.house.world.database.write(
        lambda tx: change_settings(tx, {"staff_language": language}, actor="staff:owner")
    )
    body = (await (await near.manager()).get("/api/found")).json()
    assert body["trouble"] == [{"finder": "mdns", "say": say, "detail": detail}]


async def test_an_appliance_that_does_not_search_says_so(tmp_path: Path) -> None:
    async with neighbourhood(tmp_path, searches=False) as near:
        manager = await near.manager()
        assert (await manager.get("/api/found")).json()["can_search"] is False
        assert (await manager.send("/api/found/scan")).json() == {"searching": False}
        await near.desk.look_round()
        await near.desk.stop()


@pytest.mark.parametrize("who", ["waiter", "cashier", "cook"])
async def test_only_managers_look_around(near: Neighbourhood, who: str) -> None:
    key = near.around.show()
    tablet = await near.house.tablet_of(getattr(near.house, who))
    answers = [
        await tablet.get("/api/found"),
        await tablet.send("/api/found/scan"),
        await tablet.send("/api/found/address", {"address": "10.0.0.1"}),
        await tablet.send(f"/api/found/{key}/approve"),
        await tablet.send(f"/api/found/{key}/ignore"),
        await tablet.send(f"/api/found/{key}/restore"),
    ]
    assert [one.status_code for one in answers] == [403] * 6
    assert near.around.search.asked == []


def found(**more: object) -> Found:
    plain: dict[str, object] = {
        "key": "at-x", "kind": Kind.PRINTER, "name": "", "maker": "", "model": "", "mac": "", "serial": "",
        "address": "tcp://192.0.2.10:9100", "host": "192.0.2.10", "agent": "", "sources": ("enpc",), "seen_at_s": 0.0,
        "identities": frozenset(),
    }  # fmt: skip
    return Found(**{**plain, **more})  # type: ignore[arg-type]


def row(address: str = "tcp://192.0.2.10:9101", mac: str | None = MAC) -> PrinterRow:
    return PrinterRow(id="p", name="P", bridge="escpos", address=address, profile="generic-80", mac=mac)


STATIONS = [("grill", "Grill", True), ("bar", "Bar", False)]


def test_a_printer_goes_to_the_stations_that_have_none_then_to_the_receipts() -> None:
    def made(
        stations: list[tuple[str, str, bool]], receipts: bool, model: str = ""
    ) -> tuple[Role, list[str]]:
        one = rules.suggestion(found(model=model), ("escpos", "generic-80"), Venue(stations, receipts))
        assert one is not None
        return one.role, one.stations

    assert made(STATIONS, False) == (Role.STATION_PRINTER, ["bar"])
    assert made(STATIONS[:1], False) == (Role.RECEIPT_PRINTER, [])
    assert made(STATIONS[:1], True) == (Role.STATION_PRINTER, [])
    assert made(STATIONS, False, "mC-Label3") == (Role.LABEL_PRINTER, [])


def test_a_nameless_printer_is_called_by_its_place() -> None:
    one = rules.suggestion(found(), ("", ""), Venue([], True))
    port = rules.suggestion(
        found(host="", kind=Kind.SERIAL_PORT, address="serial:/dev/ttyUSB0"), ("", ""), Venue([], True)
    )
    assert one is not None
    assert port is not None
    assert (one.name, port.name) == ("Printer 192.0.2.10", "ttyUSB0")


def test_the_second_of_a_kind_gets_a_number() -> None:
    venue = Venue([], True, ["tm-t20", "TM-T20 2", "T" * 40])
    names = ["TM-T20", "TM-T88", "T" * 40]
    suggested = [rules.suggestion(found(name=name), ("", ""), venue) for name in names]
    assert [getattr(one, "name", None) for one in suggested] == ["TM-T20 3", "TM-T88", "T" * 38 + " 2"]


def test_where_one_may_look_is_where_a_printer_may_be() -> None:
    for host in ("10.0.0.1", "8.8.8.8", "224.0.0.251", "printer.local", "0x7f.1", "127.1"):
        assert rules.may_look_at(host) == wiring.fits("escpos", f"tcp://{host}")


def test_a_serial_printer_is_known_whatever_its_speed() -> None:
    known = row("serial:/dev/ttyUSB0?baud=19200&flow=none", None)
    assert rules.known_printer(found(host="", address="serial:/dev/ttyUSB0"), [known]) is not None


def test_another_printer_at_an_old_address_is_not_the_old_one() -> None:
    assert rules.known_printer(found(mac="00112233aabb", address="tcp://192.0.2.10:9101"), [row()]) is None


@pytest.mark.parametrize(
    ("around", "where"),
    [
        ([found(mac=MAC, host="192.0.2.99")], "tcp://192.0.2.99:9101"),
        ([found(mac=MAC)], None),
        ([found(mac=MAC, host="192.0.2.99"), found(host="192.0.2.10")], None),
        ([found(mac=MAC, host="192.0.2.98"), found(mac=MAC, host="192.0.2.99")], None),
        ([found(host="192.0.2.99")], None),
        ([], None),
    ],
)
def test_a_printer_has_moved_when_its_mac_is_elsewhere_only(around: list[Found], where: str | None) -> None:
    assert rules.moved_to(row(), around) == where


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://192.0.2.10/", "http://192.0.2.99/"),
        ("https://192.0.2.10:8443/printer/", "https://192.0.2.99:8443/printer/"),
    ],
)
def test_a_web_printer_keeps_the_rest_of_its_address_when_it_moves(before: str, after: str) -> None:
    assert rules.moved_to(row(before), [found(mac=MAC, host="192.0.2.99")]) == after
    assert rules.moved_to(row(before), [found(mac=MAC)]) is None
    assert rules.host_of(before) == "192.0.2.10"


@pytest.mark.parametrize(
    "other", [row(mac=None), row("usb:/dev/usb/lp0"), row("mac:001162aabbcc"), row("x y")]
)
def test_only_a_network_printer_with_a_mac_can_move(other: PrinterRow) -> None:
    assert rules.moved_to(other, [found(mac=MAC, host="192.0.2.99")]) is None


def test_what_hangs_on_no_network_has_no_host() -> None:
    assert [rules.host_of(one) for one in ("usb:/dev/usb/lp0", "mac:001162aabbcc", "x y")] == ["", "", ""]
