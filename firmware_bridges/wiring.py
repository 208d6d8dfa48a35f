"""From a printer's address and model to the wire that leads there, and what of the model that wire allows."""

from firmware_bridges.address import SerialAddress, parse_address
from firmware_bridges.contracts import OpenStream
from firmware_bridges.profiles import Profile, on_slow_wire
from firmware_bridges.streams import open_stream_for


def wired(address: str, profile: Profile) -> tuple[OpenStream, Profile]:
    """How to reach the printer, and its profile on this wire. Raises ValueError as `open_stream_for` does."""
    return open_stream_for(address), over_wire(address, profile)


def over_wire(address: str, profile: Profile) -> Profile:
    """What of a profile its wire allows. Raises ValueError for an address that cannot be."""
    where = parse_address(address)
    return on_slow_wire(profile, where.baud) if isinstance(where, SerialAddress) else profile
