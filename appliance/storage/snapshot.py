"""Files of their own beside the live one, made with sqlite-utils: an import is staged and questioned here before it is merged."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

Row = dict[str, Any]


class Staging:
    """A SQLite file in a temporary folder; both are gone when the `with` block ends. One thread, start to end."""

    def __init__(self) -> None:
        import sqlite_utils  # half a second that only an import needs

        self._folder = tempfile.TemporaryDirectory(prefix="comanda-staging-")
        self._database = sqlite_utils.Database(Path(self._folder.name) / "staging.db")

    def __enter__(self) -> "Staging":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._folder.cleanup()

    def fill(self, table: str, columns: Mapping[str, type], rows: Iterable[Row]) -> None:
        """Make a table with these columns (name -> str or int) and put the rows in."""
        made = self._database.table(table).create(dict(columns))
        made.insert_all(rows)

    def ask(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a query as dicts by column name."""
        return list(self._database.query(sql, dict(params or {})))
