"""Wherever a person types a name or a reason, nothing of it that a terminal or a printer obeys reaches the file."""

from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path

import pytest

from appliance.devices import DeviceKind, approve_agent, devices, make_code
from appliance.devices.model import ChangeDevice
from appliance.devices.service import change as change_device
from appliance.devices.service import pair
from appliance.drawers import store as drawers
from appliance.drawers.model import ChangeDrawer, NewDrawer, Who
from appliance.drawers.service import keeping, kicking
from appliance.floor import add_area, add_table, set_qr_ordering
from appliance.floor.model import SwitchOrdering
from appliance.kernel.roles import Role
from appliance.kitchen import add_station
from appliance.kitchen import store as kitchen
from appliance.peripherals import store as peripherals
from appliance.peripherals.model import ChangePeripheral, NewPeripheral
from appliance.peripherals.service import devices as peripheral_devices
from appliance.printing import add_printer, edit_printer, printer_names
from appliance.settings import change as change_settings
from appliance.staff import add_staff
from appliance.storage import Tx
from tests.worlds import World, world

EVIL = " Evil\x1b]0;owned\x07 \u202e\x9b"
KEPT = "Evil]0;owned"
OWNER = Who("staff:owner")
SERIAL = "serial:/dev/ttyUSB0?baud=9600"

Typing = Callable[[Tx], str | None]


@pytest.fixture
async def w(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        yield opened


def printer(tx: Tx, name: str = EVIL) -> str:
    return add_printer(tx, name=name, bridge="escpos", address="192.0.2.7", profile="epson-80")


def added_printer(tx: Tx) -> str:
    printer_id = printer(tx)
    return printer_names(tx)[printer_id]


def renamed_printer(tx: Tx) -> str:
    printer_id = printer(tx, "Grill")
    edit_printer(tx, printer_id, {"name": EVIL}, actor="staff:owner")
    return printer_names(tx)[printer_id]


def paired_device(tx: Tx) -> str:
    make_code(tx, "12345678", kind=DeviceKind.FLOOR, name=EVIL, made_by="staff:owner")
    return pair(tx, "12345678", "token").name


def renamed_device(tx: Tx) -> str:
    make_code(tx, "12345678", kind=DeviceKind.FLOOR, name="Tablet", made_by="staff:owner")
    device_id = pair(tx, "12345678", "token").id
    return change_device(tx, device_id, ChangeDevice(name=EVIL), actor="staff:owner").name


def approved_screen(tx: Tx) -> str:
    approve_agent(tx, sha256(b"agent").digest(), name=EVIL, kind=DeviceKind.KITCHEN, actor="staff:owner")
    return devices(tx)[0].name


def added_drawer(tx: Tx) -> str:
    return keeping.add(tx, NewDrawer(name=EVIL, address=SERIAL), OWNER).name


def renamed_drawer(tx: Tx) -> str:
    drawer = keeping.add(tx, NewDrawer(name="Till", address=SERIAL), OWNER)
    return keeping.change(tx, drawer.id, ChangeDrawer(name=EVIL), OWNER).name


def opened_drawer(tx: Tx) -> str | None:
    drawer = keeping.add(tx, NewDrawer(name="Till", address=SERIAL), OWNER)
    kicking.kick(tx, drawer, EVIL, OWNER)
    found = drawers.last_kick(tx, drawer.id)
    return None if found is None else found.reason


def added_peripheral(tx: Tx) -> str:
    new = NewPeripheral(name=EVIL, kind="pole", address=SERIAL)
    return peripheral_devices.add(tx, new, actor="staff:owner").name


def renamed_peripheral(tx: Tx) -> str:
    new = NewPeripheral(name="Pole", kind="pole", address=SERIAL)
    device_id = peripheral_devices.add(tx, new, actor="staff:owner").id
    peripheral_devices.change(tx, device_id, ChangePeripheral(name=EVIL), actor="staff:owner")
    return peripherals.devices(tx)[0].name


def station(tx: Tx) -> str:
    add_station(tx, station_id="grill", name=EVIL, position=0, printer_id=None, prints="never")
    return kitchen.stations(tx)[0].name


def table(tx: Tx) -> str:
    area = add_area(tx, "Garden")
    return add_table(tx, area_id=area.id, name=EVIL, seats=2).name


def pause(tx: Tx) -> str | None:
    wish = SwitchOrdering(enabled=False, message=EVIL)
    return set_qr_ordering(tx, wish, actor="staff:owner").message


@pytest.mark.parametrize(
    "typing",
    [
        added_printer,
        renamed_printer,
        paired_device,
        renamed_device,
        approved_screen,
        added_drawer,
        renamed_drawer,
        opened_drawer,
        added_peripheral,
        renamed_peripheral,
        station,
        table,
        pause,
        lambda tx: add_area(tx, EVIL).name,
        lambda tx: add_staff(tx, EVIL, Role.WAITER).name,
        lambda tx: add_staff(tx, "Anna", Role.MANAGER, f"{KEPT}\x1b").login,
        lambda tx: change_settings(tx, {"venue_name": EVIL}, actor="staff:owner").venue_name,
        lambda tx: change_settings(tx, {"receipt_header": [EVIL]}, actor="staff:owner").receipt_header[0],
    ],
)
async def test_what_a_terminal_obeys_does_not_reach_the_file(w: World, typing: Typing) -> None:
    kept = await w.database.write(typing)
    assert (kept or "").casefold() == KEPT.casefold()


async def test_a_password_stays_as_it_was_typed(w: World) -> None:
    settings = await w.database.write(
        lambda tx: change_settings(tx, {"wifi_password": "two  spaces "}, actor="staff:owner")
    )
    assert settings.wifi_password == "two  spaces "
