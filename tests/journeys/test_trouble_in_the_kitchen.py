"""Printers die, break off and come back; screens fall silent. Every ticket is cooked once, and nobody is lied to."""

import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

DISH = "burrata"
STATION = "cold"


@pytest.fixture(autouse=True)
def _mended(h: House) -> None:
    """Whatever the test before has broken."""
    h.printers["kitchen"].restore()


async def _seated(h: House) -> tuple[str, Phone]:
    table, phone = await h.table(), h.phone()
    await phone.sit_down(table.url)
    return table.id, phone


async def _prints(h: House, how: str) -> None:
    """When the station of the dish goes to paper."""
    wish = {"how": how, "id": STATION}
    sql = "UPDATE station SET prints = :how WHERE id = :id"
    await h.appliance.database.write(lambda tx: tx.execute(sql, wish))


async def test_a_dead_printer_is_told_to_guest_and_floor_and_prints_exactly_one_ticket_when_it_returns(
    h: House,
) -> None:
    table_id, phone = await _seated(h)
    waiter = await h.staff("waiter")
    live = await waiter.keep_up()
    h.printers["kitchen"].power_off()
    await live.until(lambda: any(not one["online"] for one in live.view["printers"]))
    order = await phone.order(DISH)
    number = order["number"]
    assert order["kitchen"] == "sending"
    await h.hears("print_job_changed", state="failed")
    await h.pass_time(3)
    await phone.live.until(lambda: phone.newest["kitchen"] == "checking")
    await live.until(lambda: waiter.card(table_id)["state"] == "needs_attention")
    stuck = waiter.card(table_id)["session"]["stuck"][0]
    assert (stuck["order_number"], stuck["seen_at"], stuck["printed_at"]) == (number, None, None)
    assert "Kitchen printer" in stuck["why"]
    assert {"ticket_stuck", "printer"} <= {alert["code"] for alert in live.view["alerts"]}
    assert live.view["health"]["level"] == "bad"
    await h.pass_time(30)
    assert h.papers("kitchen", f"#{number}") == []
    h.printers["kitchen"].power_on()
    await h.paper("kitchen", f"#{number}")
    await phone.live.until(lambda: phone.newest["kitchen"] == "has_it")
    await live.until(lambda: waiter.card(table_id)["state"] == "waiting_kitchen")
    await live.until(lambda: "ticket_stuck" not in {alert["code"] for alert in live.view["alerts"]})
    await h.pass_time(120)
    papers = h.papers("kitchen", f"#{number}")
    assert len(papers) == 1
    assert "COPY" not in papers[0]


async def test_a_printer_reset_in_the_middle_of_a_ticket_prints_it_again_marked_as_a_copy(h: House) -> None:
    _, phone = await _seated(h)
    h.printers["kitchen"].reset_after(120)
    number = (await phone.order(DISH))["number"]
    await h.hears("print_job_changed", state="unknown")
    assert h.papers("kitchen", f"#{number}", "COPY") == []
    await h.pass_time(4)
    copies = await h.paper("kitchen", f"#{number}", "COPY 2")
    assert "may already be cooking" in copies[0]
    await phone.live.until(lambda: phone.newest["kitchen"] == "has_it")
    await h.pass_time(120)
    assert len(h.papers("kitchen", f"#{number}", "COPY")) == 1


async def test_a_ticket_that_came_out_without_a_word_is_followed_by_one_that_says_copy(h: House) -> None:
    _, phone = await _seated(h)
    h.printers["kitchen"].lose_answer()
    number = (await phone.order(DISH))["number"]
    await h.paper("kitchen", f"#{number}")
    await h.hears("print_job_changed", state="unknown", subject=_subject(h, number))
    await h.pass_time(4)
    papers = await h.paper("kitchen", f"#{number}", count=2)
    assert ["COPY 2" in paper for paper in papers] == [False, True]


def _subject(h: House, number: int) -> str:
    row = h.events("order_sent", number=number)[-1]
    data = h.data(row)
    return f"ticket:{data['tickets'][0]['id']}"


