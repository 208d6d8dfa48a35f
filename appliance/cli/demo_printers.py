"""The demo restaurant's printers: two as the Epson way goes, the bar's from Star, a cash drawer under the desk's."""

from appliance.cli import seed
from appliance.printing import edit_printer, move_printer
from appliance.storage import Tx
from firmware_bridges.simulators.control import Kind, PrinterSpec, SimulatedPrinters

STAR = frozenset({"bar"})
WITH_DRAWER = frozenset({"desk"})
_DRIVEN_AS: dict[Kind, tuple[str, str]] = {"escpos": ("escpos", "epson-80"), "star": ("star", "star-80")}


def demo_printers() -> SimulatedPrinters:
    """One for each printer of the demo restaurant, not switched on yet."""
    specs = (PrinterSpec(name, kind="star" if name in STAR else "escpos") for name, _ in seed.PRINTERS)
    return SimulatedPrinters(specs)


def connect(tx: Tx, printers: SimulatedPrinters) -> None:
    """Let the restaurant's printers be these: their ports change with each start, their kind with a version."""
    for name in printers.names():
        move_printer(tx, name, printers[name].address)
    for name in printers.names():
        bridge, profile = _DRIVEN_AS[printers.kind(name)]
        edit_printer(tx, name, {"bridge": bridge, "profile": profile}, actor="system")
