"""Changes that come while the bridge of an earlier one is still ending, or that fails to end."""

import logging
import threading

import pytest

from appliance.peripherals.model import ChangePeripheral
from appliance.peripherals.service import devices
from appliance.storage import matching
from firmware_bridges.displays import Pole
from firmware_bridges.simulators.pole_pty import PoleSimulator
from tests.peripherals.conftest import Counter, eventually


async def test_a_device_taken_out_of_use_during_a_change_does_not_come_back(
    counter: Counter, pole: PoleSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = [], []
    stopping, released = threading.Event(), threading.Event()
    start, stop = Pole.start, Pole.stop

    def counted_start(self: Pole) -> None:
        begun.append(self.name)
        start(self)

    def slow_stop(self: Pole) -> None:
        stopping.set()
        released.wait(10)
        stop(self)
        ended.append(self.name)

    monkeypatch.setattr(Pole, "start", counted_start)
    monkeypatch.setattr(Pole, "stop", slow_stop)
    device_id = await counter.add("pole", pole.address)

    async def change(wish: ChangePeripheral) -> None:
        await counter.write(lambda tx: devices.change(tx, device_id, wish, actor="staff:owner"))

    await change(ChangePeripheral(name="Till"))
    await eventually(stopping.is_set)
    await change(ChangePeripheral(enabled=False))
    released.set()
    await eventually(lambda: (begun, ended) == (["Pole", "Till"], ["Pole", "Till"]))
    assert counter.peripherals.status_of(device_id).trouble == "off"


async def test_a_device_whose_old_bridge_fails_to_stop_gets_its_new_one(
    counter: Counter, pole: PoleSimulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    monkeypatch.setattr(matching, "FIRST_PAUSE_S", 0.01)
    begun: list[str] = []
    start, stop, faults = Pole.start, Pole.stop, [OSError("the driver hangs")]

    def counted_start(self: Pole) -> None:
        begun.append(self.name)
        start(self)

    def faulty_stop(self: Pole) -> None:
        stop(self)
        while faults:
            raise faults.pop()

    monkeypatch.setattr(Pole, "start", counted_start)
    monkeypatch.setattr(Pole, "stop", faulty_stop)
    device_id = await counter.add("pole", pole.address)
    wish = ChangePeripheral(name="Till")
    await counter.write(lambda tx: devices.change(tx, device_id, wish, actor="staff:owner"))
    await eventually(lambda: begun == ["Pole", "Till"])
    assert [record.getMessage() for record in caplog.records] == [
        "the peripherals could not be brought in line with the file; it is tried again"
    ]
