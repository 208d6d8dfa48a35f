"""A simulated ESC/POS network printer: a real socket, real answers, readable paper, faults on demand."""

import os
import threading
from collections.abc import Callable
from typing import Self

from firmware_bridges.simulators.head import Slip
from firmware_bridges.simulators.machine import Machine
from firmware_bridges.simulators.wire import Wire

_BABBLE_EVERY_S = 0.02
_FIRST_COMMAND = b"\x1b@"


class EscPosSimulator:
    """Serves one client at a time (a second one connects and hears nothing); its paper is in `slips()`.

    Every fault method takes effect before it returns; `after_lines` puts it off until so many more lines are
    printed.
    `restore()` mends everything.
    """

    def __init__(
        self,
        name: str = "printer",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        columns: int = 48,
        line_delay_s: float = 0.0,
    ) -> None:
        self.name = name
        self.connections = 0
        """Clients served so far."""
        self._changed = threading.Condition(threading.RLock())
        self._wire = Wire(host, port)
        self._machine = Machine(columns, line_delay_s, self._wire.send)
        self._babbling = False
        self._noise = b""
        self._reset_after: int | None = None
        self._reset_counts = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=f"simulated {name}", daemon=True)

    @property
    def host(self) -> str:
        return self._wire.address[0]

    @property
    def port(self) -> int:
        return self._wire.address[1]

    def start(self) -> Self:
        """Switch it on."""
        self._wire.listen()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch it off for good and give the port back."""
        with self._changed:
            if self._ended:
                return
            self._ended = True
            self._wire.wake()
        if self._thread.ident is not None:
            self._thread.join(2.0)
        self._wire.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def slips(self) -> list[Slip]:
        """The paper so far, oldest first; the last one may not be cut yet."""
        with self._changed:
            return self._machine.slips

    @property
    def kicks(self) -> int:
        """How often the drawer has been kicked."""
        return self._machine.head.kicks

    @property
    def beeps(self) -> int:
        """How often the buzzer has been asked to sound."""
        return self._machine.head.beeps

    @property
    def unknown(self) -> list[bytes]:
        """Commands it did not understand."""
        return self._machine.head.unknown

    def condition(self) -> dict[str, bool | str]:
        """How the printer is, for a page that shows it: paper (ok, near_end, out), cover_open, stalled, powered, muted."""
        with self._changed:
            sensors = self._machine.sensors
            paper = "out" if sensors.paper_out else "near_end" if sensors.paper_near_end else "ok"
            return {
                "paper": paper,
                "cover_open": sensors.cover_open,
                "stalled": self._machine.stalled,
                "powered": self._wire.listening,
                "muted": not self._machine.knows_gs_r,
            }

    def wait_until(self, condition: Callable[["EscPosSimulator"], bool], timeout_s: float = 5.0) -> bool:
        """Whether `condition` came true in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout_s)

    def wait_for_slips(self, count: int, timeout_s: float = 5.0) -> bool:
        """Whether that many slips were cut in time."""
        return self.wait_until(lambda simulator: simulator._machine.head.cuts >= count, timeout_s)

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

    def cutter_jam(self) -> None:
        """The cutter is stuck."""
        self._sense(0, cutter_error=True)

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
            self._machine.stalled = self._babbling = False
            self._reset_after = None
            self._know(process_id=True, gs_r=True, status=True)
            self.power_on()
            self._sense(0, paper_out=False, paper_near_end=False, cover_open=False, cutter_error=False)

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

    def _tell(self) -> None:
        self._changed.notify_all()
        if not self._ended:
            self._wire.wake()

    def _run(self) -> None:
        pause_s: float | None = None
        while not self._ended:
            self._wire.wait(_BABBLE_EVERY_S if self._babbling else pause_s)
            with self._changed:
                if self._ended:
                    break
                pause_s = self._turn()
                self._changed.notify_all()

    def _turn(self) -> float | None:
        if self._wire.accept():
            self.connections += 1
            self._machine.new_client()
        if data := self._wire.receive():
            self._take(data)
        if self._babbling:
            self._wire.send(self._noise or os.urandom(16))
        return self._machine.work()

    def _take(self, data: bytes) -> None:
        """Pass bytes on, up to where a planned reset cuts the job off."""
        if self._reset_after is None:
            self._machine.receive(data)
            return
        start = 0 if self._reset_counts else data.find(_FIRST_COMMAND)
        if start < 0:
            self._machine.receive(data)
            return
        self._reset_counts = True
        end = start + self._reset_after
        self._machine.receive(data[:end])
        self._reset_after -= len(data) - start
        if self._reset_after <= 0:
            self._reset_after = None
            self._machine.work()
            self._wire.hang_up(reset=True)
