"""Phones sleep, sockets break, cookies vanish, the box restarts: everybody goes on where they were, and hears only their own."""

import msgspec
import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House
from tests.journeys.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _seated(h: House) -> Phone:
    return await h.phone().sit_down((await h.table()).url)


def _dishes(phone: Phone) -> list[str]:
    """What is in the cart as the phone shows it."""
    return [line["item_id"] for line in phone.live.view["cart"]["lines"]]


async def test_a_phone_that_slept_gets_exactly_what_it_missed(h: House) -> None:
    table, phone, other = await h.table(), h.phone(), h.phone()
    await phone.sit_down(table.url)
    await other.sit_down(table.url)
    await phone.live.until(lambda: len(phone.live.view["session"]["members"]) == 2)
    seq = phone.live.seq
    await phone.live.close()
    await other.put("burrata")
    await other.write(f"/session/{other.visit}/call", {"kind": "waiter"})
    await (await _seated(h)).order("lemonade")
    live = await phone.keep_up(since=seq)
    assert len(live.news) == 1
    missed = live.news[0]
    assert (missed["type"], missed["kinds"]) == ("update", ["cart_changed", "call_made"])
    assert set(missed) == {"type", "seq", "mark", "now", "kinds", "cart", "session"}
    assert missed["cart"]["count"] == 1
    again = await phone.keep_up(since=live.seq)
    assert [message["type"] for message in again.news] == ["hello"]


@pytest.mark.parametrize("since", [0, -5, 10**9])
async def test_a_seq_that_cannot_be_gets_the_whole_view(h: House, since: int) -> None:
    phone = await _seated(h)
    live = await phone.keep_up(since=since)
    assert live.news[0]["type"] == "snapshot"
    assert set(live.view) == {"session", "me", "cart", "orders", "availability"}


async def test_a_phone_that_missed_too_much_gets_the_whole_view(h: House) -> None:
    phone = await _seated(h)
    seq = phone.live.seq

    def much(tx: object) -> None:
        for number in range(501):
            tx.journal("bill_viewed", f"nothing:{number}", actor="system")  # type: ignore[attr-defined]

    await h.appliance.database.write(much)
    live = await phone.keep_up(since=seq)
    assert live.news[0]["type"] == "snapshot"


async def test_without_a_socket_polling_tells_the_same(h: House) -> None:
    phone = await _seated(h)
    seq = phone.live.seq
    await phone.put("burrata")
    await phone.live.hears("cart_changed")
    path = f"/session/{phone.visit}/updates?since="
    polled = (await phone.get(f"{path}{seq}")).json()
    assert polled == phone.live.news[-1]
    assert (await phone.get(f"{path}{polled['seq']}")).json()["type"] == "hello"
    assert (await phone.get(f"{path}0")).json()["type"] == "snapshot"


async def test_two_tables_side_by_side_hear_nothing_of_each_other(h: House) -> None:
    one, two = await _seated(h), await _seated(h)
    quiet, waiter = two.live, await h.staff("waiter")
    seq, heard = quiet.seq, len(quiet.news)
    async with h.screen() as screen:
        number = (await one.order("burrata"))["number"]
        ticket = (await screen.sees(number))[0]
        await screen.move(ticket["id"], "start")
        await screen.move(ticket["id"], "bump")
        await h.paper("kitchen", f"#{number}")
    await one.write(f"/session/{one.visit}/call", {"kind": "bill"})
    await one.write(f"/session/{one.visit}/bill/viewed")
    await waiter.cash(one.visit, 2_000)
    await waiter.close_visit(one.visit)
    await one.live.until(lambda: one.live.close_code == 4410)
    assert (await two.get(f"/session/{two.visit}/updates?since={seq}")).json()["type"] == "hello"
    await two.put("lemonade", line_id="own")
    await quiet.hears("cart_changed", after=heard)
    assert quiet.kinds[-1:] == ["cart_changed"]
    assert len(quiet.news) == heard + 1
    told = msgspec.json.encode(quiet.news).decode()
    orders = (await waiter.get(f"/api/session/{one.visit}")).json()["orders"]
    secrets = {one.visit, one.member, ticket["id"], orders[0]["id"]}
    assert not {secret for secret in secrets if secret in told}


async def test_a_phone_that_lost_its_cookie_comes_back_with_its_token(h: House) -> None:
    phone = await _seated(h)
    await phone.order("burrata")
    back = h.phone()
    token = {"guest_token": phone.entry["guest_token"]}
    answer = await back.write(f"/session/{phone.visit}/resume", token)
    assert answer.status_code == 200
    back.entry = answer.json()
    assert (back.member, back.entry["created"]) == (phone.member, False)
    assert [order["mine"] for order in (await back.snapshot())["orders"]] == [True]
    assert (await back.get(f"/session/{phone.visit}/check")).json() == {
        "state": "open",
        "member_id": phone.member,
    }


