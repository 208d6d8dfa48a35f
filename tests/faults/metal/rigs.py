"""A printer on its wire: how a bridge is made for it, and how a fault is brought about and mended."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, ClassVar

from appliance.printing import Bridge, PrinterRow
from firmware_bridges.contracts import PrinterStatus, PrintOutcome
from firmware_bridges.document import Document
from firmware_bridges.keeper import Pace
from firmware_bridges.simulators.head import Slip

OnStatus = Callable[[PrinterStatus], None]
SlowWay = Callable[[int], Awaitable[int]]
"""Gives a port that leads to the given one at 960 bytes a second."""

SLOW_BYTES_PER_S = 960.0
MID_JOB_LINES = 4
MID_JOB_BYTES = 150
BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.3, reconnect_first_s=0.05, reconnect_last_s=0.3, stop_grace_s=0.3
)
GIVE_UP_S = 4.0
PATIENT_S = 20.0
OFF_AT_START = "has no power when the appliance starts"
REFUSES = f"{OFF_AT_START}; its address refuses"
VANISHED = f"{OFF_AT_START}; its address swallows what is sent to it"
VANISHES = "loses power after four lines; from then on its address swallows what is sent to it"
SILENCES = ("off, address silent", "power lost, address silent")
"""Faults of printers that are called over the network."""


@dataclass(frozen=True)
class Fault:
    """`how` says what happens. `begin` is called before the ticket is queued, `strike` (on a thread, may wait) after it.

    `gives_up_s`: how long the first attempt may take. `at_start`: it is so before the appliance looks for the printer.
    The simulator's own `restore` mends every fault.
    """

    how: str
    begin: Callable[[Any], None] = lambda _: None
    strike: Callable[[Any], None] = lambda _: None
    gives_up_s: float = GIVE_UP_S
    at_start: bool = False


class Impatient:
    """A bridge whose first attempt has its own deadline, so that nobody waits as long as in a restaurant."""

    def __init__(self, bridge: Bridge, first_s: float) -> None:
        self._bridge = bridge
        self._deadline_s = first_s

    @property
    def status(self) -> PrinterStatus:
        return self._bridge.status

    def start(self) -> None:
        self._bridge.start()

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        first_s, self._deadline_s = self._deadline_s, PATIENT_S
        return self._bridge.submit(job_id, document, deadline_s=first_s)

    def stop(self) -> None:
        self._bridge.stop()

    def __getattr__(self, name: str) -> Any:
        """What a printer's calls are given to."""
        return getattr(self._bridge, name)


class Rig(ABC):
    """A printer on its wire, `say` for people. `faults` has the same names for every kind, and for one on the network
    `SILENCES` besides.

    `gives_up_s` is the patience with its first ticket, set by the fault.
    """

    say: ClassVar[str]
    kind: ClassVar[str]
    profile: ClassVar[str]
    faults: ClassVar[Mapping[str, Fault]]

    def __init__(self) -> None:
        self.gives_up_s = GIVE_UP_S

    @abstractmethod
    async def lay_line(self, to_appliance: int, slow: SlowWay | None) -> None:
        """Connect it; `to_appliance` is the port for printers that call. `slow` makes a slow way to a port."""

    @property
    @abstractmethod
    def device(self) -> Any:
        """The simulator, which faults are brought upon."""

    @property
    @abstractmethod
    def address(self) -> str:
        """As the printer's row has it."""

    @abstractmethod
    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        """The real bridge, in a hurry."""

    def make(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        """For the desk."""
        return Impatient(self.bridge(row, on_status), self.gives_up_s)

    @abstractmethod
    def appliance_is_up(self) -> None:
        """From now on a printer that calls is answered."""

    def slips(self) -> Sequence[Slip]:
        """The paper so far."""
        found: Sequence[Slip] = self.device.slips()
        return found

    def mend(self) -> None:
        """All is well again, and nothing more is going to happen."""
        self.device.restore()

    def end(self) -> None:
        """Take it away."""
        self.device.stop()
