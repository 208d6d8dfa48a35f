"""The pole beside the till: what is to be paid, what was, the change, and the venue's name in between."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.payments import print_bill
from appliance.peripherals import Peripherals
from appliance.peripherals.model import NewPeripheral
from appliance.peripherals.service import devices
from appliance.printing import add_printer
from firmware_bridges.simulators.pole_pty import PoleSimulator
from tests.orders.dining_room import DiningRoom, dining_room
from tests.peripherals.conftest import BriskDevices


@pytest.fixture
async def room(tmp_path: Path, pole: PoleSimulator) -> AsyncIterator[DiningRoom]:
    """A dining room with a pole at its till."""
    async with dining_room(tmp_path) as opened:
        new = NewPeripheral(name="Pole", kind="pole", address=pole.address)
        await opened.write(lambda tx: devices.add(tx, new, actor="system"))
        await opened.settings(venue_name="Osteria", currency="EUR")
        peripherals = Peripherals(opened.world.database, opened.world.settings, BriskDevices())
        await peripherals.start()
        yield opened
        await peripherals.stop()


async def shows(pole: PoleSimulator, top: str, bottom: str = "") -> bool:
    """Whether the pole comes to show these lines."""
    return await asyncio.to_thread(pole.wait_for, top.ljust(20), bottom.ljust(20))


async def test_a_guest_reads_the_total_and_the_change(room: DiningRoom, pole: PoleSimulator) -> None:
    assert await shows(pole, "      Osteria")
    phone = await room.scan()
    await room.order(phone, "stew")
    await room.pay(phone.table_session.id, 800)
    assert await shows(pole, "TOTAL EUR      12.00", "Change          8.00")


async def test_exact_cash_shows_no_change(room: DiningRoom, pole: PoleSimulator) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    await room.pay(phone.table_session.id)
    assert await shows(pole, "TOTAL EUR      12.00")


async def test_a_printed_bill_shows_what_is_to_be_paid_in_the_receipts_language(
    room: DiningRoom, pole: PoleSimulator
) -> None:
    await room.write(
        lambda tx: add_printer(
            tx,
            printer_id="receipts",
            name="R",
            bridge="escpos",
            address="tcp://127.0.0.1:9",
            profile="epson-80",
        )
    )
    await room.settings(receipt_printer="receipts", receipt_language="it", venue_name="Bar")
    phone = await room.scan()
    await room.order(phone, "stew", 2)
    settings = room.world.settings.now
    await room.write(lambda tx: print_bill(tx, settings, phone.table_session.id))
    assert await shows(pole, "TOTALE EUR     24,00")


async def test_a_new_venue_name_is_shown_at_once(room: DiningRoom, pole: PoleSimulator) -> None:
    await room.settings(venue_name="Trattoria da Giovanni e Maria")
    assert await shows(pole, "    Trattoria da", "  Giovanni e Maria")
