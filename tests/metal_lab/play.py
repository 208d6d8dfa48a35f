"""Runs inside the lab's machine: plays every scene on one wire, prints a table, and says at the end whether all went well."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from firmware_bridges import PROFILES, Cut, Document, EscPosPrinter, OutcomeState, StreamError, Text, warm
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.streams import open_stream_for, serial_port
from tests.metal_lab.gadget import Gadget, await_true
from tests.metal_lab.gadget_wires import (
    PRODUCT,
    SERIAL_DEVICE_END,
    SERIAL_HOST_END,
    USB_SERIAL_NUMBER,
    VENDOR,
    printer_wire,
    serial_wire,
)
from tests.metal_lab.scenes import SCENES, Stage

ALL_WELL = "METAL LAB: ALL WELL"
SOME_FAILED = "METAL LAB: FAILED"
RAW_ADDRESS = f"usb:{VENDOR:04x}:{PRODUCT:04x}:{USB_SERIAL_NUMBER}"
LINE_S = 0.01
OPEN_S = 3.0
RS232_PORT = "/dev/ttyS1"
RS232_LINES = 80
RS232_S = 25.0
_CLOSES_WITHIN_S = 1.0


class Table:
    """Rows of wire, scene and result, printed as they come."""

    def __init__(self, wire: str) -> None:
        self.failures = 0
        self._wire = wire

    def play(self, name: str, scene: Callable[[], str]) -> None:
        began = time.monotonic()
        try:
            result = f"ok: {scene()}"
        except Exception as error:  # whatever went wrong is a row, and the other scenes go on
            self.failures += 1
            result = f"FAILED: {type(error).__name__} {error}"
        print(f"| {self._wire:<6} | {name:<46} | {time.monotonic() - began:5.1f} s | {result} |", flush=True)


def main(wire: str) -> None:
    warm()
    table = Table(wire)
    plays = {
        "lp": play_lp,
        "raw": play_raw,
        "serial": play_serial,
        "star": play_star,
        "desk": play_desk,
        "rts": play_rts,
    }
    plays[wire](table)
    print(SOME_FAILED if table.failures else ALL_WELL, flush=True)


def play_lp(table: Table) -> None:
    """A printer that the kernel's usblp drives."""
    with EscPosSimulator("usb", wire=printer_wire(), line_delay_s=LINE_S) as simulator:
        play_all(table, simulator, simulator.address)
        table.play("a second opener is refused in words", lambda: second_is_refused(simulator.address))
        table.play("pyusb leaves a printer of the kernel's alone", lambda: refusal(RAW_ADDRESS, "kernel"))


def play_raw(table: Table) -> None:
    """A printer that no driver of the kernel's has taken."""
    keep_usblp_away()
    wire = printer_wire()
    wire.host_end = ""
    with EscPosSimulator("usb", wire=wire, line_delay_s=LINE_S) as simulator:
        play_all(table, simulator, RAW_ADDRESS)
        table.play("another serial number is another printer", lambda: refusal(RAW_ADDRESS + "X", "no USB"))


def play_serial(table: Table) -> None:
    """A printer that is a USB serial port."""
    line = serial_wire()
    with EscPosSimulator("acm", wire=line, line_delay_s=LINE_S) as simulator:
        play_all(table, simulator, simulator.address)
        table.play("a deaf device cannot hold the closing", lambda: closes_at_once(simulator))
    table.play("a low DSR wire takes nothing", lambda: low_dsr_takes_nothing(line.gadget))


def play_star(table: Table) -> None:
    """A Star printer that the kernel's usblp drives."""
    simulator = StarSimulator("usb", wire=printer_wire(), line_delay_s=LINE_S).start()
    # It stays plugged in: usb_f_printer can bring its kernel down when a printer that is speaking is pulled out.
    play_all(table, simulator, simulator.address)


def play_desk(table: Table) -> None:
    """The fault matrix's cells for a USB printer, at the kernel's usblp."""
    from tests.metal_lab.desk import cells

    for name, cell in cells(printer_wire):
        table.play(name, cell)


