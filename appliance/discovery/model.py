"""What was found, on the wire, and what the room needs of the search."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal, Protocol

import msgspec

from firmware_bridges.discovery.sighting import FinderTrouble, Found

KINDS: dict[str, str] = {
    "found_ignored": "Something that was found is not to be offered again.",
    "found_restored": "Something that was ignored is offered again.",
    "printer_moved": "A printer was found again at another address.",
}

Text = Annotated[str, msgspec.Meta(max_length=64)]
Id = Annotated[str, msgspec.Meta(max_length=64)]


class Role(StrEnum):
    """What a found thing can become."""

    STATION_PRINTER = "station_printer"
    RECEIPT_PRINTER = "receipt_printer"
    LABEL_PRINTER = "label_printer"
    KITCHEN_SCREEN = "kitchen_screen"
    FLOOR_TABLET = "floor_tablet"


SCREENS = frozenset({Role.KITCHEN_SCREEN, Role.FLOOR_TABLET})


class Search(Protocol):
    """What the room needs of the search; every method may be called from any thread."""

    @property
    def searching(self) -> bool:
        """Whether a search that was asked for is under way."""

    @property
    def searched_s(self) -> float | None:
        """Seconds since somebody asked."""

    def ask(self, *hosts: str) -> None:
        """Look now, at everything or at these addresses."""

    def troubles(self) -> dict[str, FinderTrouble]:
        """Ways of looking that do not work, with the reason of each."""

    def found(self) -> list[Found]:
        """Everything that is there now."""

    def get(self, key: str) -> Found | None:
        """One of them."""


class Surroundings(Protocol):
    """The search and the announcement; given by the composition root."""

    @property
    def search(self) -> Search:
        """The search."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End within two seconds or so; may block."""

    def leave_alone(self, hosts: frozenset[str]) -> None:
        """Hosts of printers that are in use; they are not probed."""

    def announce(self, name: str, port: int, identity: str, facts: dict[str, str]) -> None:
        """Tell the network where the appliance is."""

    def guess(self, found: Found) -> tuple[str, str]:
        """Command set and profile that fit a printer."""


class Suggestion(msgspec.Struct, frozen=True):
    """What one tap would make of it."""

    role: Role
    name: str
    stations: list[str] = []
    bridge: str = ""
    profile: str = ""
    address: str = ""


class KnownAs(msgspec.Struct, frozen=True):
    """What it is already."""

    kind: Literal["printer", "device"]
    id: str
    name: str


class FoundThing(msgspec.Struct, frozen=True):
    """One thing. `seen_s` seconds ago; `check` are the digits that must stand on a screen that asks."""

    key: str
    kind: str
    name: str
    maker: str
    model: str
    mac: str
    serial: str
    address: str
    sources: list[str]
    seen_s: int
    state: Literal["new", "asking", "known", "ignored"]
    known_as: KnownAs | None
    check: str | None
    suggestion: Suggestion | None


class Trouble(msgspec.Struct, frozen=True):
    """A way of looking that does not work; `detail` is for technicians, in English."""

    finder: str
    say: str
    detail: str


class Named(msgspec.Struct, frozen=True):
    """A station to choose."""

    id: str
    name: str


class ProfileChoice(msgspec.Struct, frozen=True):
    """A printer profile to choose."""

    name: str
    say: str


class FoundList(msgspec.Struct, frozen=True):
    """Everything around: what asks first, then new and known things, bare serial ports, and ignored things."""

    searching: bool
    can_search: bool
    searched_at: int | None
    trouble: list[Trouble]
    stations: list[Named]
    profiles: list[ProfileChoice]
    items: list[FoundThing]


class Searching(msgspec.Struct, frozen=True):
    """A search was asked for."""

    searching: bool


class LookAt(msgspec.Struct, frozen=True):
    """An address a person types: 192.0.2.10, 192.0.2.10:9100 or grill.lan."""

    address: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class Approve(msgspec.Struct, frozen=True):
    """Take a found thing in. What is left out is as suggested."""

    role: Role | None = None
    name: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    stations: Annotated[list[Id], msgspec.Meta(max_length=50)] | None = None
    profile: Text | None = None
    bridge: Text | None = None
    check: Annotated[str, msgspec.Meta(max_length=8)] | None = None
    baud: Annotated[int, msgspec.Meta(ge=300, le=4_000_000)] | None = None
    flow: Text | None = None


class Approved(msgspec.Struct, frozen=True):
    """What it is from now on."""

    kind: Literal["printer", "device"]
    id: str
    name: str


class Ignored(msgspec.Struct, frozen=True):
    """Whether it is offered."""

    key: str
    ignored: bool


class Venue(msgspec.Struct, frozen=True):
    """What a suggestion depends on: stations in order as (id, name, has a printer), whether receipts have theirs, and
    what printers are called already.
    """

    stations: Sequence[tuple[str, str, bool]]
    has_receipt_printer: bool
    printer_names: Sequence[str] = ()
