"""Which devices are there: those with an open socket. In memory, by the monotonic clock; nobody counts as there after a start."""

from appliance.devices.knocks import Knocks
from appliance.devices.model import Device
from appliance.kernel.clock import Clock
from appliance.realtime import Hub


class Presence:
    """Sockets of a device belong to `device:ID` at the hub."""

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self._hub = hub
        self._clock = clock
        self._heard_s: dict[str, float] = {}
        self._noted_s: dict[str, float] = {}
        self.knocks = Knocks(clock)
        """The kiosk agents: those that ask to be let in, and what the others report."""

    def look(self, devices: list[Device]) -> None:
        """Note who is there now; forgets devices that are no longer paired."""
        now_s = self._clock.monotonic_s()
        known = {one.id for one in devices}
        self._heard_s = {one: at for one, at in self._heard_s.items() if one in known}
        self._heard_s.update({one: now_s for one in known if self.online(one)})

    def worth_noting(self, every_s: float) -> list[str]:
        """Devices whose presence was not written down for `every_s`, or that have just left; they count as written down."""
        now_s = self._clock.monotonic_s()
        self._noted_s = {one: at for one, at in self._noted_s.items() if one in self._heard_s}
        due = [
            one
            for one, heard_s in self._heard_s.items()
            if heard_s > (noted_s := self._noted_s.get(one, float("-inf")))
            and (now_s - noted_s >= every_s or not self.online(one))
        ]
        self._noted_s.update({one: now_s for one in due})
        return due

    def online(self, device_id: str) -> bool:
        """Whether the device has an open socket."""
        return self._hub.count(f"device:{device_id}") > 0

    def silent_s(self, device_id: str) -> int | None:
        """Seconds since its last socket was seen, 0 while there is one; None when never since the start."""
        if self.online(device_id):
            return 0
        heard_s = self._heard_s.get(device_id)
        return None if heard_s is None else int(self._clock.monotonic_s() - heard_s)
