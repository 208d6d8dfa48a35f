"""From a printer's address and model to the wire that leads there, and what of the model that wire allows."""

from firmware_bridges.address import SerialAddress, parse_address
from firmware_bridges.contracts import OpenStream
from firmware_bridges.profiles import Profile, on_slow_wire
from firmware_bridges.streams import open_stream_for


def wired(address: str, profile: Profile) -> tuple[OpenStream, Profile]:
    """How to reach the printer, and its profile on this wire. Raises ValueError as `open_stream_for` does."""
    where = parse_address(address)
    if isinstance(where, SerialAddress):
        profile = on_slow_wire(profile, where.baud)
    return open_stream_for(address), profile
