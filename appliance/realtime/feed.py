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
    head = {"type": "snapshot", "seq": seq, "mark": reader.mark_of(seq), "now": now_ms}
    return encode({**head, **feed.snapshot(reader)})


def update_message(
    reader: Reader, feed: Feed, rows: list[JournalRow], seq: int, mark: str, now_ms: int
) -> bytes:
    """The changed parts as a socket message. `kinds` tells what happened, for sounds and words."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    head = {"type": "update", "seq": seq, "mark": mark, "now": now_ms, "kinds": kinds}
    return encode({**head, **feed.update(reader, rows)})


def since_message(database: Database, feed: Feed, since: int, mark: str = "") -> tuple[int, bytes]:
    """What a device that has seen everything up to `since` needs now, and the seq it is then at.

    since 0, too far back or from another life of the file → snapshot; nothing missed → hello. `mark` came with `since` and
    tells the lives apart: a file that was restored may have the same seq again, with other events.
    """

    def look(reader: Reader) -> tuple[int, bytes]:
        seq = reader.last_seq()
        now_ms = database.clock.now_ms()
        strange = bool(mark) and reader.mark_of(since) != mark
        if since <= 0 or since > seq or seq - since > CATCH_UP_MAX or strange:
            return seq, snapshot_message(reader, feed, seq, now_ms)
        missed = [
            row
            for row in database.journal_since(since, CATCH_UP_MAX)
            if row.seq <= seq and feed.concerns(row)
        ]
        if not missed:
            return seq, encode({"type": "hello", "seq": seq, "mark": reader.mark_of(seq), "now": now_ms})
        return seq, update_message(reader, feed, missed, seq, reader.mark_of(seq), now_ms)

    return database.read(look)