async def test_one_dead_printer_delays_no_other(h: House) -> None:
    _, phone = await _seated(h)
    h.printers["kitchen"].refuse()
    number = (await phone.order(DISH, "lemonade"))["number"]
    await h.paper("bar", f"#{number}")
    assert h.papers("kitchen", f"#{number}") == []
    h.printers["kitchen"].restore()
    await h.paper("kitchen", f"#{number}")


async def test_paper_that_waited_a_quarter_of_an_hour_asks_before_it_prints(h: House) -> None:
    _, phone = await _seated(h)
    waiter = await h.staff("waiter")
    live = await waiter.keep_up()
    h.printers["kitchen"].power_off()
    await live.until(lambda: any(not one["online"] for one in live.view["printers"]))
    wanted, unwanted = (await phone.order(DISH))["number"], (await phone.order(DISH))["number"]
    await h.pass_time(16 * 60)
    await live.until(lambda: "backlog" in {alert["code"] for alert in live.view["alerts"]})
    h.printers["kitchen"].power_on()
    await live.until(lambda: all(one["online"] for one in live.view["printers"]))
    asking = {job["order_number"]: job["id"] for job in (await waiter.get("/api/print_jobs")).json()["items"]}
    assert set(asking) == {wanted, unwanted}
    await waiter.write(f"/api/print_jobs/{asking[unwanted]}/decide", {"decision": "drop"})
    await waiter.write(f"/api/print_jobs/{asking[wanted]}/decide", {"decision": "print"})
    await h.paper("kitchen", f"#{wanted}")
    await h.hears("print_job_changed", job_id=asking[wanted], state="printed")
    assert h.papers("kitchen", f"#{unwanted}") == []
    assert (await waiter.get("/api/print_jobs")).json()["items"] == []


async def test_a_screen_silent_for_ten_seconds_is_red_and_its_unseen_ticket_goes_to_paper(h: House) -> None:
    _, phone = await _seated(h)
    waiter = await h.staff("waiter")
    live = await waiter.keep_up()
    await _prints(h, "failover")
    async with h.screen(STATION) as screen:
        seen = (await phone.order(DISH))["number"]
        await screen.sees(seen)
        await phone.live.until(lambda: phone.newest["kitchen"] == "has_it")
        h.mute(screen)
        unseen = (await phone.order(DISH))["number"]
        await h.pass_time(9)
        assert h.events("screen_lost") == []
        assert h.papers("kitchen", f"#{unseen}") == []
        await h.pass_time(2)
        await h.paper("kitchen", f"#{unseen}", "FAILOVER")
        await live.until(lambda: "screen_silent" in {alert["code"] for alert in live.view["alerts"]})
        mine = next(one for one in live.view["screens"] if one["id"] == screen.device["id"])
        assert (mine["online"], mine["silent_s"] >= 10) == (False, True)
        assert phone.newest["number"] == unseen
        await phone.live.until(lambda: phone.newest["kitchen"] == "has_it")
        assert h.papers("kitchen", f"#{seen}") == []
        await screen.alive()
        await h.until(lambda: h.silent_s(screen) == 0)
        await h.pass_time(1)
        await h.hears("screen_back")
        assert len(h.papers("kitchen", f"#{unseen}")) == 1
    await _prints(h, "always")


async def test_a_station_without_any_screen_goes_to_paper_at_once(h: House) -> None:
    _, phone = await _seated(h)
    await _prints(h, "failover")
    number = (await phone.order(DISH))["number"]
    await h.pass_time(1)
    await h.paper("kitchen", f"#{number}", "FAILOVER")
    await _prints(h, "always")


async def test_a_cooks_undo_shows_on_the_guests_phone(h: House) -> None:
    _, phone = await _seated(h)
    async with h.screen() as screen:
        order = await phone.order(DISH)
        ticket = (await screen.sees(order["number"]))[0]
        await screen.move(ticket["id"], "bump")
        await phone.live.until(lambda: phone.newest["ready_at"] is not None)
        await screen.move(ticket["id"], "undo")
        await phone.live.until(lambda: phone.newest["state"] == "RECEIVED")
        assert phone.newest["ready_at"] is None
        refused = await screen.move(ticket["id"], "recall")
        assert (refused.status_code, refused.json()["code"]) == (409, "illegal_move")
        assert refused.json()["details"][0]["legal"] == ["start", "bump", "confirm"]
