"""A waiter takes a dish back: the phone, the bill, the cooks' screen and their paper all say the same."""

import pytest

from tests.journeys.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

DISH = "burrata"
STATION = "cold"


async def test_a_cancelled_dish_is_told_everywhere_once_and_confirmed_by_a_cook(h: House) -> None:
    table, phone, waiter = await h.table(), h.phone(), await h.staff("waiter")
    await phone.sit_down(table.url)
    live = await waiter.keep_up()
    async with h.screen() as screen:
        await phone.put(DISH, 3)
        order = await phone.order()
        (ticket,) = await screen.sees(order["number"])
        whole = (await waiter.bill(phone.visit))["total_minor"]
        (line,) = order["lines"]
        asked = {"lines": [{"line_id": line["id"], "quantity": 1}], "reason": "Ordered by mistake"}
        path = f"/api/orders/{order['id']}/cancel"
        answers = [await waiter.write(path, asked, key="cancel-once") for _ in range(2)]
        assert [(one.status_code, one.json()) for one in answers] == [(200, {"pieces": 1})] * 2
        await phone.live.until(lambda: phone.line_states == {"received", "cancelled"})
        assert [(one["quantity"], one["state"]) for one in phone.newest["lines"]] == [
            (2, "received"),
            (1, "cancelled"),
        ]
        assert (await waiter.bill(phone.visit))["total_minor"] * 3 == whole * 2
        await screen.live.until(
            lambda: any(one["to_confirm"] for one in screen.tickets(order["number"])[0]["lines"])
        )
        await live.until(lambda: "cancel_unheeded" in {alert["code"] for alert in live.view["alerts"]})
        assert (await screen.move(ticket["id"], "confirm")).status_code == 200
        await live.until(lambda: "cancel_unheeded" not in {alert["code"] for alert in live.view["alerts"]})
        again = await screen.move(ticket["id"], "confirm")
        assert (again.status_code, again.json()["code"]) == (409, "nothing_to_confirm")


async def test_a_station_without_a_screen_gets_the_difference_on_paper_and_nothing_else(h: House) -> None:
    table, phone, waiter = await h.table(), h.phone(), await h.staff("waiter")
    await phone.sit_down(table.url)
    order = await phone.order(DISH)
    number = order["number"]
    job = await waiter.get(f"/api/session/{phone.visit}")
    (ticket,) = job.json()["tickets"]
    assert (await waiter.write(f"/api/tickets/{ticket['id']}/reprint")).status_code == 201
    await h.paper("kitchen", f"#{number}")
    asked = {"lines": [{"line_id": order["lines"][0]["id"], "quantity": 1}], "reason": "Guest left"}
    assert (await waiter.write(f"/api/orders/{order['id']}/cancel", asked)).status_code == 200
    (paper,) = await h.paper("kitchen", f"#{number}", "CANCEL")
    assert "Guest left" in paper
    await h.hears("cancel_confirmed", ticket_id=ticket["id"])
    await phone.live.until(lambda: phone.newest["state"] == "VOIDED")
    closed = await waiter.close_visit(phone.visit)
    assert closed.status_code == 200, "nothing is owed"


async def test_a_dead_printer_that_comes_back_prints_no_dish_that_was_cancelled_meanwhile(h: House) -> None:
    table, phone, waiter = await h.table(), h.phone(), await h.staff("waiter")
    live = await waiter.keep_up()
    await phone.sit_down(table.url)
    h.printers["kitchen"].power_off()
    await live.until(lambda: any(not one["online"] for one in live.view["printers"]))
    await phone.put(DISH, 2)
    order = await phone.order()
    path, (line,) = f"/api/orders/{order['id']}/cancel", order["lines"]
    (ticket,) = (await waiter.get(f"/api/session/{phone.visit}")).json()["tickets"]
    job = h.data(await h.hears("print_job_changed", subject=f"ticket:{ticket['id']}", state="failed"))
    asked = {"lines": [{"line_id": line["id"], "quantity": 1}], "reason": "Guest left"}
    assert (await waiter.write(path, asked)).status_code == 200
    h.printers["kitchen"].power_on()
    (paper,) = await h.paper("kitchen", f"#{order['number']}")
    assert "1 x" in paper
    assert h.papers("bar", f"#{order['number']}") == []
    assert (await waiter.write(f"/api/print_jobs/{job['job_id']}/reprint")).status_code == 201
    papers = await h.paper("kitchen", f"#{order['number']}", count=2)
    assert ["2 x" in one for one in papers] == [False, False]
    assert (await waiter.write(path, asked)).status_code == 200
    refused = await waiter.write(f"/api/print_jobs/{job['job_id']}/reprint")
    assert (refused.status_code, refused.json()["code"]) == (409, "all_cancelled")


async def test_a_waiter_cannot_cancel_what_is_being_cooked_but_a_manager_can(h: House) -> None:
    table, phone = await h.table(), h.phone()
    waiter, manager = await h.staff("waiter"), await h.staff("manager")
    await phone.sit_down(table.url)
    async with h.screen() as screen:
        order = await phone.order(DISH)
        (ticket,) = await screen.sees(order["number"])
        await screen.move(ticket["id"], "start")
        asked = {"lines": [{"line_id": order["lines"][0]["id"], "quantity": 1}], "reason": "Too slow"}
        path = f"/api/orders/{order['id']}/cancel"
        refused = await waiter.write(path, asked)
        assert (refused.status_code, refused.json()["code"]) == (403, "begun")
        assert (await manager.write(path, asked)).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"lines": [], "reason": "x"}, 400, "bad_request"),
        ({"lines": [{"line_id": "nobody.knows", "quantity": 1}], "reason": "x"}, 404, "line_unknown"),
        ({"lines": [{"line_id": "LINE", "quantity": 9}], "reason": "x"}, 422, "quantity_wrong"),
        ({"lines": [{"line_id": "LINE", "quantity": 1}], "reason": " "}, 422, "reason_missing"),
        ({"lines": [{"line_id": "LINE", "quantity": 1}], "reason": "x" * 81}, 400, "bad_request"),
    ],
)
async def test_bad_input_gets_a_sentence_and_changes_nothing(
    h: House, body: dict[str, object], status: int, code: str
) -> None:
    table, phone, waiter = await h.table(), h.phone(), await h.staff("waiter")
    await phone.sit_down(table.url)
    order = await phone.order(DISH)
    lines = [
        {**one, "line_id": one["line_id"].replace("LINE", order["lines"][0]["id"])}
        for one in body["lines"]  # type: ignore[attr-defined]
    ]
    answer = await waiter.write(f"/api/orders/{order['id']}/cancel", {**body, "lines": lines})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["error"]
    assert (await phone.snapshot())["orders"][-1]["lines"][0]["state"] == "received"
