"""A simulated ESC/POS printer: a real socket or serial line, real answers, readable paper, faults on demand."""

import os
import threading
from collections.abc import Callable
from typing import Self

from firmware_bridges.simulators.head import Slip
from firmware_bridges.simulators.mishaps import Mishaps
from firmware_bridges.simulators.wire import PrinterWire, Wire

_BABBLE_EVERY_S = 0.02
_FIRST_COMMAND = b"\x1b@"


class EscPosSimulator(Mishaps):
    """Serves one client at a time (a second one connects and hears nothing); its paper is in `slips()`.

    It hangs on a TCP port of `host`, or on the `wire` that is given; faults are the methods of `Mishaps`.
    """

    def __init__(
        self,
        name: str = "printer",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        columns: int = 48,
        line_delay_s: float = 0.0,
        wire: PrinterWire | None = None,
    ) -> None:
        super().__init__(wire or Wire(host, port), columns, line_delay_s)
        self.name = name
        self.connections = 0
        """Clients served so far."""
        self._thread = threading.Thread(target=self._run, name=f"simulated {name}", daemon=True)

    @property
    def address(self) -> str:
        """Where a bridge finds it, as in `firmware_bridges.address`."""
        return self._wire.where

    @property
    def host(self) -> str:
        return self._tcp.address[0]

    @property
    def port(self) -> int:
        return self._tcp.address[1]

    @property
    def _tcp(self) -> Wire:
        if not isinstance(self._wire, Wire):
            raise TypeError(f"{self.name} is not on the network but at {self.address}")
        return self._wire

    def start(self) -> Self:
        """Switch it on."""
        self._wire.plug()
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
        """How the printer and its drawer are, for a page that shows it; `paper` is ok, near_end or out."""
        with self._changed:
            sensors = self._machine.sensors
            paper = "out" if sensors.paper_out else "near_end" if sensors.paper_near_end else "ok"
            return {
                "paper": paper,
                "cover_open": sensors.cover_open,
                "stalled": self._machine.stalled,
                "powered": self._wire.listening,
                "muted": not self._machine.knows_gs_r,
                "drawer_open": sensors.drawer_open,
            }

    def wait_until(self, condition: Callable[["EscPosSimulator"], bool], timeout_s: float = 5.0) -> bool:
        """Whether `condition` came true in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout_s)

    def wait_for_slips(self, count: int, timeout_s: float = 5.0) -> bool:
        """Whether that many slips were cut in time."""
        return self.wait_until(lambda simulator: simulator._machine.head.cuts >= count, timeout_s)

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
        pause_s = self._machine.work()
        self._wire.backlog(self._machine.backlog_bytes)
        return pause_s

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
