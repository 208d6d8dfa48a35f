"""Pairing tablets by code, and what a device may do afterwards."""

import asyncio
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.devices import DeviceKind, make_code
from appliance.devices import rules as secrets
from appliance.devices.model import NAME_MAX
from appliance.kernel.errors import Invalid
from appliance.kernel.names import free_name
from appliance.kitchen import add_station
from appliance.storage import Tx
from tests.staff.house import BASE, House


async def cook_at(house: House, *names: str) -> None:
    """The venue has these stations, with ids in lower case."""

    def add(tx: Tx) -> None:
        for place, name in enumerate(names):
            add_station(
                tx, station_id=name.lower(), name=name, position=place, printer_id=None, prints="always"
            )

    await house.world.database.write(add)


async def test_a_code_turns_a_browser_into_a_device(house: House) -> None:
    await cook_at(house, "Grill", "Cold")
    browser = house.browser()
    code = await house.code(DeviceKind.KITCHEN, stations=("grill", "cold"))
    answer = await browser.send("/api/devices/pair", {"code": f"{code[:4]} {code[4:]}"})
    device = answer.json()["device"]
    assert answer.status_code == 200
    assert (device["name"], device["kind"], device["stations"]) == ("Tablet", "kitchen", ["grill", "cold"])
    assert "max-age=315360000" in answer.headers["set-cookie"].lower()
    assert (await browser.get("/api/me")).json()["device"] == device
    assert house.data("device_paired") == [
        {"kind": "kitchen", "stations": ["grill", "cold"], "made_by": "system"}
    ]


async def test_one_browser_may_be_a_tablet_and_a_screen(house: House) -> None:
    browser = house.browser()
    for kind in DeviceKind:
        await browser.send("/api/devices/pair", {"code": await house.code(kind)}, key=f"pair-{kind}")
    for kind in DeviceKind:
        assert (await browser.get(f"/api/me?kind={kind}")).json()["device"]["kind"] == kind


async def test_a_code_works_once(house: House) -> None:
    code = await house.code()
    assert (await house.browser().send("/api/devices/pair", {"code": code})).status_code == 200
    again = await house.browser().send("/api/devices/pair", {"code": code})
    assert again.status_code == 404
    assert again.json()["code"] == "pairing_code_unknown"


async def test_two_tablets_racing_with_one_code_get_one_pairing(house: House) -> None:
    code = await house.code()
    answers = await asyncio.gather(
        *(house.browser(f"10.0.0.{n}").send("/api/devices/pair", {"code": code}) for n in range(5))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404, 404]


async def test_a_lost_reply_to_pairing_is_repeated_with_the_same_token(house: House) -> None:
    code, first, second = await house.code(), house.browser(), house.browser()
    one = await first.send("/api/devices/pair", {"code": code}, key="a-key-of-its-own")
    two = await second.send("/api/devices/pair", {"code": code}, key="a-key-of-its-own")
    assert one.content == two.content
    assert first.client.cookies["comanda_device_floor"] == second.client.cookies["comanda_device_floor"]
    assert (await second.get("/api/me")).json()["device"]["id"] == one.json()["device"]["id"]
    assert len(house.journal("device_paired")) == 1


async def test_a_code_runs_out_after_ten_minutes(house: House) -> None:
    code = await house.code()
    house.world.clock.advance(600)
    assert (await house.browser().send("/api/devices/pair", {"code": code})).status_code == 404


async def test_a_demo_code_pairs_as_many_devices_as_it_says(house: House) -> None:
    code = await house.code(uses=3)
    pairings = [(await house.browser().send("/api/devices/pair", {"code": code})) for _ in range(4)]
    assert [answer.status_code for answer in pairings] == [200, 200, 200, 404]
    assert len({answer.json()["device"]["id"] for answer in pairings[:3]}) == 3


