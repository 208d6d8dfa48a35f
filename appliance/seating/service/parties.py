"""A party's visit: scanning, staff opening, joining, closing, restoring."""

from dataclasses import dataclass

from appliance.kernel.clock import business_date
from appliance.kernel.errors import ClosedNow, Conflict, NotFound, TooMany
from appliance.kernel.ids import digest
from appliance.seating import rules, store
from appliance.seating.caller import TOKEN_LIFETIME_S, ended, member_of_token
from appliance.seating.model import MEMBERS_MAX, Member, TableSession, TableSessionState
from appliance.seating.states import TABLE_SESSION, Verb
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx


@dataclass(frozen=True)
class Entry:
    """Where a scan led: the visit, the phone, and the token to keep (None when the phone had a valid one)."""

    table_session: TableSession
    member: Member
    token: str | None
    created: bool


def enter(tx: Tx, settings: VenueSettings, table_id: str, token: str, language: str) -> Entry:
    """A phone scanned the table's QR: find the party or begin one, and make the phone a member unless it is one.

    Raises ClosedNow when only staff may open tables and none is open; TooMany when the table is full of phones.
    """
    found = store.open_at_table(tx, table_id)
    if found is None and settings.access_staff_opens:
        raise ClosedNow("Please ask a waiter to open your table.", code="staff_opens")
    table_session = found or open_visit(tx, settings, table_id, opened_by="qr", covers=None)
    return _become_member(tx, settings, table_session, token, language, created=found is None)


def enter_by_own_qr(tx: Tx, settings: VenueSettings, join_secret: str, token: str, language: str) -> Entry:
    """A phone scanned the QR that staff made for one visit. Raises NotFound, or Gone when the visit is over."""
    table_session = store.by_join_hash(tx, digest(join_secret))
    if table_session is None:
        raise NotFound("This QR code is not one of ours.", code="unknown_table")
    if table_session.state != TableSessionState.OPEN:
        raise ended()
    return _become_member(tx, settings, table_session, token, language, created=False)


def start_new(tx: Tx, settings: VenueSettings, old: TableSession, language: str, token: str) -> Entry:
    """A new party at a table whose last visit went stale and was closed just now; its first phone gets `token`."""
    table_session = open_visit(tx, settings, old.table_id, opened_by="qr", covers=None)
    return _become_member(tx, settings, table_session, "", language, created=True, fresh_token=token)


def open_visit(
    tx: Tx,
    settings: VenueSettings,
    table_id: str,
    *,
    opened_by: str,
    covers: int | None,
    join_hash: bytes | None = None,
) -> TableSession:
    """Begin a visit. Raises Conflict when a party already sits there."""
    if store.open_at_table(tx, table_id) is not None:
        raise Conflict("This table already has an open visit.", code="table_taken")
    id_ = tx.new_id()
    values = {
        "id": id_,
        "table_id": table_id,
        "opened_by": opened_by,
        "business_date": business_date(tx.now_ms, settings.zone, settings.rollover_hour).isoformat(),
        "covers": covers,
        "cart_mode": settings.cart_mode,
        "join_hash": join_hash,
    }
    store.insert_table_session(tx, values)
    actor = opened_by if opened_by != "qr" else "guest"
    tx.journal(
        "table_session_opened",
        f"table:{table_id}",
        actor=actor,
        table_session=id_,
        data={"table_id": table_id},
    )
    return require(tx, id_)


def set_own_qr(tx: Tx, table_session_id: str, secret: str) -> None:
    """Another secret for the QR of one visit; the one before stops working."""
    store.set_field(tx, table_session_id, "join_hash", digest(secret))


def join(tx: Tx, member: Member, nickname: str | None, language: str) -> Member:
    """The phone takes part; the first to do so is the host. Everybody at the table hears of it."""
    clean = rules.clean_nickname(nickname)
    store.join_member(tx, member.id, clean, language)
    table_session = require(tx, member.table_session_id)
    if table_session.host_member_id is None:
        store.set_field(tx, table_session.id, "host_member_id", member.id)
    if member.joined_at is None or (clean is not None and clean != member.nickname):
        tx.journal(
            "member_joined",
            f"member:{member.id}",
            actor=f"member:{member.id}",
            table_session=table_session.id,
            data={"number": member.number},
        )
    store.touch(tx, table_session.id)
    return require_member(tx, member.id)


