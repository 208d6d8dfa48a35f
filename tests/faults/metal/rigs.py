"""One printer of each kind on its wire: how a bridge is made for it, and how each fault is brought about and mended."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, ClassVar

from appliance.printing import Bridge, PrinterRow
from firmware_bridges.contracts import PrinterStatus, PrintOutcome
from firmware_bridges.document import Document
from firmware_bridges.escpos.printer import EscPosPrinter
from firmware_bridges.keeper import Pace
from firmware_bridges.profiles import profile_named
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.head import Slip
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.star.printer import StarPrinter
from firmware_bridges.streams import open_stream_for

OnStatus = Callable[[PrinterStatus], None]
SlowWay = Callable[[int], Awaitable[int]]
"""Gives a port that leads to the given one at 960 bytes a second."""

SLOW_BYTES_PER_S = 960.0
MID_JOB_LINES = 4
MID_JOB_BYTES = 150
LINE_S = 0.015
SLOW_LINE_S = 0.12
"""Slower than a line at 9600 baud delivers."""
BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.3, reconnect_first_s=0.05, reconnect_last_s=0.3, stop_grace_s=0.3
)
GIVE_UP_S = 4.0
PATIENT_S = 20.0
NOISE = bytes((0xF7, 0xE1, 0xC3, 0xFF))


@dataclass(frozen=True)
class Fault:
    """`how` says what happens. `begin` is called before the ticket is queued, `strike` (on a thread, may wait) after it.

    `gives_up_s`: how long the first attempt may take. The simulator's own `restore` mends every fault.
    """

    how: str
    begin: Callable[[Any], None] = lambda _: None
    strike: Callable[[Any], None] = lambda _: None
    gives_up_s: float = GIVE_UP_S


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
    """A printer on its wire, `say` for people. `faults` has the same names for every kind.

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


def _babble(device: EscPosSimulator) -> None:
    device.wait_until(lambda each: bool(each.slips()))
    device.babble(NOISE)


STREAM_FAULTS: dict[str, Fault] = {
    "off at start": Fault("has no power when the appliance starts", EscPosSimulator.power_off),
    "paper out": Fault(
        "the roll ends after four lines; it keeps what it received",
        lambda it: it.paper_out(after_lines=MID_JOB_LINES),
    ),
    "cover open": Fault(
        "the cover is opened after four lines; it keeps what it received",
        lambda it: it.cover(after_lines=MID_JOB_LINES),
    ),
    "stall": Fault(
        "hangs after four lines, and prints what it received when it comes to itself",
        lambda it: it.stall(after_lines=MID_JOB_LINES),
    ),
    "reset": Fault(
        "the connection breaks after 150 bytes, and is to be had again at once",
        lambda it: it.reset_after(MID_JOB_BYTES),
    ),
    "unplugged": Fault(
        "the data cable is pulled after four lines; what it received is printed",
        lambda it: it.unplug(after_lines=MID_JOB_LINES),
    ),
    "power lost": Fault(
        "loses power after four lines, and with it all that is not on paper",
        lambda it: it.lose_power_mid_job(MID_JOB_LINES),
    ),
    "slow": Fault("takes 960 bytes a second", lambda it: it.slow(SLOW_BYTES_PER_S), gives_up_s=PATIENT_S),
    "deaf": Fault(
        "no word from it arrives after four lines; it prints on",
        lambda it: it.deaf(after_lines=MID_JOB_LINES),
    ),
    "babble": Fault("mixes nonsense into its answers from the first line on", strike=_babble),
}


class StreamRig(Rig):
    """A printer that is spoken to over a stream of bytes."""

    faults: ClassVar[Mapping[str, Fault]] = STREAM_FAULTS
    simulator: EscPosSimulator

    @property
    def device(self) -> EscPosSimulator:
        return self.simulator

    @property
    def address(self) -> str:
        return self.simulator.address

    async def lay_line(self, to_appliance: int, slow: SlowWay | None) -> None:
        self.simulator.start()

    def appliance_is_up(self) -> None:
        """It waits to be spoken to."""


class EscPosTcp(StreamRig):
    """ESC/POS over the network."""

    say = "ESC/POS over TCP"
    kind, profile = "escpos", "epson-80"

    def __init__(self) -> None:
        super().__init__()
        self.simulator = EscPosSimulator(line_delay_s=LINE_S)

    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        stream = open_stream_for(row.address)
        return EscPosPrinter(row.name, stream, profile_named(row.profile), on_status=on_status, pace=BRISK)


class EscPosSerial(EscPosTcp):
    """ESC/POS over a serial line at 9600 baud with XON/XOFF, on a printer with a small buffer."""

    say = "ESC/POS, serial, 9600 baud"
    faults: ClassVar[Mapping[str, Fault]] = {
        **STREAM_FAULTS,
        "slow": Fault(
            "prints slower than the line delivers, and says XOFF",
            lambda it: setattr(it, "line_delay_s", SLOW_LINE_S),
            gives_up_s=PATIENT_S,
        ),
    }

    def __init__(self) -> None:
        Rig.__init__(self)
        self.simulator = EscPosSimulator(line_delay_s=LINE_S, wire=PtyWire(baud=9600, buffer_bytes=256))


class StarTcp(StreamRig):
    """Star Line Mode over the network."""

    say = "Star over TCP"
    kind, profile = "star", "star-80"

    def __init__(self) -> None:
        super().__init__()
        self.simulator = StarSimulator(line_delay_s=LINE_S)

    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        stream = open_stream_for(row.address)
        return StarPrinter(row.name, stream, profile_named(row.profile), on_status=on_status, pace=BRISK)
