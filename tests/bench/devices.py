"""Program: simulated devices in a process of their own: `python -m tests.bench.devices grill=escpos bar=star pole=pole …`.

Says their addresses as one JSON line. For each line "NAME METHOD" that it reads (`grill stall`) that happens; it answers true.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from firmware_bridges.simulators.drawer_pty import DrawerSimulator
from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.modem_pty import ModemSimulator
from firmware_bridges.simulators.pole_pty import PoleSimulator
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.simulators.star_tcp import StarSimulator

FAST_BAUD = 115_200

MAKERS: dict[str, Callable[[str], Any]] = {
    "escpos": EscPosSimulator,
    "star": StarSimulator,
    "serial": lambda name: EscPosSimulator(name, wire=PtyWire(baud=FAST_BAUD)),
    "epos": EposSimulator,
    "pole": PoleSimulator,
    "modem": ModemSimulator,
    "drawer": DrawerSimulator,
}


def main() -> None:
    kinds = dict(argument.split("=") for argument in sys.argv[1:])
    devices = {name: MAKERS[kind](name).start() for name, kind in kinds.items()}
    addresses = {
        name: device.base_url if isinstance(device, EposSimulator) else device.address
        for name, device in devices.items()
    }
    print(json.dumps(addresses), flush=True)
    for line in sys.stdin:
        name, _, method = line.strip().partition(" ")
        getattr(devices[name], method)()
        print("true", flush=True)
    for device in devices.values():
        device.stop()


if __name__ == "__main__":
    main()
