"""Plugging a simulated printer out and in, on the network and on a serial line: what its slip says of the connection."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from appliance.printing import PrintDesk, PrinterRow, ProfileFacts, move_printer
from firmware_bridges import EscPosPrinter, Pace, PrinterStatus, profile_named
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.streams import open_stream_for
from firmware_bridges.trace import Trace
from tests.printing.conftest import GRILL, Paperwork, add_printers
from tests.worlds import world

LONG_S = 20.0
BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.2, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)
FACTS = {"generic-80": ProfileFacts("any, 80 mm", 48)}


@pytest.fixture(params=["network", "serial"])
def device(request: pytest.FixtureRequest) -> Iterator[EscPosSimulator]:
    wires: dict[str, Callable[[], PtyWire | None]] = {
        "network": lambda: None,
        "serial": lambda: PtyWire(baud=115_200),
    }
    with EscPosSimulator("grill", wire=wires[request.param]()) as device:
        yield device


@pytest.fixture
def said(device: EscPosSimulator) -> re.Pattern[str]:
    """How the slip tells this connection: what was measured on the network, the speed of a line."""
    told = {"tcp": r"Connection +(good|slow) \(\d+ ms\)", "serial": r"Connection +serial, 115200 baud"}
    return re.compile(told[device.address.partition(":")[0]])


@pytest.fixture
async def printing(tmp_path: Path, device: EscPosSimulator) -> AsyncIterator[Paperwork]:
    """A desk whose grill's printer is the simulated one; the other bridges find nothing."""
    traces: dict[str, Trace] = {}

    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> EscPosPrinter:
        trace = traces.setdefault(row.id, Trace())
        stream = open_stream_for(row.address)
        profile = profile_named("epson-80")
        return EscPosPrinter(row.name, stream, profile, on_status=on_status, pace=BRISK, trace=trace)

    async with world(tmp_path) as here:
        await here.database.write(add_printers)
        await here.database.write(lambda tx: move_printer(tx, GRILL, device.address))
        desk = PrintDesk(
            here.database,
            here.settings,
            make_printer,
            chance=lambda: 0.0,
            trace_of=traces.get,
            profiles=FACTS,
        )
        paperwork = Paperwork(here.database, here.clock, here.settings, desk)
        here.database.on_commit(paperwork.heard)
        await desk.start()
        await knows(paperwork, online=True)
        yield paperwork
        await desk.stop()


async def knows(paperwork: Paperwork, *, online: bool) -> None:
    """Wait until the desk has heard that the printer is there, or gone."""
    news = asyncio.Event()
    paperwork.desk.status_followers.append(lambda printer_id, status: news.set())
    async with asyncio.timeout(10):
        while paperwork.desk.status_of(GRILL).online is not online:
            news.clear()
            await news.wait()
    paperwork.desk.status_followers.pop()
    await paperwork.settled()


async def is_unplugged(paperwork: Paperwork, device: EscPosSimulator) -> None:
    """Out, a while, and in again."""
    device.power_off()
    await knows(paperwork, online=False)
    paperwork.clock.advance(LONG_S)
    device.power_on()
    await knows(paperwork, online=True)


def printed(paperwork: Paperwork) -> int:
    """How many papers the printer has confirmed."""
    return sum(told["state"] == "printed" for told in paperwork.told("print_job_changed"))


def paper(device: EscPosSimulator) -> str:
    """All that hangs out of the printer."""
    return "\n".join(slip.text for slip in device.slips())


async def test_a_slip_comes_out_and_says_how_the_printer_is_connected(
    printing: Paperwork, device: EscPosSimulator, said: re.Pattern[str]
) -> None:
    await is_unplugged(printing, device)
    await printing.until(lambda: printed(printing) == 1)
    slip = device.slips()[0].text
    assert "any, 80 mm" in slip
    assert said.search(slip)
    await is_unplugged(printing, device)
    await printing.queue("after it")
    await printing.until(lambda: printed(printing) == 2)
    assert paper(device).count("Ready to print") == 1
    assert paper(device).rstrip().endswith("after it")


async def test_what_waited_comes_out_and_no_slip(printing: Paperwork, device: EscPosSimulator) -> None:
    device.power_off()
    await knows(printing, online=False)
    tickets = [await printing.queue(f"ticket {n}") for n in range(3)]
    printing.clock.advance(LONG_S)
    device.power_on()
    await printing.until(lambda: all(printing.job(one).state == "printed" for one in tickets))
    await printing.settled()
    assert printing.told("status_slip_queued") == []
    assert [words for words in ("ticket 0", "ticket 1", "ticket 2") if words not in paper(device)] == []
    assert "Ready to print" not in paper(device)
