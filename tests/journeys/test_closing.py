"""Closing a table, taking it back, and parties that left without a word."""

import asyncio

import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House, Table

pytestmark = pytest.mark.asyncio(loop_scope="module")

IDLE_S = 90 * 60
ROUNDS = 10


async def _eating(h: House) -> tuple[Table, Phone]:
    table, phone = await h.table(), h.phone()
    await phone.sit_down(table.url, "Ada")
    await phone.order("burrata")
    return table, phone


async def test_a_wrong_tap_on_close_is_undone_and_the_party_goes_on(h: House) -> None:
    table, phone = await _eating(h)
    waiter = await h.staff("waiter")
    await waiter.keep_up()
    closed = (await waiter.close_visit(phone.visit)).json()
    assert closed["undo_until"] == closed["closed_at"] + 10_000
    await waiter.live.until(lambda: waiter.card(table.id)["closed"] is not None)
    assert waiter.card(table.id)["closed"]["session_id"] == phone.visit
    await phone.live.until(lambda: phone.live.close_code == 4410)
    assert (await waiter.restore_visit(phone.visit)).json() == {"session_id": phone.visit}
    await waiter.live.until(lambda: waiter.card(table.id)["session"] is not None)
    visit, member = phone.visit, phone.member
    assert (await phone.scan(table.url)).status_code == 200
    assert (phone.visit, phone.member) == (visit, member)
    snapshot = await phone.snapshot()
    assert [order["state"] for order in snapshot["orders"]] == ["RECEIVED"]
    await phone.order("tiramisu")


async def test_what_comes_in_while_the_table_is_being_closed_is_refused_and_leaves_nothing(h: House) -> None:
    for _ in range(ROUNDS):
        table, phone = await h.table(), h.phone()
        await phone.sit_down(table.url)
        call = f"/session/{phone.visit}/call"
        close, *late = await asyncio.gather(
            (await h.staff("waiter")).close_visit(phone.visit),
            phone.write(call, {"kind": "waiter"}),
            phone.write(call, {"kind": "bill"}),
            phone.put("burrata"),
            phone.put("tiramisu"),
            phone.join("Ada"),
        )
        assert close.status_code == 200
        assert {answer.status_code for answer in late} <= {200, 201, 410}
        mine = [row for row in h.rows if row.table_session == phone.visit]
        assert mine[-1].kind == "table_session_closed"


async def test_what_gets_ready_after_the_table_was_closed_still_reaches_a_waiter(h: House) -> None:
    table, phone = await _eating(h)
    waiter = await h.staff("waiter")
    await waiter.keep_up()
    order = phone.newest
    say = f"Order {order['number']} for {table.name} is ready; the table was closed."

    def told() -> list[str]:
        return [one["order_id"] for one in waiter.live.view["alerts"] if one["say"] == say]

    async with h.screen() as screen:
        (ticket,) = await screen.sees(order["number"])
        closed = (await waiter.close_visit(phone.visit)).json()
        assert (closed["cooking"], closed["ready"]) == (1, 0)
        assert told() == []
        await screen.move(ticket["id"], "bump")
        await waiter.live.until(lambda: told() == [order["id"]])
    await waiter.write(f"/api/orders/{order['id']}/serve")
    await waiter.live.until(lambda: told() == [])


async def test_a_visit_that_comes_back_says_on_its_card_what_is_ready(h: House) -> None:
    table, phone = await _eating(h)
    waiter = await h.staff("waiter")
    await waiter.keep_up()
    number = phone.newest["number"]
    async with h.screen() as screen:
        (ticket,) = await screen.sees(number)
        await screen.move(ticket["id"], "bump")
        closed = (await waiter.close_visit(phone.visit)).json()
        assert (closed["cooking"], closed["ready"]) == (0, 1)
    alert = f"Order {number} for {table.name} is ready; the table was closed."
    await waiter.live.until(lambda: alert in [one["say"] for one in waiter.live.view["alerts"]])
    await waiter.restore_visit(phone.visit)
    await waiter.live.until(lambda: alert not in [one["say"] for one in waiter.live.view["alerts"]])
    assert waiter.card(table.id)["session"]["ready_lines"] == 1


async def test_a_visit_is_restored_long_after_from_the_history_with_its_orders_where_they_were(
    h: House,
) -> None:
    _, phone = await _eating(h)
    waiter = await h.staff("waiter")
    async with h.screen() as screen:
        number = (await phone.order("lemonade"))["number"]
        ticket = (await screen.sees(number))[0]
        await screen.move(ticket["id"], "bump")
        await waiter.close_visit(phone.visit)
    await h.pass_time(3_600)
    items = (await waiter.get("/api/history")).json()["items"]
    found = next(item for item in items if item["session_id"] == phone.visit)
    assert (found["total_minor"], found["paid_minor"], found["closed_by_name"]) == (1570, 0, "Demo waiter")
    assert (await waiter.restore_visit(phone.visit)).is_success
    orders = (await waiter.get(f"/api/session/{phone.visit}")).json()["orders"]
    assert [order["state"] for order in orders] == ["RECEIVED", "READY_FOR_PICKUP"]


