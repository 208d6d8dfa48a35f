"""Who may order: table PIN and daily pass. Secrets are hashed outside the transaction; wrong tries are limited by the Limiter."""

from appliance.http import Limiter
from appliance.kernel.clock import business_date
from appliance.kernel.errors import Unauthorised
from appliance.seating import rules, store
from appliance.seating.caller import GuestCaller
from appliance.seating.model import Member, MeView
from appliance.settings import VenueSettings
from appliance.staff import Hasher
from appliance.storage import Database, Reader, Tx

TRIES = 5
TRIES_AT_ONE_TABLE = 40
WINDOW_S = 15 * 60


def me(reader: Reader, member: Member, settings: VenueSettings, now_ms: int) -> MeView:
    """A member as its own phone sees it, with what it still has to show."""
    today = business_date(now_ms, settings.zone, settings.rollover_hour).isoformat()
    return MeView(
        member_id=member.id,
        number=member.number,
        nickname=member.nickname,
        joined=member.joined_at is not None,
        needs_pin=rules.needs_pin(member, settings),
        needs_pass=rules.needs_pass(member, settings, today),
    )


def require_may_order(member: Member, settings: VenueSettings, now_ms: int) -> None:
    """Raises Unauthorised pin_needed or pass_needed."""
    if rules.needs_pin(member, settings):
        raise Unauthorised("Please type the table PIN your waiter gave you.", code="pin_needed")
    today = business_date(now_ms, settings.zone, settings.rollover_hour).isoformat()
    if rules.needs_pass(member, settings, today):
        raise Unauthorised("Please type today's word; it is written in the restaurant.", code="pass_needed")


async def try_pin(
    database: Database, limiter: Limiter, hasher: Hasher, caller: GuestCaller, pin: str
) -> None:
    """Check the table PIN. Raises Unauthorised wrong_pin with the tries left, or TooMany with the wait."""
    hasher.require_room()
    left = count_try(limiter, "table_pin", caller)
    stored = database.read(lambda reader: store.pin_hash(reader, caller.table_session.id))
    if not await hasher.verify(stored, pin.strip()):
        await _refuse(database, "table_pin", caller, "wrong_pin", "This is not the table PIN.", left)
    limiter.forget("table_pin", caller.member.id)

    def passed(tx: Tx) -> None:
        store.pass_pin(tx, caller.member.id)
        _granted(tx, caller, "pin")

    await database.write(passed)


async def try_pass(
    database: Database,
    limiter: Limiter,
    hasher: Hasher,
    settings: VenueSettings,
    caller: GuestCaller,
    word: str,
) -> None:
    """Check today's pass. Raises Unauthorised wrong_pass, or TooMany with the wait."""
    hasher.require_room()
    left = count_try(limiter, "daily_pass", caller)
    stored = database.read(store.daily_pass)
    word_hash = stored["word_hash"] if stored else None
    if not await hasher.verify(word_hash, word.strip().lower()):
        await _refuse(database, "daily_pass", caller, "wrong_pass", "This is not today's word.", left)
    limiter.forget("daily_pass", caller.member.id)

    def passed(tx: Tx) -> None:
        now = store.daily_pass(tx)
        if now is None or now["word_hash"] != word_hash:
            raise Unauthorised("The word has just changed.", code="wrong_pass", extra={"tries_left": left})
        today = business_date(tx.now_ms, settings.zone, settings.rollover_hour).isoformat()
        store.pass_word(tx, caller.member.id, today)
        _granted(tx, caller, "pass")

    await database.write(passed)


async def new_table_pin(database: Database, hasher: Hasher, table_session_id: str, actor: str) -> str:
    """A fresh 4-digit PIN for a party, told once to the member of staff who asked."""
    pin = database.ids.digits(4)
    hash_ = await hasher.hash(pin)

    def keep(tx: Tx) -> None:
        store.set_pin_hash(tx, table_session_id, hash_)
        tx.journal(
            "table_pin_set", f"table_session:{table_session_id}", actor=actor, table_session=table_session_id
        )

    await database.write(keep)
    return pin


def count_try(limiter: Limiter, what: str, caller: GuestCaller) -> int:
    """Counts a try before the slow part, so that many at once get no more than one after the other; returns those left.

    The last one starts the wait anew. Raises TooMany when this phone, or all phones of the table together, have guessed
    too often.
    """
    phone, table = caller.member.id, f"table:{caller.table_session.id}"
    limiter.check(what, phone, limit=TRIES, window_s=WINDOW_S)
    limiter.check(what, table, limit=TRIES_AT_ONE_TABLE, window_s=WINDOW_S)
    limiter.count(what, table, window_s=WINDOW_S)
    left = TRIES - limiter.count(what, phone, window_s=WINDOW_S)
    if left == 0:
        limiter.forget(what, phone)
        for _ in range(TRIES):
            limiter.count(what, phone, window_s=WINDOW_S)
    return left


async def _refuse(
    database: Database, what: str, caller: GuestCaller, code: str, sentence: str, left: int
) -> None:
    def note(tx: Tx) -> None:
        tx.journal(
            "access_refused",
            f"member:{caller.member.id}",
            actor=caller.scope,
            table_session=caller.table_session.id,
            address=caller.address,
            data={"what": what},
        )

    await database.write(note)
    tail = f" {left} tries left." if left else ""
    raise Unauthorised(sentence + tail, code=code, extra={"tries_left": left})


def _granted(tx: Tx, caller: GuestCaller, what: str) -> None:
    tx.journal(
        "access_granted",
        f"member:{caller.member.id}",
        actor=caller.scope,
        table_session=caller.table_session.id,
        address=caller.address,
        data={"what": what},
    )
