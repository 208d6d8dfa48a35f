"""Announcements (mDNS/DNS-SD) both ways: listens for printers and kitchen screens, and tells where the appliance is.

python-zeroconf shares port 5353 with avahi. It never serves an interface that comes up later, so it is built anew when
the interfaces change. Host names stay avahi's: the appliance announces itself under a host name of its own.
"""

import contextlib
import ipaddress
import logging
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from firmware_bridges.discovery.browse import KEPT_MAX, Browser
from firmware_bridges.discovery.finder import Look
from firmware_bridges.discovery.interfaces import Interface, Interfaces

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

COMANDA = "_comanda._tcp.local."
RECORDS_MAX = 20 * KEPT_MAX
_DEAF_LOOKS = 15

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Announcement:
    """What the appliance says of itself. `identity` (letters and digits) makes its host name its own."""

    name: str
    port: int
    identity: str
    facts: dict[str, str] = field(default_factory=dict)


class MdnsFinder:
    """Keeps one zeroconf on the present interfaces; call `announce` from any thread, at any time."""

    name = "mdns"
    say = "Listening for announcements (mDNS)"
    every_s = 2.0

    def __init__(self, here: Interfaces) -> None:
        self._here = here
        self._wanted: Announcement | None = None
        self._announced: tuple[Announcement, ServiceInfo] | None = None
        self._built_for: tuple[Interface, ...] = ()
        self._zeroconf: Zeroconf | None = None
        self._browser: Browser | None = None
        self._deaf_looks = 0
        self._lock = threading.Lock()

    def announce(self, announcement: Announcement | None) -> None:
        """From the next look on this is what the network is told; None: nothing."""
        with self._lock:
            self._wanted = announcement

    @property
    def announced_as(self) -> str:
        """The name under which the appliance is announced now, "" when it is not; another than wanted when that was taken."""
        return self._announced[1].get_name() if self._announced else ""

    def look(self, look: Look) -> None:
        here = self._here()
        if self._deaf_looks:
            self._deaf_looks -= 1
            raise OSError("somebody floods the network with announcements; listening again in a while")
        if here != self._built_for or (self._zeroconf is None and here):
            self.close()
            self._build(here)
        if self._zeroconf is None or self._browser is None:
            return
        if len(self._zeroconf.cache.cache) > RECORDS_MAX:
            self.close()
            self._deaf_looks = _DEAF_LOOKS
            return
        self._keep_announcing(self._zeroconf, here)
        if look.asked:
            self._browser.ask_again()
        for seen in self._browser.seen(here):
            look.tell(seen)
        for key in self._browser.gone():
            look.gone("mdns", key)

    def close(self) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._zeroconf is not None:
            with contextlib.suppress(Exception):  # the interface it would say goodbye on may be gone
                self._zeroconf.close()
        self._zeroconf = self._browser = self._announced = None
        self._built_for = ()

    def _build(self, here: tuple[Interface, ...]) -> None:
        if here:
            from zeroconf import IPVersion, Zeroconf

            self._zeroconf = Zeroconf(interfaces=[one.address for one in here], ip_version=IPVersion.V4Only)
            self._browser = Browser(self._zeroconf)
        self._built_for = here

    def _keep_announcing(self, zeroconf: "Zeroconf", here: tuple[Interface, ...]) -> None:
        with self._lock:
            wanted = self._wanted
        now = self._announced
        if now is not None and now[0] == wanted and not _is_taken(zeroconf, now[1]):
            return
        if now is not None:
            self._announced = None
            zeroconf.unregister_service(now[1])
        if wanted is not None:
            # The same once more: somebody else has its name, so from now on it carries its identity.
            own = now is not None and now[0] == wanted
            info = service_info(
                replace(wanted, name=f"{wanted.name} {wanted.identity}") if own else wanted, here
            )
            zeroconf.register_service(info, allow_name_change=True)
            self._announced = (wanted, info)
            log.info("announced on the network as %s", info.get_name())


def _is_taken(zeroconf: "Zeroconf", info: "ServiceInfo") -> bool:
    """Whether somebody else has been heard under our name.

    zeroconf asks before it takes a name, but the answer comes to one of the sockets that share port 5353, which may be
    avahi's. Announcements reach all of them.
    """
    heard = list(zeroconf.cache.entries_with_name(info.name))
    return any(getattr(record, "server_key", info.server_key) != info.server_key for record in heard)


def service_info(said: Announcement, here: tuple[Interface, ...], kind: str = COMANDA) -> "ServiceInfo":
    """The announcement as records; a name is at most 63 bytes long and has no dots at its end."""
    from zeroconf import ServiceInfo

    name = said.name.encode()[:60].decode(errors="ignore").strip(" .") or "Comanda"
    return ServiceInfo(
        kind,
        f"{name}.{kind}",
        addresses=[ipaddress.IPv4Address(one.address).packed for one in here],
        port=said.port,
        properties={key: value[:200] for key, value in said.facts.items()},
        server=f"comanda-{said.identity}.local.",
    )