def play_rts(table: Table) -> None:
    """An RS-232 port with a small printer that prints slower than its line delivers: see cts_end.py."""
    table.play("a low CTS wire holds a ticket back", lambda: rs232("rtscts", OutcomeState.PRINTED))
    table.play("unheeded, the ticket is not whole", lambda: rs232("none", OutcomeState.UNKNOWN))


def play_all(table: Table, simulator: EscPosSimulator, address: str) -> None:
    with Stage(simulator, address) as stage:
        for scene in SCENES:
            table.play(scene.__name__.replace("_", " "), lambda scene=scene: scene(stage))  # type: ignore[misc]


def keep_usblp_away() -> None:
    """Unload the kernel's driver, and keep udev from loading it at the next plugging in."""
    Path("/etc/modprobe.d/usblp.conf").write_text("install usblp /bin/false\n", encoding="ascii")
    subprocess.run(["modprobe", "-r", "usblp"], check=True)


def rs232(flow: str, expected: OutcomeState) -> str:
    """How a ticket longer than the printer's buffer ends."""
    open_stream = open_stream_for(f"serial:{RS232_PORT}?baud=9600&flow={flow}")
    bridge = EscPosPrinter("rs-232", open_stream, PROFILES["epson-80"])
    bridge.start()
    rows = (Text(f"line {number:02} {'.' * 34}") for number in range(RS232_LINES))
    try:
        outcome = bridge.submit(flow, Document("ticket", (*rows, Cut())), deadline_s=RS232_S).result(
            RS232_S + 10
        )
    finally:
        bridge.stop()
    assert outcome.state is expected, outcome
    return outcome.state


def second_is_refused(address: str) -> str:
    first = open_stream_for(address)(deadline_s=OPEN_S, cancelled=never)
    try:
        return refusal(address, "another program holds")
    finally:
        first.close()


def refusal(address: str, words: str) -> str:
    """The words with which an address is refused, which must contain `words`."""
    detail = ""
    try:
        open_stream_for(address)(deadline_s=OPEN_S, cancelled=never).close()
    except StreamError as error:
        detail = f"{error.reason}: {error.detail}"
    assert words in detail, detail or "it was opened"
    return detail


def closes_at_once(simulator: EscPosSimulator) -> str:
    """A device that takes nothing keeps its driver's buffers full; the line closes and opens again all the same."""
    simulator.stall()
    stream = serial_port(SERIAL_HOST_END, 921_600, "none")(deadline_s=3.0, cancelled=never)
    until, taken = time.monotonic() + 3.0, 0
    while time.monotonic() < until:
        taken += stream.write(bytes(4096), deadline_s=0.2)
    began = time.monotonic()
    stream.close()
    took_s = time.monotonic() - began
    simulator.restore()
    assert took_s < _CLOSES_WITHIN_S, f"took {took_s:.1f} s"
    serial_port(SERIAL_HOST_END, 9600, "none")(deadline_s=3.0, cancelled=never).close()
    return f"{taken} bytes were taken, closing took {took_s:.2f} s"


def low_dsr_takes_nothing(gadget: Gadget) -> str:
    """A gadget's serial port raises the wire while somebody has its own end open."""
    gadget.plug()
    assert await_true(lambda: Path(SERIAL_HOST_END).exists() and Path(SERIAL_DEVICE_END).exists())
    device_end = os.open(SERIAL_DEVICE_END, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    stream = serial_port(SERIAL_HOST_END, 115_200, "dsrdtr")(deadline_s=3.0, cancelled=never)
    try:
        assert stream.write(b"x", deadline_s=3.0) == 1
        os.close(device_end)
        assert await_true(lambda: stream.write(b"x", deadline_s=0.5) == 0, 5.0)
        device_end = os.open(SERIAL_DEVICE_END, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        assert stream.write(b"x", deadline_s=3.0) == 1
    finally:
        os.close(device_end)
        stream.close()
        gadget.unplug()
    return "and takes again when it is high"


def never() -> bool:
    return False


if __name__ == "__main__":
    main(sys.argv[1])
