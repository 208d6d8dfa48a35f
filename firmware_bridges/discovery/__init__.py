"""Discovery: finds printers, screens and serial ports by every way there is, and announces the appliance.

`Neighbourhood` puts all finders together; `Search.found()` is one list of `Found`. Whatever is found is a hint: nothing
here is trusted, and a MAC counts only by the kernel's word. Finders start nothing before `Search.start()`.
"""

from collections.abc import Sequence

from firmware_bridges.discovery.attached import SerialFinder, UsbFinder
from firmware_bridges.discovery.broadcast import BroadcastFinder
from firmware_bridges.discovery.enpc import ENPC
from firmware_bridges.discovery.finder import SCAN_S, Finder, Look
from firmware_bridges.discovery.found import FoundList
from firmware_bridges.discovery.guess import bridge_and_profile
from firmware_bridges.discovery.interfaces import Interface, interfaces, on_link
from firmware_bridges.discovery.mdns import Announcement, MdnsFinder
from firmware_bridges.discovery.port_9100 import Port9100Finder
from firmware_bridges.discovery.search import Search
from firmware_bridges.discovery.sighting import Found, Kind, Sighting, tidy
from firmware_bridges.discovery.star import STAR

__all__ = [
    "SCAN_S",
    "Announcement",
    "BroadcastFinder",
    "Finder",
    "Found",
    "FoundList",
    "Interface",
    "Kind",
    "Look",
    "MdnsFinder",
    "Neighbourhood",
    "Port9100Finder",
    "Search",
    "SerialFinder",
    "Sighting",
    "UsbFinder",
    "bridge_and_profile",
    "interfaces",
    "on_link",
    "tidy",
]


class Neighbourhood:
    """The search with every finder, on the interfaces on which a server listening on this address is reached.

    `finders` look instead of the usual ones but mDNS, `more` beside them.
    """

    def __init__(
        self,
        listening_on: str = "0.0.0.0",  # noqa: S104  the address the appliance listens on
        *,
        finders: Sequence[Finder] | None = None,
        more: Sequence[Finder] = (),
    ) -> None:
        def here() -> tuple[Interface, ...]:
            return interfaces(listening_on)

        self._in_use: frozenset[str] = frozenset()
        self.mdns = MdnsFinder(here)
        others = [
            BroadcastFinder(ENPC, here),
            BroadcastFinder(STAR, here),
            Port9100Finder(here, lambda: self._in_use),
        ]
        attached = [UsbFinder(), SerialFinder()]
        usual = [*others, *attached] if finders is None else finders
        self.search = Search([self.mdns, *usual, *more])

    def start(self) -> None:
        """Begin to look and to announce."""
        self.search.start()

    def stop(self) -> None:
        """End within two seconds or so; blocks."""
        self.search.stop()

    def leave_alone(self, hosts: frozenset[str]) -> None:
        """Hosts of printers that have their one connection already; they are not probed."""
        self._in_use = hosts

    def announce(self, name: str, port: int, identity: str, facts: dict[str, str]) -> None:
        """What the network is told of the appliance; `identity` is of letters and digits."""
        self.mdns.announce(Announcement(name, port, identity, facts))

    def guess(self, found: Found) -> tuple[str, str]:
        """Command set and profile for a printer."""
        return bridge_and_profile(found.maker, found.model, found.serial)
