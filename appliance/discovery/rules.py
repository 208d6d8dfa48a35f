"""What found things are taken for: known, ignored or new, and what one tap would make of them."""

import re
from collections.abc import Collection, Sequence

from appliance.discovery.model import KnownAs, Role, Suggestion, Venue
from appliance.kernel.names import free_name
from appliance.printing import PrinterRow, in_the_house
from firmware_bridges.address import HttpAddress, TcpAddress, parse_address
from firmware_bridges.discovery.sighting import Found, Kind

NAME_MAX = 40
_LABELS = re.compile(r"label|zebra|gk4|zd4|ql-", re.IGNORECASE)
_PORT = re.compile(r"(tcp://)?([^:]+)(?::(\d{1,5}))?")


def known_printer(found: Found, printers: Sequence[PrinterRow]) -> KnownAs | None:
    """The printer this is already: by MAC, or by address when one of the two has no MAC."""
    for row in printers:
        by_mac = bool(found.mac) and row.mac == found.mac
        by_address = bool(found.address) and bare(row.address) == bare(found.address)
        if by_mac or (by_address and not (found.mac and row.mac)):
            return KnownAs("printer", row.id, row.name)
    return None


def bare(address: str) -> str:
    """An address without the settings of a line: serial:/dev/ttyUSB0?baud=9600 is the port /dev/ttyUSB0."""
    return address.partition("?")[0].rstrip("/")


def host_of(address: str) -> str:
    """The host of a network printer's address, "" for any other."""
    place = _on_network(address)
    return place.host if place else ""


def suggestion(found: Found, guess: tuple[str, str], venue: Venue) -> Suggestion | None:
    """What one tap would make of a found printer or port; None for a screen, which has to ask by itself.

    A printer goes to the stations that have none, else to the receipts if they have none, else to nobody yet.
    """
    if found.kind is Kind.SCREEN:
        return None
    called = (found.name or found.model or _place(found)).strip()[:NAME_MAX]
    name = free_name(called, venue.printer_names, NAME_MAX)
    bare_stations = [station for station, _, has_printer in venue.stations if not has_printer]
    role, stations = Role.STATION_PRINTER, bare_stations
    if _LABELS.search(f"{found.maker} {found.model}"):
        role, stations = Role.LABEL_PRINTER, []
    elif not bare_stations and not venue.has_receipt_printer:
        role = Role.RECEIPT_PRINTER
    return Suggestion(role, name, stations, guess[0], guess[1], found.address)


def bridge_for(usual: str, bridges: Collection[str]) -> str:
    """The command set a chosen model is driven with: the usual one if it may be, else the one it has on its wire."""
    fitting = (one for one in (usual, "escpos", "star", "epos") if one in bridges)
    return next(fitting, usual)


def moved_to(row: PrinterRow, found: Sequence[Found]) -> str | None:
    """The address at which a network printer is now, when its MAC is seen at another one and nothing at the old one."""
    place = _on_network(row.address)
    if row.mac is None or place is None:
        return None
    here = [one for one in found if one.mac == row.mac and one.host]
    if len(here) != 1 or here[0].host == place.host or any(one.host == place.host for one in found):
        return None
    return str(place.at(here[0].host))


def may_look_at(address: str) -> bool:
    """Whether a typed address can be something in the house: a private address or a name, with a port if need be."""
    found = _PORT.fullmatch(address.strip())
    if found is None or not 1 <= int(found[3] or 9100) <= 65_535:
        return False
    return in_the_house(found[2])


def _on_network(address: str) -> TcpAddress | HttpAddress | None:
    """Where a printer is that we call over the network; None for any other."""
    try:
        place = parse_address(address)
    except ValueError:  # whoever sets the printer up tells of such a row
        return None
    return place if isinstance(place, TcpAddress | HttpAddress) else None


def _place(found: Found) -> str:
    return f"Printer {found.host}" if found.host else found.address.rpartition("/")[2] or "Printer"
