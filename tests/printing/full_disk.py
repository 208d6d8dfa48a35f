"""A disk that can be full: the file system under SQLite refuses every write while `full` is set."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

from appliance.storage.connection import CHECKSUM_VFS, load_checksum_vfs

NAME = "disk that can be full"


class Disk(apsw.VFS):
    """Passes everything on, except writing to a full disk."""

    def __init__(self) -> None:
        self.full = False
        super().__init__(NAME, CHECKSUM_VFS)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _File(self, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        super().__init__(CHECKSUM_VFS, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        if self._disk.full:
            raise apsw.FullError("no space left")
        super().xWrite(data, offset)


@contextmanager
def disk() -> Iterator[Disk]:
    """A disk with room, until it is told otherwise."""
    load_checksum_vfs()
    yield Disk()
