"""An order is sent once: over lost replies, double taps, racing phones and reused keys."""

import asyncio
from typing import Any

import msgspec
import pytest

from tests.journeys.browsers import Phone
from tests.journeys.house import House, both

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROUNDS, PARTIES = 100, 10


async def _orders(phone: Phone) -> list[dict[str, Any]]:
    return list((await phone.snapshot())["orders"])


async def _send_and_hang_up(phone: Phone, body: dict[str, Any], key: str) -> None:
    """The Wi-Fi is gone as soon as the request has left: nobody reads the answer."""
    address = phone.client.base_url
    _, writer = await asyncio.open_connection(address.host, address.port)
    payload = msgspec.json.encode(body)
    head = (
        f"POST /orders HTTP/1.1\r\nhost: {address.host}:{address.port}\r\norigin: {phone.base}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(payload)}\r\n"
        f"idempotency-key: {key}\r\ncookie: {phone.cookies}\r\n\r\n"
    )
    writer.write(head.encode() + payload)
    await writer.drain()
    writer.transport.abort()


async def test_wifi_lost_while_sending_and_the_retry_gets_the_same_order(h: House) -> None:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    await phone.put("burrata")
    basket = await phone.basket()
    await _send_and_hang_up(phone, basket, "lost-reply")
    await phone.live.hears("order_sent")
    retried = await phone.send(basket, key="lost-reply")
    assert retried.status_code == 201
    assert [order["id"] for order in await _orders(phone)] == [retried.json()["order"]["id"]]
    assert len(await h.paper("kitchen", f"#{retried.json()['order']['number']}")) == 1


async def test_two_identical_posts_race_and_both_get_the_one_order_every_time(h: House) -> None:
    for party in range(PARTIES):
        phone = h.phone()
        await phone.scan((await h.table()).url)
        for number in range(ROUNDS // PARTIES):
            cart = (await phone.put("lemonade", line_id=f"race-{number}")).json()["cart"]
            basket, key = phone.basket_of(cart), f"race-{party}-{number}"
            one, two = await both(*(phone.send(basket, key=key) for _ in range(2)))
            assert (one.status_code, two.status_code) == (201, 201)
            assert one.content == two.content
        orders = await _orders(phone)
        assert [order["total_minor"] for order in orders] == [420] * (ROUNDS // PARTIES)


async def test_two_phones_press_send_at_once_and_one_is_told_that_it_is_done(h: House) -> None:
    table, one, two = await h.table(), h.phone(), h.phone()
    await one.sit_down(table.url)
    await two.sit_down(table.url)
    for number in range(10):
        await one.put("lemonade", line_id=f"shared-{number}")
        basket = await one.basket()
        answers = await both(one.send(basket), two.send({**basket, "session_id": two.visit}))
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        won = next(answer for answer in answers if answer.status_code == 201).json()
        told = next(answer for answer in answers if answer.status_code == 409).json()
        assert (told["code"], told["order_number"]) == ("already_sent", won["order"]["number"])
    assert len(await _orders(one)) == 10


async def test_the_same_key_with_another_body_is_refused_and_the_cart_stays(h: House) -> None:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    await phone.put("burrata")
    assert (await phone.send(key="used")).status_code == 201
    await phone.put("lasagne")
    refused = await phone.send(key="used")
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_reused")
    assert (await phone.snapshot())["cart"]["count"] == 1
    assert len(await _orders(phone)) == 1


async def test_one_phones_key_means_nothing_for_another_phone(h: House) -> None:
    one, two = h.phone(), h.phone()
    await one.sit_down((await h.table()).url)
    await two.sit_down((await h.table()).url)
    await one.put("burrata")
    await two.put("lasagne")
    first, second = await one.send(key="shared-key"), await two.send(key="shared-key")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["order"]["id"] != second.json()["order"]["id"]


async def test_a_write_without_a_key_is_refused(h: House) -> None:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    await phone.put("burrata")
    bare = await phone.client.post("/orders", json=await phone.basket())
    assert (bare.status_code, bare.json()["code"]) == (400, "idempotency_key_missing")
    assert await _orders(phone) == []


async def test_an_answer_is_kept_after_the_visit_has_ended(h: House) -> None:
    phone, waiter = h.phone(), await h.staff("waiter")
    await phone.sit_down((await h.table()).url)
    await phone.put("burrata")
    basket = await phone.basket()
    first = await phone.send(basket, key="kept")
    await waiter.close_visit(phone.visit)
    again = await phone.send(basket, key="kept")
    assert (again.status_code, again.content) == (201, first.content)
    fresh = await phone.send(basket)
    assert (fresh.status_code, fresh.json()["code"]) == (410, "table_session_ended")


async def test_a_cart_that_changed_meanwhile_is_not_sent_blindly(h: House) -> None:
    table, one, two = await h.table(), h.phone(), h.phone()
    await one.sit_down(table.url)
    await two.sit_down(table.url)
    await one.put("burrata", 1, line_id="a")
    seen = await one.basket()
    await two.put("burrata", 4, line_id="a")
    refused = await one.send(seen)
    assert (refused.status_code, refused.json()["code"]) == (409, "cart_changed")
    assert refused.json()["details"] == [{"line_id": "a", "code": "changed"}]
    await two.command({"op": "remove", "line_id": "a"})
    assert (await one.send(seen)).json()["code"] == "cart_changed"


async def test_an_empty_cart_is_refused(h: House) -> None:
    phone = h.phone()
    await phone.sit_down((await h.table()).url)
    refused = await phone.send({"session_id": phone.visit, "lines": []})
    assert (refused.status_code, refused.json()["code"]) == (422, "empty_cart")
