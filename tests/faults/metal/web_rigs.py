"""The printers that speak HTTP: one that is called, and two that call; with the faults their simulators do not know."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from appliance.printing import Bridge, PrinterRow
from firmware_bridges.cloudprnt.printer import CloudPrntPrinter
from firmware_bridges.epos.printer import EposPrinter
from firmware_bridges.epos.server_direct import ServerDirectPrinter
from firmware_bridges.keeper import Pace
from firmware_bridges.profiles import profile_named
from tests.faults.metal.rigs import (
    BRISK,
    MID_JOB_BYTES,
    MID_JOB_LINES,
    OFF_AT_START,
    PATIENT_S,
    REFUSES,
    VANISHED,
    VANISHES,
    Fault,
    OnStatus,
    Rig,
    SlowWay,
)
from tests.faults.metal.web_devices import FaultyCloudPrnt, FaultyEpos, FaultyServerDirect

MAC = "001122aabbcc"
TOKEN = "a-long-and-secret-token"
POLL_S = 0.6
"""A printer that has missed three of its calls is missed itself; a busy machine needs so much time to tell."""
SLOW_POLL_S = 3.0
SLOW = Pace(connect_s=3.0, answer_s=6.0, ping_s=1.0, stop_grace_s=0.3)


class EposWeb(Rig):
    """An Epson printer that is called."""

    say = "ePOS, called"
    kind, profile = "epos", "epson-80"
    faults: ClassVar[Mapping[str, Fault]] = {
        "off at start": Fault(REFUSES, FaultyEpos.power_off, at_start=True),
        "off, address silent": Fault(VANISHED, FaultyEpos.vanish, at_start=True),
        "paper out": Fault(
            "the roll ends after four lines, and it says so in its answer",
            lambda it: it.paper_out(after_lines=MID_JOB_LINES),
        ),
        "cover open": Fault(
            "the cover is opened after four lines, and it says so in its answer",
            lambda it: it.cover(after_lines=MID_JOB_LINES),
        ),
        "stall": Fault(
            "hangs with the job in its hands, and prints it when it comes to itself", FaultyEpos.hang
        ),
        "reset": Fault(
            "the connection breaks after 150 bytes of the job, of which it prints nothing",
            lambda it: it.reset_after(MID_JOB_BYTES),
        ),
        "unplugged": Fault("the data cable is pulled when the job is on paper", FaultyEpos.unplug),
        "power lost": Fault("loses power after four lines", lambda it: it.lose_power_mid_job(MID_JOB_LINES)),
        "slow": Fault("a line of 960 bytes a second lies between", gives_up_s=PATIENT_S),
        "deaf": Fault("prints, and its answer never arrives", FaultyEpos.lose_answer),
        "babble": Fault("prints, and answers with something else", lambda it: it.babble(jobs_only=True)),
        "power lost, address silent": Fault(VANISHES, lambda it: it.vanish_mid_job(MID_JOB_LINES)),
    }

    def __init__(self) -> None:
        super().__init__()
        self.simulator = FaultyEpos()
        self._port = self.simulator.port
        self._pace = BRISK

    @property
    def device(self) -> FaultyEpos:
        return self.simulator

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        profile = profile_named(row.profile)
        return EposPrinter(row.name, row.address, profile, on_status=on_status, pace=self._pace)

    async def lay_line(self, to_appliance: int, slow: SlowWay | None) -> None:
        self.simulator.start()
        if slow is not None:
            self._port, self._pace = await slow(self._port), SLOW

    def appliance_is_up(self) -> None:
        """It waits to be spoken to."""


class PolledRig(Rig):
    """A printer that calls the appliance."""

    simulator: Any = None
    every_s = POLL_S

    @property
    def device(self) -> Any:
        return self.simulator

    @property
    def address(self) -> str:
        return f"mac:{MAC}"

    async def lay_line(self, to_appliance: int, slow: SlowWay | None) -> None:
        if slow is not None:
            to_appliance, self.every_s = await slow(to_appliance), SLOW_POLL_S
        self.simulator = self.simulated(f"http://127.0.0.1:{to_appliance}")

    @abstractmethod
    def simulated(self, url: str) -> Any:
        """The printer, set to call there."""

    def appliance_is_up(self) -> None:
        self.simulator.start()


def _once(happening: Callable[..., None]) -> Callable[[FaultyCloudPrnt], None]:
    return lambda it: setattr(it, "happening", happening)


class CloudPrnt(PolledRig):
    """A Star printer that calls."""

    say = "CloudPRNT, calls"
    kind, profile = "cloudprnt", "star-80"
    faults: ClassVar[Mapping[str, Fault]] = {
        "off at start": Fault(OFF_AT_START, FaultyCloudPrnt.power_off, at_start=True),
        "paper out": Fault(
            "the roll ends in the middle, and it says so when it calls", lambda it: it.paper_out(mid_job=True)
        ),
        "cover open": Fault(
            "the cover is opened in the middle, and it says so when it calls",
            lambda it: it.cover(mid_job=True),
        ),
        "stall": Fault(
            "hangs with the job in its hands, and prints it when it comes to itself",
            _once(FaultyCloudPrnt.hang),
        ),
        "reset": Fault(
            "the connection breaks before the job is complete, and it prints nothing of it",
            _once(FaultyCloudPrnt.break_off),
        ),
        "unplugged": Fault("the data cable is pulled when the job has arrived", FaultyCloudPrnt.unplug),
        "power lost": Fault("loses power with half of the job on paper", _once(FaultyCloudPrnt.lose_power)),
        "slow": Fault("a line of 960 bytes a second lies between", gives_up_s=PATIENT_S),
        "deaf": Fault("prints, and its confirmation never arrives", FaultyCloudPrnt.lose_delete),
        "babble": Fault("prints, and calls with nonsense from then on", _once(FaultyCloudPrnt.babble)),
    }

    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        profile = profile_named(row.profile)
        return CloudPrntPrinter(
            row.name, row.mac or "", profile, on_status=on_status, interval_s=self.every_s
        )

    def simulated(self, url: str) -> FaultyCloudPrnt:
        return FaultyCloudPrnt(url, MAC, TOKEN, POLL_S)


class ServerDirect(PolledRig):
    """An Epson printer that calls."""

    say = "Server Direct Print, calls"
    kind, profile = "server_direct", "epson-80"
    faults: ClassVar[Mapping[str, Fault]] = {
        "off at start": Fault(OFF_AT_START, FaultyServerDirect.power_off, at_start=True),
        "paper out": Fault(
            "the roll ends after four lines, and it says so in its result",
            lambda it: it.paper_out(after_lines=MID_JOB_LINES),
        ),
        "cover open": Fault(
            "the cover is opened after four lines, and it says so in its result",
            lambda it: it.cover(after_lines=MID_JOB_LINES),
        ),
        "stall": Fault(
            "hangs with the job in its hands, and prints it when it comes to itself", FaultyServerDirect.hang
        ),
        "reset": Fault(
            "the connection breaks before the job is complete, and it prints nothing of it",
            FaultyServerDirect.lose_job,
        ),
        "unplugged": Fault("the data cable is pulled when the job has arrived", FaultyServerDirect.unplug),
        "power lost": Fault("loses power after four lines", lambda it: it.lose_power_mid_job(MID_JOB_LINES)),
        "slow": Fault("a line of 960 bytes a second lies between", gives_up_s=PATIENT_S),
        "deaf": Fault("prints, and its result never arrives", FaultyServerDirect.lose_answer),
        "babble": Fault("prints, and its result is nonsense", FaultyServerDirect.babble),
    }

    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        profile = profile_named(row.profile)
        return ServerDirectPrinter(
            row.name, row.mac or "", profile, on_status=on_status, interval_s=self.every_s
        )

    def simulated(self, url: str) -> FaultyServerDirect:
        return FaultyServerDirect(url, MAC, TOKEN, POLL_S)
