"""Bad input gets a sentence and a code in the one shape, at every door that reads a body; nothing is half-written."""

from typing import Any

import httpx
import pytest

from tests.journeys.browsers import Browser, Phone
from tests.journeys.doors import DOORS, NOBODY, READING_A_BODY, Who
from tests.journeys.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEEP = b"[" * 190_000
WRONG: list[tuple[str, bytes]] = [
    ("garbage", b"\xff\xfe nothing"),
    ("cut off", b'{"session_id": "abc'),
    ("deep", DEEP),
    ("deep inside", b'{"session_id":' + DEEP),
    ("a list", b"[]"),
    ("a number", b"17"),
    ("null", b"null"),
    ("nothing", b""),
    ("a string", b'"hello"'),
]


async def _raw(browser: Browser, name: str, content: bytes, **ids: str) -> httpx.Response:
    method, path = name.split()
    for parameter in (
        "session_id",
        "table_id",
        "call_id",
        "order_id",
        "job_id",
        "ticket_id",
        "item_id",
        "name",
        "drawer_id",
        "peripheral_id",
        "sms_id",
    ):
        path = path.replace(f"{{{parameter}}}", ids.get(parameter, NOBODY))
    headers = {"content-type": "application/json", "idempotency-key": "bad input"}
    return await browser.client.request(method, path, content=content, headers=headers)


async def _asker(h: House, name: str) -> tuple[Browser, str]:
    """Somebody who may open this door, and a visit of theirs."""
    phone = h.phone()
    await phone.scan((await h.table()).url)
    return (phone if DOORS[name].who is Who.GUEST else await h.staff("owner")), phone.visit


def _is_a_refusal(answer: httpx.Response) -> bool:
    body = answer.json()
    return {"error", "code", "details"} <= set(body) and bool(body["error"]) and bool(body["code"])


@pytest.mark.parametrize("name", READING_A_BODY)
async def test_what_cannot_be_read_is_a_400_in_the_one_shape(h: House, name: str) -> None:
    browser, visit = await _asker(h, name)
    for what, content in WRONG:
        answer = await _raw(browser, name, content, session_id=visit)
        assert (answer.status_code, _is_a_refusal(answer)) == (400, True), (what, answer.text)
    mistyped = await _raw(browser, name, _mistyped(DOORS[name].body), session_id=visit)
    assert (mistyped.status_code, _is_a_refusal(mistyped)) == (400, True), mistyped.text


def _mistyped(body: dict[str, Any]) -> bytes:
    """Every value of another type than it should have."""
    wrong = {
        key: '{"a":[[]]}' if isinstance(value, list | str | int) else "17" for key, value in body.items()
    }
    return ("{" + ",".join(f'"{key}":{value}' for key, value in wrong.items()) + "}").encode()


@pytest.mark.parametrize("name", READING_A_BODY)
async def test_what_is_too_large_is_a_413(h: House, name: str) -> None:
    browser, visit = await _asker(h, name)
    answer = await _raw(browser, name, b'{"x":"' + b"a" * 300_000 + b'"}', session_id=visit)
    assert (answer.status_code, _is_a_refusal(answer)) == (413, True)


@pytest.mark.parametrize(
    ("quantity", "unit_minor"),
    [(0, 1150), (-1, 1150), (51, 1150), (1, -1), (10**30, 1), ("one", 1150), (1.5, 1150)],
)
async def test_amounts_that_cannot_be_are_refused_and_the_cart_stays(
    h: House, quantity: object, unit_minor: object
) -> None:
    phone = h.phone()
    await phone.scan((await h.table()).url)
    await phone.put("burrata", line_id="a")
    line = {"line_id": "a", "quantity": quantity, "unit_minor": unit_minor}
    answer = await phone.send({"session_id": phone.visit, "lines": [line]})
    assert (answer.status_code, _is_a_refusal(answer)) == (400, True)
    assert (await phone.snapshot())["cart"]["count"] == 1


async def test_a_note_or_a_name_with_control_codes_reaches_no_screen_and_no_paper(h: House) -> None:
    phone: Phone = h.phone()
    await phone.scan((await h.table()).url)
    nasty = "\x1b@\x1d(L\x07 well\u202edone <b>&amp;</b> \x00" + "x" * 400
    await phone.join(nasty[:200])
    await phone.put("burrata", note=nasty)
    snapshot = await phone.snapshot()
    number = (await phone.send()).json()["order"]["number"]
    await h.paper("kitchen", f"#{number}")
    note, name = snapshot["cart"]["lines"][0]["note"], snapshot["me"]["nickname"]
    assert (len(note), len(name)) == (140, 24)
    assert note.isprintable()
    assert name.isprintable()
    assert h.printers["kitchen"].unknown == []


async def test_an_address_that_is_none_is_a_404_and_a_wrong_method_a_405(h: House) -> None:
    for method, path, status in [
        ("GET", "/nothing/here", 404),
        ("DELETE", "/orders", 405),
        ("GET", "/session/%00/check", 401),
        ("GET", "/api/session/" + "x" * 2_000, 401),
        ("PUT", "/t/abc", 405),
    ]:
        answer = await h.browser().client.request(method, path)
        assert (answer.status_code, _is_a_refusal(answer)) == (status, True), path


@pytest.mark.parametrize("query", ["since=abc", "since=", "since=1e9", "since=99999999999999999999999", ""])
async def test_a_seq_that_is_no_number_is_refused(h: House, query: str) -> None:
    phone = h.phone()
    await phone.scan((await h.table()).url)
    answer = await phone.get(f"/session/{phone.visit}/updates?{query}")
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or _is_a_refusal(answer)
