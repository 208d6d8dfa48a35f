"""Settings: every one explained, checked, journalled without secrets, and followed after the commit."""

from typing import Any

import msgspec
import pytest

from appliance.kernel.errors import Invalid
from appliance.settings import SAY, SECRETS, VenueSettings, change
from appliance.settings.rules import BOUNDS, troubles
from tests.staff.house import House


def test_every_setting_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SAY) == set(VenueSettings.__struct_fields__)
    assert [key for key, said in SAY.items() if not (said.say[0].isupper() or key == "cart_mode")] == []
    assert [key for key, said in SAY.items() if not said.say.endswith(".")] == []


def test_secrets_are_shown_as_secrets() -> None:
    assert {key for key, said in SAY.items() if said.kind == "secret"} == SECRETS


def test_every_number_has_bounds() -> None:
    numbers = {key for key, said in SAY.items() if said.kind == "number"}
    assert numbers == set(BOUNDS)


def test_the_defaults_are_acceptable() -> None:
    assert troubles(VenueSettings()) == []


WRONG: list[tuple[str, Any]] = [
    ("zone", "Europe/Atlantis"),
    ("currency", "euro"),
    ("accent", "red"),
    ("accent", "#B93A22; x"),
    ("cart_mode", "both"),
    ("default_language", "de"),
    ("languages", []),
    ("hours", [[["10:00", "12:00"]]]),
    ("hours", [[["25:00", "12:00"]]] + [[]] * 6),
    ("hours", [[["10:00\n", "12:00"]]] + [[]] * 6),
    ("hours", [[["24:00", "12:00"]]] + [[]] * 6),
    ("hours", [[["10:00", "12:00"]] * 11] + [[]] * 6),
    ("day_exceptions", [{"date": "24.12.2026"}]),
    ("day_exceptions", [{"date": "2026-02-30"}]),
    ("taxes", {"food": {"name": "VAT", "rate_bp": 10_001, "inclusive": True}}),
    ("undo_close_s", -1),
    ("auto_close_idle_min", 0),
    ("service_bp", 5_001),
    ("venue_name", "x" * 201),
    ("receipt_header", ["x"] * 101),
    ("receipt_printer", "Cash desk"),
    ("receipt_printer", ""),
    ("guest_base_url", "javascript:alert(1)"),
    ("guest_base_url", "http://box.lan/?x=1"),
    ("qr_ordering", {"enabled": False, "message": "x" * 201}),
    ("qr_ordering", {"enabled": "perhaps"}),
    ("no_such_setting", 1),
    ("undo_close_s", {"nested": []}),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
async def test_a_wrong_value_is_refused_with_a_reason_and_changes_nothing(
    house: House, key: str, value: Any
) -> None:
    before = house.world.settings.now
    with pytest.raises(Invalid) as refusal:
        await house.world.database.write(
            lambda tx: change(tx, {"venue_name": "New", key: value}, actor="system")
        )
    assert refusal.value.code == "settings_invalid"
    assert key in " ".join(refusal.value.details)
    assert house.world.settings.now == before


async def test_a_change_is_followed_journalled_and_only_what_changed(house: House) -> None:
    changes = {"venue_name": "New name", "currency": "EUR", "wifi_password": "hidden-word"}
    await house.world.database.write(lambda tx: change(tx, changes, actor="staff:1"))
    assert house.world.settings.now.venue_name == "New name"
    assert house.world.settings.now.wifi_password == "hidden-word"
    name, password = house.data("setting_changed")[-2:]
    assert name == {"key": "venue_name", "before": "Trattoria Sole", "after": "New name"}
    assert password == {"key": "wifi_password"}
    assert "hidden-word" not in "".join(row.data for row in house.world.database.journal_since(0))


async def test_the_owner_sees_all_settings_explained(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    await tablet.send("/api/settings", {"changes": {"wifi_password": "our-word"}}, method="PATCH")
    page = (await tablet.get("/api/settings")).json()
    assert page["values"]["venue_name"] == "Trattoria Sole"
    assert page["values"]["wifi_password"] == "our-word"
    assert {one["key"] for one in page["described"]} == set(page["values"])
    assert msgspec.convert(page["values"], VenueSettings, strict=False) == house.world.settings.now


async def test_staff_may_look_but_see_no_secret_and_change_nothing(house: House) -> None:
    tablet = await house.tablet_of(house.waiter)
    page = (await tablet.get("/api/settings")).json()
    assert page["values"]["wifi_password"] is None
    refused = await tablet.send("/api/settings", {"changes": {"venue_name": "Mine"}}, method="PATCH")
    assert refused.status_code == 403
    assert house.world.settings.now.venue_name == "Trattoria Sole"


async def test_strangers_see_no_settings(house: House) -> None:
    assert (await house.browser().get("/api/settings")).status_code == 401
    assert (await (await house.tablet()).get("/api/settings")).status_code == 401


async def test_changing_over_http_answers_with_all_values_or_all_reasons(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    body = {"changes": {"venue_name": "Osteria", "unpaid_alert_min": 45}}
    answer = await tablet.send("/api/settings", body, method="PATCH")
    assert answer.status_code == 200
    assert answer.json()["values"]["unpaid_alert_min"] == 45
    assert house.world.settings.now.venue_name == "Osteria"
    assert house.journal("setting_changed")[-1].actor == f"staff:{house.owner.id}"
    wrong = {"changes": {"zone": "Nowhere", "currency": "x", "venue_name": "Lost"}}
    refused = await tablet.send("/api/settings", wrong, method="PATCH")
    assert (refused.status_code, len(refused.json()["details"])) == (422, 2)
    assert house.world.settings.now.venue_name == "Osteria"


@pytest.mark.parametrize("body", [{}, {"changes": {}}, {"changes": []}, {"changes": None}])
async def test_a_change_of_nothing_is_a_bad_request(house: House, body: dict[str, Any]) -> None:
    tablet = await house.tablet_of(house.owner)
    answer = await tablet.send("/api/settings", body, method="PATCH")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
