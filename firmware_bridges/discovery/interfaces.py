"""Where this computer is on the network: its IPv4 addresses, what is on link, and who is there."""

import contextlib
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from firmware_bridges.streams.neighbours import ARP_TABLE

_DISCARD_PORT = 9
SWEPT_MAX = 254


@dataclass(frozen=True, slots=True)
class Interface:
    """One IPv4 address of this computer."""

    name: str
    address: str
    prefix: int

    @property
    def network(self) -> ipaddress.IPv4Network:
        """The network on this link."""
        return ipaddress.IPv4Network(f"{self.address}/{self.prefix}", strict=False)

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer is there."""
        return ipaddress.IPv4Address(self.address).is_loopback

    @property
    def question_to(self) -> str:
        """Where a question to everybody goes; on loopback to ourselves."""
        return self.address if self.is_loopback else str(self.network.broadcast_address)

    def has(self, host: str) -> bool:
        """Whether `host` can be a neighbour here: on link, and no broadcast or multicast address."""
        try:
            address = ipaddress.IPv4Address(host)
        except ValueError:
            return False
        wide = self.prefix < 31
        edges = (self.network.network_address, self.network.broadcast_address) if wide else ()
        return address in self.network and address not in edges

    def neighbours(self) -> list[str]:
        """Every other address here; none when the network has more than 254."""
        if self.is_loopback:
            return [self.address]
        if self.network.num_addresses - 2 > SWEPT_MAX:
            return []
        return [str(host) for host in self.network.hosts() if str(host) != self.address]


Interfaces = Callable[[], tuple[Interface, ...]]


def interfaces(listening_on: str = "0.0.0.0") -> tuple[Interface, ...]:  # noqa: S104  a question, not a listener
    """The addresses through which guests and devices reach a server that listens on this address.

    All but loopback for "0.0.0.0" and "::", otherwise the one that is named. None while the network is down.
    """
    import ifaddr

    here = [
        Interface(str(adapter.nice_name), ip.ip, ip.network_prefix)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    ]
    if listening_on in ("0.0.0.0", "::", ""):  # noqa: S104
        return tuple(one for one in here if not one.is_loopback)
    return tuple(one for one in here if one.address == listening_on)


def on_link(host: str, here: tuple[Interface, ...]) -> bool:
    """Whether `host` is a neighbour on any of these."""
    return any(one.has(host) for one in here)


def known_hosts(table: Path = ARP_TABLE) -> list[str]:
    """IPv4 neighbours the kernel has spoken to lately; empty where it does not say."""
    try:
        lines = table.read_text(encoding="ascii", errors="replace").splitlines()[1:]
    except OSError:
        return []
    rows = (line.split() for line in lines)
    return [row[0] for row in rows if len(row) >= 4 and row[3] != "00:00:00:00:00:00"]


def learn(host: str) -> None:
    """Make the kernel ask for the MAC of a neighbour, by an empty packet to the port that throws everything away."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.setblocking(False)
        sock.sendto(b"", (host, _DISCARD_PORT))
