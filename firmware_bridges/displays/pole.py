"""A pole display: shows the latest face it was given, again after it was unplugged, and keeps nobody waiting."""

import time

from firmware_bridges.attached import Attached, DeviceStatus, OnStatus, Patience, Wire
from firmware_bridges.contracts import OpenStream
from firmware_bridges.displays.dialects import DIALECTS
from firmware_bridges.displays.text import BLANK, Face, line_bytes

_REFRESH_S = 60.0
"""A display says nothing: one that lost its power meanwhile gets its face again after so long."""


class Pole(Attached):
    """A display of two lines of twenty. It has no back channel: `online` means that it takes bytes.

    `dialect` is a name in DIALECTS; `code_page` one of its pages, "" for its usual one. Raises ValueError for others.
    """

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        dialect: str = "escpos",
        code_page: str = "",
        *,
        on_status: OnStatus | None = None,
        patience: Patience | None = None,
        refresh_s: float = _REFRESH_S,
    ) -> None:
        if dialect not in DIALECTS:
            raise ValueError(f"There is no pole display called {dialect}; known: {', '.join(DIALECTS)}.")
        self.dialect = DIALECTS[dialect]
        self.codec = code_page or self.dialect.codec
        if self.codec not in self.dialect.pages:
            known = ", ".join(self.dialect.pages)
            raise ValueError(f"This display has no code page {code_page}; known: {known}.")
        super().__init__(name, open_stream, on_status=on_status, patience=patience)
        self._refresh_s = refresh_s
        self._idle = self._encoded(BLANK)
        self._wanted: tuple[bytes, bytes] | None = None
        self._until = 0.0
        self._shown: tuple[bytes, bytes] | None = None
        self._shown_at = 0.0

    def show(self, face: Face, *, for_s: float) -> None:
        """Show this now, and the idle face again after `for_s`. Raises ValueError when a figure does not fit."""
        encoded = self._encoded(face)
        with self._lock:
            self._wanted, self._until = encoded, time.monotonic() + for_s
            self._wake()

    def idle(self, face: Face) -> None:
        """What stands there while nothing else is to be shown. Raises ValueError when a figure does not fit."""
        encoded = self._encoded(face)
        with self._lock:
            self._idle = encoded
            self._wake()

    def _encoded(self, face: Face) -> tuple[bytes, bytes]:
        return line_bytes(face.top, self.codec), line_bytes(face.bottom, self.codec)

    def _greet(self, wire: Wire) -> None:
        wire.write(self.dialect.begin(self.dialect.pages[self.codec]), deadline_s=self.patience.write_s)
        self._shown = None
        self._publish(DeviceStatus(True))

    def _turn(self, wire: Wire) -> float:
        wire.read(deadline_s=0)
        now = time.monotonic()
        with self._lock:
            if self._wanted is not None and now >= self._until:
                self._wanted = None
            face = self._wanted or self._idle
            rest_s = self._until - now if self._wanted is not None else self._refresh_s
        if face != self._shown or now - self._shown_at >= self._refresh_s:
            if face == self._shown:
                wire.write(
                    self.dialect.begin(self.dialect.pages[self.codec]), deadline_s=self.patience.write_s
                )
            wire.write(self.dialect.show(*face), deadline_s=self.patience.write_s)
            self._shown, self._shown_at = face, now
        return min(rest_s, self._refresh_s)
