"""Which characters a font file has: its `cmap` table (OpenType specification, formats 4 and 12), read without a library."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_COLLECTION = b"ttcf"
_BEST_FIRST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


class BrokenFont(ValueError):
    """The file is no font that can be used."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ranges of code points: the first of each, ascending, and the last of each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self.starts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.ends[place]


def coverage_of(path: Path, index: int = 0) -> Coverage:
    """What the font has, or the one at that place of a collection. Raises BrokenFont, OSError."""
    try:
        with path.open("rb") as file:
            table = _cmap(file, index)
        return _ranges(table)
    except (struct.error, IndexError) as error:
        raise BrokenFont(f"{path}: {error}") from error


def _cmap(file: BinaryIO, index: int) -> bytes:
    start = 0
    if file.read(4) == _COLLECTION:
        (count,) = struct.unpack(">4xI", file.read(8))
        start = struct.unpack(f">{count}I", file.read(4 * count))[index]
    file.seek(start + 4)
    (tables,) = struct.unpack(">H6x", file.read(8))
    for _ in range(tables):
        tag, offset, length = struct.unpack(">4s4xII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(length)
    raise BrokenFont("no cmap table")


def _ranges(table: bytes) -> Coverage:
    (count,) = struct.unpack_from(">2xH", table)
    records = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    }
    offset = next((records[kind] for kind in _BEST_FIRST if kind in records), None)
    if offset is None:
        raise BrokenFont("no Unicode table")
    (form,) = struct.unpack_from(">H", table, offset)
    if form == 12:
        (groups,) = struct.unpack_from(">12xI", table, offset)
        rows = list(struct.iter_unpack(">III", table[offset + 16 : offset + 16 + 12 * groups]))
        return Coverage(tuple(row[0] for row in rows), tuple(row[1] for row in rows))
    if form == 4:
        return _segments(table, offset)
    raise BrokenFont(f"cmap format {form}")


def _segments(table: bytes, offset: int) -> Coverage:
    """Format 4; a segment's characters without a glyph (rare, and only at indirect ones) are left out."""
    (doubled,) = struct.unpack_from(">6xH", table, offset)
    count = doubled // 2
    at = offset + 14
    ends = struct.unpack_from(f">{count}H", table, at)
    starts = struct.unpack_from(f">{count}H", table, at + doubled + 2)
    indirect = at + 3 * doubled + 2
    found: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        (reach,) = struct.unpack_from(">H", table, indirect + 2 * place)
        if start == 0xFFFF:
            continue
        if reach == 0:
            found.append((start, end))
            continue
        glyphs = struct.unpack_from(f">{end - start + 1}H", table, indirect + 2 * place + reach)
        found += [(start + step, start + step) for step, glyph in enumerate(glyphs) if glyph]
    found.sort()
    return Coverage(tuple(start for start, _ in found), tuple(end for _, end in found))
