"""The journal: gap-free, append-only, hash-chained. Audit trail, realtime feed and tamper evidence in one table."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import apsw
import msgspec

GENESIS = bytes(32)

_INSERT = """INSERT INTO journal (seq, at, branch, kind, subject, table_session, actor, device, address, data, prev_hash, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COLUMNS = "seq, at, branch, kind, subject, table_session, actor, device, address, data"


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One event. `data` is canonical JSON text (sorted keys)."""

    seq: int
    at: int
    branch: str
    kind: str
    subject: str
    table_session: str | None
    actor: str
    device: str | None
    address: str | None
    data: str

    def digest(self, prev_hash: bytes) -> bytes:
        """SHA-256 over the previous hash and every column, as a JSON array."""
        columns = [
            self.seq,
            self.at,
            self.branch,
            self.kind,
            self.subject,
            self.table_session,
            self.actor,
            self.device,
            self.address,
            self.data,
        ]
        return hashlib.sha256(prev_hash + msgspec.json.encode(columns)).digest()


class Chain:
    """The head of the chain, kept in memory by the writer, and the rows of the running transaction."""

    def __init__(self, seq: int, hash_: bytes) -> None:
        self.seq = seq
        self.hash = hash_
        self.fresh: list[JournalRow] = []

    @classmethod
    def load(cls, connection: apsw.Connection) -> "Chain":
        """The head as the file has it."""
        for seq, hash_ in connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"):
            return cls(seq, hash_)
        return cls(0, GENESIS)

    def append(self, connection: apsw.Connection, row: JournalRow) -> int:
        """Write the next row of the chain with its hash."""
        if row.seq != self.seq + 1:
            raise ValueError(f"the journal goes on with seq {self.seq + 1}, not {row.seq}")
        hash_ = row.digest(self.hash)
        connection.execute(
            _INSERT,
            (
                row.seq,
                row.at,
                row.branch,
                row.kind,
                row.subject,
                row.table_session,
                row.actor,
                row.device,
                row.address,
                row.data,
                self.hash,
                hash_,
            ),
        )
        self.seq, self.hash = row.seq, hash_
        self.fresh.append(row)
        return row.seq

    def mark(self) -> tuple[int, bytes, int]:
        """A point to come back to when a savepoint is rolled back."""
        return self.seq, self.hash, len(self.fresh)

    def back_to(self, mark: tuple[int, bytes, int]) -> None:
        """Forget what was appended after the mark."""
        self.seq, self.hash, count = mark
        del self.fresh[count:]


@dataclass(frozen=True)
class Verdict:
    """What verifying found: how many rows hold, and the first sentence of trouble if any."""

    rows: int
    head_hash: str
    trouble: str | None


def verify(connection: apsw.Connection) -> Verdict:
    """Walk the whole chain; stops at the first row that does not hold."""
    previous, count = GENESIS, 0
    for row, prev_hash, hash_ in _walk(connection):
        count += 1
        if row.seq != count:
            return Verdict(
                count - 1, previous.hex(), f"seq {count} is missing: the next row found is {row.seq}"
            )
        if prev_hash != previous or row.digest(previous) != hash_:
            return Verdict(count - 1, previous.hex(), f"seq {row.seq} does not match its hash")
        previous = hash_
    return Verdict(count, previous.hex(), None)


def since(connection: apsw.Connection, seq: int, limit: int) -> list[JournalRow]:
    """Rows after `seq`, oldest first, at most `limit`."""
    sql = f"SELECT {_COLUMNS} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  column list is ours
    return [JournalRow(*values) for values in connection.execute(sql, (seq, limit))]


def _walk(connection: apsw.Connection) -> Iterator[tuple[JournalRow, bytes, bytes]]:
    sql = f"SELECT {_COLUMNS}, prev_hash, hash FROM journal ORDER BY seq"  # noqa: S608  column list is ours
    for values in connection.execute(sql):
        yield JournalRow(*values[:-2]), values[-2], values[-1]
