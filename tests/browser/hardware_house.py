"""Runs `comanda` as evening_clock.py does, searching for devices on loopback, with two printers around that nobody set up.

`hardware_house.py FILE demo …`: FILE.printers then names their addresses as JSON: {"new": "127.0.0.1:40001", …}.
"""

import functools
import importlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.evening_clock import move_clock


def main() -> None:
    clock_file = Path(sys.argv.pop(1))
    move_clock(clock_file)
    demo = importlib.import_module("appliance.cli.demo")
    control = importlib.import_module("firmware_bridges.simulators.control")
    around = control.SimulatedPrinters([control.PrinterSpec("new"), control.PrinterSpec("unknown")]).start()
    where = {name: f"127.0.0.1:{around[name].port}" for name in around.names()}
    clock_file.with_name(f"{clock_file.name}.printers").write_text(json.dumps(where))
    vars(demo)["Appliance"] = functools.partial(demo.Appliance, listening_on="127.0.0.1")
    try:
        demo.demo(sys.argv[2:], prog_name="comanda demo")
    finally:
        around.stop()


if __name__ == "__main__":
    main()
