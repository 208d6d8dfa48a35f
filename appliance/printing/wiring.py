"""Which command set may hang on which wire, the one way an address is written in the file, and what is known of a wire."""

from collections.abc import Sequence
from itertools import pairwise

from appliance.kernel.errors import Invalid
from appliance.printing.model import BRIDGES, POLLED, Exchanged, Link, Wire
from firmware_bridges.address import (
    HttpAddress,
    MacAddress,
    SerialAddress,
    TcpAddress,
    UsbLpAddress,
    UsbRawAddress,
    normal_mac,
    parse_address,
)

__all__ = ["POLLED", "checked", "fits", "is_serial", "link_of", "mac"]

LOOK_BYTES = 16
"""Questions about the status are shorter than this, papers longer."""
_STREAMS = (TcpAddress, UsbLpAddress, UsbRawAddress, SerialAddress)


def checked(bridge: str, address: str) -> tuple[str, str | None]:
    """The address as the file keeps it, and the MAC it names if it does.

    A web printer's may be given as a bare host, a polling printer's as a bare MAC. Raises Invalid bridge_unknown or
    address_invalid.
    """
    if bridge not in BRIDGES:
        raise Invalid(f"There is no kind of printer called {bridge}.", code="bridge_unknown")
    try:
        if bridge in POLLED:
            own = normal_mac(address.strip().removeprefix("mac:"))
            return str(MacAddress(own)), own
        found = parse_address(address)
        if bridge == "epos" and isinstance(found, TcpAddress):
            found = HttpAddress(f"http://{str(found).removeprefix('tcp://').rpartition(':')[0]}/")
    except ValueError as error:
        raise Invalid("This address cannot be.", code="address_invalid", details=[str(error)]) from error
    if not isinstance(found, HttpAddress if bridge == "epos" else _STREAMS):
        raise Invalid(f"A printer of the kind {bridge} has no such address.", code="address_invalid")
    return str(found), None


def fits(bridge: str, address: str) -> bool:
    """Whether a printer of this kind may have such an address."""
    try:
        checked(bridge, address)
    except Invalid:
        return False
    return True


def mac(text: str) -> str:
    """A MAC as 12 lower-case hex digits. Raises Invalid mac_invalid."""
    try:
        return normal_mac(text)
    except ValueError as error:
        raise Invalid("This is not a MAC address.", code="mac_invalid", details=[str(error)]) from error


def is_serial(address: str) -> bool:
    """Whether a printer hangs on a port of its own, which stays when the printer goes."""
    return address.startswith("serial:")


def link_of(address: str, exchanges: Sequence[Exchanged]) -> Link | None:
    """What is known of a printer's connection; `exchanges` are the last ones, oldest first. None: nothing was measured."""
    try:
        found = parse_address(address)
    except ValueError:
        return None
    match found:
        case TcpAddress():
            took_ms = _round_trip_ms(exchanges)
            return None if took_ms is None else Link(Wire.NETWORK, took_ms)
        case UsbLpAddress() | UsbRawAddress():
            return Link(Wire.USB)
        case SerialAddress(baud=baud):
            return Link(Wire.SERIAL, baud)
        case _:
            return None


def _round_trip_ms(exchanges: Sequence[Exchanged]) -> int | None:
    """From the last question about the status to its answer, whole ms."""
    for asked, answered in reversed(list(pairwise(exchanges))):
        is_look = asked.direction == "to" and 0 < asked.size <= LOOK_BYTES
        if is_look and answered.direction == "from" and answered.size > 0:
            return max(0, answered.at_ms - asked.at_ms)
    return None
