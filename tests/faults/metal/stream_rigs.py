"""The printers that are spoken to over a stream of bytes: network, USB and serial, with their faults."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from appliance.printing import Bridge, PrinterRow
from firmware_bridges.escpos.printer import EscPosPrinter
from firmware_bridges.profiles import profile_named
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.lp_wire import LpWire
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.simulators.wire import PrinterWire
from firmware_bridges.star.printer import StarPrinter
from firmware_bridges.streams import open_stream_for
from tests.faults.metal.rigs import (
    BRISK,
    MID_JOB_BYTES,
    MID_JOB_LINES,
    OFF_AT_START,
    PATIENT_S,
    REFUSES,
    SLOW_BYTES_PER_S,
    VANISHED,
    VANISHES,
    Fault,
    OnStatus,
    Rig,
    SlowWay,
)

LINE_S = 0.015
SLOW_LINE_S = 0.12
"""Slower than a line at 9600 baud delivers."""
NOISE = bytes((0xF7, 0xE1, 0xC3, 0xFF))


def _babble(device: EscPosSimulator) -> None:
    device.wait_until(lambda each: bool(each.slips()))
    device.babble(NOISE)


STREAM_FAULTS: dict[str, Fault] = {
    "off at start": Fault(OFF_AT_START, EscPosSimulator.power_off, at_start=True),
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
NETWORK_FAULTS: dict[str, Fault] = {
    "off at start": Fault(REFUSES, EscPosSimulator.power_off, at_start=True),
    "off, address silent": Fault(VANISHED, EscPosSimulator.vanish, at_start=True),
    **{name: fault for name, fault in STREAM_FAULTS.items() if not fault.at_start},
    "power lost, address silent": Fault(VANISHES, lambda it: it.vanish(after_lines=MID_JOB_LINES)),
}


class StreamRig(Rig):
    """A printer that is spoken to over a stream of bytes."""

    faults: ClassVar[Mapping[str, Fault]] = NETWORK_FAULTS
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


class EscPosUsb(EscPosTcp):
    """ESC/POS over USB, driven by the kernel's usblp; `wire` is what stands for it."""

    say = "ESC/POS, USB"
    faults: ClassVar[Mapping[str, Fault]] = {
        **STREAM_FAULTS,
        "reset": Fault(
            "is gone from USB after 150 bytes, and there again at once",
            lambda it: it.reset_after(MID_JOB_BYTES),
        ),
    }

    def __init__(self, wire: PrinterWire | None = None) -> None:
        Rig.__init__(self)
        self.simulator = EscPosSimulator(line_delay_s=LINE_S, wire=wire or LpWire())

    @property
    def address(self) -> str:
        return "usb:/dev/usb/lp0"

    def bridge(self, row: PrinterRow, on_status: OnStatus) -> Bridge:
        """It opens the stand-in's file in place of the row's."""
        return super().bridge(replace(row, address=self.simulator.address), on_status)


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
