"""The staging file of an import: what the menu file names, what it points at, and what there is to point at."""

from typing import Any

from appliance.storage.snapshot import Row, Staging

_ENTRY = {"kind": str, "line": int, "column": str, "id": str}
_REFERENCE = {"kind": str, "line": int, "column": str, "id": str}
_KNOWN = {"kind": str, "id": str}


def fill(staging: Staging, *, entries: list[Row], references: list[Row], known: dict[str, Any]) -> None:
    """Put it all in. `known` is {kind: ids there are already}; every entry is known besides."""
    staging.fill("entry", _ENTRY, entries)
    staging.fill("reference", _REFERENCE, references)
    staging.fill("known", _KNOWN, [{"kind": kind, "id": one} for kind, ids in known.items() for one in ids])


def repeated(staging: Staging) -> list[Row]:
    """Entries whose id another entry of their kind had before: kind, line, column, id, first (its line)."""
    return staging.ask(
        "SELECT kind, line, column, id, first FROM ("
        " SELECT kind, line, column, id, rowid, min(line) OVER same AS first, row_number() OVER same AS nth FROM entry"
        " WINDOW same AS (PARTITION BY kind, id ORDER BY rowid)"
        ") WHERE nth > 1 ORDER BY rowid"
    )


def dangling(staging: Staging) -> list[Row]:
    """References to something that is neither known nor in the file: kind, line, column, id."""
    return staging.ask(
        "SELECT reference.kind, reference.line, reference.column, reference.id FROM reference"
        " LEFT JOIN (SELECT kind, id FROM known UNION SELECT kind, id FROM entry) AS there"
        " ON there.kind = reference.kind AND there.id = reference.id"
        " WHERE there.id IS NULL ORDER BY reference.rowid"
    )
