"""The dining room for the tests of the automations room, and the automations at work in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.automations import Automations
from appliance.menu import Photos
from appliance.seating import PassDesk
from appliance.staff import Hasher
from tests.orders.dining_room import DiningRoom, dining_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[DiningRoom]:
    """Two tables, a menu, a kitchen."""
    async with dining_room(tmp_path) as opened:
        yield opened


class Caretaker:
    """The automations of a dining room, with what they work with."""

    def __init__(self, room: DiningRoom, folder: Path) -> None:
        self.hasher = Hasher()
        self.key_file = folder / "pass.key"
        database, settings = room.world.database, room.world.settings
        self.pass_desk = PassDesk(database, settings, self.hasher, self.key_file)
        self.automations = Automations(database, settings, self.pass_desk, Photos(folder / "photos"))
        self._room = room

    async def after(self, seconds: float) -> list[str]:
        """Let time pass, then run what is due."""
        self._room.world.clock.advance(seconds)
        return await self.automations.run_due()


@pytest.fixture
async def caretaker(room: DiningRoom, tmp_path: Path) -> AsyncIterator[Caretaker]:
    """Everything has run once at noon."""
    (tmp_path / "photos").mkdir()
    made = Caretaker(room, tmp_path)
    await made.automations.run_due()
    yield made
    made.hasher.close()
