"""The table of printers is sane, agrees with the makers' numbers, and is found by what a printer says of itself."""

import pytest

from firmware_bridges import PROFILES, Profile
from firmware_bridges.profiles import on_slow_wire, profile_for, profile_named
from firmware_bridges.typesetting.charset import has_character

SAME_NUMBERS = {
    "epson-80": ("TM-T20II", "TM-P80"),
    "epson-80-42": ("TM-T88V",),
    "epson-impact": ("TM-U220B",),
    "star-80": ("TSP600",),
    "star-prnt-80": ("TSP600",),
    "citizen-80": ("CT-S651",),
    "generic-80": ("NT-80-V-UL", "RP326", "POS-5890"),
    "generic-58": ("POS-5890",),
}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_printer_is_possible(profile: Profile) -> None:
    assert profile.dots % 8 == 0
    assert profile.cell >= 12
    assert profile.columns % 2 == 0
    assert profile.columns * profile.cell <= profile.dots
    assert profile.drawer_on_ms <= profile.drawer_off_ms <= 510
    assert profile.raster or profile.qr != "raster"
    assert profile.raster or profile.code_pages
    assert profile.label


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_code_page_is_one_that_python_has(profile: Profile) -> None:
    assert all(has_character(codec, "A") and 0 <= number <= 255 for codec, number in profile.code_pages)
    assert len(dict(profile.code_pages)) == len(profile.code_pages)


@pytest.mark.parametrize(
    ("name", "model"), [(name, model) for name, models in SAME_NUMBERS.items() for model in models]
)
def test_code_pages_have_the_numbers_that_others_know(name: str, model: str) -> None:
    from escpos.capabilities import CAPABILITIES

    numbers = CAPABILITIES["profiles"][model]["codePages"]
    ours = {number: codec for codec, number in PROFILES[name].code_pages}
    theirs = {number: numbers.get(str(number), "").lower() for number in ours}
    assert theirs == ours


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;", "epson-80"),
        ("TM-m30", "epson-80"),
        ("EPSON TM-T88V", "epson-80-42"),
        ("TM-U220B", "epson-impact"),
        ("TM-m10", "epson-58"),
        ("TSP143IIIW", "star-raster-80"),
        ("TSP143IV-UEWB", "star-prnt-80"),
        ("STAR TSP654II", "star-80"),
        ("SP742", "star-impact"),
        ("MCP31", "star-prnt-80"),
        ("mC-Print2", "star-prnt-58"),
        ("SRP-350plusIII", "bixolon-80-42"),
        ("SRP-330II", "bixolon-80"),
        ("CT-S310II", "citizen-80"),
        ("XP-58IIH", "generic-58"),
        ("POS-80 Printer", "generic-80"),
        ("Munbyn ITPP047", "generic-80"),
    ],
)
def test_a_printer_is_known_by_its_model(model: str, name: str) -> None:
    assert profile_for(model) is PROFILES[name]
    assert profile_for(model, (0x04B8, 0x0202)) is PROFILES[name]


@pytest.mark.parametrize(
    ("vendor", "product", "name"),
    [
        (0x04B8, 0x0202, "epson-80"),
        (0x04B8, 0x0E21, "epson-80-42"),
        (0x0519, 0x0003, "star-80"),
        (0x0416, 0x5011, "generic-58"),
    ],
)
def test_a_printer_is_known_by_its_usb_numbers(vendor: int, product: int, name: str) -> None:
    assert profile_for("", (vendor, product)) is PROFILES[name]
    assert profile_for("Printer", (vendor, product)) is PROFILES[name]


@pytest.mark.parametrize(
    ("usb", "model"),
    [(None, ""), ((0x03F0, 0x1234), ""), ((0x0416, 0x0001), "x"), (None, "HP LaserJet 5800")],
)
def test_a_stranger_is_a_stranger(usb: tuple[int, int] | None, model: str) -> None:
    assert profile_for(model, usb) is None


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="generic-80"):
        profile_named("typewriter")


def test_a_slow_wire_carries_no_pictures() -> None:
    assert on_slow_wire(PROFILES["generic-58"], 9600).raster is False
    assert on_slow_wire(PROFILES["generic-58"], 9600).qr == "words"
    assert on_slow_wire(PROFILES["epson-80"], 9600).qr == "native"
    assert on_slow_wire(PROFILES["epson-80"], 115_200).raster is True
    assert on_slow_wire(PROFILES["star-raster-80"], 9600).raster is True
