"""The technician's way in: a command on the appliance itself, proved by a secret that only the service's user can read."""

import hmac
import ipaddress
import secrets

from appliance.http import Connection, address_of
from appliance.kernel.ids import digest

TECHNICIAN = "technician"
"""Both the actor in the journal and the scope of the technician's requests."""
_BEARER = "bearer "


class TechnicianKey:
    """A secret made anew at each start. `opens` says whether a request carries it and comes from this computer."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._digest = digest(self.token)

    def opens(self, connection: Connection) -> bool:
        given = connection.headers.get("authorization", "")
        if not given.lower().startswith(_BEARER) or not _is_loopback(address_of(connection)):
            return False
        return hmac.compare_digest(digest(given[len(_BEARER) :].strip()), self._digest)


def is_technician(connection: Connection) -> bool:
    """Whether the technician's command is asking; never where the application was given no key."""
    key = connection.app.state.get(TECHNICIAN)
    return isinstance(key, TechnicianKey) and key.opens(connection)


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback
