"""USB printers and serial ports as the kernel tells of them: made-up trees of sysfs, links and ports."""

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from firmware_bridges.discovery import (
    FoundList,
    Kind,
    Look,
    SerialFinder,
    Sighting,
    UsbFinder,
    bridge_and_profile,
)
from firmware_bridges.discovery.attached import PORTS_MAX, read_1284


def seen_by(finder: UsbFinder | SerialFinder) -> list[Sighting]:
    seen: list[Sighting] = []
    finder.look(Look(seen.append, lambda *_: None, False, threading.Event()))
    return seen


class Sysfs:
    """A tree like /sys/bus/usb/devices."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.devices = root / "bus/usb/devices"
        self.devices.mkdir(parents=True)

    def plug(self, port: str, *, lp: str = "", kind: str = "07", told: str = "", **device: str) -> None:
        """A device with one interface; `lp` when usblp has taken it."""
        self.write(self.devices / port, **device)
        interface = self.devices / f"{port}:1.0"
        self.write(interface, bInterfaceClass=kind, **({"ieee1284_id": told} if told else {}))
        if lp:
            (interface / "usbmisc" / lp).mkdir(parents=True)

    def plug_own_class(
        self, port: str, *, vendor: str, driver: str = "", pipe: str = "out", also: str = "ff"
    ) -> None:
        """A device of its maker's own class with two interfaces, the first of which has a bulk pipe."""
        self.plug(port, kind="ff", idVendor=vendor, idProduct="0202", serial="S")
        interface = self.devices / f"{port}:1.0"
        self.write(interface / "ep_01", direction=pipe, type="Bulk")
        self.write(self.devices / f"{port}:1.1", bInterfaceClass=also)
        if driver:
            drivers = self.root / "bus/usb/drivers" / driver
            drivers.mkdir(parents=True)
            (interface / "driver").symlink_to(drivers)

    def write(self, folder: Path, **files: str) -> None:
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text + "\n")


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path / "sys")


def test_a_printer_that_usblp_drives(sysfs: Sysfs, tmp_path: Path) -> None:
    told = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;DES:EPSON TM-T20II;"
    sysfs.plug("1-1.2", lp="lp0", told=told, idVendor="04b8", idProduct="0e15", serial="J8YF001")
    (one,) = seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))
    assert (one.address, one.serial) == ("usb:/dev/usb/lp0", "04b8:0e15:J8YF001")
    assert (one.maker, one.model, one.name) == ("EPSON", "TM-T20II", "EPSON TM-T20II")


def test_a_printer_without_a_driver_is_named_by_its_ids(sysfs: Sysfs, tmp_path: Path) -> None:
    sysfs.plug(
        "1-1", idVendor="0416", idProduct="5011", serial="A1", manufacturer="STMicro", product="POS58 Printer"
    )
    sysfs.plug("1-2", idVendor="0416", idProduct="5011")
    with_serial, without = seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))
    assert (with_serial.address, with_serial.model) == ("usb:0416:5011:A1", "POS58 Printer")
    assert without.address == "usb:0416:5011"
    assert without.serial == "0416:5011:at-1-2"


def test_what_is_no_printer_is_passed_over(sysfs: Sysfs, tmp_path: Path) -> None:
    sysfs.plug("1-1", kind="03", idVendor="046d", idProduct="c31c")
    assert seen_by(UsbFinder(sysfs.root, tmp_path / "dev")) == []
    assert seen_by(UsbFinder(tmp_path / "no sysfs", tmp_path / "dev")) == []


@pytest.mark.parametrize("vendor", ["04b8", "0519", "1504", "1d90", "20d1"])
@pytest.mark.parametrize("driver", ["", "usbfs"])
def test_a_printer_of_its_makers_own_class_is_found_once(
    sysfs: Sysfs, tmp_path: Path, vendor: str, driver: str
) -> None:
    sysfs.plug_own_class("1-1", vendor=vendor, driver=driver)
    (one,) = seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))
    assert (one.kind, one.address) == (Kind.PRINTER, f"usb:{vendor}:0202:S")


