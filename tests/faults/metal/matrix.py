"""All cells: plays many beside each other, and keeps what was seen: `python -m tests.faults.metal.matrix --write`."""

import argparse
import asyncio
import logging
import tempfile
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import msgspec

from firmware_bridges.escpos.encoder import warm
from tests.faults.metal import lab
from tests.faults.metal.page import page
from tests.faults.metal.rigs import Rig
from tests.faults.metal.scene import Played, Seen, play
from tests.faults.metal.stream_rigs import EscPosSerial, EscPosTcp, EscPosUsb, StarTcp
from tests.faults.metal.web_rigs import CloudPrnt, EposWeb, ServerDirect

RIGS: tuple[type[Rig], ...] = (EscPosTcp, EscPosUsb, EscPosSerial, StarTcp, EposWeb, CloudPrnt, ServerDirect)
SEEN = Path(__file__).with_name("seen.json")
AT_ONCE = 14


class Cell(NamedTuple):
    """One fault of one kind of printer."""

    rig: type[Rig]
    fault: str

    @property
    def name(self) -> str:
        """As seen.json and the tests' names have it."""
        return f"{self.rig.__name__}: {self.fault}"


CELLS = [Cell(rig, fault) for rig in RIGS for fault in rig.faults]


class Matrix:
    """Plays cells on threads, each with an event loop of its own; nearly all of their time is waiting."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, "cell")
        self._folder = tempfile.TemporaryDirectory(prefix="comanda-matrix-")
        warm(Path(self._folder.name))
        longest_first = sorted(cells, key=lambda cell: cell.fault != "slow")
        self._played: dict[str, Future[Played]] = {
            cell.name: self._pool.submit(self._play, cell, number)
            for number, cell in enumerate(longest_first)
        }

    def played(self, cell: Cell) -> Played:
        """How it went, as soon as it has ended. Raises what went wrong in it."""
        return self._played[cell.name].result()

    def plays(self, cell: Cell) -> list[Played]:
        """How it went, and once more by itself when it did not go as it is kept: a busy machine is late with its answers."""
        first = self.played(cell)
        return (
            [first] if first.seen == kept()[cell.name] else [first, self._play(cell, -1 - CELLS.index(cell))]
        )

    def close(self) -> None:
        """Give up what has not begun."""
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _play(self, cell: Cell, number: int) -> Played:
        folder = Path(self._folder.name) / str(number)
        folder.mkdir()
        return asyncio.run(play(cell.rig(), cell.fault, folder))


def kept() -> dict[str, Seen]:
    """What was seen when the page was written, by the cell's name."""
    return msgspec.json.decode(SEEN.read_bytes(), type=dict[str, Seen])


def written() -> str:
    """The page of what is kept."""
    return page(RIGS, kept(), lab.kept())


def main() -> None:
    asking = argparse.ArgumentParser(description="Play every cell of the fault matrix and print its page.")
    asking.add_argument(
        "--write", type=Path, metavar="PAGE", help="keep what was seen, and write the page there"
    )
    asked = asking.parse_args()
    logging.disable(logging.CRITICAL)
    matrix = Matrix(CELLS)
    try:
        seen = {cell.name: matrix.played(cell).seen for cell in CELLS}
    finally:
        matrix.close()
    if asked.write is not None:
        SEEN.write_bytes(msgspec.json.format(msgspec.json.encode(seen), indent=1) + b"\n")
        asked.write.write_text(written())
    else:
        print(page(RIGS, seen, lab.kept()))


if __name__ == "__main__":
    main()
