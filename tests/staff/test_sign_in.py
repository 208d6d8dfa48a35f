"""Signing in: PINs on paired tablets, passwords for owners, limits, and what the journal keeps."""

import asyncio
import subprocess

import pytest

from appliance.devices import DeviceKind, revoke
from appliance.staff import Person, hash_secret, hasher, reset_pin, retire
from tests.staff.house import PASSWORD, PIN, Browser, House


async def test_a_waiter_signs_in_by_pin_and_is_known_afterwards(house: House) -> None:
    tablet = await house.tablet()
    answer = await tablet.sign_in(house.waiter)
    assert answer.status_code == 200
    staff = answer.json()["staff"]
    assert (staff["id"], staff["name"], staff["initials"]) == (house.waiter.id, "Demo waiter", "DW")
    assert "see_floor" in staff["rights"]
    assert "edit_settings" not in staff["rights"]
    assert (await tablet.get("/api/me")).json()["staff"] == staff
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def test_the_token_itself_is_nowhere_in_the_file(house: House) -> None:
    tablet = await house.tablet_of(house.waiter)
    for name in ("comanda_staff", "comanda_device_floor"):
        token = tablet.client.cookies[name].encode()
        assert len(token) == 43
        for file in house.world.path.parent.glob("comanda.db*"):
            assert token not in _bytes_of(file.name, house)


def _bytes_of(name: str, house: House) -> bytes:
    """The file as another process sees it (this one may not open it)."""
    return subprocess.run(
        ["cat", str(house.world.path.with_name(name))], capture_output=True, check=True
    ).stdout


async def test_a_pin_on_an_unpaired_browser_is_refused(house: House) -> None:
    answer = await house.browser().sign_in(house.waiter)
    assert answer.status_code == 401
    assert answer.json()["code"] == "device_unknown"


async def test_the_sixth_try_after_five_wrong_pins_waits_and_then_works(house: House) -> None:
    tablet = await house.tablet()
    codes = [(await tablet.sign_in(house.waiter, "0000")).json() for _ in range(5)]
    assert [one["code"] for one in codes] == ["wrong_pin"] * 5
    assert [one["tries_left"] for one in codes] == [4, 3, 2, 1, 0]
    blocked = await tablet.sign_in(house.waiter, PIN)
    assert blocked.status_code == 429
    assert blocked.json()["code"] == "too_many_tries"
    assert blocked.json()["retry_after_s"] == 900
    house.world.clock.advance(901)
    assert (await tablet.sign_in(house.waiter, PIN)).status_code == 200


async def _guess(tablet: Browser, person: Person, times: int) -> list[int]:
    """Wrong PINs, one after the other; the answers' codes."""
    return [(await tablet.sign_in(person, "0000")).status_code for _ in range(times)]


async def test_wrong_tries_stop_the_person_there_and_nobody_else_anywhere(house: House) -> None:
    tablet, other = await house.tablet(), await house.tablet()
    assert await _guess(tablet, house.waiter, 6) == [401] * 5 + [429]
    assert (await other.sign_in(house.waiter, PIN)).status_code == 200
    assert (await tablet.sign_in(house.cashier, PIN)).status_code == 200


async def test_a_tablet_is_held_up_for_moments_that_grow_and_never_for_the_evening(house: House) -> None:
    tablet, other = await house.tablet(), await house.tablet()
    for person in (house.waiter, house.cashier, house.cook, house.owner):
        await _guess(tablet, person, 5)
    waits = []
    for _ in range(5):
        blocked = await tablet.send("/api/sign_in", {"staff_id": "somebody", "pin": "0000"})
        assert blocked.status_code == 429
        waits.append(blocked.json()["retry_after_s"])
        house.world.clock.advance(waits[-1])
        assert (await tablet.send("/api/sign_in", {"staff_id": "somebody", "pin": "0"})).status_code == 401
        assert (await other.sign_in(house.owner, PIN)).status_code == 200
    assert waits == [30, 60, 120, 240, 300]


async def test_a_whole_night_with_every_tablet_gives_a_guesser_twenty_eight_tries(house: House) -> None:
    tablets = [await house.tablet() for _ in range(8)]
    tried = 0
    for _ in range(12 * 60):
        for tablet in tablets:
            tried += (await _guess(tablet, house.waiter, 1)) == [401]
        house.world.clock.advance(60)
    assert tried == 28


async def test_a_good_sign_in_elsewhere_gives_a_guesser_no_more_tries(house: House) -> None:
    own, others = await house.tablet(), [await house.tablet() for _ in range(4)]
    for tablet in others[:3]:
        assert await _guess(tablet, house.waiter, 5) == [401] * 5
    assert await _guess(own, house.waiter, 2) == [401] * 2
    assert (await own.sign_in(house.waiter, PIN)).status_code == 200
    assert await _guess(others[3], house.waiter, 5) == [401] * 5
    assert (await own.sign_in(house.waiter, PIN)).status_code == 429


