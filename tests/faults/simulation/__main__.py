"""`python -m tests.faults.simulation --seeds 1000 [--first 1] [--bug NAME] [--json]`: many evenings, one after the other."""

import argparse
import contextlib
import json
import sys
import time
from collections import Counter

from tests.faults.simulation.bugs import BUGS
from tests.faults.simulation.evening import furnished, live


def main() -> None:
    """Exit status 1 when an evening's books were wrong; each wrong one is told with its seed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.simulation")
    parser.add_argument("--seeds", type=int, default=1000, help="how many evenings")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--bug", choices=sorted(BUGS), help="plant this bug")
    parser.add_argument("--json", action="store_true", help="say only how it ended, as JSON")
    wanted = parser.parse_args()
    counts: Counter[str] = Counter()
    wrong: dict[int, list[str]] = {}
    furnished()
    began_s = time.monotonic()
    with BUGS[wanted.bug][0]() if wanted.bug else contextlib.nullcontext():
        for seed in range(wanted.first, wanted.first + wanted.seeds):
            try:
                report = live(seed)
            except Exception as error:
                raise RuntimeError(f"the evening of seed {seed} broke off") from error
            counts.update(
                {**report.counts, "orders": report.orders, "sheets": report.sheets, "rows": report.rows}
            )
            if report.troubles:
                wrong[seed] = report.troubles
                if not wanted.json:
                    print(f"seed {seed}:", *report.troubles, sep="\n  ", flush=True)
    found = {"evenings": wanted.seeds, "wrong": wrong, "counts": dict(sorted(counts.items()))}
    print(
        json.dumps(
            {**found, "took_s": round(time.monotonic() - began_s, 1)}, indent=None if wanted.json else 1
        )
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