def close(
    tx: Tx,
    table_session_id: str,
    *,
    how: str,
    actor: str,
    device: str | None = None,
    address: str | None = None,
) -> None:
    """End a visit. Raises IllegalMove when it has already ended."""
    before = require(tx, table_session_id)
    TABLE_SESSION.next(TableSessionState(before.state), Verb.CLOSE)
    store.close(tx, table_session_id, actor, how)
    tx.journal(
        "table_session_closed",
        f"table:{before.table_id}",
        actor=actor,
        table_session=table_session_id,
        device=device,
        address=address,
        data={"table_id": before.table_id, "how": how},
    )


def restore(
    tx: Tx, table_session_id: str, *, actor: str, device: str | None = None, address: str | None = None
) -> None:
    """Bring a visit back. Raises Conflict when another party sits there now, IllegalMove when it never ended."""
    before = require(tx, table_session_id)
    TABLE_SESSION.next(TableSessionState(before.state), Verb.RESTORE)
    if store.open_at_table(tx, before.table_id) is not None:
        raise Conflict("Another party is at this table now; close that visit first.", code="table_taken")
    store.restore(tx, table_session_id)
    tx.journal(
        "table_session_restored",
        f"table:{before.table_id}",
        actor=actor,
        table_session=table_session_id,
        device=device,
        address=address,
        data={"table_id": before.table_id},
    )


def at_table(reader: Reader, table_id: str) -> TableSession | None:
    """The party sitting there now."""
    return store.open_at_table(reader, table_id)


def all_open(reader: Reader) -> list[TableSession]:
    """Every party in the house, longest here first."""
    return store.all_open(reader)


def purge(tx: Tx, closed_before_ms: int) -> dict[str, int]:
    """Forget phones, nicknames, carts and PINs of visits that closed before then; returns how many rows of each."""
    return store.purge(tx, closed_before_ms)


def phones(reader: Reader) -> dict[str, int]:
    """How many phones each open visit has."""
    return store.members_in_open(reader)


def closed_after(reader: Reader, after_ms: int) -> list[TableSession]:
    """Visits that ended after a moment."""
    return store.last_closed_at_tables(reader, after_ms)


def joined(reader: Reader, table_session_id: str) -> list[Member]:
    """The phones that take part, in order of scanning."""
    return [member for member in store.members(reader, table_session_id) if member.joined_at is not None]


def members(reader: Reader, table_session_id: str) -> list[Member]:
    """Every phone that has scanned, in that order."""
    return store.members(reader, table_session_id)


def require_member(reader: Reader, member_id: str) -> Member:
    """The phone, or NotFound."""
    found = store.member(reader, member_id)
    if found is None:
        raise NotFound("There is no such phone.")
    return found


def is_stale(table_session: TableSession, settings: VenueSettings, now_ms: int) -> bool:
    """Whether a new party may be sitting there."""
    return rules.is_stale(table_session, settings, now_ms)


def require_stale(table_session: TableSession, settings: VenueSettings, now_ms: int) -> None:
    """Raises Conflict while the visit is alive: nobody may throw out a party that is eating."""
    if not rules.is_stale(table_session, settings, now_ms):
        raise Conflict("This visit is still going on; please ask a waiter.", code="visit_alive")


def touch(tx: Tx, table_session_id: str) -> None:
    """Something happened at the table."""
    store.touch(tx, table_session_id)


def require(reader: Reader, table_session_id: str) -> TableSession:
    """The visit, or NotFound."""
    found = store.table_session(reader, table_session_id)
    if found is None:
        raise NotFound("There is no such visit.", code="not_found")
    return found


def require_open(reader: Reader, table_session_id: str) -> TableSession:
    """The visit while it lasts; raises Gone when it has ended, NotFound when there never was one."""
    found = require(reader, table_session_id)
    if found.state != TableSessionState.OPEN:
        raise ended()
    return found


def _become_member(
    tx: Tx,
    settings: VenueSettings,
    table_session: TableSession,
    token: str,
    language: str,
    *,
    created: bool,
    fresh_token: str | None = None,
) -> Entry:
    known = member_of_token(tx, token, tx.now_ms)
    if known is not None and known.table_session_id == table_session.id:
        return Entry(table_session, known, None, created)
    if len(store.members(tx, table_session.id)) >= MEMBERS_MAX:
        raise TooMany(
            "There are already too many phones at this table; please ask a waiter.", code="table_full"
        )
    fresh_token = fresh_token or tx.ids.token()
    id_ = tx.new_id()
    values = {
        "id": id_,
        "table_session_id": table_session.id,
        "token_hash": digest(fresh_token),
        "language": language or settings.default_language,
        "expires_at": tx.now_ms + TOKEN_LIFETIME_S * 1000,
    }
    store.insert_member(tx, values)
    return Entry(table_session, require_member(tx, id_), fresh_token, created)