async def test_the_last_try_says_how_long_to_wait(house: House) -> None:
    tablet = await house.tablet()
    answers = [(await tablet.sign_in(house.waiter, "0000")).json() for _ in range(5)]
    assert [one.get("retry_after_s") for one in answers] == [None] * 4 + [900]


async def test_a_manager_lifts_a_wait_everywhere(house: House) -> None:
    manager, tablet = await house.tablet_of(house.owner), await house.tablet()
    assert (await manager.get("/api/staff/waiting")).json() == []
    await _guess(tablet, house.waiter, 5)
    (found,) = (await manager.get("/api/staff/waiting")).json()
    assert (found["id"], found["name"], found["wait_s"]) == (house.waiter.id, "Demo waiter", 900)
    lifted = await manager.send(f"/api/staff/{house.waiter.id}/unlock")
    assert lifted.json() == {"id": house.waiter.id}
    assert (await manager.get("/api/staff/waiting")).json() == []
    assert (await tablet.sign_in(house.waiter, PIN)).status_code == 200
    (row,) = house.journal("staff_wait_lifted")
    assert (row.subject, row.actor) == (f"staff:{house.waiter.id}", f"staff:{house.owner.id}")


async def test_a_lifted_password_wait_is_lifted_too(house: House) -> None:
    manager, browser = await house.tablet_of(house.owner), house.browser("10.0.0.8")
    body = {"login": "owner", "password": "guess"}
    assert [(await browser.send("/api/sign_in", body)).status_code for _ in range(6)] == [401] * 5 + [429]
    await manager.send(f"/api/staff/{house.owner.id}/unlock")
    right = {"login": "owner", "password": PASSWORD}
    assert (await browser.send("/api/sign_in", right)).status_code == 200


async def test_only_a_manager_lifts_waits_and_only_of_people_who_exist(house: House) -> None:
    waiter, manager = await house.tablet_of(house.waiter), await house.tablet_of(house.owner)
    assert (await waiter.send(f"/api/staff/{house.waiter.id}/unlock")).status_code == 403
    assert (await waiter.get("/api/staff/waiting")).status_code == 403
    assert (await manager.send("/api/staff/nobody/unlock")).status_code == 404


