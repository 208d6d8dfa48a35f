"""The one place, besides the demo, that names concrete bridges: which program drives which printer."""

from collections.abc import Callable
from pathlib import Path

from appliance.printing import Bridge, PrinterRow
from firmware_bridges.contracts import PrinterStatus
from firmware_bridges.escpos.encoder import warm
from firmware_bridges.escpos.printer import EscPosPrinter
from firmware_bridges.profiles import profile_named
from firmware_bridges.streams import tcp


def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> Bridge:
    """The bridge for a printer's row. Raises ValueError for a bridge or an address that cannot be."""
    if row.bridge != "escpos_tcp":
        raise ValueError(f"there is no bridge called {row.bridge}")
    host, _, port = row.address.rpartition(":")
    if not host or not port.isdigit():
        raise ValueError(f"{row.address} is not an address like 192.0.2.10:9100")
    return EscPosPrinter(row.name, tcp(host, int(port)), profile_named(row.profile), on_status=on_status)


def warm_printers(cache: Path) -> None:
    """Load the printers' byte encoder; slow the first time, quicker at later starts by what it keeps in `cache`."""
    cache.mkdir(exist_ok=True)
    warm(cache)
