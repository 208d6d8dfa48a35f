"""How the demo's search comes across simulated devices: the same questions as in a house, asked at ports that are free.

A demo takes neither port 3289 nor 9100 of the computer it runs on, so its printer answers elsewhere on loopback.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace

from firmware_bridges.discovery import BroadcastFinder, Finder, Look, SerialFinder, interfaces
from firmware_bridges.discovery.attached import Port
from firmware_bridges.discovery.enpc import ENPC
from firmware_bridges.discovery.interfaces import Interface
from firmware_bridges.discovery.sighting import Sighting
from firmware_bridges.simulators.enpc import enpc_printer

LOOPBACK = "127.0.0.1"


class AnsweringFinder:
    """Epson's question on loopback, and the simulated network card that answers it from the first look on."""

    name, say = ENPC.name, ENPC.say
    every_s = BroadcastFinder.every_s

    def __init__(self, model: str, address: str) -> None:
        self._model, self._address = model, address
        self._open = ExitStack()
        self._asks: BroadcastFinder | None = None

    def look(self, look: Look) -> None:
        if self._asks is None:
            card = self._open.enter_context(enpc_printer(self._model, host=LOOPBACK, port=0))
            self._asks = BroadcastFinder(replace(ENPC, read=self._read), _loopback, port=card.port)
        self._asks.look(look)

    def close(self) -> None:
        self._open.close()

    def _read(self, packet: bytes, host: str) -> Sighting | None:
        seen = ENPC.read(packet, host)
        return None if seen is None else replace(seen, address=self._address)


@dataclass(slots=True)
class SimulatedPort:
    """A serial port as pyserial would tell of it."""

    device: str
    product: str | None
    manufacturer: str | None = "Simulated"
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None


def demo_finders(model: str, printer: str, port_name: str, port: str) -> list[Finder]:
    """For a printer at `printer` with a network card, and something called `port_name` on a serial `port`."""
    path = port.removeprefix("serial:").partition("?")[0]

    def ports() -> Iterable[Port]:
        return [SimulatedPort(path, port_name)]

    return [AnsweringFinder(model, printer), SerialFinder(ports)]


def _loopback() -> tuple[Interface, ...]:
    return interfaces(LOOPBACK)
