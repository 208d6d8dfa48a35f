"""What is played with a bridge and a simulated printer at the two ends of a real USB cable."""

import time
from collections.abc import Callable

from firmware_bridges import (
    PROFILES,
    Columns,
    Cut,
    Document,
    EscPosPrinter,
    OutcomeState,
    Paper,
    PrinterStatus,
    PrintOutcome,
    Reason,
    Text,
)
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.star.printer import StarPrinter
from firmware_bridges.streams import open_stream_for
from tests.metal_lab.gadget import await_true

SEEN_WITHIN_S = 3.0
PATIENCE_S = 30.0
STALL_DEADLINE_S = 4.0
LONG_LINES = 400
LATE_S = 1.5
"""How much later than its deadline an outcome may come on this slow machine."""

Seen = Callable[[PrinterStatus], bool]


class Stage:
    """A printer, the bridge to it at `address`, and what may be asked of the two."""

    def __init__(self, simulator: EscPosSimulator, address: str) -> None:
        self.simulator = simulator
        self.address = address
        stream = open_stream_for(address)
        self.bridge: EscPosPrinter | StarPrinter = (
            StarPrinter("metal", stream, PROFILES["star-80"])
            if isinstance(simulator, StarSimulator)
            else EscPosPrinter("metal", stream, PROFILES["epson-80"])
        )
        self._jobs = 0

    def __enter__(self) -> "Stage":
        self.bridge.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bridge.stop()

    def print(self, lines: int = 8, *, deadline_s: float = PATIENCE_S) -> PrintOutcome:
        """Print a ticket of so many lines whose last one tells it from all others."""
        self._jobs += 1
        rows = [Columns(f"{row} x Pasta with a long name", f"{row},50") for row in range(1, lines)]
        document = Document("ticket", (*rows, Text(self.mark), Cut()))
        return self.bridge.submit(self.mark, document, deadline_s=deadline_s).result(deadline_s + 10)

    @property
    def mark(self) -> str:
        return f"ticket {self._jobs}."

    def on_paper(self) -> bool:
        """Whether the last ticket has come out whole."""
        return any(self.mark in slip.text and slip.cut for slip in self.simulator.slips())

    def see(self, seen: Seen, within_s: float = SEEN_WITHIN_S) -> None:
        """The bridge knows of it in time."""
        assert await_true(lambda: seen(self.bridge.status), within_s), f"still {self.bridge.status}"

    def well(self) -> None:
        self.see(lambda status: status.problem is Reason.NONE, PATIENCE_S)


def prints_and_confirms(stage: Stage) -> str:
    stage.well()
    outcome = stage.print()
    assert outcome.state is OutcomeState.PRINTED, outcome
    assert stage.on_paper(), "it is not on paper"
    return "printed"


def tells_of_paper_and_cover(stage: Stage) -> str:
    stage.well()
    stage.simulator.paper_out()
    stage.see(lambda status: status.paper is Paper.OUT and status.problem is Reason.PAPER_OUT)
    stage.simulator.new_roll()
    stage.see(lambda status: status.problem is Reason.NONE)
    stage.simulator.cover()
    stage.see(lambda status: status.cover_open and status.problem is Reason.COVER_OPEN)
    stage.simulator.cover(False)
    stage.see(lambda status: status.problem is Reason.NONE)
    return f"each within {SEEN_WITHIN_S:.0f} s"


def keeps_the_deadline_of_a_stalled_printer(stage: Stage) -> str:
    stage.well()
    stage.simulator.stall(after_lines=3)
    began = time.monotonic()
    outcome = stage.print(LONG_LINES, deadline_s=STALL_DEADLINE_S)
    took_s = time.monotonic() - began
    stage.simulator.restore()
    assert outcome.state is OutcomeState.UNKNOWN, outcome
    allowed_s = STALL_DEADLINE_S + stage.bridge.profile.paper_s(LONG_LINES, 0)
    assert took_s < allowed_s + LATE_S, f"took {took_s:.1f} s"
    # What the stalled printer had taken comes out first; until then it answers nobody.
    assert await_true(lambda: stage.print().state is OutcomeState.PRINTED), "it does not come back"
    assert stage.on_paper(), "it is not on paper"
    return f"unknown after {took_s:.1f} s, then printed again"


def does_not_know_a_ticket_that_lost_its_cable(stage: Stage) -> str:
    stage.well()
    stage.simulator.unplug(after_lines=3)
    outcome = stage.print(LONG_LINES)
    assert outcome.state is OutcomeState.UNKNOWN, outcome
    assert not stage.on_paper(), "all of it came out"
    stage.see(lambda status: status.reason is Reason.UNREACHABLE, PATIENCE_S)
    waiting = stage.print(deadline_s=2.0)
    assert (waiting.state, waiting.reason) == (OutcomeState.FAILED, Reason.UNREACHABLE), waiting
    return f"{outcome.state} ({outcome.reason}), then {waiting.state} ({waiting.reason})"


def prints_again_when_plugged_in(stage: Stage) -> str:
    stage.simulator.plug()
    stage.well()
    outcome = stage.print()
    assert outcome.state is OutcomeState.PRINTED, outcome
    assert stage.on_paper(), "it is not on paper"
    return "printed"


SCENES: tuple[Callable[[Stage], str], ...] = (
    prints_and_confirms,
    tells_of_paper_and_cover,
    keeps_the_deadline_of_a_stalled_printer,
    does_not_know_a_ticket_that_lost_its_cable,
    prints_again_when_plugged_in,
)
