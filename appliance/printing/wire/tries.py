"""Test slips for an unknown printer, as they travel."""

from typing import Annotated

import msgspec
from msgspec import Meta

from appliance.printing.wire.limits import Address, Word


class TryPrinter(msgspec.Struct, frozen=True):
    """An address at which a printer of an unknown kind stands; what is named here is not tried otherwise."""

    address: Address
    bridge: Word | None = None
    profile: Word | None = None


class TrySlip(msgspec.Struct, frozen=True):
    """One test slip: its big letter, what it was made for, and how far it got ("waiting" until it ended)."""

    letter: str
    bridge: str
    profile: str
    state: str
    say: str


class Try(msgspec.Struct, frozen=True):
    """Test slips on their way to one printer."""

    id: str
    address: str
    done: bool
    slips: list[TrySlip]


class ConfirmTry(msgspec.Struct, frozen=True):
    """The letter of the slip that came out right."""

    letter: Annotated[str, Meta(min_length=1, max_length=1)]


class TryConfirmed(msgspec.Struct, frozen=True):
    """What to add the printer as."""

    address: str
    bridge: str
    profile: str
