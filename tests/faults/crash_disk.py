"""A disk that can lose power: an apsw VFS over the real one that knows which bytes were synced and which were only written.

After a power cut a file holds what was synced last, plus any part of what was written since, torn at sectors.
Registered as the default VFS before the checksum VFS is loaded, it lies below it, so checksums are on this disk too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw

SECTOR = 512
NAME = "crash"
BELOW = "unix"
LUCK = (0.0, 0.1, 0.5, 0.9, 1.0)
"""How much of the unsynced bytes reached the disk by themselves; one is picked for each picture."""


@dataclass
class Platter:
    """One file as the disk has it: synced bytes, and the operations since. `data` None is a truncation to `offset`."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """Everything written so far is safe."""
        for offset, data in self.since:
            _apply(self.synced, offset, data)
        self.since.clear()

    def after_power_cut(self, chance: Random) -> bytes:
        """What a reader could find when the power comes back."""
        found, luck = bytearray(self.synced), chance.choice(LUCK)
        for offset, data in self.since:
            if data is None:
                if chance.random() < luck:
                    _apply(found, offset, None)
                continue
            for start in range(0, len(data), SECTOR):
                if chance.random() < luck:
                    _apply(found, offset + start, data[start : start + SECTOR])
        return bytes(found)


Picture = dict[str, bytes]
"""File name -> its bytes after a power cut."""


class CrashDisk:
    """Every file opened through it, counted by operation. `lies`: the share of syncs it only claims to have done."""

    def __init__(self, chance: Random, lies: float = 0.0) -> None:
        self.chance = chance
        self.lies = lies
        self.platters: dict[str, Platter] = {}
        self.operations = 0
        self.on_operation: Callable[[], None] | None = None

    def register(self) -> apsw.VFS:
        """Make it the default VFS of this process; keep the returned object alive."""
        return _Vfs(self)

    def picture(self, folder: Path) -> Picture:
        """All files of that folder as a power cut right now would leave them."""
        return {
            Path(name).name: platter.after_power_cut(self.chance)
            for name, platter in list(self.platters.items())
            if Path(name).parent == folder and not name.endswith("-shm")
        }

    def happened(self) -> None:
        """One operation is about to be done."""
        self.operations += 1
        if self.on_operation is not None:
            self.on_operation()


class _File(apsw.VFSFile):
    def __init__(self, disk: CrashDisk, name: str, path: str | apsw.URIFilename, flags: list[int]) -> None:
        super().__init__(BELOW, path, flags)
        self._disk = disk
        self._platter = disk.platters.setdefault(name, Platter())

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.happened()
        super().xWrite(data, offset)
        self._platter.since.append((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        self._disk.happened()
        super().xTruncate(newsize)
        self._platter.since.append((newsize, None))

    def xSync(self, flags: int) -> None:
        self._disk.happened()
        if self._disk.chance.random() >= self._disk.lies:
            self._platter.sync()


class _Vfs(apsw.VFS):
    def __init__(self, disk: CrashDisk) -> None:
        self._disk = disk
        super().__init__(NAME, BELOW, makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        plain = name.filename() if isinstance(name, apsw.URIFilename) else name
        if plain is None:
            return super().xOpen(name, flags)
        return _File(self._disk, plain, name or "", flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._disk.happened()
        super().xDelete(filename, syncdir)
        self._disk.platters.pop(filename, None)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
