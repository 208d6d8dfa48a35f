"""The inside of a simulated Star printer: Star's status and its ETB marks on the common machine."""

from collections.abc import Callable

from firmware_bridges.simulators.decoder import Command
from firmware_bridges.simulators.machine import Machine, Sensors
from firmware_bridges.simulators.star_decoder import StarDecoder
from firmware_bridges.simulators.star_head import StarHead

_ASK_STATUS = b"\x1b\x06\x01"
_HEADER = b"\x23\x86"
_OLD_HEADER = b"\x0f\x06"
_COUNTS = 32


class StarMachine(Machine):
    """A printer that answers by automatic status (ASB) alone.

    `knows_gs_r` false makes it an old one, whose status has no ETB counter.
    """

    def __init__(self, columns: int, line_delay_s: float, answer: Callable[[bytes], None]) -> None:
        super().__init__(columns, line_delay_s, answer)
        self.head = StarHead(columns)
        self.counter = 0
        self._decoder = StarDecoder()

    def status(self) -> bytes:
        """One block of automatic status."""
        block = _how(self.sensors)
        if not self.knows_gs_r:
            return _OLD_HEADER + block
        counted = (self.counter & 0x07) << 1 | (self.counter & 0x18) << 2
        return _HEADER + block + bytes((counted, 0, 0, 0))

    def lose_memory(self) -> None:
        """Power loss: only what is on paper stays."""
        super().lose_memory()
        self.counter = 0

    def report(self) -> None:
        """Send the automatic status, if it was asked for."""
        if self.status_back:
            self._say()

    def receive(self, data: bytes) -> None:
        """Bytes arrive: the question for the status is answered at once; the rest queues up."""
        seen = self._carry + data
        for _ in range(seen.count(_ASK_STATUS)):
            self._say()
        self._carry = next((seen[-size:] for size in (2, 1) if seen[-size:] == _ASK_STATUS[:size]), b"")
        self._take_in(data)

    def _say(self) -> None:
        if self.knows_status and not self.stalled:
            self._answer(self.status())

    def _obey(self, command: Command) -> None:
        match command.name:
            case "ESC RS a":
                self.status_back = command.data in (b"\x01", b"1")
            case "ESC RS E":
                self.counter = 0
            case "ETB":
                self._pass_mark()
            case "NUL" | "ESC ACK" | "EOT" | "ENQ":
                pass
            case _:
                kicks = self.head.kicks
                self._print(command)
                self._follow(command.name, self.head.kicks > kicks)

    def _follow(self, name: str, kicked: bool) -> None:
        if name == "CAN":
            self.counter = 0
        if kicked:
            self.sensors.drawer_open = True
            self.report()

    def _pass_mark(self) -> None:
        self.counter = (self.counter + 1) % _COUNTS
        if self.status_back:
            self._confirm(self.status() if self.knows_status else b"")


def _how(sensors: Sensors) -> bytes:
    """Printer status 1 to 5: state, two bytes of errors, paper, presenter."""
    state = 0x20 * sensors.cover_open | 0x08 * sensors.halted | 0x04 * sensors.drawer_open
    near = sensors.paper_near_end or sensors.paper_out
    return bytes((state, 0x08 * sensors.cutter_error, 0, 0x08 * sensors.paper_out | 0x04 * near, 0))
