"""Opens the live file: apsw with page checksums, WAL, FULL sync, and a guard against every other opener."""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import apsw
import apsw.sqlite_extra

CHECKSUM_VFS = "cksmvfs"
CHECKSUM_BYTES = 8
BUSY_MS = 5_000
_MAGIC = b"SQLite format 3\0"
_RESERVED_AT = 20

_guarded: set[str] = set()
_hook_installed = False


class LiveFileTouched(RuntimeError):
    """Something other than apsw tried to open the live file in this process: its locks would silently vanish."""


def open_writer(path: Path, vfs: str | None = None) -> apsw.Connection:
    """The connection that may change the file; creates it with checksums from the first page on.

    Raises RuntimeError when the file cannot be had with WAL, FULL and 8 checksum bytes per page.
    """
    connection = _open(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, vfs)
    if connection.pragma("page_count") == 0:
        reserve = ctypes.c_int(CHECKSUM_BYTES)
        connection.file_control("main", apsw.SQLITE_FCNTL_RESERVE_BYTES, ctypes.addressof(reserve))
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", "full")
    connection.pragma("foreign_keys", True)
    connection.pragma("recursive_triggers", True)
    connection.pragma("wal_autocheckpoint", 1000)
    if connection.pragma("synchronous") != 2 or connection.pragma("journal_mode") != "wal":
        connection.close()
        raise RuntimeError("the database file must run with synchronous=FULL in WAL mode")
    if vfs is None and not checksums_are_on(connection):
        connection.close()
        raise RuntimeError("the database file must carry a checksum on every page")
    return connection


def may_be_ours(path: Path) -> bool:
    """Whether a file is a database that carries a checksum on every page, as all of ours do. Only looks at its head; OSError."""
    with path.open("rb") as opened:
        head = opened.read(_RESERVED_AT + 1)
    return head.startswith(_MAGIC) and head[_RESERVED_AT:] == bytes([CHECKSUM_BYTES])


def open_reader(path: Path, vfs: str | None = None) -> apsw.Connection:
    """A connection that can only look."""
    connection = _open(path, apsw.SQLITE_OPEN_READWRITE, vfs)
    connection.pragma("query_only", True)
    return connection


def checksums_are_on(connection: apsw.Connection) -> bool:
    """Whether every page of the file carries a checksum that is verified on read."""
    return (
        connection.reserve_bytes() == CHECKSUM_BYTES
        and str(connection.pragma("checksum_verification")) == "1"
    )


def load_checksum_vfs() -> None:
    """Register the checksum VFS of apsw's wheel over the default VFS, once per process."""
    if CHECKSUM_VFS in apsw.vfs_names():
        return
    loader = apsw.Connection(":memory:")
    try:
        apsw.sqlite_extra.load(loader, "cksumvfs")
    finally:
        loader.close()


def guard(path: Path) -> None:
    """From now on refuse any opening of the file, its -wal or its -shm by anything in this process but apsw."""
    global _hook_installed
    real = os.path.realpath(path)
    _guarded.update({real, f"{real}-wal", f"{real}-shm"})
    if not _hook_installed:
        sys.addaudithook(_refuse_others)
        _hook_installed = True


def unguard(path: Path) -> None:
    """The file is closed and may be handled as any other."""
    real = os.path.realpath(path)
    _guarded.difference_update({real, f"{real}-wal", f"{real}-shm"})


def _refuse_others(event: str, args: tuple[Any, ...]) -> None:
    if event not in ("open", "sqlite3.connect") or not _guarded or not args:
        return
    name = args[0]
    if not isinstance(name, str | bytes | os.PathLike):
        return
    text = os.fsdecode(name)
    if text.startswith("file:"):
        text = unquote(text[5:].partition("?")[0].partition("#")[0]).removeprefix("//localhost")
    if os.path.realpath(text) in _guarded:
        raise LiveFileTouched(f"{text} is open in this process; only the storage room may touch it")


def _open(path: Path, flags: int, vfs: str | None) -> apsw.Connection:
    load_checksum_vfs()
    connection = apsw.Connection(str(path), flags=flags, vfs=vfs or CHECKSUM_VFS, statementcachesize=400)
    connection.set_busy_timeout(BUSY_MS)
    return connection