async def test_a_token_opens_only_its_own_visit_and_no_longer_than_eight_hours(h: House) -> None:
    one, two = await _seated(h), await _seated(h)
    stranger = h.phone()
    token = {"guest_token": one.entry["guest_token"]}
    for path, body in [
        (f"/session/{two.visit}/resume", token),
        (f"/session/{one.visit}/resume", {"guest_token": "A" * 43}),
        (f"/session/{one.visit}/resume", {"guest_token": ""}),
    ]:
        refused = await stranger.write(path, body)
        assert (refused.status_code, refused.json()["code"]) == (401, "guest_unknown")
    h.clock.advance(8 * 3_600)
    for answer in (await one.get(f"/session/{one.visit}/check"), await stranger.write(
        f"/session/{one.visit}/resume", token
    )):  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (401, "guest_unknown")


async def test_an_unknown_phone_and_a_phone_of_another_table_get_no_socket(h: House) -> None:
    one, two = await _seated(h), await _seated(h)
    for cookies in ("", two.cookies, "comanda_guest=" + "A" * 43):
        live = await Live(h.base, f"/ws?sess={one.visit}", cookies).open()
        await live.until(lambda now=live: now.close_code == 4401)  # type: ignore[misc]
        assert live.news == []


async def test_a_phone_has_few_sockets_and_small_frames(h: House) -> None:
    phone = await _seated(h)
    for _ in range(5):
        await phone.keep_up()
    crowd = await phone.socket(f"/ws?sess={phone.visit}")
    await crowd.until(lambda: crowd.close_code == 4429)
    for frame in ({"type": "pong", "more": "x" * 5_000}, ["not", "an", "object"]):
        live = phone.sockets.pop(0)
        await live.say(frame)  # type: ignore[arg-type]
        await live.until(lambda now=live: now.close_code == 1008)  # type: ignore[misc]


async def test_a_restart_loses_nothing_and_everybody_goes_on(h: House) -> None:
    table, phone, waiter = await h.table(), h.phone(), await h.staff("waiter")
    await phone.sit_down(table.url, "Ada")
    await waiter.keep_up()
    h.printers["kitchen"].power_off()
    await waiter.live.until(lambda: any(not one["online"] for one in waiter.live.view["printers"]))
    await phone.put("burrata")
    basket = await phone.basket()
    before = await phone.send(basket, key="before-restart")
    number = before.json()["order"]["number"]
    await phone.put("tiramisu")
    await phone.live.until(lambda: _dishes(phone) == ["tiramisu"])
    seq, floor_seq = phone.live.seq, waiter.live.seq
    await h.restart()
    await phone.live.until(lambda: phone.live.close_code == 1012)
    again = await phone.send(basket, key="before-restart")
    assert again.content == before.content
    await phone.keep_up(since=seq)
    assert phone.live.news[0]["type"] in ("hello", "update")
    assert "cart" not in phone.live.news[0]
    snapshot = await phone.snapshot()
    assert ([order["number"] for order in snapshot["orders"]], snapshot["cart"]["count"]) == ([number], 1)
    await waiter.keep_up(since=floor_seq)
    assert (await waiter.get("/api/me")).json()["staff"]["role"] == "waiter"
    h.printers["kitchen"].power_on()
    await h.paper("kitchen", f"#{number}")
    await phone.live.until(lambda: phone.newest["kitchen"] == "has_it")
    assert (await phone.send()).status_code == 201
    assert len(h.papers("kitchen", f"#{number}")) == 1
    assert h.appliance.database.verify_journal().trouble is None


async def test_a_guest_who_mistyped_an_address_finds_the_way_back_to_the_menu(h: House) -> None:
    table, phone = await h.table(), h.phone()
    browser = {"accept": "text/html,*/*;q=0.8"}
    path = table.url.removeprefix(h.base)
    lost = await phone.get("/menue", headers=browser)
    assert (lost.status_code, path in lost.text) == (404, False)
    await phone.sit_down(table.url)
    lost = await phone.get("/menue", headers=browser)
    assert (lost.status_code, f'href="{path}"' in lost.text) == (404, True)
    await (await h.staff("waiter")).close_visit(phone.visit)
    assert path not in (await phone.get("/menue", headers=browser)).text
