"""The desk with real ESC/POS bridges and simulated printers on real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from appliance.bridges import Printers
from appliance.printing import (
    Document,
    PrintDesk,
    PrinterRow,
    edit_printer,
    move_printer,
    printers,
    printers_view,
    views,
)
from firmware_bridges import EscPosPrinter, Pace, PrinterStatus, Text, profile_named, tcp
from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.printing.conftest import BAR, GRILL, Paperwork, add_printers
from tests.worlds import world

BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.2, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)


@pytest.fixture
def simulators() -> Iterator[dict[str, EscPosSimulator]]:
    with EscPosSimulator("grill") as grill, EscPosSimulator("bar") as bar:
        yield {GRILL: grill, BAR: bar}


@pytest.fixture
async def printing(tmp_path: Path, simulators: dict[str, EscPosSimulator]) -> AsyncIterator[Paperwork]:
    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> EscPosPrinter:
        device = simulators[row.id]
        stream = tcp(device.host, device.port)
        return EscPosPrinter(row.name, stream, profile_named("epson-80"), on_status=on_status, pace=BRISK)

    async with world(tmp_path) as here:
        await here.database.write(add_printers)
        desk = PrintDesk(here.database, here.settings, make_printer, chance=lambda: 0.0)
        paperwork = Paperwork(here.database, here.clock, here.settings, desk)
        here.database.on_commit(paperwork.heard)
        await desk.start()
        yield paperwork
        await desk.stop()


async def test_a_ticket_is_confirmed_by_the_device(
    printing: Paperwork, simulators: dict[str, EscPosSimulator]
) -> None:
    job_id = await printing.queue()
    await printing.until(lambda: printing.job(job_id).state == "printed")
    assert printing.job(job_id).confirmed_how == "printed"
    assert "2 x Ribeye" in simulators[GRILL].slips()[0].text


async def test_paper_out_holds_the_ticket_until_a_new_roll(
    printing: Paperwork, simulators: dict[str, EscPosSimulator]
) -> None:
    simulators[GRILL].paper_out()
    await printing.until(
        lambda: printing.desk.trouble_of(GRILL) == "paper is out" and bool(printing.told("printer_changed"))
    )
    job_id = await printing.queue()
    await printing.until(lambda: printing.job(job_id).state == "failed")
    assert simulators[GRILL].slips() == []
    simulators[GRILL].new_roll()
    await printing.until(lambda: printing.job(job_id).state == "printed")
    slips = simulators[GRILL].slips()
    assert len(slips) == 1
    assert "COPY" not in slips[0].text


async def test_power_lost_in_the_middle_brings_a_marked_copy(
    printing: Paperwork, simulators: dict[str, EscPosSimulator]
) -> None:
    first = await printing.queue("first")
    await printing.until(lambda: printing.job(first).state == "printed")
    simulators[GRILL].lose_power_mid_job(after_lines=2)
    long = Document(title="long", parts=tuple(Text(f"line {n}") for n in range(6)))
    job_id = await printing.queue("second", document=long)
    await printing.until(lambda: printing.job(job_id).state == "unknown")
    other = await printing.queue("beer", printer=BAR)
    await printing.until(lambda: printing.job(other).state == "printed")
    simulators[GRILL].power_on()
    await printing.until(lambda: printing.job(job_id).state == "printed")
    assert "COPY 2" in simulators[GRILL].slips()[-1].text


async def test_a_cover_that_opens_is_on_the_floor_within_three_seconds(
    tmp_path: Path, simulators: dict[str, EscPosSimulator]
) -> None:
    async with world(tmp_path) as here:
        await here.database.write(add_printers)
        for printer, device in simulators.items():
            await here.database.write(
                lambda tx, at=printer, to=device: move_printer(tx, at, f"{to.host}:{to.port}")  # type: ignore[misc]
            )
        makers = Printers()
        desk = PrintDesk(here.database, here.settings, makers, trace_of=makers.trace_of)
        paperwork = Paperwork(here.database, here.clock, here.settings, desk)
        here.database.on_commit(paperwork.heard)
        await desk.start()
        job_id = await paperwork.queue()
        await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
        simulators[GRILL].cover()
        async with asyncio.timeout(3):
            await paperwork.until(lambda: bool(paperwork.told("printer_changed")))
        view = next(one for one in here.database.read(lambda r: printers_view(r, desk)) if one.id == GRILL)
        assert (view.code, view.facts.cover_open) == ("cover_open", True)
        assert view.say == "Grill printer: cover is open · close it"
        assert [one.direction for one in views.exchanges(desk, GRILL)][-1] == "from"
        await desk.stop()


async def test_a_web_printer_that_dhcp_moved_prints_and_its_row_is_rewritten(tmp_path: Path) -> None:
    mac = "001162aabbcc"
    with EposSimulator("grill", host="127.0.0.2") as device:
        async with world(tmp_path) as here:
            await here.database.write(add_printers)
            before = {"bridge": "epos", "address": f"http://127.0.0.1:{device.port}/", "mac": mac}
            await here.database.write(lambda tx: edit_printer(tx, GRILL, before, actor="system"))
            makers, loop = Printers(), asyncio.get_running_loop()
            desk = PrintDesk(here.database, here.settings, makers)
            makers.find = {mac: "127.0.0.2"}.get

            def moved(printer_id: str, address: str) -> None:
                loop.call_soon_threadsafe(desk.device_moved, printer_id, address)

            makers.moved = moved
            paperwork = Paperwork(here.database, here.clock, here.settings, desk)
            here.database.on_commit(paperwork.heard)
            await desk.start()
            job_id = await paperwork.queue()
            await paperwork.until(
                lambda: paperwork.job(job_id).state == "printed" and bool(paperwork.told("printer_edited"))
            )
            row = next(one for one in here.database.read(printers) if one.id == GRILL)
            assert (row.address, row.mac) == (f"http://127.0.0.2:{device.port}/", mac)
            await desk.stop()
