"""Runs inside the lab's machine: the fault matrix's cells for a USB printer, with the real desk and its real file."""

import asyncio
import logging
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from firmware_bridges.simulators.wire import PrinterWire
from tests.faults.metal.lab import line_of
from tests.faults.metal.paper import lost, unmarked_doubles
from tests.faults.metal.scene import FIRST, SECOND, THIRD, Played, play
from tests.faults.metal.stream_rigs import EscPosUsb


def cells(wire: Callable[[], PrinterWire]) -> Iterator[tuple[str, Callable[[], str]]]:
    """What is played, by name: each says how it went, and raises AssertionError where a ticket was lost or doubled."""
    logging.disable(logging.CRITICAL)
    for fault in EscPosUsb.faults:
        yield fault, partial(_cell, wire, fault)


def _cell(wire: Callable[[], PrinterWire], fault: str) -> str:
    with tempfile.TemporaryDirectory(prefix="comanda-cell-") as folder:
        played = asyncio.run(play(EscPosUsb(wire()), fault, Path(folder)))
    print(line_of(f"EscPosUsb: {fault}", played.seen), flush=True)
    _check(played)
    papers = " ".join(
        f"{one.ticket}{' COPY' * one.copy}{' (torn)' * (not one.whole)}," for one in played.papers
    )
    return f"{played.seen.attempt}; {papers[:-1]}; stopped in {max(played.stops_s):.1f} s"


def _check(played: Played) -> None:
    missing = lost(played.papers, (FIRST, SECOND, THIRD))
    assert not missing, f"lost: {missing}"
    doubles = unmarked_doubles(played.papers)
    assert not doubles, f"unmarked doubles: {doubles}"
