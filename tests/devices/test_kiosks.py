"""Kiosk agents: asking, the number to compare, one code for the browser, reports, and being sent away."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.devices.rules import check_number
from appliance.kitchen import add_station
from appliance.storage import Reader
from tests.discovery.around import Agent, Neighbourhood, neighbourhood
from tests.staff.house import Browser


@pytest.fixture
async def near(tmp_path: Path) -> AsyncIterator[Neighbourhood]:
    async with neighbourhood(tmp_path) as opened:
        yield opened


async def asking(near: Neighbourhood, **more: Any) -> Agent:
    agent = near.agent(**more)
    assert (await agent.hello()).status_code == 202
    assert (await agent.report()).json()["state"] == "asking"
    return agent


async def let_in(near: Neighbourhood, manager: Browser, agent: Agent, **more: Any) -> str:
    """Approve it as a manager does; returns the device's id."""
    item = next(one for one in await near.items(manager) if one["check"] == agent.check)
    answer = await manager.send(f"/api/found/{item['key']}/approve", {"check": agent.check, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def code_in(page: str) -> str:
    return page.partition("#code=")[2]


async def test_a_screen_that_asks_stands_first_with_the_number_that_is_on_it(near: Neighbourhood) -> None:
    near.around.show(name="A printer")
    agent = await asking(near)
    items = await near.items(await near.manager())
    assert [one["state"] for one in items] == ["asking", "new"]
    assert (items[0]["name"], items[0]["check"], items[0]["kind"]) == ("Grill screen", agent.check, "screen")
    assert len(agent.check) == 4


async def test_the_whole_way_in_and_out(near: Neighbourhood) -> None:
    await near.house.world.database.write(
        lambda tx: add_station(
            tx, name="Grill", position=1, station_id="grill", printer_id=None, prints="always"
        )
    )
    manager, agent = await near.manager(), await asking(near)
    device_id = await let_in(near, manager, agent, name="Grill wall", stations=["grill"])
    page = (await agent.report()).json()["open"]
    assert page.startswith("/kitchen/#code=")
    assert (await agent.report()).json()["open"] == page
    browser = near.house.browser()
    paired = await browser.send("/api/devices/pair", {"code": code_in(page)})
    assert paired.json()["device"] == {
        "id": device_id,
        "name": "Grill wall",
        "kind": "kitchen",
        "stations": ["grill"],
    }
    assert (await agent.report(uptime_s=77)).json()["open"] == "/kitchen/"
    (listed,) = [one for one in (await manager.get("/api/devices")).json() if one["id"] == device_id]
    assert listed["agent"] == {
        "version": "1",
        "display": "HDMI-1",
        "uptime_s": 77,
        "browser_starts": 0,
        "reported_s": 0,
    }
    assert (await near.house.browser().send("/api/devices/pair", {"code": code_in(page)})).status_code == 404
    await manager.send(f"/api/devices/{device_id}/revoke")
    assert (await browser.get("/api/staff/names")).json()["code"] == "device_unknown"
    assert (await agent.report()).json()["code"] == "knock_unknown"
    assert (await agent.hello()).status_code == 202


async def test_the_wrong_number_lets_nobody_in(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    (item,) = await near.items(manager)
    wrong = str((int(agent.check) + 1) % 10_000).zfill(4)
    for body in ({"check": wrong}, {}, {"check": ""}):
        answer = await manager.send(f"/api/found/{item['key']}/approve", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong_check")
    assert (await agent.report()).json()["state"] == "asking"
    assert near.house.journal("device_approved") == []


async def test_a_screen_can_become_a_floor_tablet_but_no_printer(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    (item,) = await near.items(manager)
    for body, code in (
        ({"role": "station_printer"}, "wrong_role"),
        ({"stations": ["nowhere"]}, "station_unknown"),
    ):
        answer = await manager.send(f"/api/found/{item['key']}/approve", {"check": agent.check, **body})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    await let_in(near, manager, agent, role="floor_tablet")
    assert (await agent.report()).json()["open"].startswith("/floor/#code=")


async def test_a_repeated_tap_lets_one_screen_in(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    (item,) = await near.items(manager)
    path, body = f"/api/found/{item['key']}/approve", {"check": agent.check}
    first, again = await manager.send(path, body, key="tap"), await manager.send(path, body, key="tap")
    assert first.json() == again.json()
    assert len(near.house.journal("device_approved")) == 1
    assert await near.items(manager) == []


async def test_only_the_screen_whose_number_was_compared_is_let_in(near: Neighbourhood) -> None:
    """A rogue that calls itself the same is another entry with another number."""
    manager = await near.manager()
    honest = await asking(near)
    rogue = await asking(near, agent=honest.agent, name=honest.name, address="10.0.0.66")
    await let_in(near, manager, honest)
    assert (await honest.report()).json()["state"] == "approved"
    assert (await rogue.report()).json()["state"] == "asking"


async def test_a_code_that_ran_out_before_the_browser_came_is_renewed(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    await let_in(near, manager, agent)
    page = (await agent.report()).json()["open"]
    near.house.world.clock.advance(601)
    assert (await near.house.browser().send("/api/devices/pair", {"code": code_in(page)})).status_code == 404
    page = (await agent.report()).json()["open"]
    assert (await near.house.browser().send("/api/devices/pair", {"code": code_in(page)})).status_code == 200


async def test_a_report_is_not_written_into_the_file(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    await let_in(near, manager, agent)
    await agent.report()
    before = near.house.world.database.read(lambda reader: reader.last_seq())
    for _ in range(5):
        await agent.report()
    assert near.house.world.database.read(lambda reader: reader.last_seq()) == before


async def test_an_approved_screen_is_known_when_it_announces_itself(near: Neighbourhood) -> None:
    from firmware_bridges.discovery.sighting import Kind

    manager, agent = await near.manager(), await asking(near)
    near.around.show(source="mdns", kind=Kind.SCREEN, address="", agent=agent.agent, name="Grill screen")
    assert [one["state"] for one in await near.items(manager)] == ["asking"]
    device_id = await let_in(near, manager, agent)
    await agent.report()
    (item,) = await near.items(manager)
    assert item["known_as"] == {"kind": "device", "id": device_id, "name": "Grill screen"}


async def test_a_screen_that_is_sent_away_does_not_come_back_for_ten_minutes(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    (item,) = await near.items(manager)
    assert (await manager.send(f"/api/found/{item['key']}/ignore")).status_code == 200
    assert await near.items(manager) == []
    refused = await agent.hello()
    assert (refused.status_code, refused.json()["code"]) == (403, "screen_refused")
    near.house.world.clock.advance(601)
    assert (await agent.hello()).status_code == 202


async def test_a_silent_screen_asks_no_more(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    near.house.world.clock.advance(16)
    assert await near.items(manager) == []
    assert (await agent.report()).status_code == 404


async def test_a_hello_alone_shows_nothing(near: Neighbourhood) -> None:
    """Without the secret there is no number to compare."""
    agent = near.agent()
    await agent.hello()
    assert await near.items(await near.manager()) == []


async def test_a_flood_of_screens_is_bounded(near: Neighbourhood) -> None:
    answers = [(await near.agent().hello()).status_code for _ in range(6)]
    assert answers == [202] * 4 + [429] * 2
    for number in range(40):
        await near.agent(f"10.0.1.{number}").hello()
    assert len(near.house.presence.knocks._knocks) == 32


@pytest.mark.parametrize(
    "body",
    [
        {"agent": "x", "commitment": "0" * 64},
        {"agent": "0" * 16, "commitment": "short"},
        {"agent": "0" * 16, "commitment": "0" * 64, "name": "n" * 65},
        {"agent": "0" * 16},
        [],
    ],
)
async def test_a_hello_that_makes_no_sense_is_refused(near: Neighbourhood, body: Any) -> None:
    assert (await near.agent().client.post("/api/kiosk/hello", json=body)).status_code == 400


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer short", "Basic " + "a" * 40, "Bearer " + "a" * 200])
async def test_a_report_without_a_decent_secret_is_nobodys(near: Neighbourhood, header: str) -> None:
    headers = {"authorization": header}
    answer = await near.agent().client.post("/api/kiosk/report", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "knock_unknown")


async def test_a_strangers_name_carries_no_control_characters(near: Neighbourhood) -> None:
    await asking(near, name="Grill\u202e\x1b[2J\x00 <img>")
    (item,) = await near.items(await near.manager())
    assert item["name"] == "Grill[2J <img>"


async def test_two_screens_never_show_the_same_number(
    near: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await asking(near)
    monkeypatch.setattr("appliance.devices.rules.check_number", lambda *_: first.check)
    second = near.agent("10.0.0.51")
    await second.hello()
    assert (await second.report()).json()["code"] == "knock_unknown"
    monkeypatch.undo()
    assert (await second.hello()).status_code == 202
    assert (await second.report()).json()["state"] == "asking"


async def test_secrets_are_not_kept(near: Neighbourhood) -> None:
    manager, agent = await near.manager(), await asking(near)
    await let_in(near, manager, agent)
    page = (await agent.report()).json()["open"]
    kept = near.house.world.database.read(everything_in)
    assert "Grill screen" in kept
    assert agent.secret not in kept
    assert code_in(page) not in kept


def everything_in(reader: Reader) -> str:
    """Every value of every table."""
    tables = reader.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return "".join(str(reader.all(f"SELECT * FROM {table['name']}")) for table in tables)  # noqa: S608  our own names


@given(st.text(max_size=64), st.text(min_size=1, max_size=64))
def test_the_number_has_four_digits_and_depends_on_both_sides(nonce: str, secret: str) -> None:
    number = check_number(nonce, secret)
    assert len(number) == 4
    assert number.isdigit()
    said = int.from_bytes(hashlib.sha256(f"{nonce}:{secret}".encode()).digest()[:8], "big")
    assert int(number) == said % 10_000
