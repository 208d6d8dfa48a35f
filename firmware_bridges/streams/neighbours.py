"""Network printers known by their MAC: an address is only where it was last seen."""

import ipaddress
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from firmware_bridges.address import TcpAddress, normal_mac, parse_address
from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.streams.network import connect_tcp

ARP_TABLE = Path("/proc/net/arp")
_IP_DEADLINE_S = 1.0
_COMPLETE = 0x2


def mac_of(host: str, *, table: Path = ARP_TABLE) -> str | None:
    """The MAC this computer last saw at an address, 12 lower-case hex digits; None when it does not know.

    Loopback, hosts behind a router and addresses never spoken to are not known.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    found = _in_table(str(address), table) if address.version == 4 else _by_ip(str(address))
    return None if found in (None, "000000000000") else found


def tcp_by_mac(
    mac: str,
    last_address: str,
    find: Callable[[str], str | None],
    *,
    moved: Callable[[str], None] | None = None,
    neighbour: Callable[[str], str | None] = mac_of,
) -> OpenStream:
    """Opens connections to the device with this MAC, wherever DHCP has put it.

    The address last known is tried first. When nothing answers there, or another device does, `find` is asked
    which host the MAC has been seen at, and the same port is tried there; `moved` hears of an address that proved
    right. An address whose MAC is not known is taken at its word. Raises ValueError for a MAC or an address that is none.
    """
    mac = normal_mac(mac)
    known = [_tcp(last_address)]

    def open_stream(*, deadline_s: float, cancelled: Callable[[], bool]) -> Stream:
        until = time.monotonic() + deadline_s
        here = known[0]
        try:
            return _connected(here, mac, neighbour, deadline_s / 2, cancelled)
        except StreamError as error:
            host = None if _surely_here(error, here, mac, neighbour) else find(mac)
            if not host or host == here.host:
                raise
            elsewhere = here.at(host)
        stream = _connected(elsewhere, mac, neighbour, until - time.monotonic(), cancelled)
        known[0] = elsewhere
        if moved is not None:
            moved(str(elsewhere))
        return stream

    return open_stream


def _connected(
    address: TcpAddress,
    mac: str,
    neighbour: Callable[[str], str | None],
    deadline_s: float,
    cancelled: Callable[[], bool],
) -> Stream:
    stream = connect_tcp(address.host, address.port, deadline_s=deadline_s, cancelled=cancelled)
    if neighbour(address.host) in (mac, None):
        return stream
    stream.close()
    raise StreamError(Reason.WRONG_DEVICE, f"another device has the address {address.host} now")


def _surely_here(
    error: StreamError, here: TcpAddress, mac: str, neighbour: Callable[[str], str | None]
) -> bool:
    """Whether looking elsewhere is pointless: stopped, or the device itself has just refused us."""
    return error.reason is Reason.STOPPED or (error.reason is Reason.REFUSED and neighbour(here.host) == mac)


def _tcp(text: str) -> TcpAddress:
    address = parse_address(text)
    if not isinstance(address, TcpAddress):
        raise ValueError(f"{text!r} is not a network address like tcp://192.0.2.10:9100")
    return address


def _in_table(address: str, table: Path) -> str | None:
    """Columns of /proc/net/arp: IP address, HW type, Flags, HW address, Mask, Device."""
    try:
        lines = table.read_text(encoding="ascii", errors="replace").splitlines()[1:]
    except OSError:
        return None
    for line in lines:
        fields = line.split()
        if len(fields) >= 4 and fields[0] == address and int(fields[2], 16) & _COMPLETE:
            return _mac_or_none(fields[3])
    return None


def _by_ip(address: str) -> str | None:
    """IPv6 neighbours stand in no file; `ip` reads them from the kernel."""
    command = ["ip", "-6", "neigh", "show", "to", address]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_IP_DEADLINE_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.split()
    return _mac_or_none(words[words.index("lladdr") + 1]) if "lladdr" in words[:-1] else None


def _mac_or_none(text: str) -> str | None:
    try:
        return normal_mac(text)
    except ValueError:
        return None
