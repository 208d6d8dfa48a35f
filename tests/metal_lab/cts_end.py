"""The far end of the machine's RS-232 port: a small, slow printer that lowers the machine's CTS wire while it is full.

    python -m tests.metal_lab.cts_end LIBRARY qemu-system-x86_64 …

runs QEMU with one more serial port, and `cts.c` as LIBRARY in it. Ends with a row of what the printer saw.
"""

import os
import subprocess
import sys
from pathlib import Path

from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.pty_wire import PtyWire

BUFFER_BYTES = 1024
SLOWER_THAN_THE_LINE_S = 0.075


class CtsWire(PtyWire):
    """Takes whatever comes, and loses what does not fit."""

    def __init__(self) -> None:
        super().__init__(baud=9600, flow="rtscts", buffer_bytes=BUFFER_BYTES)
        self.low = Path(self.path).with_name("cts-low")

    def _hold(self, held: bool) -> None:
        if held and not self.low.exists():
            self.stops += 1
            self.low.touch()
        elif not held:
            self.low.unlink(missing_ok=True)


def main(library: str, *command: str) -> None:
    wire = CtsWire()
    with EscPosSimulator("rs-232", wire=wire, line_delay_s=SLOWER_THAN_THE_LINE_S) as simulator:
        port = ("-chardev", f"serial,id=line,path={wire.path}", "-device", "isa-serial,chardev=line")
        surroundings = {**os.environ, "LD_PRELOAD": library, "COMANDA_CTS_LOW": str(wire.low)}
        running = subprocess.Popen([*command, *port], env=surroundings)
        simulator.wait_for_slips(1, 600.0)
        heeded = (wire.stops, wire.lost_bytes)
        running.wait()
    well = heeded[0] > 0 and heeded[1] == 0 and wire.lost_bytes > 0
    print(
        f"| rts    | {'the printer with RTS/CTS, and without':<46} |         | {'ok' if well else 'FAILED'}: "
        f"CTS low {heeded[0]} times and {heeded[1]} bytes lost, then {wire.lost_bytes} lost |"
    )
    if not well:
        print("METAL LAB: FAILED")


if __name__ == "__main__":
    main(*sys.argv[1:])
