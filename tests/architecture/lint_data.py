"""House rules about data: SQL stays in stores, SQLite libraries stay in storage, decisions stay pure."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Source, imports

_SQL = (
    r"select\s.+\sfrom\s|select\s+(count|max|min|exists|1)\b|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s"
    r"|delete\s+from\s|replace\s+into\s|create\s+(unique\s+)?(table|index|trigger|view)\s|drop\s+\w+\s|alter\s+table\s"
    r"|pragma\s+\w|begin(\s+(immediate|exclusive|deferred))?\s*;?$|commit\s*;?$|rollback\b|savepoint\s+\w|release\s+savepoint"
    r"|vacuum(\s+into)?\b|attach\s+(database\s+)?['?:]|with\s+(recursive\s+)?\w+(\s*\(.*\))?\s+as\s*\("
)
# Statements are written in one case; a sentence such as "Select a table from the list" is in neither.
_STATEMENT = re.compile(rf"\s*(?:{_SQL})", re.DOTALL)

_HIDDEN_INPUTS = {
    "aiofiles", "apsw", "asyncio", "http", "httpx", "huey", "io", "litestar", "logging", "multiprocessing", "os", "pathlib",
    "random", "requests", "secrets", "select", "serial", "shutil", "signal", "socket", "sqlite3", "sqlite_utils",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid", "uvicorn",
}  # fmt: skip
_HIDDEN_CALLS = {"now", "utcnow", "today"}
_PURE_FLOORS = {"rules", "states", "model"}
_MAY_KNOW = {"appliance/kernel/clock.py": {"time"}}


def sql_outside_a_store(source: Source) -> Iterator[str]:
    """SQL text stands in a room's store or in storage, nowhere else."""
    if not source.room or source.path.suffix != ".py" or source.room == "storage" or source.floor == "store":
        return
    docstrings = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and _is_statement(node.value):
            yield source.at(node.lineno, "SQL belongs in the room's store")


def _is_statement(text: str) -> bool:
    first = text.split(maxsplit=1)[:1]
    one_case = bool(first) and (first[0].isupper() or first[0].islower())
    return one_case and _STATEMENT.match(text.lower()) is not None


def sqlite_library_outside_storage(source: Source) -> Iterator[str]:
    """apsw is named in storage only; the other SQLite libraries only where they work on files of their own."""
    if not source.room or source.path.suffix != ".py":
        return
    for line, name in imports(source):
        library = name.split(".")[0]
        if library == "apsw" and source.room != "storage":
            yield source.at(line, "only storage imports apsw")
        if library in ("sqlite3", "sqlite_utils") and str(source.path) != "appliance/storage/snapshot.py":
            yield source.at(
                line, f"only storage/snapshot.py imports {library}: it must never meet the live file"
            )


def decision_with_hidden_input(source: Source) -> Iterator[str]:
    """Kernel, rules, states and model import no I/O, no clock and no chance; they are told."""
    if source.path.suffix != ".py" or not (source.room == "kernel" or source.floor in _PURE_FLOORS):
        return
    allowed = _MAY_KNOW.get(str(source.path), set())
    for line, name in imports(source):
        if name.split(".")[0] in _HIDDEN_INPUTS - allowed:
            yield source.at(
                line, f"a decision is told what it needs; it does not import {name.split('.')[0]}"
            )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _reads_the_world(node.func):
            yield source.at(node.lineno, f"a decision does not call {ast.unparse(node.func)}")


def _reads_the_world(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in {"open", "input", "print"}
    return (
        isinstance(called, ast.Attribute)
        and called.attr in _HIDDEN_CALLS
        and "date" in ast.unparse(called.value)
    )
