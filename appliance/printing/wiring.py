"""Which command set may hang on which wire, the one way an address is written in the file, and what is known of a wire."""

import ipaddress
import os
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from appliance.kernel.errors import Invalid
from appliance.printing.model import BRIDGES, POLLED, Exchanged, Link, ProfileFacts, Wire
from firmware_bridges.address import (
    Address,
    HttpAddress,
    MacAddress,
    SerialAddress,
    TcpAddress,
    UsbLpAddress,
    UsbRawAddress,
    normal_mac,
    parse_address,
)

__all__ = ["POLLED", "check_profile", "checked", "fits", "in_the_house", "is_serial", "link_of", "mac"]

LOOK_BYTES = 16
"""Questions about the status are shorter than this, papers longer."""
_USB_PORT = re.compile(r"/dev/(usb/lp\d+|usblp\d+|lp\d+|comanda/.+|serial/.+|g_printer\d+)")
_SERIAL_PORT = re.compile(r"/dev/(tty[A-Za-z]\w*|pts/\d+|rfcomm\d+|serial/.+|comanda/.+)")
_HOST_NAME = re.compile(r"(?=.*[A-Za-z])(?!0[xX])[A-Za-z0-9]([A-Za-z0-9.-]{0,98}[A-Za-z0-9])?")
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
    _refuse_elsewhere(found, address)
    return str(found), None


def in_the_house(host: str) -> bool:
    """Whether a host can be a device in this house: a private address, or a name."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST_NAME.fullmatch(host))
    return ip.is_private and not (ip.is_multicast or ip.is_unspecified or ip.is_reserved)


def check_profile(profiles: Mapping[str, ProfileFacts], bridge: str, profile: str) -> None:
    """Raises Invalid profile_unknown, or profile_foreign for a model that speaks another language than this kind.

    Where nothing is known of models everything goes.
    """
    facts = profiles.get(profile)
    if profiles and facts is None:
        raise Invalid("There is no such model.", code="profile_unknown", details=list(profiles))
    if facts is not None and facts.bridges and bridge in BRIDGES and bridge not in facts.bridges:
        fitting = ", ".join(
            name for name, one in profiles.items() if not one.bridges or bridge in one.bridges
        )
        raise Invalid(
            f"{profile} is not a model of the kind {bridge}; there are: {fitting}.",
            code="profile_foreign",
        )


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


def _refuse_elsewhere(found: Address, said: str) -> None:
    """Raises Invalid address_invalid for a place where no printer can be."""
    match found:
        case TcpAddress(host=host) | HttpAddress(host=host):
            bare_word = said.strip() == host and "." not in host and ":" not in host
            fits_here = in_the_house(host) and not bare_word
            like = "192.168.1.50, printer.local or tcp://printer:9100"
        case UsbLpAddress(path=path):
            fits_here, like = _leads_to(path, _USB_PORT), "usb:/dev/usb/lp0"
        case SerialAddress(path=path):
            fits_here, like = _leads_to(path, _SERIAL_PORT), "serial:/dev/ttyUSB0"
        case _:
            return
    if not fits_here:
        raise Invalid(
            f"{said.strip()} is no place of a printer in this house; it looks like {like}.",
            code="address_invalid",
        )


def _leads_to(path: str, ports: re.Pattern[str]) -> bool:
    """Whether a path is one of these ports, or a link to one."""
    return any(ports.fullmatch(one) for one in (path, os.path.realpath(path)))


def _round_trip_ms(exchanges: Sequence[Exchanged]) -> int | None:
    """From the last question about the status to its answer, whole ms."""
    for asked, answered in reversed(list(pairwise(exchanges))):
        is_look = asked.direction == "to" and 0 < asked.size <= LOOK_BYTES
        if is_look and answered.direction == "from" and answered.size > 0:
            return max(0, answered.at_ms - asked.at_ms)
    return None
