"""Which command set may hang on which wire, and the one way an address is written in the file."""

from appliance.kernel.errors import Invalid
from appliance.printing.model import BRIDGES, POLLED
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

__all__ = ["POLLED", "checked", "fits", "mac"]

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
