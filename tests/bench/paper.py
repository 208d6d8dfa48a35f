"""Program: the restaurant's printers as simulators in a process of their own, telling when each ticket's first bytes came.

Says the ports as one JSON line; for each line it reads it answers the tickets since the last as one JSON line.
"""

import json
import sys
import time

from appliance.cli.seed import PRINTERS
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

_JOB_BEGINS = b"\x1b@"


class TimedPrinter(EscPosSimulator):
    """Notes the monotonic moment at which the bytes of each slip began to arrive."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.tickets: list[tuple[float, str]] = []
        self._begun_s = 0.0
        self._told = 0

    def _take(self, data: bytes) -> None:
        if _JOB_BEGINS in data:
            self._begun_s = time.monotonic()
        super()._take(data)

    def _turn(self) -> float | None:
        pause_s = super()._turn()
        cuts = self._machine.head.cuts
        if cuts > self._told:
            fresh = self._machine.head.slips[self._told - cuts :]
            self._told = cuts
            self.tickets += [(self._begun_s, slip.text) for slip in fresh]
        return pause_s

    def take_tickets(self) -> list[tuple[float, str]]:
        """Tickets since the last call."""
        with self._changed:
            fresh, self.tickets = self.tickets, []
            return fresh


def main() -> None:
    printers = {name: TimedPrinter(name) for name, _ in PRINTERS}
    for printer in printers.values():
        printer.start()
    print(json.dumps({name: printer.port for name, printer in printers.items()}), flush=True)
    for _ in sys.stdin:
        tickets = [(name, *ticket) for name, printer in printers.items() for ticket in printer.take_tickets()]
        print(json.dumps(tickets), flush=True)
    for printer in printers.values():
        printer.stop()


if __name__ == "__main__":
    main()
