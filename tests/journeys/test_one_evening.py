"""The happy path: from a scan to change in hand and a free table."""

import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House, Table
from tests.journeys.staff_devices import KitchenScreen, Tablet

pytestmark = pytest.mark.asyncio(loop_scope="module")

DUE_MINOR = 2 * 1100 + 1300 + 850
BASE = {"pizza-base": ["wholemeal"]}


async def test_a_party_scans_orders_eats_pays_and_leaves(h: House) -> None:
    table, waiter, phone = await h.table(), await h.staff("waiter"), h.phone()
    await waiter.keep_up()
    assert waiter.card(table.id)["state"] == "available"
    async with h.screen() as screen:
        await _scan_and_join(phone, table)
        number = await _order(h, phone, screen)
        await _cook(h, phone, waiter, screen, table, number)
        await _serve(phone, waiter, table)
        await _pay(h, phone, waiter, table)
        await _leave(h, phone, waiter, table)


async def _scan_and_join(phone: Phone, table: Table) -> None:
    scanned = await phone.scan(table.url)
    assert scanned.status_code == 201
    assert phone.entry["snapshot"]["session"]["table"]["name"] == table.name
    assert "HttpOnly" in scanned.headers["set-cookie"]
    joined = (await phone.join("  Nonna \x07 ")).json()
    assert (joined["nickname"], joined["host"], joined["number"]) == ("Nonna", True, 1)
    await phone.keep_up()
    assert phone.live.view["cart"]["lines"] == []


async def _order(h: House, phone: Phone, screen: KitchenScreen) -> int:
    diavola = {"pizza-base": ["classic"]}
    await phone.put("diavola", 2, options=diavola, note="no olives")
    await phone.put("ravioli-ricotta")
    await phone.put("margherita", options={"pizza-base": ["classic"]})
    await phone.live.until(lambda: phone.live.view["cart"]["total_minor"] == DUE_MINOR)
    answer = await phone.send(key="first-order")
    assert answer.status_code == 201
    order = answer.json()["order"]
    assert (order["state"], order["total_minor"], order["mine"]) == ("RECEIVED", DUE_MINOR, True)
    assert order["promised_at"] == order["sent_at"] + 10 * 60_000
    tickets = await screen.sees(order["number"])
    assert sorted(ticket["station_id"] for ticket in tickets) == ["pasta", "pizza"]
    assert [line["quantity"] for ticket in tickets for line in ticket["lines"]] == [2, 1, 1]
    pizza = (await h.paper("kitchen", f"#{order['number']}", "PIZZA"))[0]
    assert "2 x Diavola" in pizza
    assert "no olives" in pizza
    assert "also at: Pasta" in pizza
    await phone.live.until(lambda: phone.newest["kitchen"] == "has_it")
    assert phone.live.view["cart"]["lines"] == []
    return int(order["number"])


async def _cook(
    h: House, phone: Phone, waiter: Tablet, screen: KitchenScreen, table: Table, number: int
) -> None:
    await waiter.live.until(lambda: waiter.card(table.id)["state"] == "waiting_kitchen")
    first, second = screen.tickets(number)
    await h.pass_time(240)
    assert (await screen.move(first["id"], "start")).is_success
    await phone.live.until(lambda: phone.newest["state"] == "IN_PREPARATION")
    assert "cooking" in phone.line_states
    assert (await screen.move(first["id"], "bump")).is_success
    assert (await screen.move(second["id"], "bump")).is_success
    await phone.live.until(lambda: phone.newest["state"] == "READY_FOR_PICKUP")
    assert phone.line_states == {"ready"}
    await screen.live.until(lambda: screen.tickets(number) == [])
    await waiter.live.until(lambda: waiter.card(table.id)["session"]["ready_lines"] == 3)


async def _serve(phone: Phone, waiter: Tablet, table: Table) -> None:
    order_id = phone.newest["id"]
    assert (await waiter.write(f"/api/orders/{order_id}/serve")).json() == {"lines": 3}
    await phone.live.until(lambda: phone.line_states == {"served"})
    await waiter.live.until(lambda: waiter.card(table.id)["state"] == "dining")


async def _pay(h: House, phone: Phone, waiter: Tablet, table: Table) -> None:
    bill = (await phone.get(f"/session/{phone.visit}/bill")).json()
    assert (bill["total_minor"], bill["due_minor"], bill["cash_due_minor"]) == (DUE_MINOR,) * 3
    first_look = (await phone.write(f"/session/{phone.visit}/bill/viewed")).json()
    await h.pass_time(60)
    assert (await phone.write(f"/session/{phone.visit}/bill/viewed")).json() == first_look
    await phone.write(f"/session/{phone.visit}/call", {"kind": "bill"})
    await waiter.live.until(lambda: waiter.card(table.id)["state"] == "bill_requested")
    assert waiter.card(table.id)["session"]["viewed_bill_at"] == first_look["viewed_bill_at"]
    kicks = h.printers["desk"].kicks
    taken = (await waiter.cash(phone.visit, 5_000)).json()
    assert taken["payment"]["change_minor"] == 5_000 - DUE_MINOR
    assert (taken["bill"]["state"], taken["bill"]["due_minor"], taken["drawer"]) == ("PAID", 0, "kicked")
    receipt = (await h.paper("desk", f"RECEIPT {bill['number']}"))[0]
    assert "43.50" in receipt
    assert "6.50" in receipt
    assert h.printers["desk"].kicks == kicks + 1
    await phone.live.until(lambda: phone.live.view["session"]["bill"]["due_minor"] == 0)
    await waiter.live.until(lambda: waiter.card(table.id)["state"] == "paid")


