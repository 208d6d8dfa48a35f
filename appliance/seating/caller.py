"""Whose phone is asking: resolves the guest cookie to a member of exactly one table session."""

from dataclasses import dataclass

from appliance.http import Connection, address_of, take_cookie
from appliance.kernel.errors import Gone, NotFound, Unauthorised
from appliance.kernel.ids import digest
from appliance.seating import store
from appliance.seating.model import Member, TableSession
from appliance.storage import Database, Reader

COOKIE = "comanda_guest"
TOKEN_LIFETIME_S = 8 * 3600


@dataclass(frozen=True, slots=True)
class GuestCaller:
    """A member and its party at the moment of asking."""

    member: Member
    table_session: TableSession
    address: str

    @property
    def scope(self) -> str:
        """For idempotency keys and the journal."""
        return f"member:{self.member.id}"

    def still_here(self) -> "GuestCaller":
        """Raises Gone (410) when the visit has ended."""
        if self.table_session.state != "open":
            raise ended()
        return self


def ended() -> Gone:
    """The refusal for whatever belongs to a visit that is over."""
    return Gone(
        "This visit has ended. Scan the QR code on the table to start a new one.", code="table_session_ended"
    )


def member_of_token(reader: Reader, token: str, now_ms: int) -> Member | None:
    """The member with this token while it is valid; tokens are compared as digests by the index."""
    if not token:
        return None
    found = store.member_by_token(reader, digest(token))
    return found if found is not None and found.expires_at > now_ms else None


def guest_caller(
    connection: Connection, database: Database, table_session_id: str | None = None
) -> GuestCaller:
    """The phone behind a request. With an id, the phone must belong to that very table session.

    Raises Unauthorised without a valid token, NotFound for somebody else's table session.
    """

    def look(reader: Reader) -> tuple[Member, TableSession] | None:
        member = member_of_token(reader, take_cookie(connection, COOKIE), database.clock.now_ms())
        table_session = store.table_session(reader, member.table_session_id) if member else None
        return (member, table_session) if member and table_session else None

    found = database.read(look)
    if found is None:
        raise Unauthorised("Please scan the QR code on your table.", code="guest_unknown")
    member, table_session = found
    if table_session_id is not None and table_session.id != table_session_id:
        raise NotFound("This is not your table.", code="not_found")
    return GuestCaller(member, table_session, address_of(connection))
