"""One tap: a found printer gets its row, its stations and its role; a printer that moves is followed."""

import asyncio
from typing import Any

import pytest

from appliance.discovery import routes, watch_surroundings
from appliance.kernel.errors import StorageUnavailable
from appliance.kitchen import add_station
from appliance.printing import PrinterRow, printers
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.discovery.sighting import Kind
from tests.discovery.around import Neighbourhood

MAC = "001162aabbcc"


def rows(near: Neighbourhood) -> list[PrinterRow]:
    return near.house.world.database.read(printers)


async def two_stations(near: Neighbourhood) -> None:
    def add(tx: Tx) -> None:
        add_station(tx, name="Grill", position=1, station_id="grill", printer_id=None, prints="always")
        add_station(tx, name="Bar", position=2, station_id="bar", printer_id=None, prints="always")

    await near.house.world.database.write(add)


def printer_of(near: Neighbourhood, station: str) -> Any:
    return near.house.world.database.read(
        lambda reader: reader.value("SELECT printer_id FROM station WHERE id = :id", {"id": station})
    )


async def test_one_tap_makes_a_printer_for_the_stations_that_had_none(near: Neighbourhood) -> None:
    await two_stations(near)
    manager = await near.manager()
    key = near.around.show(maker="EPSON", model="TM-T88V", name="TM-T88V", mac=MAC)
    answer = await manager.send(f"/api/found/{key}/approve")
    assert answer.status_code == 201
    (row,) = rows(near)
    assert answer.json() == {"kind": "printer", "id": row.id, "name": "TM-T88V"}
    assert (row.bridge, row.address, row.profile, row.mac) == (
        "escpos",
        "tcp://192.0.2.10:9100",
        "epson-80-42",
        MAC,
    )
    assert [printer_of(near, station) for station in ("grill", "bar")] == [row.id, row.id]
    (event,) = near.house.journal("printer_added")
    assert event.actor == f"staff:{near.house.owner.id}"
    (item,) = await near.items(manager)
    assert item["state"] == "known"


async def test_a_star_on_usb_that_says_only_its_numbers_is_taken_for_a_star(near: Neighbourhood) -> None:
    manager = await near.manager()
    key = near.around.show(source="usb", host="", address="usb:/dev/usb/lp0", serial="0519:0003:A1")
    assert [one["suggestion"]["bridge"] for one in await near.items(manager)] == ["star"]
    await manager.send(f"/api/found/{key}/approve")
    (row,) = rows(near)
    assert (row.bridge, row.profile) == ("star", "star-80")


async def test_two_printers_of_one_model_get_two_names_and_no_chosen_one_twice(near: Neighbourhood) -> None:
    manager = await near.manager()
    keys = [near.around.show(f"192.0.2.{n}", name="TM-T20", mac=f"00112233000{n}") for n in (1, 2, 3)]
    for key in keys[:2]:
        assert (await manager.send(f"/api/found/{key}/approve")).status_code == 201
    assert [row.name for row in rows(near)] == ["TM-T20", "TM-T20 2"]
    refused = await manager.send(f"/api/found/{keys[2]}/approve", {"name": "tm-t20"})
    assert (refused.status_code, refused.json()["code"]) == (409, "name_taken")


async def test_everything_can_be_chosen_otherwise(near: Neighbourhood) -> None:
    await two_stations(near)
    key = near.around.show(maker="Star", model="TSP143")
    body = {
        "role": "station_printer",
        "name": " Bar printer ",
        "stations": ["bar"],
        "profile": "generic-58",
        "bridge": "escpos",
    }
    answer = await (await near.manager()).send(f"/api/found/{key}/approve", body)
    assert answer.status_code == 201
    (row,) = rows(near)
    assert (row.name, row.bridge, row.profile) == ("Bar printer", "escpos", "generic-58")
    assert [printer_of(near, station) for station in ("grill", "bar")] == [None, row.id]


async def test_a_receipt_printer_becomes_the_venues(near: Neighbourhood) -> None:
    key = near.around.show(name="Till")
    answer = await (await near.manager()).send(f"/api/found/{key}/approve", {"role": "receipt_printer"})
    assert near.house.world.settings.now.receipt_printer == answer.json()["id"]


async def test_a_label_printer_takes_no_station(near: Neighbourhood) -> None:
    await two_stations(near)
    key = near.around.show(name="Bags")
    await (await near.manager()).send(f"/api/found/{key}/approve", {"role": "label_printer"})
    assert [printer_of(near, station) for station in ("grill", "bar")] == [None, None]


async def test_a_serial_port_becomes_a_printer_with_its_speed(near: Neighbourhood) -> None:
    key = near.around.show(
        source="serial", kind=Kind.SERIAL_PORT, host="", address="serial:/dev/ttyUSB0", name="FT232R"
    )
    body = {"baud": 19200, "flow": "rtscts"}
    assert (await (await near.manager()).send(f"/api/found/{key}/approve", body)).status_code == 201
    assert rows(near)[0].address == "serial:/dev/ttyUSB0?baud=19200&flow=rtscts"


async def test_a_repeated_tap_makes_one_printer(near: Neighbourhood) -> None:
    manager, key = await near.manager(), near.around.show()
    first = await manager.send(f"/api/found/{key}/approve", key="tap")
    again = await manager.send(f"/api/found/{key}/approve", key="tap")
    other = await manager.send(f"/api/found/{key}/approve")
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (409, "already_known")
    assert len(rows(near)) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"role": "kitchen_screen"}, "wrong_role"),
        ({"stations": ["nowhere"]}, "station_unknown"),
        ({"bridge": "pigeon"}, "bridge_unknown"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    near: Neighbourhood, body: dict[str, Any], code: str
) -> None:
    key = near.around.show()
    answer = await (await near.manager()).send(f"/api/found/{key}/approve", body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert rows(near) == []


async def test_what_is_not_there_any_more_cannot_be_approved(near: Neighbourhood) -> None:
    manager = await near.manager()
    for verb in ("approve", "ignore", "restore"):
        answer = await manager.send(f"/api/found/at-nowhere/{verb}")
        assert (answer.status_code, answer.json()["code"]) == (404, "found_unknown")


async def test_a_screen_that_is_only_announced_cannot_be_let_in(near: Neighbourhood) -> None:
    manager = await near.manager()
    key = near.around.show(
        source="mdns", kind=Kind.SCREEN, address="", agent="00112233aabbccdd", name="Grill screen"
    )
    (item,) = await near.items(manager)
    assert (item["state"], item["suggestion"]) == ("new", None)
    answer = await manager.send(f"/api/found/{key}/approve", {"check": "1234"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_asking")


async def test_an_ignored_printer_that_is_approved_after_all_is_no_longer_ignored(
    near: Neighbourhood,
) -> None:
    manager, key = await near.manager(), near.around.show()
    await manager.send(f"/api/found/{key}/ignore")
    await manager.send(f"/api/found/{key}/approve")
    left = near.house.world.database.read(lambda reader: reader.value("SELECT count(*) FROM found_ignored"))
    assert left == 0


async def moved_printer(near: Neighbourhood) -> None:
    key = near.around.show("192.0.2.10", mac=MAC, name="Grill")
    await (await near.manager()).send(f"/api/found/{key}/approve")
    near.around.show("192.0.2.99", mac=MAC, name="Grill", source="star")


async def test_a_printer_seen_twice_at_a_new_address_is_followed(near: Neighbourhood) -> None:
    await moved_printer(near)
    await near.desk.look_round()
    assert rows(near)[0].address == "tcp://192.0.2.10:9100"
    for _ in range(3):
        await near.desk.look_round()
    assert rows(near)[0].address == "tcp://192.0.2.99:9100"
    (said,) = near.house.data("printer_moved")
    assert (said["before"], said["after"]) == ("tcp://192.0.2.10:9100", "tcp://192.0.2.99:9100")


async def test_a_printer_that_answers_where_it_is_is_not_followed(near: Neighbourhood) -> None:
    await moved_printer(near)
    near.desk._is_offline = lambda _: False
    for _ in range(3):
        await near.desk.look_round()
    assert rows(near)[0].address == "tcp://192.0.2.10:9100"


async def test_printers_in_use_are_left_alone(near: Neighbourhood) -> None:
    manager = await near.manager()
    for one in ({"host": "192.0.2.10"}, {"host": "", "address": "usb:/dev/usb/lp0", "serial": "1:2:3"}):
        await manager.send(f"/api/found/{near.around.show(**one)}/approve")
    near.desk.start()
    assert near.around.left_alone == {"192.0.2.10"}
    await near.desk.look_round()
    assert near.around.left_alone == {"192.0.2.10"}


async def test_the_appliance_is_announced_with_its_name_once_it_has_a_port_and_again_when_it_changes(
    near: Neighbourhood,
) -> None:
    await near.desk.look_round()
    assert near.around.announced == []
    near.desk.serves_on(8080)
    await near.desk.look_round()
    await near.desk.look_round()
    await near.house.world.database.write(lambda tx: change(tx, {"venue_name": "Bar Luna"}, actor="system"))
    await near.desk.look_round()
    assert [(name, port) for name, port, _, _ in near.around.announced] == [
        ("Trattoria Sole", 8080),
        ("Bar Luna", 8080),
    ]
    assert near.around.announced[0][3]["kitchen"] == "/kitchen/"


async def test_the_duty_starts_the_search_and_survives_a_fault(
    near: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = asyncio.Semaphore(0)

    async def broken() -> None:
        looks.release()
        raise ValueError("a fault")

    monkeypatch.setattr(near.desk, "look_round", broken)
    monkeypatch.setattr("appliance.discovery.duties.LOOK_EVERY_S", 0.0)
    duty = asyncio.create_task(watch_surroundings(near.desk, begin_after_s=0))
    async with asyncio.timeout(5):
        for _ in range(3):
            await looks.acquire()
    assert near.around.running
    duty.cancel()
    await near.desk.stop()
    assert not near.around.running


@pytest.mark.parametrize("verb", ["approve", "ignore"])
async def test_a_screen_goes_on_asking_when_the_answer_to_it_could_not_be_saved(
    near: Neighbourhood, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    agent, manager = near.agent(), await near.manager()
    await agent.hello()
    await agent.report()
    (asking,) = await near.items(manager)

    def full(*_: object, **__: object) -> None:
        raise StorageUnavailable("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(routes, "made", full)
        answer = await manager.send(f"/api/found/{asking['key']}/{verb}", {"check": agent.check})
    assert answer.status_code == 507
    assert (await manager.send(f"/api/found/{near.around.show()}/approve")).status_code == 201
    assert [one["state"] for one in await near.items(manager)] == ["asking", "known"]
    again = await manager.send(f"/api/found/{asking['key']}/approve", {"check": agent.check})
    assert again.status_code == 201
    assert [one["state"] for one in await near.items(manager)] == ["known"]


@pytest.mark.parametrize(("model", "kind"), [("star-80", "star"), ("epson-58", "escpos")])
async def test_another_model_brings_its_own_command_set(near: Neighbourhood, model: str, kind: str) -> None:
    manager, key = await near.manager(), near.around.show(maker="EPSON", model="TM-T20II")
    approved = await manager.send(f"/api/found/{key}/approve", {"profile": model})
    (row,) = near.house.world.database.read(printers)
    assert (approved.json()["id"], row.profile, row.bridge) == (row.id, model, kind)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"profile": "typewriter"}, "profile_unknown"),
        ({"profile": "star-80", "bridge": "escpos"}, "profile_foreign"),
    ],
)
async def test_a_model_that_is_none_or_speaks_another_language_is_refused(
    near: Neighbourhood, wish: dict[str, str], code: str
) -> None:
    manager, key = await near.manager(), near.around.show()
    refused = await manager.send(f"/api/found/{key}/approve", wish)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert near.house.world.database.read(printers) == []
