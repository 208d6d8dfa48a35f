"""The print head of a simulated printer: obeys commands and leaves marks on paper."""

import time
from dataclasses import dataclass, field, replace

from firmware_bridges.simulators.decoder import Command

_CODE_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857", 14: "cp737", 15: "iso8859_7",
    16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858", 36: "cp862", 45: "cp1250", 46: "cp1251",
    47: "cp1253", 48: "cp1254", 49: "cp1255", 50: "cp1256", 51: "cp1257",
    24: "cp1253", 25: "cp1254",  # as Bixolon numbers them
}  # fmt: skip
MAX_SLIPS = 500
MAX_MARKS = 5_000
_ALIGNMENTS = ("left", "centre", "right")


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look."""

    bold: bool = False
    reverse: bool = False
    underline: bool = False
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Characters in one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """One printed (or blank) line."""

    spans: tuple[Span, ...] = ()
    align: str = "left"

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class QrMark:
    """A QR code drawn by the printer."""

    data: str
    module_size: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class ImageMark:
    """A raster image: rows of `width_bytes` bytes, one bit a dot."""

    width_bytes: int
    bits: bytes
    align: str = "left"


Mark = Line | QrMark | ImageMark


@dataclass(slots=True)
class Slip:
    """What hangs between two cuts."""

    number: int
    columns: int
    marks: list[Mark] = field(default_factory=list)
    cut: str = ""
    """`full` or `partial` once cut."""
    raw: bytes = b""
    started_at: float = field(default_factory=time.time)

    @property
    def lines(self) -> list[str]:
        """The words, line by line, as a person reads them; a blank line is empty."""
        return [mark.text.rstrip() for mark in self.marks if isinstance(mark, Line)]

    @property
    def text(self) -> str:
        """All words."""
        return "\n".join(self.lines)

    @property
    def qr_codes(self) -> list[str]:
        """The contents of the QR codes."""
        return [mark.data for mark in self.marks if isinstance(mark, QrMark)]

    @property
    def empty(self) -> bool:
        """Whether nothing can be seen on it."""
        return not any(not isinstance(mark, Line) or mark.text.strip() for mark in self.marks)


class Head:
    """Obeys commands one at a time. The latest cut slips stand in `slips`, the one in the printer is `current`."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.slips: list[Slip] = []
        self.current = Slip(1, columns)
        self.cuts = 0
        self.kicks = 0
        self.beeps = 0
        self.unknown: list[bytes] = []
        self.initialise()

    def initialise(self) -> None:
        """The state after power on and after ESC @; the line under way is lost."""
        self._style = Style()
        self._align = "left"
        self._codec = "cp437"
        self._line: list[Span] = []
        self._used = 0
        self._qr_data = b""
        self._qr_size = 3
        self._kept_image: ImageMark | None = None

    def obey(self, command: Command) -> None:
        """Carry out one command; what a printer of this kind would ignore is ignored."""
        self.current.raw += command.raw
        if command.name == "TEXT":
            self._characters(command.data)
        elif command.name == "?":
            self.unknown.append(command.raw)
        elif command.name.startswith(("ESC", "GS")):
            self._graphic(command.name, command.data)
        elif command.name == "LF":
            self._end_line()

    def _characters(self, data: bytes) -> None:
        for character in data.decode(self._codec, errors="replace"):
            if self._used + self._style.width > self.columns:
                self._end_line()
            self._used += self._style.width
            if self._line and self._line[-1].style == self._style:
                self._line[-1] = Span(self._line[-1].text + character, self._style)
            else:
                self._line.append(Span(character, self._style))

    def _end_line(self) -> None:
        self.current.marks.append(Line(tuple(self._line), self._align))
        self._line, self._used = [], 0
        if len(self.current.marks) > MAX_MARKS:  # a printer without a cutter hangs one endless slip
            del self.current.marks[: MAX_MARKS // 2]
            self.current.raw = b""

    def _graphic(self, name: str, data: bytes) -> None:
        match name:
            case "ESC @":
                self.initialise()
            case "ESC !":
                self._print_mode(data[0])
            case "GS !":
                self._wear(width=(data[0] >> 4 & 7) + 1, height=(data[0] & 7) + 1)
            case "ESC E" | "ESC G":
                self._wear(bold=bool(data[0] & 1))
            case "ESC -":
                self._wear(underline=data[0] in (1, 2, 49, 50))
            case "GS B":
                self._wear(reverse=bool(data[0] & 1))
            case "ESC a":
                self._align = _ALIGNMENTS[data[0] % 48 % 3]
            case "ESC t":
                self._codec = _CODE_PAGES.get(data[0], "cp437")
            case "ESC d":
                self._feed(data[0])
            case "ESC p":
                self.kicks += 1
            case "ESC B" | "ESC ( A":
                self.beeps += 1
            case "GS V":
                self._cut(data[0])
            case "GS ( k":
                self._two_dimensional(data)
            case "GS ( L":
                self._graphics(data)
            case "GS 8":
                self._graphics(data[5:])
            case "GS v":
                width = int.from_bytes(data[2:4], "little")
                self.current.marks.append(ImageMark(width, data[6:], self._align))
            case _:
                pass

    def _wear(self, **changes: bool | int) -> None:
        self._style = replace(self._style, **changes)  # type: ignore[arg-type]

    def _print_mode(self, mode: int) -> None:
        self._wear(
            bold=bool(mode & 0x08),
            underline=bool(mode & 0x80),
            height=2 if mode & 0x10 else 1,
            width=2 if mode & 0x20 else 1,
        )

    def _feed(self, lines: int) -> None:
        if self._line:
            self._end_line()
            lines -= 1
        self.current.marks.extend(Line() for _ in range(max(0, lines)))

    def _cut(self, mode: int) -> None:
        if self._line:
            self._end_line()
        self.current.cut = "full" if mode in (0, 48, 65, 97) else "partial"
        self.slips.append(self.current)
        self.cuts += 1
        del self.slips[:-MAX_SLIPS]
        self.current = Slip(self.current.number + 1, self.columns)

    def _graphics(self, data: bytes) -> None:
        """GS ( L and its long form GS 8 L: keep a raster (function 112), print it (function 50)."""
        if data[1:2] == b"p" and len(data) >= 10:
            width_bytes = (int.from_bytes(data[6:8], "little") + 7) // 8
            self._kept_image = ImageMark(max(1, width_bytes), data[10:])
        elif data[1:2] in (b"2", b"\x02") and self._kept_image is not None:
            self.current.marks.append(replace(self._kept_image, align=self._align))

    def _two_dimensional(self, data: bytes) -> None:
        """GS ( k for QR (cn 49): store size, store data, print."""
        if data[:1] != b"1" or len(data) < 2:
            return
        match data[1]:
            case 67:
                self._qr_size = data[2]
            case 80:
                self._qr_data = data[3:]
            case 81:
                words = self._qr_data.decode("utf-8", errors="replace")
                self.current.marks.append(QrMark(words, self._qr_size, self._align))
            case _:
                pass
