"""Changing settings: all or nothing, journalled by key, followed after the commit, and never in the way of opening."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from appliance.kernel.errors import Invalid
from appliance.settings import Settings, VenueSettings, change
from appliance.storage import Tx
from tests.worlds import World, world


@pytest.fixture
async def w(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        yield opened


async def set_to(w: World, **changes: Any) -> VenueSettings:
    return await w.database.write(
        lambda tx: change(tx, changes, actor="staff:1", device="device:1", address="10.0.0.2")
    )


def journalled(w: World) -> list[dict[str, Any]]:
    return [msgspec.json.decode(row.data) for row in w.database.journal_since(0)]


async def test_a_change_is_stored_followed_and_journalled_with_before_and_after(w: World) -> None:
    returned = await set_to(w, venue_name="Trattoria", rollover_hour=5)
    assert w.settings.now == returned == VenueSettings(venue_name="Trattoria", rollover_hour=5)
    assert journalled(w) == [
        {"after": "Trattoria", "before": "My restaurant", "key": "venue_name"},
        {"after": 5, "before": 4, "key": "rollover_hour"},
    ]
    [first, _] = w.database.journal_since(0)
    assert (first.kind, first.subject, first.actor, first.device, first.address) == (
        "setting_changed",
        "setting:venue_name",
        "staff:1",
        "device:1",
        "10.0.0.2",
    )


async def test_a_change_to_what_it_is_already_is_no_event(w: World) -> None:
    await set_to(w, venue_name="My restaurant", hours=[[["00:00", "24:00"]]] * 7)
    assert journalled(w) == []


async def test_a_secret_is_stored_but_not_journalled(w: World) -> None:
    await set_to(w, wifi_password="do not tell")
    assert w.settings.now.wifi_password == "do not tell"
    assert journalled(w) == [{"key": "wifi_password"}]


async def test_every_key_that_does_not_fit_is_named_and_nothing_is_changed(w: World) -> None:
    with pytest.raises(Invalid) as refusal:
        await set_to(
            w, venue_name="Trattoria", no_such_thing=1, rollover_hour="late", access_pin={}, zone="Nowhere"
        )
    assert (refusal.value.status, refusal.value.code) == (422, "settings_invalid")
    assert [detail.split(":")[0] for detail in refusal.value.details] == [
        "no_such_thing",
        "rollover_hour",
        "access_pin",
        "zone",
    ]
    assert w.settings.now == VenueSettings()
    assert journalled(w) == []


async def test_settings_survive_a_restart_and_ids_in_them_keep_their_kind(w: World, tmp_path: Path) -> None:
    wanted: dict[str, Any] = {
        "taxes": {"food": {"name": "VAT", "rate_bp": 1_000, "inclusive": True}},
        "day_exceptions": [{"date": "2026-12-24", "intervals": [["11:30", "15:00"]], "say": "Christmas Eve"}],
        "qr_ordering": {"enabled": False, "message": "Back soon", "until_at": 5},
    }
    before = await set_to(w, **wanted)
    again = Settings(w.database)
    again.load()
    assert again.now == before
    assert before.day_exceptions[0].intervals == (("11:30", "15:00"),)


async def test_what_another_version_left_in_the_file_does_not_keep_the_restaurant_closed(
    w: World, caplog: pytest.LogCaptureFixture
) -> None:
    def leave(tx: Tx) -> None:
        for key, value in (
            ("from_the_future", "1"),
            ("rollover_hour", '"late"'),
            ("venue_name", '"Trattoria"'),
        ):
            tx.execute("INSERT INTO setting VALUES (:key, :value, 0, 'system')", {"key": key, "value": value})

    await w.database.write(leave)
    again = Settings(w.database)
    again.load()
    assert again.now == VenueSettings(venue_name="Trattoria")
    assert "from_the_future" in caplog.text
    await set_to(w, accent="#000000")
    assert again.now == w.settings.now == VenueSettings(venue_name="Trattoria", accent="#000000")
    assert caplog.text.count("do not fit are ignored") == 2
