"""Looking into the file from another process than the service: read-only, with checksums verified."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from appliance.storage import connection as connections
from appliance.storage import journal
from appliance.storage.journal import JournalRow, Verdict


class Look:
    """A read-only view of the journal."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def verify(self) -> Verdict:
        """Walk the hash chain."""
        return journal.verify(self._connection)

    def head(self) -> int:
        """The last seq."""
        for (seq,) in self._connection.execute("SELECT coalesce(max(seq), 0) FROM journal"):
            return int(seq)
        return 0

    def since(self, seq: int) -> list[JournalRow]:
        """Rows after `seq`, oldest first, at most 1,000."""
        return journal.since(self._connection, seq, 1_000)


@contextmanager
def look_at(path: Path) -> Iterator[Look]:
    """Open an existing file for looking. Raises FileNotFoundError."""
    if not path.exists():
        raise FileNotFoundError(f"there is no restaurant's file at {path}")
    connection = connections.open_reader(path)
    try:
        yield Look(connection)
    finally:
        connection.close()