async def _leave(h: House, phone: Phone, waiter: Tablet, table: Table) -> None:
    assert (await waiter.close_visit(phone.visit)).is_success
    await waiter.live.until(lambda: waiter.card(table.id)["state"] == "available")
    await phone.live.until(lambda: phone.live.close_code == 4410)
    assert phone.live.news[-1] == {"type": "ended", "code": "table_session_ended"}
    history = (await waiter.get("/api/history")).json()["items"]
    left = next(item for item in history if item["session_id"] == phone.visit)
    assert (left["total_minor"], left["paid_minor"], left["closed_how"]) == (DUE_MINOR, DUE_MINOR, "staff")
    assert h.appliance.database.verify_journal().trouble is None


async def test_a_table_is_free_at_once_when_the_owner_wants_it_so(h: House) -> None:
    table, cashier, phone = await h.table(), await h.staff("cashier"), h.phone()
    await phone.sit_down(table.url)
    await phone.order("lemonade")
    async with h.settings(free_table_when_paid=True):
        assert (await cashier.cash(phone.visit, 1_000, receipt=False)).is_success
    assert (await phone.send({"session_id": phone.visit, "lines": []})).status_code == 410
    assert (await h.phone().scan(table.url)).status_code == 201


async def test_too_little_cash_and_a_total_that_moved_are_refused_and_nothing_is_taken(h: House) -> None:
    waiter, phone = await h.staff("waiter"), h.phone()
    await phone.sit_down((await h.table()).url)
    await phone.order("lemonade")
    short = await waiter.cash(phone.visit, 400)
    assert (short.status_code, short.json()["code"]) == (422, "not_enough")
    await phone.order("lemonade")
    body = {"tendered_minor": 2_000, "expected_total_minor": 420}
    moved = await waiter.write(f"/api/session/{phone.visit}/cash", body)
    assert (moved.status_code, moved.json()["code"]) == (409, "total_changed")
    assert moved.json()["cash_due_minor"] == 840
    assert (await waiter.bill(phone.visit))["payments"] == []


async def test_the_same_cash_pressed_twice_is_taken_once(h: House) -> None:
    waiter, phone = await h.staff("waiter"), h.phone()
    await phone.sit_down((await h.table()).url)
    await phone.order("lemonade")
    body = {"tendered_minor": 500, "expected_total_minor": 420, "receipt": False}
    first = await waiter.write(f"/api/session/{phone.visit}/cash", body, key="cash-once")
    again = await waiter.write(f"/api/session/{phone.visit}/cash", body, key="cash-once")
    other = await waiter.write(f"/api/session/{phone.visit}/cash", body)
    assert first.content == again.content
    assert (other.status_code, other.json()["code"]) == (409, "already_paid")
    assert len((await waiter.bill(phone.visit))["payments"]) == 1


async def test_who_comes_too_late_with_cash_reads_who_took_it(h: House) -> None:
    waiter, phone = await h.staff("waiter"), h.phone()
    await phone.sit_down((await h.table()).url)
    await phone.order("lemonade")
    assert (await waiter.get(f"/api/session/{phone.visit}")).json()["last_taken_by"] is None
    await waiter.cash(phone.visit, 500, receipt=False)
    assert (await waiter.get(f"/api/session/{phone.visit}")).json()["last_taken_by"] == "Demo waiter"


async def test_what_is_ordered_after_paying_is_owed_and_paid_on_the_same_bill(h: House) -> None:
    waiter, phone, table = await h.staff("waiter"), h.phone(), await h.table()
    await waiter.keep_up()
    await phone.sit_down(table.url)
    await phone.order("lemonade")
    await waiter.cash(phone.visit, 420, receipt=False)
    await phone.order("tiramisu")
    bill = await waiter.bill(phone.visit)
    assert (bill["state"], bill["due_minor"], bill["paid_minor"]) == ("OPEN", 650, 420)
    await waiter.close_visit(phone.visit)
    assert (await waiter.restore_visit(phone.visit)).is_success
    assert (await waiter.bill(phone.visit))["state"] == "OPEN"
    assert (await waiter.cash(phone.visit, 650, receipt=False)).is_success
    bill = await waiter.bill(phone.visit)
    assert (bill["state"], bill["due_minor"], bill["paid_minor"]) == ("PAID", 0, 1070)


async def test_what_was_paid_stays_paid_when_the_service_charge_changes(h: House) -> None:
    waiter, phone, table = await h.staff("waiter"), h.phone(), await h.table()
    opened = (await waiter.write(f"/api/tables/{table.id}/open", {"covers": 6})).json()
    await phone.sit_down(opened["url"])
    await phone.order("fennel-sausage")
    assert (await waiter.bill(phone.visit))["service_minor"] == 145
    await waiter.cash(phone.visit, 2_000, receipt=False)
    async with h.settings(service_bp=2_000):
        bill = await waiter.bill(phone.visit)
        assert (bill["service_minor"], bill["service_bp"], bill["total_minor"]) == (145, 1_000, 1_595)
        assert (bill["due_minor"], bill["state"]) == (0, "PAID")
