"""Who may order: the table's PIN, the daily pass, tables that only staff open. Each switch alone."""

import asyncio

import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House, both

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUARTER_S = 15 * 60


async def _pin(h: House, phone: Phone) -> str:
    """A waiter makes the table's PIN."""
    waiter = await h.staff("waiter")
    return str((await waiter.write(f"/api/session/{phone.visit}/pin")).json()["pin"])


def _wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04}"


async def _try(phone: Phone, pin: str) -> tuple[int, str, int | None]:
    answer = await phone.write(f"/session/{phone.visit}/validate_pin", {"pin": pin})
    body = answer.json()
    return answer.status_code, body.get("code", ""), body.get("tries_left")


async def test_the_table_pin_is_asked_for_once_and_five_wrong_ones_cost_a_quarter_of_an_hour(
    h: House,
) -> None:
    phone = h.phone()
    async with h.settings(access_pin=True):
        await phone.sit_down((await h.table()).url)
        assert (await phone.snapshot())["me"]["needs_pin"]
        await phone.put("burrata")
        refused = await phone.send()
        assert (refused.status_code, refused.json()["code"]) == (401, "pin_needed")
        pin = await _pin(h, phone)
        await h.pass_time(QUARTER_S)
        for left in (4, 3, 2, 1):
            assert await _try(phone, _wrong(pin)) == (401, "wrong_pin", left)
        h.clock.advance(QUARTER_S - 60)
        assert await _try(phone, _wrong(pin)) == (401, "wrong_pin", 0)
        h.clock.advance(120)
        blocked = await phone.write(f"/session/{phone.visit}/validate_pin", {"pin": pin})
        assert (blocked.status_code, blocked.json()["code"]) == (429, "too_many_tries")
        assert blocked.json()["retry_after_s"] == int(blocked.headers["retry-after"]) == QUARTER_S - 120
        h.clock.advance(QUARTER_S - 120)
        assert await _try(phone, pin) == (200, "", None)
        await phone.live.until(lambda: not phone.live.view["me"]["needs_pin"])
        assert (await phone.send()).status_code == 201


async def test_many_guesses_at_once_are_no_more_than_five_even_with_the_right_one_among_them(
    h: House,
) -> None:
    phone = h.phone()
    async with h.settings(access_pin=True):
        await phone.sit_down((await h.table()).url)
        pin = await _pin(h, phone)
        wrong = [asyncio.create_task(_try(phone, _wrong(pin))) for _ in range(5)]
        await h.until(lambda: len(h.events("access_refused")) >= 1)
        late = await both(*(_try(phone, pin) for _ in range(7)))
        first = await both(*wrong)
    assert {status for status, _, _ in first} == {401}
    assert {status for status, _, _ in late} == {429}


async def test_a_new_pin_replaces_the_old_one_and_belongs_to_one_table(h: House) -> None:
    one, two = h.phone(), h.phone()
    async with h.settings(access_pin=True):
        await one.sit_down((await h.table()).url)
        await two.sit_down((await h.table()).url)
        old, new, other = await _pin(h, one), await _pin(h, one), await _pin(h, two)
        tries = [await _try(one, pin) for pin in dict.fromkeys((old, other, new))]
    assert tries[-1] == (200, "", None)
    assert {code for _, code, _ in tries[:-1]} <= {"wrong_pin"}


async def test_the_daily_pass_turns_over_at_four_and_yesterdays_word_is_refused(h: House) -> None:
    owner, phone = await h.staff("owner"), h.phone()
    async with h.settings(access_pass=True):
        await h.hears("daily_pass_rotated")
        word = (await owner.get("/api/daily_pass")).json()["word"]
        await phone.sit_down((await h.table()).url)
        await phone.put("burrata")
        refused = await phone.send()
        assert (refused.status_code, refused.json()["code"]) == (401, "pass_needed")
        path = f"/session/{phone.visit}/validate_pass"
        assert (await phone.write(path, {"word": "latte"})).json()["code"] == "wrong_pass"
        assert (await phone.write(path, {"word": f" {word.upper()} "})).is_success
        assert (await phone.send()).status_code == 201
        h.clock.advance(16 * 3_600)
        turned = len(h.events("daily_pass_rotated"))
        await h.appliance.automations.run_due()
        await h.until(lambda: len(h.events("daily_pass_rotated")) == turned + 1)
        tomorrow = h.phone()
        await tomorrow.sit_down((await h.table()).url)
        path = f"/session/{tomorrow.visit}/validate_pass"
        assert (await tomorrow.write(path, {"word": word})).status_code == 401
        fresh = (await (await h.staff("owner")).get("/api/daily_pass")).json()["word"]
        assert (await tomorrow.write(path, {"word": fresh})).is_success


