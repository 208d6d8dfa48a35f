"""Which kitchen screens are alive: heartbeats in memory, by the monotonic clock."""

from collections.abc import Callable
from dataclasses import dataclass

from appliance.kernel.clock import Clock

GRACE_S = 10.0
"""After a start screens have this long to come back before their tickets go to paper."""
WINDOWS_MAX = 8
Stations = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScreenChange:
    """A screen fell silent, or speaks again."""

    device_id: str
    lost: bool
    stations: Stations
    silent_s: int


class Screens:
    """No stations means all of them. A device may show several sets in several windows."""

    def __init__(self, clock: Clock, silent_after_s: Callable[[], float]) -> None:
        self._clock = clock
        self._silent_after_s = silent_after_s
        self._started_s = clock.monotonic_s()
        self._heard: dict[str, dict[Stations, float]] = {}
        self._lost: set[str] = set()

    def alive(self, device_id: str, stations: Stations) -> None:
        """A screen says that it is on and what it shows."""
        windows = self._heard.setdefault(device_id, {})
        windows.pop(stations, None)
        windows[stations] = self._clock.monotonic_s()
        while len(windows) > WINDOWS_MAX:
            del windows[next(iter(windows))]

    def forget(self, device_id: str) -> None:
        """The device has lost its access."""
        self._heard.pop(device_id, None)
        self._lost.discard(device_id)

    def silent_s(self, device_id: str) -> float | None:
        """Seconds since it was last heard; None when never since the start."""
        windows = self._heard.get(device_id)
        return self._clock.monotonic_s() - max(windows.values()) if windows else None

    def is_alive(self, device_id: str) -> bool:
        """Whether it was heard recently."""
        silent_s = self.silent_s(device_id)
        return silent_s is not None and silent_s <= self._silent_after_s()

    def settling(self) -> bool:
        """Whether the appliance has just started and screens may still be on their way back."""
        return self._clock.monotonic_s() - self._started_s < GRACE_S

    def shows(self, station_id: str) -> bool:
        """Whether a live screen shows that station."""
        oldest_s = self._clock.monotonic_s() - self._silent_after_s()
        return any(
            heard_s >= oldest_s and (not stations or station_id in stations)
            for windows in self._heard.values()
            for stations, heard_s in windows.items()
        )

    def once_showed(self, station_id: str) -> list[str]:
        """Devices that have shown that station since the start, the last heard first."""
        found = [
            (max(windows.values()), device_id)
            for device_id, windows in self._heard.items()
            if any(not stations or station_id in stations for stations in windows)
        ]
        return [device_id for _, device_id in sorted(found, reverse=True)]

    def changes(self) -> list[ScreenChange]:
        """Losses and returns that have not been told yet."""
        return [
            ScreenChange(device_id, not alive, next(reversed(windows)), int(self.silent_s(device_id) or 0))
            for device_id, windows in self._heard.items()
            if (alive := self.is_alive(device_id)) == (device_id in self._lost)
        ]

    def told(self, changes: list[ScreenChange]) -> None:
        """These are in the journal now."""
        for change in changes:
            if change.lost:
                self._lost.add(change.device_id)
            else:
                self._lost.discard(change.device_id)
