"""What a finder has seen, and what is made of several sightings of one thing."""

import enum
import re
from dataclasses import dataclass, replace

from firmware_bridges.sanitise import printable

FIELD_MAX = 64
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9.]+")


class Kind(enum.StrEnum):
    """What was found."""

    PRINTER = "printer"
    SCREEN = "screen"
    SERIAL_PORT = "serial_port"


class Hindrance(enum.StrEnum):
    """Why a way of looking does not work."""

    NO_RIGHT = "no_right"
    """The system does not let it."""
    NO_NETWORK = "no_network"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FinderTrouble:
    """A way of looking that does not work; `detail` is for technicians, in English."""

    hindrance: Hindrance
    detail: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One look at one thing by one finder. Every text was written by a stranger: at most 64 harmless characters each.

    `address` is as a printer's row wants it; `host` the IPv4 address of something on the network; `agent` what a
    kitchen screen calls itself; `serial` names one USB device ("04b8:0202:SERIAL"); `keep_s` says for how long this
    look is good. A MAC is never taken from what a device says of itself: `Search` adds it from the kernel.
    """

    source: str
    kind: Kind
    keep_s: float
    address: str = ""
    host: str = ""
    mac: str = ""
    serial: str = ""
    agent: str = ""
    maker: str = ""
    model: str = ""
    name: str = ""

    def harmless(self) -> "Sighting":
        """The same with every text cut and cleaned."""
        return replace(
            self,
            address=printable(self.address, 2 * FIELD_MAX),
            serial=tidy(self.serial),
            agent=tidy(self.agent),
            maker=tidy(self.maker),
            model=tidy(self.model),
            name=tidy(self.name),
        )

    @property
    def identities(self) -> list[str]:
        """Keys under which the same thing is known again, the surest first."""
        named = (("mac", self.mac), ("usb", self.serial), ("screen", self.agent), ("at", self.address))
        return [f"{kind}-{_NOT_IN_A_KEY.sub('-', value).strip('-')}" for kind, value in named if value]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing, put together from everything that was seen of it. `seen_at_s` is of the monotonic clock."""

    key: str
    kind: Kind
    name: str
    maker: str
    model: str
    mac: str
    serial: str
    address: str
    host: str
    agent: str
    sources: tuple[str, ...]
    seen_at_s: float
    identities: frozenset[str]


def tidy(text: str) -> str:
    """A stranger's text: without control and invisible characters, single spaces, at most 64 characters."""
    return printable(" ".join(printable(text, 4 * FIELD_MAX).split()), FIELD_MAX)
