"""What a room sees of the file: a Reader to look, a Tx to look and change. SQL parameters are named (`:id`)."""

from collections.abc import Mapping
from typing import Any, TypeVar

import apsw
import msgspec

from appliance.kernel.ids import Ids
from appliance.storage.journal import Chain, JournalRow

T = TypeVar("T")
Row = dict[str, Any]
Params = Mapping[str, Any]

MARK_BYTES = 4


class Reader:
    """Reads one consistent state of the file."""

    def __init__(self, connection: apsw.Connection, branch: str) -> None:
        self._connection = connection
        self.branch = branch

    def last_seq(self) -> int:
        """The last journal seq in this state of the file."""
        return int(self.value("SELECT coalesce(max(seq), 0) FROM journal"))

    def mark_of(self, seq: int) -> str:
        """Tells the journal up to `seq` from any other that reaches it, such as of a restored file; '' where there is no row."""
        found = self.value("SELECT hash FROM journal WHERE seq = :seq", {"seq": seq})
        return "" if found is None else bytes(found[:MARK_BYTES]).hex()

    def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Every row as a dict by column name."""
        cursor = self._connection.execute(sql, params or {})
        names: list[str] | None = None
        rows: list[Row] = []
        for values in cursor:
            if names is None:
                names = [column[0] for column in cursor.get_description()]
            rows.append(dict(zip(names, values, strict=True)))
        return rows

    def one(self, sql: str, params: Params | None = None) -> Row | None:
        """The first row as a dict, or None."""
        cursor = self._connection.execute(sql, params or {})
        for values in cursor:
            return dict(zip([column[0] for column in cursor.get_description()], values, strict=True))
        return None

    def value(self, sql: str, params: Params | None = None) -> Any:
        """The first column of the first row, or None."""
        for values in self._connection.execute(sql, params or {}):
            return values[0]
        return None

    def all_as(self, kind: type[T], sql: str, params: Params | None = None) -> list[T]:
        """Every row as a frozen value: column names are the fields; JSON columns may be decoded by the value itself."""
        cursor = self._connection.execute(sql, params or {})
        found: list[T] = []
        names: list[str] | None = None
        as_listed = False
        for values in cursor:
            if names is None:
                names = [column[0] for column in cursor.get_description()]
                as_listed = tuple(names) == getattr(kind, "__match_args__", ())
            found.append(kind(*values) if as_listed else kind(**dict(zip(names, values, strict=True))))
        return found

    def one_as(self, kind: type[T], sql: str, params: Params | None = None) -> T | None:
        """The first row as a frozen value, or None."""
        found = self.all_as(kind, sql, params)
        return found[0] if found else None


class Tx(Reader):
    """One write function's view inside the writer's transaction."""

    def __init__(self, connection: apsw.Connection, branch: str, now_ms: int, ids: Ids, chain: Chain) -> None:
        super().__init__(connection, branch)
        self.now_ms = now_ms
        self.ids = ids
        self._chain = chain

    @property
    def seq(self) -> int:
        """The journal seq of the last event so far, this transaction's included."""
        return self._chain.seq

    def new_id(self) -> str:
        """A fresh row id."""
        return self.ids.row(self.now_ms)

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a change; returns the number of rows it changed."""
        self._connection.execute(sql, params or {})
        return self._connection.changes()

    def execute_many(self, sql: str, rows: list[dict[str, Any]]) -> None:
        """Run one change for several parameter sets."""
        if rows:
            self._connection.executemany(sql, rows)

    def journal(
        self,
        kind: str,
        subject: str,
        *,
        actor: str,
        table_session: str | None = None,
        device: str | None = None,
        address: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> int:
        """Append an event; returns its seq. `kind` is in JOURNAL_KINDS; `actor` is `member:ID`, `staff:ID` or `system`.

        Personal data stays out of `data`: ids, states, amounts and times only.
        """
        row = JournalRow(
            seq=self._chain.seq + 1,
            at=self.now_ms,
            branch=self.branch,
            kind=kind,
            subject=subject,
            table_session=table_session,
            actor=actor,
            device=device,
            address=address,
            data=msgspec.json.encode(data or {}, order="sorted").decode(),
        )
        return self._chain.append(self._connection, row)
