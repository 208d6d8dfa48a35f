"""The one place, besides the demo, that names concrete bridges: which program drives which printer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.drawers import DrawerRow, SerialDrawerBridge
from appliance.peripherals import ModemBridge, PeripheralRow, PoleBridge
from appliance.printing import Bridge, PrinterRow, ProfileFacts
from firmware_bridges.address import TcpAddress, parse_address
from firmware_bridges.attached import DeviceStatus
from firmware_bridges.contracts import OpenStream, PrinterStatus
from firmware_bridges.escpos.encoder import warm
from firmware_bridges.message import DeliveryReport
from firmware_bridges.profiles import PROFILES, Profile, profile_named
from firmware_bridges.streams import open_stream_for, tcp_by_mac
from firmware_bridges.trace import Trace
from firmware_bridges.wiring import over_wire, wired

if TYPE_CHECKING:
    from firmware_bridges.discovery import Finder, Neighbourhood

OnStatus = Callable[[PrinterStatus], None]
Find = Callable[[str], str | None]
Moved = Callable[[str, str], None]

_DRIVEN_BY = {
    "escpos": frozenset({"escpos", "epos", "server_direct", "cloudprnt"}),
    "epos": frozenset({"epos", "server_direct"}),
    "star_line": frozenset({"star", "cloudprnt"}),
    "star_prnt": frozenset({"star", "cloudprnt"}),
}
"""Which command sets a profile's language goes with. CloudPRNT sends pictures, which any model can be."""
PROFILE_FACTS = {
    name: ProfileFacts(profile.label, profile.columns, _DRIVEN_BY[profile.language])
    for name, profile in PROFILES.items()
}


class Printers:
    """Makes the printers' bridges and keeps the last exchanges with each, over every change of its bridge.

    `find` tells where a MAC has been seen; `moved(printer_id, address)` hears, from any thread, that a network
    printer was found at another address than its row says.
    """

    def __init__(self) -> None:
        self.find: Find = lambda mac: None
        self.moved: Moved = lambda printer_id, address: None
        self._traces: dict[str, Trace] = {}

    def __call__(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        """The bridge for a printer's row. Raises ValueError or KeyError for a row that cannot be."""
        trace = self._traces.setdefault(row.id, Trace())
        return make_printer(row, on_status, trace=trace, find=self._find, moved=self._moved)

    def trace_of(self, printer_id: str) -> Trace | None:
        """The last exchanges with a printer."""
        return self._traces.get(printer_id)

    def forget(self, printer_id: str) -> None:
        """The printer has been removed: nothing of it is kept."""
        self._traces.pop(printer_id, None)

    def _find(self, mac: str) -> str | None:
        return self.find(mac)

    def _moved(self, printer_id: str, address: str) -> None:
        self.moved(printer_id, address)


def make_printer(
    row: PrinterRow,
    on_status: OnStatus,
    *,
    trace: Trace | None = None,
    find: Find = lambda mac: None,
    moved: Moved = lambda printer_id, address: None,
) -> Bridge:
    """The bridge for a printer's row.

    Raises ValueError for a bridge or an address that cannot be, KeyError for an unknown profile.
    """
    profile = profile_named(row.profile)
    match row.bridge:
        case "escpos":
            from firmware_bridges.escpos.printer import EscPosPrinter

            stream, profile = _wire(row, profile, find, moved)
            return EscPosPrinter(row.name, stream, profile, on_status=on_status, trace=trace)
        case "star":
            from firmware_bridges.star.printer import StarPrinter

            stream, profile = _wire(row, profile, find, moved)
            return StarPrinter(row.name, stream, profile, on_status=on_status, trace=trace)
        case "epos":
            from firmware_bridges.epos.printer import EposPrinter
            from firmware_bridges.epos.site import Identity

            told = row.id
            who = Identity(row.mac, find, lambda here: moved(told, here)) if row.mac else None
            return EposPrinter(row.name, row.address, profile, on_status=on_status, trace=trace, identity=who)
        case "cloudprnt":
            from firmware_bridges.cloudprnt.printer import CloudPrntPrinter

            return CloudPrntPrinter(row.name, _mac(row), profile, on_status=on_status, trace=trace)
        case "server_direct":
            from firmware_bridges.epos.server_direct import ServerDirectPrinter

            return ServerDirectPrinter(row.name, _mac(row), profile, on_status=on_status, trace=trace)
        case _:
            raise ValueError(f"there is no bridge called {row.bridge}")


def shows_language(row: PrinterRow, language: str) -> bool:
    """Whether what is written in a language ("ja") is legible on this printer; of a row that cannot be it is believed."""
    from firmware_bridges.typesetting import shows_language as shows

    try:
        return shows(over_wire(row.address, profile_named(row.profile)), language)
    except (KeyError, ValueError):  # whoever sets the printer up is told of such a row
        return True


def make_drawer(row: DrawerRow) -> SerialDrawerBridge:
    """The bridge for a cash drawer on a port of its own. Raises ValueError for an address that cannot be."""
    from firmware_bridges.drawers import ANY_BYTE, SerialDrawer

    return SerialDrawer(row.name, open_stream_for(row.address or ""), kick_bytes=row.kick_bytes or ANY_BYTE)


class Devices:
    """Makes the bridges of pole displays and modems."""

    def pole(self, row: PeripheralRow) -> PoleBridge:
        """A pole display. Raises ValueError for an address, a command set or a code page that cannot be."""
        from firmware_bridges.displays import Pole

        return Pole(row.name, open_stream_for(row.address), row.language, row.code_page)

    def modem(
        self,
        row: PeripheralRow,
        on_report: Callable[[DeliveryReport], None],
        on_status: Callable[[DeviceStatus], None],
    ) -> ModemBridge:
        """A modem. Raises ValueError for an address that cannot be."""
        from firmware_bridges.modem.gsm import Modem

        stream = open_stream_for(row.address)
        return Modem(row.name, stream, pin=row.pin, on_report=on_report, on_status=on_status)


def make_surroundings(listening_on: str, more: "Sequence[Finder]" = ()) -> "Neighbourhood":
    """The search for devices, and the appliance's announcement, where a server on this address is reached.

    `more` finders look beside the usual ones.
    """
    from firmware_bridges.discovery import Neighbourhood

    return Neighbourhood(listening_on, more=more)


def warm_printers(cache: Path) -> None:
    """Load the printers' byte encoder; slow the first time, quicker at later starts by what it keeps in `cache`."""
    cache.mkdir(exist_ok=True)
    warm(cache)


def _wire(row: PrinterRow, profile: Profile, find: Find, moved: Moved) -> tuple[OpenStream, Profile]:
    """How to reach the device, and what of its profile its wire allows. A network printer is known by its MAC."""
    address = parse_address(row.address)
    if isinstance(address, TcpAddress) and row.mac is not None:
        told = row.id
        return tcp_by_mac(row.mac, row.address, find, moved=lambda here: moved(told, here)), profile
    return wired(row.address, profile)


def _mac(row: PrinterRow) -> str:
    if row.mac is None:
        raise ValueError(f"{row.name} calls the appliance, but its MAC is not known")
    return row.mac
