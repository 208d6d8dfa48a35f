"""What can happen to a simulated ESC/POS printer, from an empty roll to a pulled cable."""

import threading
from collections.abc import Callable

from firmware_bridges.simulators.machine import Machine
from firmware_bridges.simulators.wire import PrinterWire


class Mishaps:
    """Every method takes effect before it returns; `after_lines` puts it off until so many more lines are printed.

    `restore()` mends everything.
    """

    def __init__(self, wire: PrinterWire, columns: int, line_delay_s: float) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._wire = wire
        self._usual_bytes_per_s = wire.pace.bytes_per_s
        self._machine = self._made_machine(columns, line_delay_s)
        self._mute = False
        self._babbling = False
        self._noise = b""
        self._reset_after: int | None = None
        self._reset_counts = False
        self._ended = False

    def _made_machine(self, columns: int, line_delay_s: float) -> Machine:
        return Machine(columns, line_delay_s, self._answer)

    def paper_out(self, *, after_lines: int = 0) -> None:
        """The roll ends; what has been received waits for a new one."""
        self._sense(after_lines, paper_out=True)

    def paper_near_end(self) -> None:
        """The roll is nearly used up."""
        self._sense(0, paper_near_end=True)

    def new_roll(self) -> None:
        """Put a new roll in; printing goes on where it stopped."""
        self._sense(0, paper_out=False, paper_near_end=False)

    def cover(self, is_open: bool = True, *, after_lines: int = 0) -> None:
        """Open or close the cover."""
        self._sense(after_lines, cover_open=is_open)

    def cutter_jam(self, *, after_lines: int = 0) -> None:
        """The cutter is stuck."""
        self._sense(after_lines, cutter_blocked=True, cutter_error=True)

    def free_cutter(self) -> None:
        """What was stuck in the cutter is out; the printer waits to be told to go on (DLE ENQ)."""
        self._sense(0, cutter_blocked=False)

    def close_drawer(self) -> None:
        """Push the cash drawer shut."""
        self._sense(0, drawer_open=False)

    def stall(self, *, after_lines: int = 0) -> None:
        """Take bytes, print nothing, answer nothing."""
        self._plan(after_lines, lambda: setattr(self._machine, "stalled", True))

    def babble(self, noise: bytes = b"") -> None:
        """Mix nonsense into the answers: `noise` over and over, or bytes by chance."""
        with self._changed:
            self._babbling, self._noise = True, noise
            self._tell()

    def say(self, noise: bytes) -> None:
        """Send these bytes once, unasked."""
        with self._changed:
            self._wire.send(noise)

    def mute_ack(self) -> None:
        """Become a clone that reports its status but confirms nothing."""
        self._know(process_id=False, gs_r=False)

    def only_gs_r(self) -> None:
        """Become a printer that answers GS r but knows no process ids."""
        self._know(process_id=False)

    def silent(self) -> None:
        """Become a clone without any back channel."""
        self._know(process_id=False, gs_r=False, status=False)

    def reset_after(self, byte_count: int) -> None:
        """Break the connection when that many bytes of the next job have come."""
        with self._changed:
            self._reset_after, self._reset_counts = byte_count, False

    def lose_answer(self) -> None:
        """Print the next job, and break the connection instead of confirming it."""
        with self._changed:
            self._machine.lose_next_answer = lambda: self._wire.hang_up(reset=True)

    def lose_power_mid_job(self, after_lines: int = 2) -> None:
        """Lose power in the middle of the next job."""
        self._plan(after_lines, self.power_off)

    def power_off(self) -> None:
        """Lose power: connection, buffer and port are gone; only paper stays."""
        with self._changed:
            self._machine.lose_memory()
            self.refuse()

    def vanish(self, *, after_lines: int = 0) -> None:
        """Lose power as a host on the network does: nobody is left to refuse a connection or to break one."""

        def happen() -> None:
            self._machine.lose_memory()
            self._wire.vanish()

        self._plan(after_lines, happen)

    def power_on(self) -> None:
        """Come back, empty-headed."""
        with self._changed:
            self._wire.listen()
            self._wire.wake()

    def refuse(self) -> None:
        """Break the connection and refuse new ones."""
        with self._changed:
            self._wire.shut()
            self._wire.hang_up(reset=True)
            self._tell()

    def restore(self) -> None:
        """Mend everything, and print what was received meanwhile."""
        with self._changed:
            self._machine.forget_plans()
            self._machine.stalled = self._babbling = self._mute = False
            self._wire.pace.bytes_per_s = self._usual_bytes_per_s
            self._wire.plug()
            self._reset_after = None
            self._know(process_id=True, gs_r=True, status=True)
            self.power_on()
            self._sense(0, paper_out=False, paper_near_end=False, cover_open=False, cutter_blocked=False)
            self._sense(0, cutter_error=False)

    @property
    def line_delay_s(self) -> float:
        """How long it takes over one line of print."""
        return self._machine.line_delay_s

    @line_delay_s.setter
    def line_delay_s(self, line_delay_s: float) -> None:
        self._machine.line_delay_s = line_delay_s

    def slow(self, bytes_per_s: float = 960.0) -> None:
        """Let no more bytes in than a serial line at 9600 baud would."""
        with self._changed:
            self._wire.pace.bytes_per_s = bytes_per_s
            self._tell()

    def deaf(self, *, after_lines: int = 0) -> None:
        """Print, but let no answer out, as on a cable with a broken wire."""
        self._plan(after_lines, lambda: setattr(self, "_mute", True))

    def power_cycle(self, *, after_lines: int = 0) -> None:
        """Lose power and have it back at once: what was not on paper is forgotten."""

        def happen() -> None:
            self.power_off()
            self.power_on()

        self._plan(after_lines, happen)

    def unplug(self, *, after_lines: int = 0) -> None:
        """Pull the data cable; what has been received is printed."""
        self._plan(after_lines, self._wire.unplug)

    def plug(self) -> None:
        """Put the data cable back."""
        with self._changed:
            self._wire.plug()
            self._tell()

    def _sense(self, after_lines: int, **sensors: bool) -> None:
        def happen() -> None:
            for sensor, value in sensors.items():
                setattr(self._machine.sensors, sensor, value)
            self._machine.report()

        self._plan(after_lines, happen)

    def _plan(self, after_lines: int, happening: Callable[[], None]) -> None:
        with self._changed:
            self._machine.after_lines(after_lines, happening)
            self._tell()

    def _know(self, **abilities: bool) -> None:
        with self._changed:
            for ability, value in abilities.items():
                setattr(self._machine, f"knows_{ability}", value)

    def _answer(self, data: bytes) -> None:
        if not self._mute:
            self._wire.send(data)

    def _tell(self) -> None:
        self._changed.notify_all()
        if not self._ended:
            self._wire.wake()
