"""Tables on and off, the switch for guests' ordering, who am I, and the sheet of codes."""

import re
from typing import Any

import pytest

from appliance.floor import areas, qr_ordering_now, resume_qr_ordering, sheet, table, tables
from appliance.http import qr
from appliance.settings import QrOrdering, VenueSettings, change
from tests.staff.house import House


async def test_a_stranger_learns_the_venue_and_nothing_else(house: House) -> None:
    me = (await house.browser().get("/api/me")).json()
    assert me["device"] is None
    assert me["staff"] is None
    assert me["venue"] == {
        "name": "Trattoria Sole",
        "currency": "EUR",
        "minor_digits": 2,
        "languages": ["en"],
        "default_language": "en",
        "accent": "#B93A22",
        "zone": "Europe/Rome",
        "open": {"open": True, "until_at": None, "opens_at": None},
        "service_bp": 0,
        "nickname_asked": True,
    }


async def test_tables_come_area_by_area_in_order(house: House) -> None:
    known = house.world.database.read(tables)
    assert [one.name for one in known] == ["Table 1", "Table 2", "Table 3"]
    assert [one.name for one in house.world.database.read(areas)] == ["Dining room"]


async def test_a_cashier_takes_a_table_out_of_service_and_back(house: House) -> None:
    tablet, dining_table = await house.tablet_of(house.cashier), house.tables[1]
    path = f"/api/tables/{dining_table.id}/enabled"
    for enabled in (False, False, True):
        answer = await tablet.send(path, {"enabled": enabled})
        assert answer.json() == {"id": dining_table.id, "name": "Table 2", "enabled": enabled}
    now = house.world.database.read(lambda reader: table(reader, dining_table.id))
    assert now.enabled
    assert [one["after"] for one in house.data("table_changed")] == [{"enabled": False}, {"enabled": True}]
    assert house.journal("table_changed")[0].actor == f"staff:{house.cashier.id}"


@pytest.mark.parametrize("body", [{}, {"enabled": "perhaps"}, {"enabled": None}, []])
async def test_a_table_is_on_or_off_and_nothing_else(house: House, body: Any) -> None:
    tablet = await house.tablet_of(house.cashier)
    answer = await tablet.send(f"/api/tables/{house.tables[0].id}/enabled", body)
    assert answer.status_code == 400


async def test_an_unknown_table_cannot_be_switched(house: House) -> None:
    tablet = await house.tablet_of(house.cashier)
    assert (await tablet.send("/api/tables/nothing/enabled", {"enabled": False})).status_code == 404


async def test_ordering_stops_with_a_message_and_starts_again_by_itself(house: House) -> None:
    tablet, clock = await house.tablet_of(house.cashier), house.world.clock
    until_at = clock.now_ms() + 1_800_000
    wish = {"enabled": False, "message": "  The kitchen takes a breath. ", "until_at": until_at}
    answer = await tablet.send("/api/qr_ordering", wish)
    paused = {"enabled": False, "message": "The kitchen takes a breath.", "until_at": until_at}
    assert answer.json() == paused
    settings = house.world.settings
    assert qr_ordering_now(settings.now, until_at - 1) == QrOrdering(
        False, "The kitchen takes a breath.", until_at
    )
    assert qr_ordering_now(settings.now, until_at) == QrOrdering()
    clock.advance(1_799)
    assert not await resume_qr_ordering(house.world.database, settings)
    clock.advance(1)
    assert await resume_qr_ordering(house.world.database, settings)
    assert settings.now.qr_ordering == QrOrdering()
    assert house.journal("setting_changed")[-1].actor == "system"
    assert not await resume_qr_ordering(house.world.database, settings)


