"""Program: everything that can be found on a network, on loopback: says as one JSON line where to ask and what is to be found."""

import contextlib
import json
import secrets
import sys

from firmware_bridges.simulators.enpc import enpc_printer
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.mdns import MdnsDevice, kitchen_screen
from firmware_bridges.simulators.star_discovery import star_printer

ANNOUNCED_PORT = 9109
SCREENS = 3


def main() -> None:
    with contextlib.ExitStack() as stack:
        epson = stack.enter_context(enpc_printer(port=0))
        star = stack.enter_context(star_printer(port=0))
        plain = stack.enter_context(EscPosSimulator())
        stack.enter_context(MdnsDevice(f"Bar {secrets.token_hex(4)}", port=ANNOUNCED_PORT))
        agents = [secrets.token_hex(8) for _ in range(SCREENS)]
        for agent in agents:
            stack.enter_context(kitchen_screen(agent, f"Screen {agent}"))
        # ENPC and Star printers are told by their host alone, and print on port 9100 of it: here they are one.
        wanted = [f"at-tcp-127.0.0.1-{port}" for port in (9100, ANNOUNCED_PORT, plain.port)]
        wanted += [f"screen-{agent}" for agent in agents]
        ports = {"enpc": epson.port, "star": star.port, "plain": plain.port}
        print(json.dumps({"ports": ports, "wanted": wanted}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
