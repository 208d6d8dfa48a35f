"""Looking for the appliance by mDNS, and announcing this screen. What is found is a hint: trust comes by the number."""

import ipaddress
import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

COMANDA = "_comanda._tcp.local."
KDS = "_comanda-kds._tcp.local."
FOUND_MAX = 16
FETCH_MS = 1500
LOOK_EVERY_S = 5.0

log = logging.getLogger(__name__)

Addresses = Callable[[], tuple[str, ...]]


def own_addresses() -> tuple[str, ...]:
    """The IPv4 addresses of this screen, but for loopback; only COMANDA_KIOSK_ADDRESSES where that is set."""
    if chosen := os.environ.get("COMANDA_KIOSK_ADDRESSES"):
        return tuple(chosen.split())
    import ifaddr

    found = (ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str))
    return tuple(sorted(one for one in found if not one.startswith("127.")))


def nearest(hosts: list[str], here: tuple[str, ...]) -> str:
    """Of an appliance's addresses the one on our own network: with the longest beginning in common with one of ours."""
    own = [int(ipaddress.IPv4Address(one)) for one in here]
    return min(
        hosts, key=lambda host: min((int(ipaddress.IPv4Address(host)) ^ one for one in own), default=0)
    )


class Network:
    """`fixed` is an address given by hand; then nothing is looked for. Built anew when the addresses change."""

    def __init__(
        self, agent: str, name: str, fixed: str | None = None, *, addresses: Addresses = own_addresses
    ) -> None:
        self._agent, self._name, self._fixed = agent, name, fixed
        self._addresses = addresses
        self._zeroconf: Any = None
        self._built_for: tuple[str, ...] = ()
        self._looked_s = float("-inf")
        self._found: dict[str, tuple[str, str]] = {}
        self._lock = threading.Lock()

    def appliances(self) -> dict[str, str]:
        """Addresses of appliances by what they call themselves; "" for the one given by hand."""
        self._keep_up()
        if self._fixed:
            return {"": self._fixed}
        with self._lock:
            return {identity: url for identity, url in sorted(self._found.values())}

    def close(self) -> None:
        """Say goodbye."""
        if self._zeroconf is not None:
            try:
                self._zeroconf.close()
            except Exception as error:  # the interface it would say it on may be gone
                log.info("no goodbye: %s", error)
        self._zeroconf = None

    def _keep_up(self) -> None:
        if time.monotonic() - self._looked_s < LOOK_EVERY_S:
            return
        self._looked_s = time.monotonic()
        try:
            here = self._addresses()
            if here != self._built_for:
                self.close()
                self._build(here)
        except Exception as error:  # without announcements an address given by hand still works
            log.warning("announcements do not work: %s", error)

    def _build(self, here: tuple[str, ...]) -> None:
        from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, Zeroconf

        with self._lock:
            self._found = {}
        self._built_for = here
        if not here:
            return
        self._zeroconf = Zeroconf(interfaces=list(here), ip_version=IPVersion.V4Only)
        info = ServiceInfo(
            KDS,
            f"{self._name[:40]} {self._agent[:4]}.{KDS}",
            addresses=[ipaddress.IPv4Address(one).packed for one in here],
            port=9,  # nothing listens on a screen
            properties={"id": self._agent, "version": "1"},
            server=f"comanda-kds-{self._agent}.local.",
        )
        self._zeroconf.register_service(info, allow_name_change=True)
        if not self._fixed:
            ServiceBrowser(self._zeroconf, COMANDA, handlers=[self._heard])

    def _heard(self, zeroconf: Any, service_type: str, name: str, state_change: Any) -> None:
        with self._lock:
            if state_change.name == "Removed":
                self._found.pop(name, None)
                return
            if len(self._found) >= FOUND_MAX and name not in self._found:
                return
        info = zeroconf.get_service_info(service_type, name, timeout=FETCH_MS)
        hosts = [one for one in info.parsed_addresses() if ":" not in one] if info else []
        if info and hosts:
            identity = (info.properties.get(b"id") or b"").decode("ascii", "replace")[:32] or name[:64]
            with self._lock:
                self._found[name] = (identity, f"http://{nearest(hosts, self._built_for)}:{info.port}")
