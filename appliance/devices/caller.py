"""Which device is asking: resolves the device cookie to a paired device that still has access."""

from dataclasses import dataclass

from appliance.devices import store
from appliance.devices.model import Device, DeviceKind
from appliance.http import Connection, address_of, take_cookie
from appliance.kernel.errors import Forbidden, Unauthorised
from appliance.kernel.ids import digest
from appliance.storage import Database

COOKIES = {DeviceKind.FLOOR: "comanda_device_floor", DeviceKind.KITCHEN: "comanda_device_kitchen"}
"""One per kind: the same browser may be a floor tablet and a kitchen screen."""
TOKEN_LIFETIME_S = 10 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class DeviceCaller:
    """A device at the moment of asking. No stations means all of them."""

    device_id: str
    name: str
    kind: DeviceKind
    stations: tuple[str, ...]
    address: str

    @property
    def scope(self) -> str:
        """For idempotency keys and sockets."""
        return f"device:{self.device_id}"

    @property
    def actor(self) -> str:
        """For the journal."""
        return f"device:{self.device_id}"


def present_device(connection: Connection, database: Database, kind: str | None = None) -> Device | None:
    """The paired device behind a request, of that kind if one is named; None when there is none."""
    for one in DeviceKind if kind is None else (DeviceKind(kind),):
        found = _device(database, take_cookie(connection, COOKIES[one]))
        if found is not None and found.kind == one:
            return found
    return None


def device_caller(connection: Connection, database: Database, kind: str | None = None) -> DeviceCaller:
    """The paired device behind a request, of that kind if one is named.

    Raises Unauthorised (device_unknown) when it is not paired or revoked, Forbidden (wrong_device) for another kind.
    """
    found = present_device(connection, database, kind)
    if found is None and kind is not None and present_device(connection, database) is not None:
        raise Forbidden("This device was paired for something else.", code="wrong_device")
    if found is None:
        raise Unauthorised(
            "This device is not paired; please ask a manager for a code.", code="device_unknown"
        )
    return DeviceCaller(found.id, found.name, found.kind, found.stations, address_of(connection))


def _device(database: Database, token: str) -> Device | None:
    return database.read(lambda reader: store.device_by_token(reader, digest(token))) if token else None
