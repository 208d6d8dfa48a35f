"""The far ends of the network lab: `printer` simulates one until it is ended, `sees` says what is heard there of the appliance."""

import signal
import sys
import threading
import time
from typing import Any

from firmware_bridges.simulators.enpc import enpc_printer
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_discovery import star_printer

EVERYWHERE = "0.0.0.0"  # noqa: S104  inside a network namespace of the lab
COMANDA = "_comanda._tcp.local."
WAIT_S = 12.0


def printer() -> None:
    """An Epson that is a Star as well: every way of being found at one address."""
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with (
        enpc_printer("TM-T88V", host=EVERYWHERE),
        star_printer("TSP143IIILAN", host=EVERYWHERE, says_address="203.0.113.7"),
        EscPosSimulator(host=EVERYWHERE, port=9100),
    ):
        ended.wait(180)


def sees(address: str, host_name: str = "") -> None:
    """Print what is heard at this address: the appliance's announcement, and a host name if one is given."""
    from zeroconf import AddressResolverIPv4, IPVersion, ServiceBrowser, Zeroconf  # type: ignore[attr-defined]

    zeroconf = Zeroconf(interfaces=[address], ip_version=IPVersion.V4Only)
    names: list[str] = []

    def heard(zeroconf: Any, service_type: str, name: str, state_change: Any) -> None:
        names.append(name)

    ServiceBrowser(zeroconf, COMANDA, handlers=[heard])
    until_s = time.monotonic() + WAIT_S
    while not names and time.monotonic() < until_s:
        time.sleep(0.05)
    info = zeroconf.get_service_info(COMANDA, names[0]) if names else None
    print(f"{info.get_name()} {info.port} {' '.join(sorted(info.parsed_addresses()))}" if info else "nothing")
    if host_name:
        resolver = AddressResolverIPv4(f"{host_name}.local.")
        print(*resolver.parsed_addresses() if resolver.request(zeroconf, 3000) else ["nothing"])
    zeroconf.close()


if __name__ == "__main__":
    printer() if sys.argv[1] == "printer" else sees(*sys.argv[2:])
