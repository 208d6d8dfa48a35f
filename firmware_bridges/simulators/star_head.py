"""The print head of a simulated Star printer: obeys Star's commands and leaves the same marks on paper."""

from firmware_bridges.simulators.decoder import Command
from firmware_bridges.simulators.head import Head, ImageMark, QrMark

_CODE_PAGES = {
    0: "cp437", 1: "cp437", 3: "cp437", 4: "cp858", 5: "cp852", 6: "cp860", 7: "cp861", 8: "cp863", 9: "cp865",
    10: "cp866", 11: "cp855", 12: "cp857", 13: "cp862", 14: "cp864", 15: "cp737", 17: "cp869", 21: "cp874",
    32: "cp1252", 33: "cp1250", 34: "cp1251",
}  # fmt: skip
_ALIGNMENTS = ("left", "centre", "right")
_FULL_CUTS = b"\x00\x0202"
_CUT_UNLESS_TOLD = 13
_LEAST_CUT = 8
_FULL_RASTER_CUTS = (8, 9)
_LONGEST_FEED = 10_000


class StarHead(Head):
    """`kicked` says which drawers have been opened, 1 or 2, oldest first."""

    def __init__(self, columns: int) -> None:
        self.kicked: list[int] = []
        super().__init__(columns)

    def initialise(self) -> None:
        """The state after power on and ESC @."""
        super().initialise()
        self._raster: list[bytes] = []
        self._raster_cut = _CUT_UNLESS_TOLD

    def obey(self, command: Command) -> None:
        """Carry out one command; what a printer of this kind would ignore is ignored."""
        self.current.raw += command.raw
        match command.name:
            case "TEXT":
                self._characters(command.data)
            case "LF":
                self._end_line()
            case "?":
                self.unknown.append(command.raw)
            case "BEL" | "FS":
                self._drive(1)
            case "SUB" | "EM":
                self._drive(2)
            case "CAN":
                self.initialise()
            case "ESC FF":
                self._execute(command.data)
            case name if name.startswith("raster") or name.startswith("ESC * r"):
                self._draw(name, command.data)
            case name:
                self._obey_escape(name, command.data)

    def _obey_escape(self, name: str, data: bytes) -> None:
        match name:
            case "ESC @":
                self.initialise()
            case "ESC E" | "ESC F":
                self._wear(bold=name == "ESC E")
            case "ESC 4" | "ESC 5":
                self._wear(reverse=name == "ESC 4")
            case "ESC -":
                self._wear(underline=data in (b"\x01", b"1"))
            case "ESC i":
                self._wear(height=data[0] % 48 + 1, width=data[1] % 48 + 1)
            case "ESC a":
                self._feed(data[0])
            case "ESC d":
                self._cut(0 if data in _FULL_CUTS else 1)
            case "ESC GS t":
                self._codec = _CODE_PAGES.get(data[0], "cp437")
            case "ESC GS a":
                self._align = _ALIGNMENTS[data[0] % 48 % 3]
            case "ESC GS S":
                width = int.from_bytes(data[1:3], "little")
                self.current.marks.append(ImageMark(width, data[6:], self._align))
            case "ESC k":
                self.current.marks.append(ImageMark(max(1, data[0]), data[2:], self._align))
            case "ESC GS 19 12":
                self.beeps += 1
            case _ if name.startswith("ESC GS y"):
                self._qr(name[-1], data)

    def _drive(self, drawer: int) -> None:
        self.kicks += 1
        self.kicked.append(drawer)

    def _draw(self, name: str, data: bytes) -> None:
        """Raster mode: rows of dots pile up until something else happens to the paper."""
        match name:
            case "raster b":
                self._raster.append(data)
            case "raster k":
                self._raster.append(b"")
            case "ESC * r Y":
                self._raster += [b""] * min(_LONGEST_FEED, _figure(data))
            case "ESC * r C" | "ESC * r A":
                self._raster, self._raster_cut = [], _CUT_UNLESS_TOLD
            case "ESC * r F":
                self._raster_cut = _figure(data) or _CUT_UNLESS_TOLD
            case "ESC * r B":
                self._end_raster()

    def _end_raster(self) -> None:
        if self._raster:
            width = max(1, *map(len, self._raster))
            bits = b"".join(row.ljust(width, b"\x00") for row in self._raster)
            self.current.marks.append(ImageMark(width, bits))
            self._raster = []

    def _execute(self, data: bytes) -> None:
        """ESC FF NUL: print, and cut as the FF mode says."""
        self._end_raster()
        if data == b"\x00" and self._raster_cut >= _LEAST_CUT:
            self._cut(0 if self._raster_cut in _FULL_RASTER_CUTS else 1)

    def _qr(self, function: str, data: bytes) -> None:
        match function:
            case "S" if data[:1] == b"2":
                self._qr_size = data[1]
            case "D":
                self._qr_data = data[4:]
            case "P":
                words = self._qr_data.decode("utf-8", errors="replace")
                self.current.marks.append(QrMark(words, self._qr_size, self._align))


def _figure(data: bytes) -> int:
    """A decimal figure in ASCII up to its NUL; 0 when it is none."""
    digits = data[:-1][:9]
    return int(digits) if digits.isdigit() else 0
