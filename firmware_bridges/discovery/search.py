"""The search: every finder beside the others, one list of what they found."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from firmware_bridges.discovery.finder import SCAN_S, Finder, Runner
from firmware_bridges.discovery.found import FoundList
from firmware_bridges.discovery.macs import Macs
from firmware_bridges.discovery.sighting import FinderTrouble, Found, Sighting

_STOP_S = 2.0
_SEEK_PAUSE_S = 15.0
_FRESH_S = 4.0


class Search:
    """Usable from any thread. A finder that fails is told in `troubles()` and stops nothing."""

    def __init__(
        self,
        finders: Sequence[Finder],
        *,
        found: FoundList | None = None,
        mac_of: Callable[[str], str] | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.list = found or FoundList(now_s=now_s)
        self._mac_of = mac_of or Macs().of
        self._now_s = now_s
        self._runners = [Runner(finder, self.tell, self.list.forget) for finder in finders]
        self._asked_at_s: float | None = None
        self._sought_at_s: float | None = None

    def start(self) -> None:
        """Begin to look around."""
        for runner in self._runners:
            runner.start()

    def stop(self) -> None:
        """End within two seconds or so."""
        until_s = self._now_s() + _STOP_S
        for runner in self._runners:
            runner.stop(0)
        for runner in self._runners:
            runner.stop(max(0.0, until_s - self._now_s()))

    def ask(self, *hosts: str) -> None:
        """Look at everything now, or at these addresses only; everything that can be found is within 5 s."""
        self._asked_at_s = self._now_s()
        for runner in self._runners:
            if not hosts or getattr(runner.finder, "takes_hosts", False):
                runner.ask(hosts)

    @property
    def searching(self) -> bool:
        """Whether what was asked for is still under way."""
        fresh = self._asked_at_s is not None and self._now_s() - self._asked_at_s < SCAN_S
        return fresh and any(runner.busy for runner in self._runners)

    @property
    def searched_s(self) -> float | None:
        """Seconds since somebody last asked; None when nobody has."""
        return None if self._asked_at_s is None else self._now_s() - self._asked_at_s

    def troubles(self) -> dict[str, FinderTrouble]:
        """Why each finder that does not work does not, by its name."""
        return {one.finder.name: one.trouble for one in self._runners if one.trouble}

    def tell(self, sighting: Sighting) -> None:
        """Take notice of something. The MAC is what the kernel has learnt of the address, whatever the device claims."""
        mac = (self._mac_of(sighting.host) or "") if sighting.host else ""
        self.list.tell(replace(sighting, mac=mac))

    def found(self) -> list[Found]:
        """Everything that is there now."""
        return self.list.items()

    def get(self, key: str) -> Found | None:
        """One of them by its key."""
        return self.list.get(key)

    def host_of(self, mac: str) -> str | None:
        """Where the device with this MAC (12 lower-case hex digits) is now, as "192.0.2.10"; None while nobody knows.

        Whoever asks has missed it where it was: unless it was seen just now, a look for it starts, at most every 15 s.
        """
        known = next((one for one in self.list.items() if one.mac == mac and one.host), None)
        now_s = self._now_s()
        fresh = known is not None and now_s - known.seen_at_s < _FRESH_S
        if not fresh and (self._sought_at_s is None or now_s - self._sought_at_s >= _SEEK_PAUSE_S):
            self._sought_at_s = now_s
            for runner in self._runners:
                runner.ask()
        return known.host if known is not None else None