async def test_many_tries_at_once_get_no_more_than_five(house: House) -> None:
    tablet = await house.tablet()
    answers = await asyncio.gather(*(tablet.sign_in(house.waiter, f"{n:04}") for n in range(12)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [401] * 5 + [429] * 7


async def test_a_right_pin_clears_the_wrong_ones_before_it(house: House) -> None:
    tablet = await house.tablet()
    for _ in range(3):
        for _ in range(4):
            assert (await tablet.sign_in(house.waiter, "0000")).status_code == 401
        assert (await tablet.sign_in(house.waiter, PIN)).status_code == 200


async def test_the_owner_signs_in_by_password_anywhere(house: House) -> None:
    answer = await house.browser().send("/api/sign_in", {"login": " Owner ", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["staff"]["role"] == "owner"


@pytest.mark.parametrize("login", ["owner", "nobody"])
async def test_a_wrong_password_and_an_unknown_login_look_alike(house: House, login: str) -> None:
    browser = house.browser()
    body = {"login": login, "password": "guess"}
    answers = [await browser.send("/api/sign_in", body) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[0].json() == {
        "error": "That password is not right.",
        "code": "wrong_password",
        "details": [],
        "tries_left": 4,
    }


@pytest.mark.parametrize("body", [{}, {"pin": PIN}, {"login": "owner"}, {"staff_id": "x", "password": "y"}])
async def test_an_incomplete_sign_in_is_refused(house: House, body: dict[str, str]) -> None:
    answer = await (await house.tablet()).send("/api/sign_in", body)
    assert answer.status_code == 422
    assert answer.json()["code"] == "sign_in_incomplete"


async def test_sign_ins_are_journalled_without_any_secret(house: House) -> None:
    tablet = await house.tablet()
    await tablet.sign_in(house.waiter, "0815")
    await tablet.sign_in(house.waiter)
    await tablet.send("/api/sign_in", {"login": "someone@example", "password": "my-secret"})
    failed, unknown = house.journal("staff_sign_in_failed")
    (signed_in,) = house.journal("staff_signed_in")
    device_id = (await tablet.get("/api/me")).json()["device"]["id"]
    assert (failed.subject, failed.device, failed.address) == (
        f"staff:{house.waiter.id}",
        device_id,
        "10.0.0.7",
    )
    assert (signed_in.actor, signed_in.device) == (f"staff:{house.waiter.id}", device_id)
    assert unknown.subject == "staff:unknown"
    everything = "".join(row.data + row.subject for row in house.world.database.journal_since(0))
    assert not [word for word in ("0815", PIN, "someone", "my-secret") if word in everything]


async def test_no_stored_answer_lets_a_pin_be_guessed_back(house: House) -> None:
    await house.tablet_of(house.waiter)
    rows = house.world.database.read(lambda reader: reader.all("SELECT scope, body FROM answer"))
    assert {row["scope"] for row in rows} == {"pairing"}


async def test_signing_out_ends_it_also_for_a_copied_cookie(house: House) -> None:
    tablet = await house.tablet_of(house.waiter)
    thief = house.browser()
    thief.client.cookies.set("comanda_staff", tablet.client.cookies["comanda_staff"])
    assert (await thief.get("/api/me")).json()["staff"] is not None
    assert (await tablet.send("/api/sign_out")).status_code == 200
    assert "comanda_staff" not in tablet.client.cookies
    assert (await thief.get("/api/me")).json()["staff"] is None
    assert (await tablet.send("/api/sign_out")).status_code == 200
    assert len(house.journal("staff_signed_out")) == 1


async def test_the_next_person_on_a_tablet_ends_the_sign_in_before(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    copy = house.browser()
    copy.client.cookies.set("comanda_staff", tablet.client.cookies["comanda_staff"])
    await tablet.sign_in(house.waiter)
    assert (await copy.get("/api/settings")).status_code == 401


async def _is_out(tablet: Browser) -> bool:
    answer = await tablet.get("/api/settings")
    return answer.status_code == 401 and answer.json()["code"] == "sign_in_needed"


async def test_a_sign_in_runs_out_after_twelve_hours(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    house.world.clock.advance(12 * 3600 - 1)
    assert not await _is_out(tablet)
    house.world.clock.advance(1)
    assert await _is_out(tablet)


async def test_a_revoked_tablet_takes_its_sign_in_with_it(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    device_id = (await tablet.get("/api/me")).json()["device"]["id"]
    await house.world.database.write(lambda tx: revoke(tx, device_id, actor="system"))
    assert await _is_out(tablet)
    assert (await tablet.sign_in(house.owner)).json()["code"] == "device_unknown"


async def test_who_has_left_is_out_and_cannot_come_back(house: House) -> None:
    tablet = await house.tablet_of(house.waiter)
    await house.world.database.write(lambda tx: retire(tx, house.waiter.id))
    assert await _is_out(tablet)
    assert (await tablet.sign_in(house.waiter)).json()["code"] == "wrong_pin"
    names = (await tablet.get("/api/staff/names")).json()
    assert house.waiter.id not in {one["id"] for one in names}


async def test_a_person_marked_as_gone_is_out_whatever_their_sign_in_says(house: House) -> None:
    tablet = await house.tablet_of(house.owner)
    await house.world.database.write(
        lambda tx: tx.execute("UPDATE staff SET active = 0 WHERE id = :id", {"id": house.owner.id})
    )
    assert await _is_out(tablet)


async def test_a_new_pin_ends_what_the_old_one_opened(house: House) -> None:
    tablet = await house.tablet_of(house.waiter)
    new_hash = hash_secret("246810")
    await house.world.database.write(lambda tx: reset_pin(tx, house.waiter.id, new_hash))
    assert await _is_out(tablet)
    assert (await tablet.sign_in(house.waiter, PIN)).status_code == 401
    assert (await tablet.sign_in(house.waiter, "246810")).status_code == 200


async def test_names_are_for_paired_floor_tablets_only(house: House) -> None:
    assert (await house.browser().get("/api/staff/names")).status_code == 401
    screen = await house.tablet(DeviceKind.KITCHEN)
    assert (await screen.get("/api/staff/names")).status_code == 403
    names = (await (await house.tablet()).get("/api/staff/names")).json()
    assert [one["name"] for one in names] == ["Demo cashier", "Demo cook", "Demo owner", "Demo waiter"]
    assert set(names[0]) == {"id", "name", "role", "initials"}


async def test_a_try_that_was_sent_away_as_too_many_is_not_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = await house.tablet()
    monkeypatch.setattr(hasher, "WAITING_MAX", 0)
    sent_away = [(await tablet.sign_in(house.waiter)).json()["code"] for _ in range(7)]
    assert sent_away == ["busy"] * 7
    monkeypatch.undo()
    assert (await tablet.sign_in(house.waiter, "0000")).json()["tries_left"] == 4
