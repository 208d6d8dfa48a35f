"""Renders a document to Star Line Mode or StarPRNT bytes (Star's command specifications of those names)."""

from firmware_bridges.document import Align, Beep, Cut, Document, Feed, Kick, Qr, Size
from firmware_bridges.profiles import Profile
from firmware_bridges.typesetting import Band, Mark, Row, length_lines, runs, typeset

ENABLE_ASB = b"\x1b\x1ea\x01"
INITIALISE = b"\x1b@"
_INTERNATIONAL_USA = b"\x1bR\x00"
_CANCEL_KANJI = b"\x1b$0"
_FONT_A = b"\x1b\x1eF\x00"
_CODE_PAGE = b"\x1b\x1dt"
_BOLD = (b"\x1bF", b"\x1bE")
_REVERSE = (b"\x1b5", b"\x1b4")
_ALIGN = {align: b"\x1b\x1da" + bytes((number,)) for number, align in enumerate(Align)}
_CUTS = {"full": b"\x1bd\x02", "partial": b"\x1bd\x03"}
_RASTER_BEGIN = b"\x1b*rA" + b"\x1b*rP0\x00" + b"\x1b*rE1\x00"
_RASTER_END = b"\x1b*rB"
_RASTER_PRNT = b"\x1b\x1dS\x01"
_BUZZ_PULSE = b"\x1b\x1d\x19\x11\x01\x0a\x0a"
_BUZZ = b"\x1b\x1d\x19\x12\x01"
_RASTER_CUTS = {"full": b"\x1b*rF9\x00\x1b\x0c\x00", "partial": b"\x1b*rF13\x00\x1b\x0c\x00"}
_RASTER_LINE_DOTS = 30
_TEAR_OFF_LINES = 6
_LARGEST_QR_CELL = 8
_LONGEST_PULSE = 127
_PLAIN = Row("")


class Encoder:
    """One printer's encoder; used by one thread at a time.

    A printer whose profile has no code pages (TSP100) knows raster mode only, and is fed and cut within it.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._draws_all = not profile.code_pages
        self._out = bytearray()
        self._style = _PLAIN
        self._codec: str | None = None
        self.lines = 0.0
        """How long the last paper becomes, in lines."""
        self._in_raster = False

    def encode(self, document: Document) -> bytes:
        """The whole job but its ETB mark. Raises DocumentError when a line with money cannot be shown."""
        self._out = bytearray(b"" if self._draws_all else INITIALISE + _INTERNATIONAL_USA + _FONT_A)
        self._style, self._codec, self._in_raster = _PLAIN, None, False
        if self.profile.cancels_kanji:
            self._out += _CANCEL_KANJI
        if self.profile.status:
            self._out += ENABLE_ASB
        marks = typeset(document, self.profile)
        self.lines = length_lines(marks)
        for mark in marks:
            self._raster(isinstance(mark, Band) or (self._draws_all and isinstance(mark, Feed | Cut)))
            self._mark(mark)
        self._raster(False)
        return bytes(self._out)

    def _raster(self, on: bool) -> None:
        """Raster mode is entered for pictures and left for anything else; StarPRNT has no such mode."""
        if self.profile.language == "star_line" and on != self._in_raster:
            if on and not self._draws_all:
                self._wear(_PLAIN)
            self._out += _RASTER_BEGIN if on else _RASTER_END
            self._in_raster = on

    def _mark(self, mark: Mark) -> None:
        match mark:
            case Row():
                self._row(mark)
            case Band():
                self._band(mark)
            case Qr():
                self._qr(mark)
            case Feed():
                self._feed(mark.lines)
            case Cut():
                self._cut()
            case Kick():
                self._kick(mark)
            case Beep():
                self._beep(mark.times)

    def _row(self, row: Row) -> None:
        self._wear(row)
        numbers = dict(self.profile.code_pages)
        for codec, run in runs(row.text, self.profile, self._codec):
            if codec != self._codec:
                self._out += _CODE_PAGE + bytes((numbers[codec],))
                self._codec = codec
            self._out += run.encode(codec)
        self._out += b"\n"

    def _wear(self, row: Row) -> None:
        before, self._style = self._style, Row("", row.size, row.bold, row.reverse, row.align)
        if row.size is not before.size:
            tall = row.size in (Size.TALL, Size.DOUBLE)
            wide = row.size in (Size.WIDE, Size.DOUBLE)
            self._out += b"\x1bi" + bytes((tall, wide))
        if row.bold != before.bold:
            self._out += _BOLD[row.bold]
        if row.reverse != before.reverse:
            self._out += _REVERSE[row.reverse]
        if row.align is not before.align:
            self._out += _ALIGN[row.align]

    def _band(self, band: Band) -> None:
        width = band.width_bytes.to_bytes(2, "little")
        if self._in_raster:
            for at in range(0, len(band.bits), band.width_bytes):
                self._out += b"b" + width + band.bits[at : at + band.width_bytes]
        else:
            self._wear(_PLAIN)
            self._out += _RASTER_PRNT + width + band.height.to_bytes(2, "little") + b"\x00" + band.bits

    def _feed(self, lines: int) -> None:
        if self._in_raster:
            self._out += b"\x1b*rY%d\x00" % (lines * _RASTER_LINE_DOTS)
        else:
            self._out += b"\x1ba" + bytes((lines,))

    def _qr(self, qr: Qr) -> None:
        """Model 2, error correction L, as the other command sets draw it."""
        self._wear(Row("", align=Align.CENTRE))
        data = qr.data.encode("utf-8")
        cell = min(qr.module_size, _LARGEST_QR_CELL)
        self._out += b"\x1b\x1dyS0\x02" + b"\x1b\x1dyS1\x00" + b"\x1b\x1dyS2" + bytes((cell,))
        self._out += b"\x1b\x1dyD1\x00" + len(data).to_bytes(2, "little") + data + b"\x1b\x1dyP"

    def _cut(self) -> None:
        if self.profile.cutter == "none":
            self._feed(_TEAR_OFF_LINES)
        elif self._in_raster:
            self._out += _RASTER_CUTS[self.profile.cutter]
        else:
            self._wear(_PLAIN)
            self._out += _CUTS[self.profile.cutter]

    def _kick(self, kick: Kick) -> None:
        """Star numbers its two drawers; only the pulse of the first can be set, in steps of 10 ms."""
        if (kick.pin or self.profile.drawer_pin) == 5:
            self._out += b"\x1a"
            return
        on_ms, off_ms = kick.on_ms or self.profile.drawer_on_ms, kick.off_ms or self.profile.drawer_off_ms
        pulse = (min(_LONGEST_PULSE, max(1, time_ms // 10)) for time_ms in (on_ms, off_ms))
        self._out += b"\x1b\x07" + bytes(pulse) + b"\x07"

    def _beep(self, times: int) -> None:
        """The terminal may drive a drawer instead, so only a profile that has a buzzer may use it."""
        if self.profile.buzzer == "star":
            self._out += _BUZZ_PULSE + _BUZZ + bytes((times, 0))
