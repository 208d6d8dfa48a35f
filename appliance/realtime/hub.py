"""The hub: knows the open sockets and hands each the news of every commit, in order, without waiting for slow ones."""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from appliance.kernel.errors import Refused, StorageUnavailable
from appliance.realtime.feed import Feed, encode, update_message
from appliance.storage import Database, JournalRow, Reader

BACKLOG_MAX = 100
SOCKETS_MAX = 3_000
PATIENCE_S = 0.15
RECHECK_S = 30.0
RECHECKED_AT_ONCE = 50
NOT_SIGNED_IN = 4401

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Subscriber:
    """One socket: its feed, the seq it is at with its mark, and messages waiting to be sent.

    Events of the `patient` kinds are kept for up to `PATIENCE_S` and told together, or with the next other event.
    `recheck` raises Refused once whoever opened it may not look any more; it was asked last at `checked_s`.
    """

    feed: Feed
    owner: str
    seq: int = 0
    patient: frozenset[str] = frozenset()
    recheck: Callable[[], object] = lambda: None
    mark: str = ""
    checked_s: float = 0.0
    kept: list[JournalRow] = field(default_factory=list)
    waiting: deque[bytes] = field(default_factory=deque)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    closed_with: int | None = None
    pings_unanswered: int = 0

    def push(self, message: bytes) -> None:
        """Queue a message; a socket that cannot keep up is closed and will resume by seq."""
        if len(self.waiting) >= BACKLOG_MAX:
            self.close(1013)
            return
        self.waiting.append(message)
        self.wake.set()

    def close(self, code: int) -> None:
        """Ask the socket's own task to close it."""
        if self.closed_with is None:
            self.closed_with = code
        self.wake.set()


class Hub:
    """Fan-out of committed events. `owner` names whose socket it is (`member:ID`, `device:ID`, `staff:ID`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._subscribers: dict[Subscriber, None] = {}
        self._owners: Counter[str] = Counter()
        self._patience: asyncio.TimerHandle | None = None
        database.on_commit(self._publish)

    def __len__(self) -> int:
        return len(self._subscribers)

    def full(self) -> bool:
        """Whether another socket would be one too many for this box."""
        return len(self._subscribers) >= SOCKETS_MAX

    def add(self, subscriber: Subscriber) -> None:
        """Start telling a socket."""
        subscriber.checked_s = self._database.clock.monotonic_s()
        self._subscribers[subscriber] = None
        self._owners[subscriber.owner] += 1

    def remove(self, subscriber: Subscriber) -> None:
        """Stop telling it."""
        del self._subscribers[subscriber]
        self._owners[subscriber.owner] -= 1
        if not self._owners[subscriber.owner]:
            del self._owners[subscriber.owner]

    def count(self, owner: str) -> int:
        """Open sockets of one owner."""
        return self._owners[owner]

    def close_owner(self, owner: str, code: int) -> None:
        """Close every socket of an owner: a revoked tablet, an ended table session."""
        for one in list(self._subscribers):
            if one.owner == owner:
                one.close(code)

    async def recheck(self) -> None:
        """Every second: ask again for sockets that were let in, or asked for, `RECHECK_S` ago; for a few of them at a time."""
        due_s = self._database.clock.monotonic_s() - RECHECK_S
        due = [one for one in self._subscribers if one.checked_s <= due_s]
        self._recheck(sorted(due, key=lambda one: one.checked_s)[:RECHECKED_AT_ONCE])

    def recheck_staff(self) -> None:
        """Somebody's sign-in has ended: ask at once for every socket but the guests'."""
        self._recheck([one for one in self._subscribers if not one.owner.startswith("member:")])

    def _recheck(self, asked: list[Subscriber]) -> None:
        for one in asked:
            one.checked_s = self._database.clock.monotonic_s()
            try:
                one.recheck()
            except StorageUnavailable:
                return  # nobody is sent away because the disk fails
            except Refused:
                one.close(NOT_SIGNED_IN)

    def close_all(self, code: int) -> None:
        """The appliance goes down: tell every socket to come back later."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        for one in list(self._subscribers):
            one.close(code)

    def nudge(self, kind: type[Feed], parts: dict[str, object]) -> None:
        """Tell every feed of a kind something that no event stands for (a heartbeat, a health word). Not resumed by seq."""
        message = encode(
            {"type": "update", "seq": None, "now": self._database.clock.now_ms(), "kinds": [], **parts}
        )
        for one in list(self._subscribers):
            if isinstance(one.feed, kind):
                one.push(message)

    def _publish(self, rows: list[JournalRow]) -> None:
        if self._subscribers:  # a turn later: who wrote gets the answer before the news of it are made
            asyncio.get_running_loop().call_soon(self._tell_all, rows)

    def _tell_all(self, rows: list[JournalRow]) -> None:
        self._read(lambda reader: self._tell(reader, rows))

    def _tell_kept(self) -> None:
        self._patience = None
        self._read(lambda reader: self._tell(reader, []))

    def _read(self, tell: Callable[[Reader], None]) -> None:
        try:
            self._database.read(tell)
        except StorageUnavailable:
            self.close_all(1013)  # what they have missed they get when they come back

    def _tell(self, reader: Reader, rows: list[JournalRow]) -> None:
        """Tell every socket what of `rows` concerns it; without rows, what was kept for it."""
        now_ms = self._database.clock.now_ms()
        made: dict[Hashable, bytes] = {}
        mark = reader.mark_of(rows[-1].seq) if rows else ""
        for one in list(self._subscribers):
            one.kept += [row for row in rows if row.seq > one.seq and one.feed.concerns(row)]
            if rows and rows[-1].seq > one.seq:
                one.seq, one.mark = rows[-1].seq, mark
            if not one.kept:
                continue
            if rows and all(row.kind in one.patient for row in one.kept):
                self._be_patient(one)
                continue
            news, one.kept = one.kept, []
            message = self._message(reader, one, news, now_ms, made)
            if message is None:
                one.close(1011)
            else:
                one.push(message)

    def _be_patient(self, one: Subscriber) -> None:
        if self._patience is None and one.closed_with is None:
            self._patience = asyncio.get_running_loop().call_later(PATIENCE_S, self._tell_kept)

    def _message(
        self,
        reader: Reader,
        one: Subscriber,
        news: list[JournalRow],
        now_ms: int,
        made: dict[Hashable, bytes],
    ) -> bytes | None:
        """The news for one socket, made once for all that see the same; None when its view could not be made."""
        key = one.feed.cache_key(news)
        message = made.get(key) if key is not None else None
        if message is None:
            try:
                message = update_message(reader, one.feed, news, one.seq, one.mark, now_ms)
            except Exception:  # one broken view must not keep the others from the news
                log.exception("a view could not be made for %s", one.owner)
                return None
            if key is not None:
                made[key] = message
        return message
