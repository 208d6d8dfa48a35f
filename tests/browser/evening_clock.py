"""Runs `comanda` with its wall clock ahead by as many seconds as a file says, so that an evening passes in a minute.

`evening_clock.py FILE demo …`: the first argument names the file, the rest is the command line of `comanda`.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
machine_ns = time.time_ns


def move_clock(ahead: Path) -> None:
    """From now on the time is later by the seconds in this file. To be called before anything of the appliance is imported."""
    time.time_ns = lambda: machine_ns() + int(ahead.read_text()) * 1_000_000_000


def main() -> None:
    move_clock(Path(sys.argv.pop(1)))
    sys.path.insert(0, str(ROOT))
    # Only now: the appliance's clock keeps the time_ns it finds when it is imported.
    from appliance.cli import main as comanda

    comanda(prog_name="comanda")


if __name__ == "__main__":
    main()
