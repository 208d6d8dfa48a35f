"""Renders a document to ESC/POS bytes with python-escpos as the byte encoder (its `Dummy` printer, kept)."""

import contextlib
import importlib
import logging
import os
import shutil
import threading
from pathlib import Path
from typing import Any

from firmware_bridges.document import Align, Beep, Cut, Document, Feed, Kick, Qr, Size
from firmware_bridges.profiles import Profile
from firmware_bridges.typesetting import Band, Mark, Row, length_lines, runs, typeset

GS = b"\x1d"
ENABLE_STATUS_BACK = GS + b"a\xff"
_CANCEL_KANJI = b"\x1c."
_INTERNATIONAL_USA = b"\x1bR\x00"
_CUTS = {"full": GS + b"VA\x00", "partial": GS + b"VB\x00"}
_RASTER = GS + b"v0\x00"
_TEAR_OFF_LINES = 6
_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_PLAIN = Row("")

_loading = threading.Lock()
_library: Any = None


def warm(cache_dir: Path | None = None) -> None:
    """Load python-escpos now, not at the first ticket; a private `cache_dir` quickens the next start."""
    _load(cache_dir)


class Encoder:
    """One printer's encoder; used by one thread at a time."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.milestones = 0
        self.lines = 0.0
        """How long the last paper becomes, in lines."""
        self._dummy: Any = None
        self._style = _PLAIN

    def encode(self, document: Document, *, milestone: bytes = b"") -> bytes:
        """The whole job but its acknowledgement, with `milestone` after every mark; `milestones` counts them.

        Raises DocumentError when a line with money cannot be shown.
        """
        if self._dummy is None:
            self._dummy = _load().Dummy(magic_encode_args={"encoder": self._code_pages()})
        self._dummy.clear()
        self._dummy.magic.encoding = None
        self._style = _PLAIN
        self._begin()
        marks = typeset(document, self.profile)
        for mark in marks:
            self._mark(mark)
            self._raw(milestone)
        self.milestones = len(marks) if milestone else 0
        self.lines = length_lines(marks)
        output: bytes = self._dummy.output
        return output

    def _code_pages(self) -> Any:
        _load()
        encoder = importlib.import_module("escpos.magicencode").Encoder
        return encoder({codec.upper(): number for codec, number in self.profile.code_pages})

    def _begin(self) -> None:
        self._dummy.hw("INIT")
        if self.profile.cancels_kanji:
            self._raw(_CANCEL_KANJI)
        self._raw(_INTERNATIONAL_USA)
        if self.profile.status:
            self._raw(ENABLE_STATUS_BACK)

    def _mark(self, mark: Mark) -> None:
        match mark:
            case Row():
                self._row(mark)
            case Band():
                self._band(mark)
            case Qr():
                self._wear(Row("", align=Align.CENTRE))
                self._dummy.qr(mark.data, native=True, size=mark.module_size)
            case Feed():
                self._dummy.print_and_feed(mark.lines)
            case Cut():
                self._cut()
            case Kick():
                self._kick(mark)
            case Beep():
                self._beep(mark.times)

    def _row(self, row: Row) -> None:
        self._wear(row)
        for codec, run in runs(row.text, self.profile, self._codec()):
            self._dummy.magic.write_with_encoding(codec.upper(), run)
        self._raw(b"\n")

    def _band(self, band: Band) -> None:
        self._wear(_PLAIN)
        size = band.width_bytes.to_bytes(2, "little") + band.height.to_bytes(2, "little")
        self._raw(_RASTER + size + band.bits)

    def _codec(self) -> str | None:
        encoding: str | None = self._dummy.magic.encoding
        return encoding.lower() if encoding else None

    def _wear(self, row: Row) -> None:
        wanted = Row("", row.size, row.bold, row.reverse, row.align)
        if wanted == self._style:
            return
        self._dummy.set(
            normal_textsize=row.size is Size.NORMAL,
            double_height=row.size in (Size.TALL, Size.DOUBLE),
            double_width=row.size in (Size.WIDE, Size.DOUBLE),
            bold=row.bold,
            invert=row.reverse,
            align=_ALIGN[row.align],
        )
        self._style = wanted

    def _cut(self) -> None:
        self._wear(_PLAIN)
        if self.profile.cutter == "none":
            self._dummy.print_and_feed(_TEAR_OFF_LINES)
        else:
            self._raw(_CUTS[self.profile.cutter])

    def _kick(self, kick: Kick) -> None:
        pin = kick.pin or self.profile.drawer_pin
        on_ms, off_ms = kick.on_ms or self.profile.drawer_on_ms, kick.off_ms or self.profile.drawer_off_ms
        self._raw(b"\x1bp" + bytes((0 if pin == 2 else 1, on_ms // 2, off_ms // 2)))

    def _beep(self, times: int) -> None:
        match self.profile.buzzer:
            case "epson":
                self._raw(b"\x1b(A\x04\x00\x30\x33" + bytes((times, 10)))
            case "clone":
                self._dummy.buzzer(times, 2)
            case "none":
                pass

    def _raw(self, data: bytes) -> None:
        self._dummy._raw(data)


def _load(cache_dir: Path | None = None) -> Any:
    """The library's printer module; what its import does to root logging and the disk is undone."""
    global _library
    with _loading:
        if _library is None:
            variable = "ESCPOS_CAPABILITIES_PICKLE_DIR"
            if cache_dir is not None:
                os.environ.setdefault(variable, str(cache_dir))
            handlers = logging.root.handlers[:]
            library = importlib.import_module("escpos.printer")
            logging.root.handlers[:] = handlers
            if variable not in os.environ:
                with contextlib.suppress(OSError):
                    shutil.rmtree(importlib.import_module("escpos.capabilities").pickle_dir)
            _library = library
        return _library