async def test_guessing_codes_stops_after_five_for_that_address_only(house: House) -> None:
    guesser, honest = house.browser("10.0.0.66"), house.browser("10.0.0.7")
    answers = [await guesser.send("/api/devices/pair", {"code": f"{n:08}"}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [404] * 5 + [429]
    code = await house.code()
    assert (await guesser.send("/api/devices/pair", {"code": code})).status_code == 429
    assert (await honest.send("/api/devices/pair", {"code": code})).status_code == 200
    house.world.clock.advance(901)
    assert (await guesser.send("/api/devices/pair", {"code": await house.code()})).status_code == 200


@pytest.mark.parametrize(
    "code", ["", "letters", "' OR 1=1 --", "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"]
)
async def test_what_is_no_code_is_unknown(house: House, code: str) -> None:
    answer = await house.browser().send("/api/devices/pair", {"code": code})
    assert answer.json()["code"] == "pairing_code_unknown"


async def test_pairing_without_an_idempotency_key_is_refused_and_uses_nothing_up(house: House) -> None:
    code, browser = await house.code(), house.browser()
    answer = await browser.client.post("/api/devices/pair", json={"code": code})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert (await browser.send("/api/devices/pair", {"code": code})).status_code == 200


async def test_an_endless_code_is_a_bad_request(house: House) -> None:
    answer = await house.browser().send("/api/devices/pair", {"code": "1" * 500})
    assert answer.status_code == 400


async def test_a_manager_makes_a_code_with_its_picture(house: House) -> None:
    await cook_at(house, "Grill")
    tablet = await house.tablet_of(house.owner)
    body = {"kind": "kitchen", "name": "Grill screen", "stations": ["grill"]}
    answer = await tablet.send("/api/devices/codes", body)
    made = answer.json()
    assert answer.status_code == 200
    assert made["url"] == f"{BASE}/kitchen/#code={made['code']}"
    assert made["expires_at"] == house.world.clock.now_ms() + 600_000
    assert ElementTree.fromstring(made["svg"]).tag.endswith("svg")  # noqa: S314  our own
    paired = await house.browser().send("/api/devices/pair", {"code": made["code"]})
    assert paired.json()["device"]["name"] == "Grill screen"
    assert house.data("device_paired")[-1]["made_by"] == f"staff:{house.owner.id}"


async def test_stations_are_given_by_id_or_name_and_an_unknown_one_makes_no_dead_screen(house: House) -> None:
    await cook_at(house, "Grill", "Cold")
    tablet = await house.tablet_of(house.owner)
    body = {"kind": "kitchen", "name": "Screen", "stations": ["COLD", "grill"]}
    made = await tablet.send("/api/devices/codes", body)
    paired = await house.browser().send("/api/devices/pair", {"code": made.json()["code"]})
    device = paired.json()["device"]
    assert device["stations"] == ["cold", "grill"]
    path = f"/api/devices/{device['id']}/change"
    assert (await tablet.send(path, {"stations": ["Grill"]})).json()["stations"] == ["grill"]
    said = "There is no station called nowhere; there are: Grill, Cold."
    for where in ("/api/devices/codes", path):
        refused = await tablet.send(where, body | {"stations": ["grill", "nowhere"]})
        assert (refused.status_code, refused.json()["code"]) == (422, "station_unknown")
        assert refused.json()["error"] == said
    with pytest.raises(Invalid, match="there are: Grill, Cold"):
        await house.code(DeviceKind.KITCHEN, stations=("nowhere",))


async def test_devices_that_are_to_have_one_name_are_told_apart_by_a_number(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    paired = []
    for name in ("Bar", "bar", "Bar"):
        made = await tablet.send("/api/devices/codes", {"kind": "floor", "name": name})
        answer = await house.browser().send("/api/devices/pair", {"code": made.json()["code"]})
        paired.append(answer.json()["device"])
    assert [one["name"] for one in paired] == ["Bar", "bar 2", "Bar 3"]
    path = f"/api/devices/{paired[2]['id']}/change"
    refused = await tablet.send(path, {"name": "BAR"})
    assert (refused.status_code, refused.json()["code"]) == (409, "name_taken")
    await tablet.send(f"/api/devices/{paired[0]['id']}/revoke", {})
    assert (await tablet.send(path, {"name": "BAR"})).json()["name"] == "BAR"


@given(st.lists(st.text("aA ", min_size=1, max_size=40), max_size=12))
def test_no_two_names_are_alike_and_none_grows_too_long(wanted: list[str]) -> None:
    given_names: list[str] = []
    for one in wanted:
        given_names.append(free_name(one, given_names, NAME_MAX))
    assert len({one.casefold() for one in given_names}) == len(given_names)
    assert max(map(len, given_names), default=0) <= NAME_MAX


async def test_a_repeated_request_for_a_code_is_shown_the_same_one_and_it_is_not_stored(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    body = {"kind": "floor", "name": "Bar tablet", "stations": []}
    first = await tablet.send("/api/devices/codes", body, key="one-wish")
    again = await tablet.send("/api/devices/codes", body, key="one-wish")
    other = await tablet.send("/api/devices/codes", body)
    assert first.json() == again.json()
    assert first.json()["code"] != other.json()["code"]
    bodies = house.world.database.read(lambda reader: reader.all("SELECT body FROM answer"))
    kept = b"".join(row["body"] for row in bodies).decode()
    events = "".join(row.data for row in house.world.database.journal_since(0))
    assert first.json()["code"] not in kept + events


@pytest.mark.parametrize("who", ["waiter", "cashier", "cook"])
async def test_only_managers_deal_with_devices(house: House, who: str) -> None:
    tablet = await house.tablet_of(getattr(house, who))
    device_id = (await tablet.get("/api/me")).json()["device"]["id"]
    body = {"kind": "floor", "name": "x", "stations": []}
    answers = [
        await tablet.get("/api/devices"),
        await tablet.send("/api/devices/codes", body),
        await tablet.send(f"/api/devices/{device_id}/revoke"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert [answer.json()["code"] for answer in answers] == ["forbidden"] * 3


async def test_a_device_cookie_alone_does_not_manage_devices(house: House) -> None:
    assert (await (await house.tablet()).get("/api/devices")).status_code == 401


async def test_a_revoked_tablet_is_out_at_once_and_gone_from_the_list(house: House) -> None:
    lost, manager = await house.tablet(), await house.tablet_of(house.owner)
    device_id = (await lost.get("/api/me")).json()["device"]["id"]
    assert device_id in {one["id"] for one in (await manager.get("/api/devices")).json()}
    for _ in range(2):
        assert (await manager.send(f"/api/devices/{device_id}/revoke")).status_code == 200
    assert (await lost.get("/api/me")).json()["device"] is None
    assert (await lost.get("/api/staff/names")).json()["code"] == "device_unknown"
    assert device_id not in {one["id"] for one in (await manager.get("/api/devices")).json()}
    (event,) = house.journal("device_revoked")
    assert (event.subject, event.actor) == (f"device:{device_id}", f"staff:{house.owner.id}")


async def test_revoking_an_unknown_device_is_a_404(house: House) -> None:
    answer = await (await house.tablet_of(house.owner)).send("/api/devices/nothing/revoke")
    assert (answer.status_code, answer.json()["code"]) == (404, "device_unknown")


async def test_old_codes_are_swept_out_when_a_new_one_is_made(house: House) -> None:
    await house.code()
    house.world.clock.advance(601)
    await house.world.database.write(
        lambda tx: make_code(tx, "12345678", kind=DeviceKind.FLOOR, name="x", made_by="system")
    )
    left = house.world.database.read(lambda reader: reader.value("SELECT count(*) FROM pairing_code"))
    assert left == 1


def test_code_and_key_cannot_be_shifted_into_each_other() -> None:
    assert secrets.token_from(b"s" * 32, "12", "3x") != secrets.token_from(b"s" * 32, "123", "x")


@given(st.binary(min_size=16), st.text(), st.text(), st.text(), st.text())
def test_different_requests_get_different_tokens(
    secret: bytes, code: str, key: str, more: str, end: str
) -> None:
    token = secrets.token_from(secret, code, key)
    assert len(token) == 43
    moved = secrets.token_from(secret, code + more, end + key)
    assert (moved == token) == (more == "" and end == "")


@given(st.binary(min_size=16), st.text(), st.text())
def test_codes_are_eight_digits_and_repeat_for_the_same_request(secret: bytes, scope: str, key: str) -> None:
    code = secrets.code_from(secret, scope, key)
    assert len(code) == 8
    assert code.isdigit()
    assert secrets.code_from(secret, scope, key) == code
