"""The inside of a simulated ESC/POS printer: sensors, receive buffer, answers; it knows no socket."""

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from firmware_bridges.simulators.decoder import Command, Decoder
from firmware_bridges.simulators.head import Head, Slip

_REAL_TIME = re.compile(rb"\x10(?:\x04(?P<question>[\x01-\x04])|\x05(?P<request>[\x01\x02]))", re.DOTALL)
_MAX_WAITING = 200_000


@dataclass(slots=True)
class Sensors:
    """What the printer senses."""

    paper_out: bool = False
    paper_near_end: bool = False
    cover_open: bool = False
    cutter_blocked: bool = False
    cutter_error: bool = False
    """Stays after the cutter is free again, until DLE ENQ."""
    drawer_open: bool = False

    @property
    def halted(self) -> bool:
        """Whether it can print nothing now."""
        return self.paper_out or self.cover_open or self.cutter_error

    def group(self) -> bytes:
        """The four bytes of automatic status (GS a)."""
        first = 0x10 | 0x04 * self.drawer_open | 0x08 * self.halted | 0x20 * self.cover_open
        near = self.paper_near_end or self.paper_out
        return bytes((first, 0x08 * self.cutter_error, 0x03 * near | 0x0C * self.paper_out, 0x0F))

    def answer(self, question: int) -> bytes:
        """The answer to DLE EOT 1 to 4."""
        near = self.paper_near_end or self.paper_out
        bits = {
            1: 0x04 * self.drawer_open | 0x08 * self.halted,
            2: 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.cutter_error,
            3: 0x08 * self.cutter_error,
            4: 0x0C * near | 0x60 * self.paper_out,
        }
        return bytes((0x12 | bits[question],))

    def paper(self) -> bytes:
        """The answer to GS r 1."""
        return bytes((0x03 * (self.paper_near_end or self.paper_out) | 0x0C * self.paper_out,))


class Machine:
    """Takes bytes in, leaves slips, answers through `answer`. Not safe without the owner's lock."""

    def __init__(self, columns: int, line_delay_s: float, answer: Callable[[bytes], None]) -> None:
        self.sensors = Sensors()
        self.head = Head(columns)
        self.line_delay_s = line_delay_s
        self.stalled = False
        self.knows_process_id = True
        self.knows_gs_r = True
        self.knows_status = True
        self.lose_next_answer: Callable[[], None] | None = None
        self.status_back = False
        self._answer = answer
        self._decoder = Decoder()
        self._waiting: deque[Command] = deque()
        self._waiting_bytes = 0
        self._carry = b""
        self._busy_until = 0.0
        self._after_lines: list[tuple[int, Callable[[], None]]] = []

    @property
    def slips(self) -> list[Slip]:
        """What is on paper, the unfinished one last."""
        current = self.head.current
        return [*self.head.slips, *([current] if current.marks else [])]

    @property
    def backlog_bytes(self) -> int:
        """How much has been received and not been obeyed yet."""
        return self._waiting_bytes + len(self._decoder.unfinished)

    def after_lines(self, lines: int, happening: Callable[[], None]) -> None:
        """Let something happen once so many more lines are on paper; at once for 0."""
        if lines <= 0:
            happening()
        else:
            self._after_lines.append((lines, happening))

    def forget_plans(self) -> None:
        """Nothing of what was planned happens any more."""
        self._after_lines.clear()
        self.lose_next_answer = None

    def lose_memory(self) -> None:
        """Power loss: only what is on paper stays."""
        self._forget_received()
        self.new_client()
        self.head.initialise()

    def new_client(self) -> None:
        """Nobody has asked for automatic status on a new connection."""
        self.status_back = False
        self._carry = b""

    def report(self) -> None:
        """Send the automatic status, if it was asked for."""
        if self.status_back and self.knows_status and not self.stalled:
            self._answer(self.sensors.group())

    def receive(self, data: bytes) -> None:
        """Bytes arrive: real-time commands are obeyed at once, wherever they stand; the rest queues up."""
        seen = self._carry + data
        for match in _REAL_TIME.finditer(seen):
            question, request = match["question"], match["request"]
            if question and self.knows_status and not self.stalled:
                self._answer(self.sensors.answer(question[0]))
            if request and self._leave_error() and request == b"\x02":
                self._forget_received()
                data = seen[match.end() :]
        start = seen.rfind(b"\x10", -2)
        self._carry = seen[start:] if start >= 0 else b""
        self._take_in(data)

    def _take_in(self, data: bytes) -> None:
        if len(self._waiting) < _MAX_WAITING:
            commands = self._decoder.feed(data)
            self._waiting.extend(commands)
            self._waiting_bytes += sum(len(command.raw) for command in commands)

    def work(self) -> float | None:
        """Print what can be printed now; seconds until more can be, None when it waits for something else."""
        while self._waiting and not self.stalled and not self.sensors.halted:
            pause_s = self._busy_until - time.monotonic()
            if pause_s > 0:
                return pause_s
            command = self._waiting.popleft()
            self._waiting_bytes -= len(command.raw)
            self._obey(command)
        return None

    def _leave_error(self) -> bool:
        """DLE ENQ: whether it could leave an error."""
        if self.stalled or not self.sensors.cutter_error or self.sensors.cutter_blocked:
            return False
        self.sensors.cutter_error = False
        self.report()
        return True

    def _forget_received(self) -> None:
        self._decoder.reset()
        self._waiting.clear()
        self._waiting_bytes = 0

    def _obey(self, command: Command) -> None:
        match command.name:
            case "GS a":
                self.status_back = command.data != b"\x00"
                self.report()
            case "GS r":
                if self.knows_gs_r:
                    paper = command.data[0] in (1, 49)
                    self._confirm(self.sensors.paper() if paper else bytes((self.sensors.drawer_open,)))
            case "GS ( H":
                if self.knows_process_id and command.data[:2] == b"00":
                    self._confirm(b"\x37\x22" + command.data[2:6] + b"\x00")
            case "GS I":
                if self.knows_status and command.data[0] >= 65:
                    self._answer(b"_EPSON\x00" if command.data[0] == 66 else b"_SIMULATOR\x00")
            case "NUL" | "DLE 04" | "DLE 05":
                pass
            case _:
                self._print(command)

    def _print(self, command: Command) -> None:
        self.head.obey(command)
        if command.name == "ESC p":
            self.sensors.drawer_open = True
            self.report()
        if command.name == "LF":
            self._busy_until = time.monotonic() + self.line_delay_s
            due = [happening for lines, happening in self._after_lines if lines == 1]
            self._after_lines = [
                (lines - 1, happening) for lines, happening in self._after_lines if lines > 1
            ]
            for happening in due:
                happening()

    def _confirm(self, reply: bytes) -> None:
        if self.lose_next_answer is not None:
            happening, self.lose_next_answer = self.lose_next_answer, None
            happening()
        else:
            self._answer(reply)