async def test_a_pause_without_an_end_lasts_until_somebody_ends_it(house: House) -> None:
    tablet, clock = await house.tablet_of(house.cashier), house.world.clock
    await tablet.send("/api/qr_ordering", {"enabled": False})
    clock.advance(86_400 * 30)
    assert not await resume_qr_ordering(house.world.database, house.world.settings)
    assert not qr_ordering_now(house.world.settings.now, clock.now_ms()).enabled
    tablet = await house.tablet_of(house.cashier)
    answer = await tablet.send("/api/qr_ordering", {"enabled": True, "message": "left over", "until_at": 5})
    assert answer.json() == {"enabled": True, "message": None, "until_at": None}


async def test_a_pause_that_is_already_over_is_refused(house: House) -> None:
    tablet = await house.tablet_of(house.cashier)
    wish = {"enabled": False, "until_at": house.world.clock.now_ms()}
    answer = await tablet.send("/api/qr_ordering", wish)
    assert (answer.status_code, answer.json()["code"]) == (422, "until_passed")
    assert house.world.settings.now.qr_ordering.enabled


@pytest.mark.parametrize("who", ["waiter", "cook"])
async def test_waiters_and_cooks_stop_nothing(house: House, who: str) -> None:
    tablet = await house.tablet_of(getattr(house, who))
    assert (await tablet.send("/api/qr_ordering", {"enabled": False})).status_code == 403
    path = f"/api/tables/{house.tables[0].id}/enabled"
    assert (await tablet.send(path, {"enabled": False})).status_code == 403


def test_a_pause_is_over_exactly_at_its_end() -> None:
    settings = VenueSettings(qr_ordering=QrOrdering(False, "later", 1_000))
    assert [qr_ordering_now(settings, at).enabled for at in (999, 1_000, 1_001)] == [False, True, True]


async def test_the_sheet_is_a_pdf_for_those_who_may_print_codes(house: House) -> None:
    tablet = await house.tablet_of(house.cashier)
    answer = await tablet.get("/api/qr/sheet.pdf")
    assert answer.headers["content-type"].startswith("application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")
    assert (await house.browser().get("/api/qr/sheet.pdf")).status_code == 401


async def test_the_sheet_draws_the_wifi_code_when_there_is_a_wifi(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def watched(text: str) -> qr.Squares:
        drawn.append(text)
        return [[True]]

    monkeypatch.setattr(qr, "qr_squares", watched)
    tablet = await house.tablet_of(house.owner)
    await tablet.get("/api/qr/sheet.pdf")
    assert len(drawn) == 3
    assert len([text for text in drawn if text.startswith("http://box.lan/t/")]) == 3
    await house.world.database.write(
        lambda tx: change(tx, {"wifi_name": "Sole", "wifi_password": "a;b"}, actor="system")
    )
    drawn.clear()
    await tablet.get("/api/qr/sheet.pdf")
    assert drawn.count("WIFI:T:WPA;S:Sole;P:a\\;b;;") == 3
    assert len(drawn) == 6
    drawn.clear()
    await tablet.get("/api/qr/sheet.pdf?wifi=false")
    assert len(drawn) == 3


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (6, 1), (7, 2), (13, 3)])
def test_six_cards_fit_on_a_page(count: int, pages: int) -> None:
    cards = [sheet.Card(f"Table {n}", "http://box.lan/t/x") for n in range(count)]
    pdf = sheet.render("Trattoria Sole", "en", cards, None)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages


@pytest.mark.parametrize("name", ["x" * 300, "طاولة", "桌子", "\U0001f37d", "", "a\nb"])
def test_any_name_can_be_drawn(name: str) -> None:
    assert sheet.render(name, "ar", [sheet.Card(name, "http://box.lan/t/x")], "WIFI:;;").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Sole", "secret", "WIFI:T:WPA;S:Sole;P:secret;;"),
        ("Sole", "", "WIFI:T:nopass;S:Sole;;"),
        ('a;b,c:d"e\\f', "x", 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:x;;'),
    ],
)
def test_wifi_codes_escape_what_has_a_meaning(name: str, password: str, text: str) -> None:
    assert sheet.wifi_text(name, password) == text
