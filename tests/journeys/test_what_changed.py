"""The world changes while a guest chooses: dishes run out, prices rise, doors close, codes are replaced."""

import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House, both
from tests.journeys.menus import edit_item, stock

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOUR_MS = 3_600_000
EVENINGS = [[["18:00", "23:00"]]] * 7


async def _with_cart(h: House, *item_ids: str) -> Phone:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    for item_id in item_ids:
        assert (await phone.put(item_id, line_id=item_id)).is_success
    return phone


def _problems(phone: Phone) -> dict[str, str]:
    lines = phone.live.view["cart"]["lines"]
    return {line["item_id"]: line["problem"]["code"] for line in lines if line["problem"]}


async def test_a_dish_taken_off_while_in_the_cart_is_named_and_the_cart_is_kept(h: House) -> None:
    phone = await _with_cart(h, "octopus", "burrata")
    basket = await phone.basket()
    await stock(h, "octopus", out=True)
    await phone.live.until(lambda: _problems(phone) == {"octopus": "item_unavailable"})
    assert phone.live.view["availability"]["octopus"]["why"] == "out"
    refused = await phone.send(basket)
    assert (refused.status_code, refused.json()["code"]) == (409, "item_unavailable")
    detail = refused.json()["details"][0]
    assert (detail["line_id"], detail["code"]) == ("octopus", "item_unavailable")
    assert detail["names"]["it"]
    assert (await phone.snapshot())["cart"]["count"] == 2
    assert (await phone.put("octopus")).json()["details"][0]["code"] == "item_unavailable"
    await stock(h, "octopus")
    assert (await phone.send(basket)).status_code == 201


async def test_a_snoozed_dish_comes_back_by_itself(h: House) -> None:
    phone = await _with_cart(h)
    await stock(h, "salt-cod", out=True, until_at=h.clock.now_ms() + HOUR_MS)
    await phone.live.until(lambda: "salt-cod" in phone.live.view["availability"])
    await h.pass_time(3_601)
    await phone.live.until(lambda: "salt-cod" not in phone.live.view["availability"])
    assert (await phone.put("salt-cod")).is_success


async def test_the_last_one_is_sold_to_exactly_one_of_two_racing_phones(h: House) -> None:
    for _ in range(10):
        await stock(h, "king-prawns", remaining=1)
        one, two = h.phone(), h.phone()
        for phone in (one, two):
            await phone.scan((await h.table()).url)
            await phone.put("king-prawns", line_id="king-prawns")
        answers = await both(one.send(), two.send())
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        refused = next(answer for answer in answers if answer.status_code == 409).json()
        assert refused["code"] == "item_unavailable"
        assert refused["details"][0]["line_id"] == "king-prawns"
    await stock(h, "king-prawns")


async def test_more_than_is_left_is_refused_with_how_many_there_are(h: House) -> None:
    await stock(h, "sea-bass", remaining=2)
    phone = await _with_cart(h)
    options = {"fish-service": ["filleted"], "side-included": ["mixed-salad"]}
    cart = (await phone.put("sea-bass", 3, options=options)).json()["cart"]
    assert cart["lines"][0]["problem"] == {"code": "not_enough", "left": 2}
    refused = await phone.send()
    assert (refused.status_code, refused.json()["details"][0]["code"]) == (409, "not_enough")
    assert refused.json()["details"][0]["left"] == 2
    await stock(h, "sea-bass")


async def test_a_price_that_rose_meanwhile_is_shown_before_it_is_paid(h: House) -> None:
    phone = await _with_cart(h, "cannoli")
    basket = await phone.basket()
    await edit_item(h, "cannoli", lambda dish: dish.update(price_minor=690))
    refused = await phone.send(basket)
    assert (refused.status_code, refused.json()["code"]) == (409, "price_changed")
    detail = refused.json()["details"][0]
    assert (detail["item_id"], detail["unit_minor"]) == ("cannoli", 690)
    assert (await phone.snapshot())["cart"]["total_minor"] == 690
    assert (await phone.send()).json()["order"]["total_minor"] == 690