def test_a_printer_that_also_has_an_interface_of_its_maker_is_found_by_its_printer_class(
    sysfs: Sysfs, tmp_path: Path
) -> None:
    sysfs.plug_own_class("1-1", vendor="04b8", also="07")
    (one,) = seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))
    assert one.address == "usb:04b8:0202:S"
    (sysfs.devices / "1-1:1.1/usbmisc/lp0").mkdir(parents=True)
    (one,) = seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))
    assert one.address == "usb:/dev/usb/lp0"


@pytest.mark.parametrize(
    "device",
    [
        {"vendor": "0403"},
        {"vendor": "0416"},
        {"vendor": "04b8", "driver": "ftdi_sio"},
        {"vendor": "04b8", "pipe": "in"},
    ],
)
def test_what_has_its_makers_own_class_and_cannot_be_printed_on_is_passed_over(
    sysfs: Sysfs, tmp_path: Path, device: dict[str, str]
) -> None:
    sysfs.plug_own_class("1-1", **device)
    assert seen_by(UsbFinder(sysfs.root, tmp_path / "dev")) == []


def test_a_device_that_vanishes_while_it_is_read_stops_nothing(sysfs: Sysfs, tmp_path: Path) -> None:
    sysfs.plug("1-1", lp="lp0")
    sysfs.plug("1-2", lp="lp1", idVendor="04b8", idProduct="0202", serial="S")
    assert [one.address for one in seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))] == [
        "usb:/dev/usb/lp0",
        "usb:/dev/usb/lp1",
    ]


def test_a_link_that_stays_with_the_socket_is_preferred(
    sysfs: Sysfs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmware_bridges.discovery.attached.os.path.realpath", lambda path: "/dev/usb/lp0")
    links = tmp_path / "dev/comanda"
    links.mkdir(parents=True)
    (links / "printer-1-1.2").write_text("")
    sysfs.plug("1-1.2", lp="lp0", idVendor="04b8", idProduct="0202")
    (one,) = seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))
    assert one.address == f"usb:{links}/printer-1-1.2"


@dataclass
class FakePort:
    device: str
    manufacturer: str | None = None
    product: str | None = None
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None


def test_serial_ports_go_by_the_name_that_stays(tmp_path: Path) -> None:
    by_id = tmp_path / "serial/by-id"
    by_id.mkdir(parents=True)
    device = tmp_path / "ttyUSB0"
    device.write_text("")
    (by_id / "usb-FTDI_FT232R_A5-if00-port0").symlink_to(device)
    ports = [
        FakePort(str(device), "FTDI", "FT232R USB UART", 0x0403, 0x6001, "A5"),
        FakePort("/dev/ttyS9"),
    ]
    usb, plain = seen_by(SerialFinder(lambda: ports, tmp_path))
    assert usb.address == f"serial:{by_id}/usb-FTDI_FT232R_A5-if00-port0"
    assert (usb.serial, usb.name) == ("0403:6001:A5", "FT232R USB UART")
    assert (plain.address, plain.name) == ("serial:/dev/ttyS9", "ttyS9")


def test_an_on_board_port_counts_when_its_uart_is_there(tmp_path: Path) -> None:
    for name, kind in {"ttyS0": "4", "ttyS1": "0", "ttyUSB0": None, "ttyAMA0": "32"}.items():
        folder = tmp_path / "class/tty" / name
        folder.mkdir(parents=True)
        (folder / ("type" if kind else "dev")).write_text(f"{kind}\n")
    names = ["ttyS0", "ttyS1", "ttyS2", "ttyUSB0", "ttyAMA0"]
    ports = [FakePort(f"/dev/{name}") for name in names]
    seen = seen_by(SerialFinder(lambda: ports, tmp_path / "dev", tmp_path))
    assert [one.name for one in seen] == ["ttyS0", "ttyS2", "ttyUSB0", "ttyAMA0"]


