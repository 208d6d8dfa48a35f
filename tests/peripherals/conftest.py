"""A counter: simulated pole and modem on real terminals, their bridges, and the room that uses them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from appliance.peripherals import ModemBridge, PeripheralRow, Peripherals, PoleBridge, queue_text
from appliance.peripherals.model import NewPeripheral, TextMessage
from appliance.peripherals.service import devices, texts
from appliance.storage import JournalRow, Reader, Tx
from firmware_bridges.attached import DeviceStatus, Patience
from firmware_bridges.displays import Pole
from firmware_bridges.message import DeliveryReport
from firmware_bridges.modem.gsm import Modem
from firmware_bridges.modem.readiness import Pace
from firmware_bridges.simulators.modem_pty import ModemSimulator
from firmware_bridges.simulators.pole_pty import PoleSimulator
from firmware_bridges.streams import open_stream_for
from tests.worlds import World, world

T = TypeVar("T")

ANNA = "+390612345678"
PATIENCE = Patience(open_s=1.0, write_s=0.5, again_first_s=0.05, again_last_s=0.1)
PACE = Pace(answer_s=0.6, prompt_s=0.4, verdict_s=1.0, look_s=0.3, look_soon_s=0.05)


class BriskDevices:
    """The real bridges with less patience."""

    def pole(self, row: PeripheralRow) -> PoleBridge:
        return Pole(row.name, open_stream_for(row.address), row.language, row.code_page, patience=PATIENCE)

    def modem(
        self,
        row: PeripheralRow,
        on_report: Callable[[DeliveryReport], None],
        on_status: Callable[[DeviceStatus], None],
    ) -> ModemBridge:
        return Modem(
            row.name, open_stream_for(row.address), pin=row.pin, on_report=on_report, on_status=on_status,
            patience=PATIENCE, pace=PACE,
        )  # fmt: skip


async def eventually(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    """Wait for what no commit tells of."""
    async with asyncio.timeout(timeout_s):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


@dataclass
class Counter:
    """The parts a test reaches for."""

    world: World
    peripherals: Peripherals
    rows: list[JournalRow] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """One transaction."""
        return await self.world.database.write(work)

    def read(self, look: Callable[[Reader], T]) -> T:
        """One look."""
        return self.world.database.read(look)

    async def add(self, kind: Any, address: str, **more: Any) -> str:
        """A device that is in use; returns its id once its bridge is there."""
        new = NewPeripheral(name=kind.capitalize(), kind=kind, address=address, **more)
        row = await self.write(lambda tx: devices.add(tx, new, actor="staff:owner"))
        await eventually(lambda: self.peripherals.status_of(row.id).trouble != "off")
        return row.id

    async def text(self, cause: str = "receipt:1", body: str = "Your table is free.", **more: Any) -> str:
        """Queue a text; returns its id."""
        return await self.write(lambda tx: queue_text(tx, number=ANNA, body=body, cause=cause, **more))

    def sms(self, sms_id: str) -> TextMessage:
        """The text as the file has it."""
        return self.read(lambda reader: texts.require(reader, sms_id))

    async def until_state(self, sms_id: str, state: str) -> TextMessage:
        """The text once it is there."""
        await self.until(lambda: self.sms(sms_id).state == state)
        return self.sms(sms_id)

    def states(self, sms_id: str) -> list[str]:
        """Every state the journal has of a text."""
        told = [msgspec.json.decode(row.data) for row in self.rows if row.subject == f"sms:{sms_id}"]
        return [data["state"] for data in told]

    async def until(self, condition: Callable[[], bool], timeout_s: float = 8.0) -> None:
        """Wait for something that commits bring about."""
        async with asyncio.timeout(timeout_s):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def heard(self, rows: list[JournalRow]) -> None:
        """Follows the commits."""
        self.rows += rows
        self._news.set()


@pytest.fixture
def modem() -> Iterator[ModemSimulator]:
    with ModemSimulator() as running:
        yield running


@pytest.fixture
def pole() -> Iterator[PoleSimulator]:
    with PoleSimulator() as running:
        yield running


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    async with world(tmp_path) as here:
        counter = Counter(here, Peripherals(here.database, here.settings, BriskDevices()))
        here.database.on_commit(counter.heard)
        await counter.peripherals.start()
        yield counter
        await counter.peripherals.stop()