async def test_a_table_that_others_have_taken_is_not_taken_back(h: House) -> None:
    table, phone = await _eating(h)
    waiter = await h.staff("waiter")
    await waiter.close_visit(phone.visit)
    others = await h.phone().sit_down(table.url)
    assert others.visit != phone.visit
    refused = await waiter.restore_visit(phone.visit)
    assert (refused.status_code, refused.json()["code"]) == (409, "table_taken")
    assert (await others.snapshot())["orders"] == []


async def test_close_and_restore_twice_say_what_is_possible(h: House) -> None:
    _, phone = await _eating(h)
    waiter = await h.staff("waiter")
    first = await waiter.write(f"/session/{phone.visit}/close", method="PATCH", key="tap")
    again = await waiter.write(f"/session/{phone.visit}/close", method="PATCH", key="tap")
    assert first.content == again.content
    refused = await waiter.close_visit(phone.visit)
    assert (refused.status_code, refused.json()["details"][0]["legal"]) == (409, ["restore"])
    await waiter.restore_visit(phone.visit)
    refused = await waiter.restore_visit(phone.visit)
    assert (refused.status_code, refused.json()["details"][0]["legal"]) == (409, ["close"])


async def test_after_the_end_an_old_phone_is_told_so_everywhere(h: House) -> None:
    _, phone = await _eating(h)
    basket = {"session_id": phone.visit, "lines": [{"line_id": "x", "quantity": 1, "unit_minor": 1}]}
    await (await h.staff("waiter")).close_visit(phone.visit)
    visit = f"/session/{phone.visit}"
    answers = [
        await phone.get(visit),
        await phone.get(f"{visit}/check"),
        await phone.get(f"{visit}/bill"),
        await phone.get(f"{visit}/updates?since=1"),
        await phone.put("burrata"),
        await phone.join("Ada"),
        await phone.send(basket),
        await phone.write(f"{visit}/call", {"kind": "waiter"}),
        await phone.write(f"{visit}/bill/viewed"),
        await phone.write(f"{visit}/resume", {"guest_token": phone.entry["guest_token"]}),
        await phone.write(f"{visit}/start_new"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {
        (410, "table_session_ended")
    }
    await phone.keep_up()
    await phone.live.until(lambda: phone.live.close_code == 4410)
    assert phone.live.news == [{"type": "ended", "code": "table_session_ended"}]


async def test_a_visit_left_alone_is_replaced_only_when_it_has_gone_stale(h: House) -> None:
    table, phone = await _eating(h)
    early = h.phone()
    await early.scan(table.url)
    refused = await early.write(f"/session/{early.visit}/start_new")
    assert (refused.status_code, refused.json()["code"]) == (409, "visit_alive")
    await h.pass_time(IDLE_S)
    late = h.phone()
    assert (await late.scan(table.url)).status_code == 200
    assert late.entry["snapshot"]["session"]["stale"] is True
    fresh = await late.write(f"/session/{late.visit}/start_new", key="new party")
    assert fresh.status_code == 201
    assert fresh.json()["session_id"] != phone.visit
    assert fresh.json()["snapshot"]["orders"] == []
    late.entry = fresh.json()
    assert (await late.snapshot())["session"]["stale"] is False
    await phone.live.until(lambda: phone.live.close_code == 4410)
    items = (await (await h.staff("waiter")).get("/api/history")).json()["items"]
    left = next(item for item in items if item["session_id"] == phone.visit)
    assert (left["closed_how"], left["total_minor"], left["paid_minor"]) == ("guest", 1150, 0)


async def test_a_lost_answer_to_start_new_is_given_again_with_the_same_way_in(h: House) -> None:
    _, phone = await _eating(h)
    await h.pass_time(IDLE_S)
    cookie = phone.client.cookies["comanda_guest"]
    first = await phone.write(f"/session/{phone.visit}/start_new", key="lost")
    assert first.status_code == 201
    phone.client.cookies.clear()
    phone.client.cookies.set("comanda_guest", cookie)
    again = await phone.write(f"/session/{phone.visit}/start_new", key="lost")
    assert again.status_code == 201
    assert again.json()["session_id"] == first.json()["session_id"]
    assert again.json()["guest_token"] == first.json()["guest_token"]
    phone.entry = again.json()
    assert (await phone.snapshot())["me"]["number"] == 1


async def test_the_code_of_a_visit_is_the_same_for_a_repeated_request(h: House) -> None:
    table, waiter = await h.table(), await h.staff("waiter")
    path = f"/api/tables/{table.id}/open"
    first = await waiter.write(path, {"covers": 2}, key="open once")
    again = await waiter.write(path, {"covers": 2}, key="open once")
    assert (first.status_code, first.content) == (201, again.content)
    assert (await h.phone().scan(again.json()["url"])).status_code == 200


async def test_nobody_starts_a_new_visit_while_the_house_is_closed(h: House) -> None:
    table, phone = await _eating(h)
    await h.pass_time(IDLE_S)
    async with h.settings(hours=[[]] * 7):
        refused = await phone.write(f"/session/{phone.visit}/start_new")
    assert (refused.status_code, refused.json()["code"]) == (503, "closed")
    assert (await phone.scan(table.url)).status_code == 200