def test_names_without_a_port_take_nobodys_place(tmp_path: Path) -> None:
    for number in range(PORTS_MAX):
        folder = tmp_path / "class/tty" / f"ttyS{number}"
        folder.mkdir(parents=True)
        (folder / "type").write_text("0\n")
    ports = [FakePort(f"/dev/ttyS{number}") for number in range(PORTS_MAX)] + [FakePort("/dev/ttyUSB0")]
    (one,) = seen_by(SerialFinder(lambda: ports, tmp_path / "dev", tmp_path))
    assert one.name == "ttyUSB0"


def test_pyserial_itself_can_be_asked() -> None:
    assert all(one.address.startswith("serial:/dev/") for one in seen_by(SerialFinder()))


@pytest.mark.parametrize(
    ("text", "maker", "model"),
    [
        ("MFG:Star;MDL:TSP143IIIU;CMD:STAR;", "Star", "TSP143IIIU"),
        ("MANUFACTURER:EPSON;MODEL:TM-T88V;", "EPSON", "TM-T88V"),
        ("", "", ""),
        (";;;:;MFG", "", ""),
        ("x:" * 5_000, "", ""),
    ],
)
def test_device_ids_are_read(text: str, maker: str, model: str) -> None:
    said = read_1284(text)
    assert (said.get("MFG", ""), said.get("MDL", "")) == (maker, model)
    assert len(said) <= 32


@pytest.mark.parametrize(
    ("maker", "model", "bridge", "profile"),
    [
        ("EPSON", "TM-T20II", "escpos", "epson-80"),
        ("", "TM-m30III", "escpos", "epson-80"),
        ("EPSON", "TM-T88VI", "escpos", "epson-80-42"),
        ("EPSON", "TM-U220B", "escpos", "epson-impact"),
        ("STMicro", "POS58 Printer", "escpos", "generic-58"),
        ("", "", "escpos", "generic-80"),
        ("Some maker", "RP-580", "escpos", "generic-80"),
        ("BIXOLON", "SRP-330II", "escpos", "bixolon-80"),
        ("CITIZEN", "CT-S310II", "escpos", "citizen-80"),
        ("Star", "TSP143IIILAN", "star", "star-raster-80"),
        ("Star", "TSP654II (STR_T-001)", "star", "star-80"),
        ("Star", "mC-Print3", "star", "star-prnt-80"),
        ("Star", "SP742", "star", "star-impact"),
        ("Star Micronics", "", "star", "star-80"),
    ],
)
def test_a_profile_is_guessed_from_maker_and_model(maker: str, model: str, bridge: str, profile: str) -> None:
    assert bridge_and_profile(maker, model) == (bridge, profile)


@pytest.mark.parametrize(
    ("vendor", "product", "bridge", "profile"),
    [
        ("0519", "0003", "star", "star-80"),
        ("04b8", "0202", "escpos", "epson-80"),
        ("04B8", "0E21", "escpos", "epson-80-42"),
        ("1504", "0006", "escpos", "bixolon-80"),
        ("0416", "5011", "escpos", "generic-58"),
        ("03f0", "1234", "escpos", "generic-80"),
        ("", "", "escpos", "generic-80"),
    ],
)
@pytest.mark.parametrize("serial", ["A1", ""])
def test_a_printer_on_usb_that_names_nothing_is_guessed_from_its_numbers(
    sysfs: Sysfs, tmp_path: Path, vendor: str, product: str, bridge: str, profile: str, serial: str
) -> None:
    sysfs.plug("1-1", lp="lp0", idVendor=vendor, idProduct=product, serial=serial)
    found = FoundList()
    found.tell(seen_by(UsbFinder(sysfs.root, tmp_path / "dev"))[0])
    (one,) = found.items()
    assert bridge_and_profile(one.maker, one.model, one.serial) == (bridge, profile)


def test_what_a_printer_says_of_itself_counts_more_than_its_numbers() -> None:
    assert bridge_and_profile("Star", "mC-Print3", "0519:0003:A1") == ("star", "star-prnt-80")
    assert bridge_and_profile("", "POS58 Printer", "04b8:0202:A1") == ("escpos", "generic-58")
