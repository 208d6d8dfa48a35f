"""Which device is asking: resolves the device cookie to a paired device that still has access."""

from dataclasses import dataclass

from appliance.devices import store
from appliance.devices.model import Device, DeviceKind
from appliance.http import Connection, address_of, take_cookie
from appliance.kernel.errors import Forbidden, Unauthorised
from appliance.kernel.ids import digest
from appliance.storage import Database

COOKIE = "comanda_device"
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


def present_device(connection: Connection, database: Database) -> Device | None:
    """The paired device behind a request, or None."""
    token = take_cookie(connection, COOKIE)
    return database.read(lambda reader: store.device_by_token(reader, digest(token))) if token else None


def device_caller(connection: Connection, database: Database, kind: str | None = None) -> DeviceCaller:
    """The paired device behind a request, of that kind if one is named.

    Raises Unauthorised (device_unknown) when it is not paired or revoked, Forbidden (wrong_device) for another kind.
    """
    found = present_device(connection, database)
    if found is None:
        raise Unauthorised(
            "This device is not paired; please ask a manager for a code.", code="device_unknown"
        )
    if kind is not None and found.kind != kind:
        raise Forbidden("This device was paired for something else.", code="wrong_device")
    return DeviceCaller(found.id, found.name, found.kind, found.stations, address_of(connection))
