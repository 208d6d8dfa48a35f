"""What one audience may see, as whole parts: a snapshot, or only the parts that some journal rows changed."""

from collections.abc import Hashable
from typing import Any, Protocol

import msgspec

from appliance.storage import Database, JournalRow, Reader

CATCH_UP_MAX = 500
"""More missed events than this are told as a snapshot."""

encode = msgspec.json.Encoder().encode


class Feed(Protocol):
    """One audience: a guest's phone, a floor tablet, a kitchen screen."""

    def concerns(self, row: JournalRow) -> bool:
        """Whether this audience may and needs to know of the event."""
        ...

    def snapshot(self, reader: Reader) -> dict[str, Any]:
        """Every part of the view."""
        ...

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        """The parts those events changed, each complete."""
        ...

    def cache_key(self, rows: list[JournalRow]) -> Hashable | None:
        """Feeds with the same key get the same bytes for these events; None when nobody else does."""
        ...


def snapshot_message(reader: Reader, feed: Feed, seq: int, now_ms: int) -> bytes:
    """The whole view as a socket message."""
    return encode({"type": "snapshot", "seq": seq, "now": now_ms, **feed.snapshot(reader)})


def update_message(reader: Reader, feed: Feed, rows: list[JournalRow], seq: int, now_ms: int) -> bytes:
    """The changed parts as a socket message. `kinds` tells what happened, for sounds and words."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    return encode({"type": "update", "seq": seq, "now": now_ms, "kinds": kinds, **feed.update(reader, rows)})


def since_message(database: Database, feed: Feed, since: int) -> tuple[int, bytes]:
    """What a device that has seen everything up to `since` needs now, and the seq it is then at.

    since 0, too far back or from another life of the file → snapshot; nothing missed → hello.
    """

    def look(reader: Reader) -> tuple[int, bytes]:
        seq = reader.last_seq()
        now_ms = database.clock.now_ms()
        if since <= 0 or since > seq or seq - since > CATCH_UP_MAX:
            return seq, snapshot_message(reader, feed, seq, now_ms)
        missed = [
            row
            for row in database.journal_since(since, CATCH_UP_MAX)
            if row.seq <= seq and feed.concerns(row)
        ]
        if not missed:
            return seq, encode({"type": "hello", "seq": seq, "now": now_ms})
        return seq, update_message(reader, feed, missed, seq, now_ms)

    return database.read(look)
