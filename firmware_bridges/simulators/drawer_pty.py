"""A simulated cash drawer on a pseudo terminal: springs open at its bytes, or at any byte."""

from firmware_bridges.simulators.pty_port import PtyPort


class DrawerSimulator(PtyPort):
    """`opens_at` empty: any byte opens it."""

    def __init__(self, name: str = "drawer", opens_at: bytes = b"", *, path: str = "") -> None:
        super().__init__(name, path=path)
        self._opens_at = opens_at
        self._heard = b""
        self.openings = 0

    def receive(self, data: bytes) -> None:
        self._heard = (self._heard + data)[-64:]
        if not self._opens_at or self._opens_at in self._heard:
            self._heard = b""
            self.openings += 1

    def wait_for_openings(self, count: int, timeout_s: float = 5.0) -> bool:
        """Whether it has sprung open that often in time."""
        return self.wait_until(lambda: self.openings >= count, timeout_s)
