"""Where a printer hangs: written in one way, checked, and one device is one printer."""

from typing import Any

import pytest

from appliance.kernel.errors import Conflict, Invalid
from appliance.printing import edit_printer, move_printer, printers
from tests.printing.conftest import GRILL, Paperwork
from tests.printing.test_printers_change import add


@pytest.mark.parametrize(
    ("values", "kept", "mac"),
    [
        ({"address": "192.0.2.7"}, "tcp://192.0.2.7:9100", None),
        ({"address": "usb:/dev/usb/lp0", "bridge": "star"}, "usb:/dev/usb/lp0", None),
        ({"address": "192.0.2.7", "bridge": "epos"}, "http://192.0.2.7/", None),
        ({"address": "00:11:62:AA:BB:CC", "bridge": "cloudprnt"}, "mac:001162aabbcc", "001162aabbcc"),
        ({"address": "mac:001162aabbcc", "bridge": "server_direct"}, "mac:001162aabbcc", "001162aabbcc"),
        ({"address": "printer.local"}, "tcp://printer.local:9100", None),
        ({"address": "tcp://printer"}, "tcp://printer:9100", None),
        ({"address": "[fe80::1]:9100"}, "tcp://[fe80::1]:9100", None),
        ({"address": "usb:04b8:0202", "bridge": "star"}, "usb:04b8:0202", None),
        ({"address": "usb:/dev/comanda/printer-1"}, "usb:/dev/comanda/printer-1", None),
        ({"address": "serial:/dev/ttyUSB0"}, "serial:/dev/ttyUSB0?baud=9600&flow=xonxoff", None),
        ({"address": "192.0.2.7", "mac": "00-11-62-AA-BB-CC"}, "tcp://192.0.2.7:9100", "001162aabbcc"),
    ],
)
async def test_an_address_is_kept_in_one_way(
    paperwork: Paperwork, values: dict[str, str], kept: str, mac: str | None
) -> None:
    printer = await add(paperwork, **values)
    row = paperwork.database.read(
        lambda r: r.one("SELECT address, mac FROM printer WHERE id = :id", {"id": printer})
    )
    assert row == {"address": kept, "mac": mac}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"bridge": "fax"}, "bridge_unknown"),
        ({"address": "serial:../../etc/passwd"}, "address_invalid"),
        ({"address": "http://192.0.2.7/"}, "address_invalid"),
        ({"address": "usb:/dev/usb/lp0", "bridge": "epos"}, "address_invalid"),
        ({"address": "192.0.2.7", "bridge": "cloudprnt"}, "address_invalid"),
        ({"address": "garbage"}, "address_invalid"),
        ({"address": "garbage", "bridge": "epos"}, "address_invalid"),
        ({"address": "tcp://8.8.8.8:9100"}, "address_invalid"),
        ({"address": "https://8.8.8.8/", "bridge": "epos"}, "address_invalid"),
        ({"address": "[2001:4860:4860::8888]:9100"}, "address_invalid"),
        ({"address": "http://[::1", "bridge": "epos"}, "address_invalid"),
        ({"address": "usb:/etc/passwd"}, "address_invalid"),
        ({"address": "usb:/dev/sda"}, "address_invalid"),
        ({"address": "serial:/dev/null"}, "address_invalid"),
        ({"address": "serial:/dev/tty1"}, "address_invalid"),
        ({"name": "n" * 61}, "name_needed"),
        ({"name": "   "}, "name_needed"),
        ({"mac": "zz"}, "mac_invalid"),
        ({"stations": ["moon"]}, "station_unknown"),
    ],
)
async def test_what_cannot_be_a_printer_is_refused(
    paperwork: Paperwork, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await add(paperwork, **values)
    assert refusal.value.code == code
    assert paperwork.told("printer_added") == []


async def test_one_device_is_one_printer(paperwork: Paperwork) -> None:
    await add(paperwork, mac="001162aabbcc")
    for twin in ({"address": "tcp://192.0.2.7:9100"}, {"address": "192.0.2.9", "mac": "001162AABBCC"}):
        with pytest.raises(Conflict) as refusal:
            await add(paperwork, **twin)
        assert refusal.value.code == "printer_known"
    known = paperwork.database.read(printers)
    assert [one.name for one in known if one.mac == "001162aabbcc"] == ["Pizza printer"]


async def test_one_name_is_one_printer(paperwork: Paperwork) -> None:
    with pytest.raises(Conflict) as refusal:
        await add(paperwork, name=" GRILL printer ")
    assert (refusal.value.code, "Grill printer" in refusal.value.sentence) == ("name_taken", True)
    with pytest.raises(Conflict) as taken:
        await rename(paperwork, "bar PRINTER")
    assert taken.value.code == "name_taken"
    await rename(paperwork, "grill PRINTER")


async def rename(paperwork: Paperwork, name: str) -> None:
    """Give the grill's printer another name."""
    await paperwork.database.write(lambda tx: edit_printer(tx, GRILL, {"name": name}, actor="staff:1"))


async def test_moving_to_the_same_address_is_no_news(paperwork: Paperwork) -> None:
    for _ in range(2):
        await paperwork.database.write(lambda tx: move_printer(tx, GRILL, "192.0.2.5:9100"))
    assert len(paperwork.told("printer_edited")) == 1
