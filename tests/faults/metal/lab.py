"""What the metal lab saw of a USB printer at the kernel's usblp, kept: `python -m tests.faults.metal.lab CONSOLE`."""

import sys
from pathlib import Path

import msgspec

from tests.faults.metal.scene import Seen

KEPT = Path(__file__).with_name("seen_in_lab.json")
SEEN = "SEEN "
"""Begins the console's line with a cell's name and what was seen in it, as JSON."""


def line_of(name: str, seen: Seen) -> str:
    """For the console."""
    return SEEN + msgspec.json.encode({name: seen}).decode()


def seen_in(console: str) -> dict[str, Seen]:
    """All cells of a console, by name. Raises ValueError when there are none."""
    found: dict[str, Seen] = {}
    for line in console.splitlines():
        if line.startswith(SEEN):
            found |= msgspec.json.decode(line.removeprefix(SEEN), type=dict[str, Seen])
    if not found:
        raise ValueError("this console has seen no cell")
    return found


def kept() -> dict[str, Seen]:
    """What was seen when it was last kept, by the cell's name."""
    return msgspec.json.decode(KEPT.read_bytes(), type=dict[str, Seen])


def main(console: str) -> None:
    seen = seen_in(Path(console).read_text(encoding="utf-8", errors="replace"))
    KEPT.write_bytes(msgspec.json.format(msgspec.json.encode(seen), indent=1) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
