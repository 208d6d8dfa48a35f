"""Tries at a table's PIN and the daily pass: only what was really tried is counted."""

from collections.abc import AsyncIterator

import pytest

from appliance.http import Limiter
from appliance.kernel.errors import TooMany, Unauthorised
from appliance.seating.caller import GuestCaller
from appliance.seating.service import access
from appliance.staff import Hasher, hasher
from tests.orders.dining_room import DiningRoom


@pytest.fixture
async def hashing() -> AsyncIterator[Hasher]:
    """Its own thread."""
    made = Hasher()
    yield made
    made.close()


@pytest.mark.parametrize("what", ["pin", "pass"])
async def test_a_guess_that_was_sent_away_as_too_many_is_not_counted(
    room: DiningRoom, hashing: Hasher, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    phone = await room.scan()
    limiter = Limiter(room.world.clock)
    caller = GuestCaller(room.member(phone), phone.table_session, "10.0.0.7")
    database, settings = room.world.database, room.world.settings.now
    tries = {
        "pin": lambda: access.try_pin(database, limiter, hashing, caller, "0000"),
        "pass": lambda: access.try_pass(database, limiter, hashing, settings, caller, "olive00"),
    }
    monkeypatch.setattr(hasher, "WAITING_MAX", 0)
    for _ in range(access.TRIES + 1):
        with pytest.raises(TooMany) as busy:
            await tries[what]()
        assert busy.value.code == "busy"
    monkeypatch.undo()
    with pytest.raises(Unauthorised) as wrong:
        await tries[what]()
    assert wrong.value.extra["tries_left"] == access.TRIES - 1
