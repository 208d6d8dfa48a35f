"""Troubles that no event stands for reach the floor: at once, or as soon as they can be told."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from appliance.kernel.clock import ManualClock
from appliance.kernel.errors import StorageUnavailable
from appliance.main import Appliance
from appliance.realtime.hub import Subscriber
from appliance.storage import found_branch
from appliance.surfaces import FloorFeed
from tests.worlds import NOON_MS


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Appliance]:
    """An open restaurant without tables or printers."""
    made = Appliance(tmp_path, clock=ManualClock(NOON_MS))
    made.open()
    await made.database.write(lambda tx: found_branch(tx, organisation="Sole", branch="Sole"))
    made.database.refresh_branch()
    yield made
    made.hasher.close()
    await made.database.close()


def step_back(house: Appliance) -> None:
    """The machine's clock falls behind."""
    assert isinstance(house.database.clock, ManualClock)
    house.database.clock.step_back()


def told(tablet: Subscriber) -> list[list[str]]:
    """The codes of the alerts, message by message."""
    found = [msgspec.json.decode(message) for message in tablet.waiting]
    return [[alert["code"] for alert in message["alerts"]] for message in found]


async def test_a_clock_that_falls_behind_is_told_once(house: Appliance) -> None:
    tablet = Subscriber(FloorFeed(house.house), "device:1")
    house.hub.add(tablet)
    await house.look_round()
    step_back(house)
    await house.look_round()
    await house.look_round()
    assert told(tablet) == [["clock"]]


async def test_what_could_not_be_told_is_told_when_it_can_be(
    house: Appliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = Subscriber(FloorFeed(house.house), "device:1")
    house.hub.add(tablet)
    step_back(house)

    def unreadable(*_: object) -> dict[str, object]:
        raise StorageUnavailable("The disk fails.")

    monkeypatch.setattr(FloorFeed, "trouble", unreadable)
    await house.look_round()
    assert told(tablet) == []
    monkeypatch.undo()
    await house.look_round()
    assert told(tablet) == [["clock"]]
