"""Several phones at one table: one cart or one each, who is host, who comes late."""

import pytest

from tests.journeys.house import House, both

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_family_shares_one_live_cart_and_sees_who_added_what(h: House) -> None:
    table, one, two = await h.table(), h.phone(), h.phone()
    await one.sit_down(table.url, "Ada")
    assert (await two.scan(table.url)).status_code == 200
    await two.keep_up()
    await two.join("Bo")
    heard = await one.live.hears("member_joined")
    assert [member["nickname"] for member in heard["session"]["members"]] == ["Ada", "Bo"]
    assert heard["session"]["host_member_id"] == one.member
    await one.put("burrata", line_id="l1")
    await two.live.until(lambda: two.live.view["cart"]["count"] == 1)
    await two.put("lasagne", line_id="l2")
    await two.put("burrata", 3, line_id="l1")
    await one.live.until(lambda: one.live.view["cart"]["count"] == 4)
    assert {line["id"]: line["member_id"] for line in one.live.view["cart"]["lines"]} == {
        "l1": one.member,
        "l2": two.member,
    }
    await one.command({"op": "remove", "line_id": "l2"})
    await two.live.until(lambda: two.live.view["cart"]["count"] == 3)


async def test_a_phone_that_gives_no_name_takes_part_by_its_number(h: House) -> None:
    table, one, two = await h.table(), h.phone(), h.phone()
    await one.sit_down(table.url, None)
    await two.sit_down(table.url, "   \u202e\u0000  ")
    members = (await one.snapshot())["session"]["members"]
    assert [(member["number"], member["nickname"]) for member in members] == [(1, None), (2, None)]


async def test_each_phone_has_its_own_cart_in_individual_mode(h: House) -> None:
    table, one, two = await h.table(), h.phone(), h.phone()
    async with h.settings(cart_mode="individual"):
        await one.sit_down(table.url, "Ada")
    await two.sit_down(table.url, "Bo")
    await one.put("burrata", line_id="mine")
    await two.put("lasagne", line_id="yours")
    assert [line["id"] for line in (await two.snapshot())["cart"]["lines"]] == ["yours"]
    stolen = await two.put("cannoli", line_id="mine")
    assert (stolen.status_code, stolen.json()["details"][0]["code"]) == (409, "not_your_line")
    await two.command({"op": "remove", "line_id": "mine"})
    assert [line["id"] for line in (await one.snapshot())["cart"]["lines"]] == ["mine"]
    sent = (await two.send()).json()["order"]
    assert [line["item_id"] for line in sent["lines"]] == ["lasagne"]
    await one.live.hears("order_sent")
    assert [line["id"] for line in one.live.view["cart"]["lines"]] == ["mine"]
    assert [order["mine"] for order in one.live.view["orders"]] == [False]


async def test_who_comes_late_gets_the_cart_the_orders_and_their_state_at_once(h: House) -> None:
    table, one, late = await h.table(), h.phone(), h.phone()
    await one.sit_down(table.url, "Ada")
    order = await one.order("burrata")
    await one.put("tiramisu", 2)
    assert (await late.scan(table.url)).status_code == 200
    seen = late.entry["snapshot"]
    assert [known["number"] for known in seen["orders"]] == [order["number"]]
    assert seen["cart"]["count"] == 2
    assert (seen["me"]["joined"], seen["orders"][0]["mine"]) == (False, False)
    await late.keep_up(since=seen["seq"])
    # The kitchen may have moved on since the scan; what was in the snapshot is not told twice.
    assert late.live.news[0]["type"] != "snapshot"


async def test_one_phone_that_scans_twice_stays_one_phone(h: House) -> None:
    table, phone = await h.table(), h.phone()
    await phone.scan(table.url)
    member = phone.member
    again = await phone.scan(table.url)
    assert (again.status_code, phone.member, again.json()["guest_token"]) == (200, member, None)


async def test_two_phones_that_scan_at_once_sit_in_one_visit(h: House) -> None:
    table, one, two = await h.table(), h.phone(), h.phone()
    answers = await both(one.scan(table.url), two.scan(table.url))
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert one.visit == two.visit
    assert one.member != two.member


async def test_a_batch_with_one_impossible_line_changes_nothing(h: House) -> None:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    good = {"op": "set", "line_id": "a", "item_id": "burrata", "quantity": 1}
    unknown = {"op": "set", "line_id": "b", "item_id": "unicorn", "quantity": 1}
    no_base = {"op": "set", "line_id": "c", "item_id": "margherita", "quantity": 1}
    answer = await phone.command(good, unknown, no_base)
    assert answer.status_code == 409
    assert [(one["line_id"], one["code"]) for one in answer.json()["details"]] == [
        ("b", "item_unavailable"),
        ("c", "options_wrong"),
    ]
    assert (await phone.snapshot())["cart"]["lines"] == []


async def test_prices_come_from_the_appliance_with_every_option(h: House) -> None:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    options = {"pizza-base": ["gluten-free"], "pizza-toppings": ["olives", "nduja"]}
    cart = (await phone.put("margherita", 2, options=options)).json()["cart"]
    assert cart["lines"][0]["unit_minor"] == 850 + 250 + 100 + 200
    assert cart["total_minor"] == 2 * 1400
    wine = {"house-wine-size": ["litre"], "wine-colour": ["red"]}
    assert (await phone.put("house-wine", options=wine)).json()["cart"]["lines"][1]["unit_minor"] == 2_000


async def test_a_call_reaches_the_floor_once_and_is_answered_or_taken_back(h: House) -> None:
    table, phone, waiter = await h.table(), h.phone(), await h.staff("waiter")
    await waiter.keep_up()
    await phone.sit_down(table.url)
    await phone.write(f"/session/{phone.visit}/call", {"kind": "waiter"})
    twice = (await phone.write(f"/session/{phone.visit}/call", {"kind": "waiter"})).json()["calls"]
    assert [call["kind"] for call in twice] == ["waiter"]
    await waiter.live.until(lambda: waiter.card(table.id)["state"] == "needs_attention")
    answered = await waiter.write(f"/api/calls/{twice[0]['id']}/answer")
    assert answered.is_success
    late = await waiter.write(f"/api/calls/{twice[0]['id']}/answer")
    assert (late.status_code, late.json()["code"]) == (409, "already_answered")
    await phone.live.until(lambda: phone.live.view["session"]["calls"] == [])
    await phone.write(f"/session/{phone.visit}/call", {"kind": "bill"})
    await phone.write(f"/session/{phone.visit}/call/cancel", {"kind": "bill"})
    snapshot = (await phone.snapshot())["session"]
    assert (snapshot["calls"], snapshot["bill_requested_at"]) == ([], None)
