"""Who of the staff is asking: resolves the staff cookie to a person who is signed in."""

from dataclasses import dataclass

from appliance.http import Connection, address_of, take_cookie
from appliance.kernel import roles
from appliance.kernel.errors import Unauthorised
from appliance.kernel.ids import digest
from appliance.kernel.roles import Right, Role
from appliance.staff import store
from appliance.staff.technician import TECHNICIAN, is_technician
from appliance.storage import Database

COOKIE = "comanda_staff"
TOKEN_LIFETIME_S = 12 * 3600


@dataclass(frozen=True, slots=True)
class StaffCaller:
    """A person at the moment of asking. `device_id` is None for a password sign-in on an unpaired device."""

    staff_id: str
    name: str
    role: Role
    device_id: str | None
    address: str

    @property
    def scope(self) -> str:
        """For idempotency keys."""
        return self.actor

    @property
    def actor(self) -> str:
        """For the journal."""
        return TECHNICIAN if self.staff_id == TECHNICIAN else f"staff:{self.staff_id}"

    def require(self, right: Right) -> None:
        """Raises Forbidden unless the person's role has the right."""
        roles.require(self.role, right)


def present_staff(connection: Connection, database: Database) -> StaffCaller | None:
    """The person who is signed in behind a request, or the technician's command; None when it is nobody."""
    if is_technician(connection):
        return StaffCaller(TECHNICIAN, "Technician", Role.TECHNICIAN, None, address_of(connection))
    token = take_cookie(connection, COOKIE)
    if not token:
        return None
    now_ms = database.clock.now_ms()
    row = database.read(lambda reader: store.staff_session(reader, digest(token), now_ms))
    if row is None:
        return None
    return StaffCaller(
        row["staff_id"], row["name"], Role(row["role"]), row["device_id"], address_of(connection)
    )


def staff_caller(connection: Connection, database: Database) -> StaffCaller:
    """The person who is signed in behind a request.

    Raises Unauthorised (sign_in_needed) when nobody is: never signed in, signed out, run out after 12 hours, the device
    revoked or the person gone.
    """
    found = present_staff(connection, database)
    if found is None:
        raise Unauthorised("Please sign in first.", code="sign_in_needed")
    return found