async def test_a_betrayed_word_is_replaced_and_every_phone_is_asked_again(h: House) -> None:
    owner, phone = await h.staff("owner"), h.phone()
    async with h.settings(access_pass=True):
        await h.until(lambda: bool(h.events("daily_pass_rotated")))
        first = (await owner.write("/api/daily_pass/rotate")).json()["word"]
        await phone.sit_down((await h.table()).url)
        path = f"/session/{phone.visit}/validate_pass"
        assert (await phone.write(path, {"word": first})).is_success
        await phone.live.until(lambda: not phone.live.view["me"]["needs_pass"])
        second = (await owner.write("/api/daily_pass/rotate")).json()["word"]
        await phone.live.until(lambda: phone.live.view["me"]["needs_pass"])
        await phone.put("burrata")
        assert (await phone.send()).json()["code"] == "pass_needed"
        assert (await phone.write(path, {"word": second})).is_success
        assert (await phone.send()).status_code == 201


async def test_a_table_that_staff_open_takes_only_their_code_and_only_for_that_visit(h: House) -> None:
    table, waiter, phone = await h.table(), await h.staff("waiter"), h.phone()
    async with h.settings(access_staff_opens=True):
        asked = await phone.scan(table.url)
        assert (asked.status_code, asked.json()["code"]) == (503, "staff_opens")
        opened = await waiter.write(f"/api/tables/{table.id}/open", {"covers": 4})
        assert opened.status_code == 201
        assert opened.json()["svg"].startswith("<svg")
        assert (await phone.scan(opened.json()["url"])).status_code == 200
        assert phone.visit == opened.json()["session_id"]
        assert (await h.phone().scan(table.url)).status_code == 200
        await phone.join()
        await phone.order("burrata")
        await waiter.close_visit(phone.visit)
        over = await h.phone().scan(opened.json()["url"])
        assert (over.status_code, over.json()["code"]) == (410, "table_session_ended")


async def test_a_fresh_code_for_a_visit_ends_the_one_before(h: House) -> None:
    table, waiter = await h.table(), await h.staff("waiter")
    opened = (await waiter.write(f"/api/tables/{table.id}/open", {"covers": None})).json()
    fresh = (await waiter.write(f"/api/session/{opened['session_id']}/qr")).json()
    assert (await h.phone().scan(opened["url"])).status_code == 404
    assert (await h.phone().scan(fresh["url"])).status_code == 200
    taken = await waiter.write(f"/api/tables/{table.id}/open", {"covers": 2})
    assert (taken.status_code, taken.json()["code"]) == (409, "table_taken")


async def test_a_visits_code_comes_out_of_the_receipt_printer_and_ends_the_one_before(h: House) -> None:
    table, waiter = await h.table(), await h.staff("waiter")
    opened = (await waiter.write(f"/api/tables/{table.id}/open", {"covers": None})).json()
    asked = await waiter.write(f"/api/session/{opened['session_id']}/qr/print")
    assert asked.status_code == 200
    assert await asyncio.to_thread(h.printers["desk"].wait_for_slips, 1)
    (slip,) = h.printers["desk"].slips()
    assert table.name in slip.text
    assert "For this visit only" in slip.text
    assert (await h.phone().scan(opened["url"])).status_code == 404
    assert (await h.phone().scan(slip.qr_codes[0])).status_code == 200
    nobody = await waiter.write("/api/session/nobody/qr/print")
    assert nobody.status_code == 404
