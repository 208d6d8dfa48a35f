"""The listening half of mDNS: names heard, their records fetched a few at a time, and what they mean."""

import asyncio
import ipaddress
import threading
from collections import OrderedDict
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from firmware_bridges.discovery.interfaces import Interface, on_link
from firmware_bridges.discovery.sighting import Kind, Sighting

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, ServiceStateChange, Zeroconf

KDS = "_comanda-kds._tcp.local."
RAW = "_pdl-datastream._tcp.local."
KINDS = (RAW, "_printer._tcp.local.", "_ipp._tcp.local.", KDS)
KEPT_MAX = 200
KEEP_S = 15.0
_AT_ONCE = 16
_FETCH_MS = 1500


class Browser:
    """Names that were heard and not yet taken back, at most 200. The records of 16 of them are fetched at once."""

    def __init__(self, zeroconf: "Zeroconf") -> None:
        from zeroconf import ServiceBrowser

        self._zeroconf = zeroconf
        self._lock = threading.Lock()
        self._waiting: OrderedDict[str, str] = OrderedDict()
        self._known: dict[str, ServiceInfo] = {}
        self._gone: list[str] = []
        self._fetching: dict[str, Future[None]] = {}
        self._closed = False
        self._browser: Any = ServiceBrowser(zeroconf, list(KINDS), handlers=[self._heard])

    def seen(self, here: tuple[Interface, ...]) -> list[Sighting]:
        """Everything that is announced now, as far as it is on link."""
        with self._lock:
            known = list(self._known.values())
        found = (sighting_of(info, here) for info in known)
        return [one for one in found if one is not None]

    def gone(self) -> list[str]:
        """Keys of screens that have said goodbye since the last call."""
        with self._lock:
            gone, self._gone = self._gone, []
        return gone

    def ask_again(self) -> None:
        """Fetch the records of every name once more."""
        with self._lock:
            for name, info in self._known.items():
                self._wait_for(name, info.type)
        self._fetch_more()

    def close(self) -> None:
        """No more questions."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
        self._browser.cancel()

    def _heard(
        self, zeroconf: "Zeroconf", service_type: str, name: str, state_change: "ServiceStateChange"
    ) -> None:
        from zeroconf import ServiceStateChange

        with self._lock:
            if state_change is ServiceStateChange.Removed:
                self._waiting.pop(name, None)
                gone = self._known.pop(name, None)
                if gone is not None and gone.type == KDS and len(self._gone) < KEPT_MAX:
                    self._gone.append(f"screen-{_agent(gone)}")
            else:
                self._wait_for(name, service_type)
        self._fetch_more()

    def _wait_for(self, name: str, kind: str) -> None:
        if len(self._waiting) + len(self._known) < KEPT_MAX or name in self._known:
            self._waiting[name] = kind

    def _fetch_more(self) -> None:
        with self._lock:
            while not self._closed and self._waiting and len(self._fetching) < _AT_ONCE:
                name, kind = self._waiting.popitem(last=False)
                loop = self._zeroconf.loop
                if name in self._fetching or loop is None:
                    continue
                self._fetching[name] = asyncio.run_coroutine_threadsafe(self._fetch(name, kind), loop)

    async def _fetch(self, name: str, kind: str) -> None:
        from zeroconf.asyncio import AsyncServiceInfo

        info = AsyncServiceInfo(kind, name)
        try:
            complete = await info.async_request(self._zeroconf, _FETCH_MS)
        except Exception:  # whatever a stranger's records do to the library, it is not known
            complete = False
        with self._lock:
            self._fetching.pop(name, None)
            if complete and not self._closed:
                self._known[name] = info
        self._fetch_more()


def sighting_of(info: "ServiceInfo", here: tuple[Interface, ...]) -> Sighting | None:
    """What an announcement says, None when none of its addresses is on link or a screen has no id."""
    host = next((one for one in _hosts(info) if on_link(one, here)), None)
    if host is None:
        return None
    name = info.get_name().removesuffix(f".{info.type}")
    if info.type == KDS:
        agent = _agent(info)
        return Sighting("mdns", Kind.SCREEN, KEEP_S, host=host, agent=agent, name=name) if agent else None
    port = info.port if info.type == RAW and info.port else 9100
    facts = _facts(info)
    product = facts.get("product", "").strip("()")
    return Sighting(
        "mdns",
        Kind.PRINTER,
        KEEP_S,
        address=f"tcp://{host}:{port}",
        host=host,
        maker=facts.get("usb_mfg", ""),
        model=facts.get("usb_mdl", "") or product or facts.get("ty", ""),
        name=name,
    )


def _hosts(info: "ServiceInfo") -> list[str]:
    return [str(ipaddress.IPv4Address(raw)) for raw in info.addresses[:8] if len(raw) == 4]


def _agent(info: "ServiceInfo") -> str:
    agent = _facts(info).get("id", "")
    return agent if agent.isascii() and agent.isalnum() and len(agent) <= 32 else ""


def _facts(info: "ServiceInfo") -> dict[str, str]:
    """The TXT record, lower-case keys, undecodable signs replaced."""
    return {
        key.decode("ascii", "replace").lower(): (value or b"").decode("utf-8", "replace")
        for key, value in list(info.properties.items())[:32]
    }