async def test_an_order_keeps_its_names_and_prices_whatever_the_menu_says_later(h: House) -> None:
    phone = await _with_cart(h, "cake-of-the-day")
    await phone.send()
    new = {"price_minor": 900, "names": {"en": "Another cake", "it": "Altra torta", "ar": "كعكة"}}
    await edit_item(h, "cake-of-the-day", lambda dish: dish.update(new))
    line = (await phone.snapshot())["orders"][0]["lines"][0]
    assert line["unit_minor"] == 600
    assert line["names"]["en"] != "Another cake"
    assert (await phone.get(f"/session/{phone.visit}/bill")).json()["total_minor"] == 600


async def test_outside_the_hours_a_scan_and_an_order_say_when_we_open(h: House) -> None:
    phone = await _with_cart(h, "burrata")
    async with h.settings(hours=EVENINGS):
        scanned = await h.phone().scan((await h.table()).url)
        assert (scanned.status_code, scanned.json()["code"]) == (503, "closed")
        opens_at = scanned.json()["opens_at"]
        assert 0 < opens_at - h.clock.now_ms() <= 24 * HOUR_MS
        refused = await phone.send()
        assert (refused.status_code, refused.json()["opens_at"]) == (503, opens_at)
        snapshot = await phone.snapshot()
        assert snapshot["session"]["ordering"]["why"] == "closed"
        assert snapshot["cart"]["count"] == 1
    assert (await phone.send()).status_code == 201


async def test_one_tap_stops_ordering_everywhere_with_a_message_and_ends_by_itself(h: House) -> None:
    phone, cashier = await _with_cart(h, "burrata"), await h.staff("cashier")
    until_at = h.clock.now_ms() + HOUR_MS
    pause = {"enabled": False, "message": "The oven needs a rest.", "until_at": until_at}
    assert (await cashier.write("/api/qr_ordering", pause)).is_success
    await phone.live.until(lambda: not phone.live.view["session"]["ordering"]["allowed"])
    assert phone.live.view["session"]["ordering"]["message"] == "The oven needs a rest."
    for answer in (await phone.send(), await h.phone().scan((await h.table()).url)):
        assert (answer.status_code, answer.json()["code"]) == (503, "qr_disabled")
        assert (answer.json()["message"], answer.json()["until_at"]) == ("The oven needs a rest.", until_at)
    await h.pass_time(3_601)
    await phone.live.until(lambda: phone.live.view["session"]["ordering"]["allowed"])
    assert (await phone.send()).status_code == 201


async def test_a_disabled_table_takes_no_orders_and_the_others_do(h: House) -> None:
    phone, other, cashier = (
        await _with_cart(h, "burrata"),
        await _with_cart(h, "burrata"),
        await h.staff("cashier"),
    )
    table_id = phone.entry["snapshot"]["session"]["table"]["id"]
    await cashier.write(f"/api/tables/{table_id}/enabled", {"enabled": False})
    await phone.live.until(lambda: phone.live.view["session"]["ordering"]["why"] == "table_disabled")
    assert (await phone.send()).json()["code"] == "table_disabled"
    assert (await other.send()).status_code == 201
    await cashier.write(f"/api/tables/{table_id}/enabled", {"enabled": True})
    assert (await phone.send()).status_code == 201


@pytest.mark.parametrize(
    "token", ["nothing", "AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA", "s.nothing", "%00", "a" * 500, "..%2f..", "é"]
)
async def test_a_garbled_code_is_not_found(h: House, token: str) -> None:
    answer = await h.phone().get(f"/t/{token}")
    assert (answer.status_code, answer.json()["code"]) == (404, answer.json()["code"])
    assert answer.json()["error"]


async def test_a_reprinted_code_ends_the_old_one(h: House) -> None:
    table, cashier = await h.table(), await h.staff("cashier")
    fresh = (await cashier.write(f"/api/tables/{table.id}/qr/rotate")).json()["url"]
    old = await h.phone().scan(table.url)
    assert (old.status_code, old.json()["code"]) == (410, "qr_replaced")
    assert (await h.phone().scan(fresh)).status_code == 201


async def test_a_browser_gets_the_page_whatever_the_code_says(h: House) -> None:
    answer = await h.phone().get("/t/nothing", headers={"accept": "text/html,*/*", "accept-language": "ar"})
    assert answer.status_code == 200
    assert 'lang="ar"' in answer.text
    assert 'dir="rtl"' in answer.text
    assert h.phone().client.cookies == {}
