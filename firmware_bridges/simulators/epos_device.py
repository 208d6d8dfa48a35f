"""What every simulated ePOS printer has: sensors, paper, answers, and faults that take effect before they return."""

import threading
from collections.abc import Callable
from typing import Self

from firmware_bridges.simulators.epos_paper import NAMESPACE, EposHead, SchemaError, read_request
from firmware_bridges.simulators.head import Slip
from firmware_bridges.simulators.machine import Sensors

DEVICE_ID = "local_printer"
_ALWAYS_SET = 0x0F000010


class EposDevice:
    """The printer without its wire. `after_lines` puts a fault off until so many more lines are printed."""

    def __init__(self, name: str, columns: int) -> None:
        self.name = name
        self.jobs = 0
        """Requests with something to print, so far."""
        self._changed = threading.Condition(threading.RLock())
        self._head = EposHead(columns)
        self._sensors = Sensors()
        self._stalled = False
        self._lying = False
        self._plans: list[tuple[int, Callable[[], None]]] = []
        self._powered = True
        self._ended = False

    def slips(self) -> list[Slip]:
        """The paper so far, oldest first; the last one may not be cut yet."""
        with self._changed:
            rest = [self._head.current] if self._head.current.marks else []
            return [*self._head.slips, *rest]

    @property
    def kicks(self) -> int:
        """How often the drawer has been kicked."""
        return len(self._head.kicks)

    @property
    def kicked_pins(self) -> list[int]:
        """The connector's pin of every kick."""
        return list(self._head.kicks)

    @property
    def beeps(self) -> int:
        """How often the buzzer has sounded."""
        return self._head.beeps

    def condition(self) -> dict[str, bool | str]:
        """How the printer is, for a page that shows it: paper (ok, near_end, out), cover_open, stalled, powered, muted."""
        with self._changed:
            paper = "out" if self._sensors.paper_out else "near_end" if self._sensors.paper_near_end else "ok"
            return {
                "paper": paper,
                "cover_open": self._sensors.cover_open,
                "stalled": self._stalled,
                "powered": self._powered,
                "muted": self._lying,
            }

    def wait_until(self, condition: Callable[[Self], bool], timeout_s: float = 5.0) -> bool:
        """Whether `condition` came true in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout_s)

    def wait_for_slips(self, count: int, timeout_s: float = 5.0) -> bool:
        """Whether that many slips were cut in time."""
        return self.wait_until(lambda device: device._head.cuts >= count, timeout_s)

    def paper_out(self, *, after_lines: int = 0) -> None:
        """The roll ends."""
        self._sense(after_lines, paper_out=True)

    def paper_near_end(self) -> None:
        """The roll is nearly used up."""
        self._sense(0, paper_near_end=True)

    def new_roll(self) -> None:
        """Put a new roll in."""
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

    def stall(self) -> None:
        """Hang: take requests and answer nothing."""
        self._set(stalled=True)

    def lie(self) -> None:
        """Say that all went well and print nothing; only the bit for printed paper stays honest."""
        self._set(lying=True)

    def restore(self) -> None:
        """Mend everything."""
        with self._changed:
            self._plans.clear()
            self._set(stalled=False, lying=False)
            self._sense(0, paper_out=False, paper_near_end=False, cover_open=False, cutter_error=False)

    def _sense(self, after_lines: int, **sensors: bool) -> None:
        def happen() -> None:
            for sensor, value in sensors.items():
                setattr(self._sensors, sensor, value)
            self._sensors_changed()

        with self._changed:
            if after_lines:
                self._plans.append((after_lines, happen))
            else:
                happen()
            self._changed.notify_all()

    def _sensors_changed(self) -> None:
        """For printers that tell their status by themselves."""

    def _set(self, **states: bool) -> None:
        with self._changed:
            for state, value in states.items():
                setattr(self, f"_{state}", value)
            self._changed.notify_all()

    def _print(self, body: bytes, device_id: str) -> str:
        """Carry out a request and return the `response` element; ConnectionAbortedError when the power goes."""
        with self._changed:
            try:
                return self._printed(body, device_id)
            finally:
                self._changed.notify_all()

    def _printed(self, body: bytes, device_id: str) -> str:
        if device_id != DEVICE_ID:
            return self._response("DeviceNotFound")
        try:
            request = read_request(body)
        except SchemaError:
            return self._response("SchemaError")
        if len(request) == 0:
            return self._response(self._trouble())
        self.jobs += 1
        if trouble := self._trouble():
            return self._response(trouble)
        if self._lying:
            return self._response("")
        for step in self._head.steps(request):
            if step == "kick":
                self._sense(0, drawer_open=True)
            else:
                self._count_line()
            if not self._powered:
                raise ConnectionAbortedError
            if trouble := self._trouble():
                return self._response(trouble)
        return self._response("", printed=True)

    def _count_line(self) -> None:
        due = [happening for lines, happening in self._plans if lines == 1]
        self._plans = [(lines - 1, happening) for lines, happening in self._plans if lines > 1]
        for happening in due:
            happening()

    def _trouble(self) -> str:
        sensors = self._sensors
        if sensors.cover_open:
            return "EPTR_COVER_OPEN"
        if sensors.paper_out:
            return "EPTR_REC_EMPTY"
        return "EPTR_CUTTER" if sensors.cutter_error else ""

    def _response(self, code: str, *, printed: bool = False) -> str:
        success = "false" if code else "true"
        status = self._bits() | 0x02 * printed
        return (
            f'<response xmlns="{NAMESPACE}" success="{success}" code="{code}" status="{status}" battery="0"/>'
        )

    def _bits(self) -> int:
        sensors = self._sensors
        near = sensors.paper_near_end or sensors.paper_out
        return (
            _ALWAYS_SET
            | 0x04 * sensors.drawer_open
            | 0x08 * sensors.halted
            | 0x20 * sensors.cover_open
            | 0x800 * sensors.cutter_error
            | 0x20000 * near
            | 0x80000 * sensors.paper_out
        )
