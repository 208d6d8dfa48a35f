"""The list of what was found: one entry a thing, bounded, forgetting what has not been seen for a while."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from firmware_bridges.discovery.sighting import Found, Sighting

LIMIT = 200
_RANK = ("kiosk", "usb", "serial", "manual", "enpc", "star", "port_9100", "mdns")
"""Whose word on names and models goes first."""
_EASILY_FORGED = frozenset({"mdns"})
"""Sources by which one stranger can name a whole network of things."""
_TWIN_S = 120.0
_TWINS_KEPT_S = 900.0


@dataclass(slots=True)
class _Entry:
    key: str
    looks: dict[str, tuple[Sighting, float]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """The first answer that is not empty, by rank of who says it."""
        for source in sorted(self.looks, key=_rank):
            if value := getattr(self.looks[source][0], name):
                return str(value)
        return ""

    def drop_mac(self, mac: str) -> None:
        """This MAC says nothing about who it is."""
        for source, (look, at_s) in self.looks.items():
            if look.mac == mac:
                self.looks[source] = (replace(look, mac=""), at_s)
        if self.key == f"mac-{mac}":
            self.key = next(iter(self.looks.values()))[0].identities[0]

    def identities(self) -> frozenset[str]:
        return frozenset({self.key}.union(*(look.identities for look, _ in self.looks.values())))


class FoundList:
    """Thread-safe. Entries are the same thing by MAC, else by USB serial number, screen or address.

    A MAC that has moved and is then seen at the old address again belongs to something in between (a Wi-Fi repeater,
    a router that answers for others): for a quarter of an hour it identifies nothing.
    """

    def __init__(self, *, now_s: Callable[[], float] = time.monotonic, limit: int = LIMIT) -> None:
        self._now_s = now_s
        self._limit = limit
        self._entries: list[_Entry] = []
        self._shared: dict[str, float] = {}
        self._left: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def tell(self, sighting: Sighting) -> bool:
        """Take notice of a look; False when it is out of date, or the list is full of better known things."""
        look, now_s = sighting.harmless(), self._now_s()
        if not look.identities:
            return False
        with self._lock:
            self._age(now_s)
            look = self._without_shared_mac(look, now_s)
            if self._is_out_of_date(look):
                return False
            self._let_go_of_moved(look, now_s)
            entry = self._join(look)
            if entry is None:
                if len(self._entries) >= self._limit and not self._make_room(look):
                    return False
                entry = _Entry(look.identities[0])
                self._entries.append(entry)
            entry.looks[look.source] = (look, now_s)
            return True

    def items(self) -> list[Found]:
        """Everything that is there now, in the order of appearance."""
        with self._lock:
            self._age(self._now_s())
            return [_found(entry) for entry in self._entries]

    def get(self, key: str) -> Found | None:
        """By its key, or by any other of its identities."""
        items = self.items()
        exact = next((one for one in items if one.key == key), None)
        return exact or next((one for one in items if key in one.identities), None)

    def forget(self, source: str, key: str) -> None:
        """A finder says that something has gone."""
        with self._lock:
            for entry in self._entries:
                if key in entry.identities():
                    entry.looks.pop(source, None)
            self._entries = [entry for entry in self._entries if entry.looks]

    def _age(self, now_s: float) -> None:
        for entry in self._entries:
            for source, (look, at_s) in list(entry.looks.items()):
                if now_s - at_s > look.keep_s:
                    del entry.looks[source]
        self._entries = [entry for entry in self._entries if entry.looks]

    def _without_shared_mac(self, look: Sighting, now_s: float) -> Sighting:
        self._shared = {mac: at_s for mac, at_s in self._shared.items() if now_s - at_s < _TWINS_KEPT_S}
        if not look.mac:
            return look
        host, left_s = self._left.get(look.mac, ("", 0.0))
        # An announcement may be an old one, repeated; an answer is of now.
        if host == look.host and now_s - left_s < _TWIN_S and look.source not in _EASILY_FORGED:
            self._shared[look.mac] = now_s
        if look.mac not in self._shared:
            return look
        for entry in self._entries:
            entry.drop_mac(look.mac)
        return replace(look, mac="")

    def _is_out_of_date(self, look: Sighting) -> bool:
        """Whether it announces a device where it was before it answered from elsewhere."""
        return look.source in _EASILY_FORGED and any(
            look.mac == old.mac and look.mac and look.host != old.host and source not in _EASILY_FORGED
            for entry in self._entries
            for source, (old, _) in entry.looks.items()
        )

    def _let_go_of_moved(self, look: Sighting, now_s: float) -> None:
        """An address belongs to one MAC, a MAC to one address: older looks that say otherwise go."""
        if not look.mac:
            return
        for entry in self._entries:
            for source, (old, _) in list(entry.looks.items()):
                took_over = old.host == look.host and old.mac and old.mac != look.mac
                moved = old.mac == look.mac and old.host != look.host
                if took_over or moved:
                    del entry.looks[source]
                    if moved:
                        entry.key = look.identities[0]
                        self._left = {mac: at for mac, at in self._left.items() if now_s - at[1] < _TWIN_S}
                        self._left[look.mac] = (old.host, now_s)

    def _join(self, look: Sighting) -> _Entry | None:
        """The entry this look belongs to; several that turn out to be one thing become one."""
        known = set(look.identities)
        same = [
            entry for entry in self._entries if known & entry.identities() and not _strangers(entry, look)
        ]
        for other in same[1:]:
            same[0].looks = {**other.looks, **same[0].looks}
            self._entries.remove(other)
        return same[0] if same else None

    def _make_room(self, look: Sighting) -> bool:
        if look.source in _EASILY_FORGED:
            return False
        for entry in self._entries:
            if _EASILY_FORGED.issuperset(entry.looks):
                self._entries.remove(entry)
                return True
        return False


def _strangers(entry: _Entry, look: Sighting) -> bool:
    mac = entry.first("mac")
    return bool(mac and look.mac and mac != look.mac)


def _rank(source: str) -> int:
    return _RANK.index(source) if source in _RANK else len(_RANK)


def _found(entry: _Entry) -> Found:
    looks = [look for look, _ in entry.looks.values()]
    return Found(
        key=entry.key,
        kind=looks[0].kind,
        name=entry.first("name"),
        maker=entry.first("maker"),
        model=entry.first("model"),
        mac=entry.first("mac"),
        serial=entry.first("serial"),
        address=entry.first("address"),
        host=entry.first("host"),
        agent=entry.first("agent"),
        sources=tuple(sorted(entry.looks, key=_rank)),
        seen_at_s=max(at_s for _, at_s in entry.looks.values()),
        identities=entry.identities(),
    )
