"""A simulated pole display on a pseudo terminal: obeys the command sets we speak and shows its twenty by two."""

import re

from firmware_bridges.displays.text import WIDTH
from firmware_bridges.simulators.pty_port import PtyPort

_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}
_CELLS = WIDTH * 2
_ESCAPED = re.compile(
    rb"\x1b(?P<reset>@)|\x1bt(?P<page>[\x00-\xff])|\x1bQ(?P<row>[AB])(?P<text>[^\r]{0,20})\r"
    rb"|\x1f\$(?P<column>[\x01-\x14])(?P<line>[\x01\x02])|\x1f(?P<mode>[\x01-\x03])",
    re.DOTALL,
)
_LOGIC = re.compile(rb"\x10(?P<cell>[\x00-\x27])|(?P<mode>[\x11-\x14])|(?P<clear>\x1f)", re.DOTALL)


class PoleSimulator(PtyPort):
    """Speaks `escpos`, `cd5220`, `plain` or, where the same bytes mean other things, `logic`."""

    def __init__(self, name: str = "pole", dialect: str = "escpos", *, path: str = "") -> None:
        super().__init__(name, path=path)
        self._pattern = _LOGIC if dialect == "logic" else _ESCAPED
        self.unknown: list[bytes] = []
        """Control bytes it did not understand."""
        self._pending = bytearray()
        self._power_up()

    def screen(self) -> tuple[str, str]:
        """The two lines as guests see them."""
        with self._changed:
            shown = bytes(self._cells).decode(self._page)
        return shown[:WIDTH], shown[WIDTH:]

    def wait_for(self, top: str, bottom: str, timeout_s: float = 5.0) -> bool:
        """Whether these two lines stood there in time."""
        return self.wait_until(lambda: self.screen() == (top, bottom), timeout_s)

    def lose_power(self) -> None:
        """Go dark for a moment and forget everything; the cable stays in."""
        with self._changed:
            self._power_up()

    def plugged_in(self) -> None:
        self._power_up()

    def receive(self, data: bytes) -> None:
        self._pending += data
        while self._pending:
            taken = self._obey()
            if not taken:
                break
            del self._pending[:taken]

    def _power_up(self) -> None:
        self._cells = bytearray(b" " * _CELLS)
        self._page = "cp437"
        self._cursor = 0
        self._pending.clear()

    def _obey(self) -> int:
        """Do the next thing; returns how many bytes it was, 0 to wait for more."""
        first = self._pending[0]
        if 0x20 <= first != 0x7F:
            self._cells[self._cursor] = first
            self._cursor = (self._cursor + 1) % _CELLS
            return 1
        if first == 0x0C:
            self._cells[:], self._cursor = b" " * _CELLS, 0
            return 1
        found = self._pattern.match(self._pending)
        if found is not None:
            self._command({key: value for key, value in found.groupdict().items() if value is not None})
            return found.end()
        if len(self._pending) < WIDTH + 4 and first in (0x10, 0x1B, 0x1F):
            return 0
        self.unknown.append(bytes(self._pending[:1]))
        return 1

    def _command(self, parts: dict[str, bytes]) -> None:
        match parts:
            case {"reset": _}:
                self._cells[:], self._cursor, self._page = b" " * _CELLS, 0, "cp437"
            case {"clear": _}:
                self._cells[:], self._cursor = b" " * _CELLS, 0
            case {"page": number}:
                self._page = _PAGES.get(number[0], "cp437")
            case {"row": row, "text": text}:
                start = 0 if row == b"A" else WIDTH
                self._cells[start : start + WIDTH] = text.ljust(WIDTH)
            case {"column": column, "line": line}:
                self._cursor = (line[0] - 1) * WIDTH + column[0] - 1
            case {"cell": cell}:
                self._cursor = cell[0]
