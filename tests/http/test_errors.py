"""Failures over HTTP: one shape whatever went wrong, also for bodies nobody should send."""

from typing import Any

import pytest

from tests.http.asking import Answered, ask
from tests.http.house import house

JSON = {"content-type": "application/json"}


def shape(answered: Answered) -> tuple[int, str]:
    """Status and code of an answer in the one shape."""
    said = answered.json()
    assert answered.headers["content-type"] == "application/json"
    assert isinstance(said["error"], str)
    assert said["error"].endswith(".")
    assert isinstance(said["details"], list)
    return answered.status, said["code"]


async def test_a_refusal_says_its_sentence_code_and_details() -> None:
    answered = await ask(house(), "GET", "/sold_out")
    assert shape(answered) == (409, "item_unavailable")
    assert answered.json() == {"error": "Sold out.", "code": "item_unavailable", "details": [{"left": 0}]}


@pytest.mark.parametrize("path", ["/sold_out", "/nowhere"])
async def test_no_browser_keeps_a_refusal(path: str) -> None:
    assert (await ask(house(), "GET", path)).headers["cache-control"] == "no-store"


async def test_a_wait_is_said_in_the_body_and_in_the_header() -> None:
    answered = await ask(house(), "GET", "/too_many")
    assert shape(answered) == (429, "too_many_tries")
    assert answered.json()["retry_after_s"] == 30
    assert answered.headers["retry-after"] == "30"


BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("wishes", "title"),
    [
        ("de, en", "There is nothing here"),
        ("it-IT,it;q=0.9", "Qui non c'è niente"),
        ("ar", "لا يوجد شيء هنا"),
    ],
)
async def test_a_person_who_mistyped_an_address_sees_a_page(wishes: str, title: str) -> None:
    answered = await ask(house(), "GET", "/flor", headers={**BROWSER, "accept-language": wishes})
    assert (answered.status, answered.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f"<h1>{title}</h1>" in answered.body.decode()
    assert 'href="/floor/"' in answered.body.decode()


async def test_a_refusal_in_a_browsers_window_is_its_sentence_on_a_page() -> None:
    answered = await ask(house(), "GET", "/too_many", headers=BROWSER)
    assert (answered.status, answered.headers["retry-after"]) == (429, "30")
    assert answered.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/json, text/html"])
async def test_a_program_that_mistyped_an_address_gets_json(accept: str) -> None:
    answered = await ask(house(), "GET", "/flor", headers={"accept": accept})
    assert shape(answered) == (404, "not_found")


async def test_a_defect_is_told_without_its_secrets(caplog: pytest.LogCaptureFixture) -> None:
    answered = await ask(house(), "GET", "/defect")
    assert shape(answered) == (500, "internal")
    assert b"secret" not in answered.body
    assert "an inner secret" in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/nowhere", (404, "not_found")),
        ("PUT", "/hello", (405, "method_not_allowed")),
    ],
)
async def test_what_the_framework_refuses_has_the_same_shape(
    method: str, path: str, expected: tuple[int, str]
) -> None:
    assert shape(await ask(house(), method, path)) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b'{"quantity": 2}',
        b'{"dish": 5}',
        b'{"dish": "soup", "quantity": "two"}',
        b'{"dish": "far too long"}',
        b'{"dish": "soup", "quantity": 1e999}',
        b'{"dish": "\xff"}',
        b'{"dish": "\\ud800"}',
    ],
)
async def test_a_body_that_does_not_fit_is_a_400(body: bytes) -> None:
    status, _ = shape(await ask(house(), "POST", "/typed", JSON, [body]))
    assert status == 400


async def test_the_fields_that_do_not_fit_are_named() -> None:
    answered = await ask(house(), "POST", "/typed", JSON, [b'{"dish": "far too long"}'])
    assert "dish" in str(answered.json()["details"])


NESTS: dict[str, Any] = {
    "lists": b"[" * 190_000,
    "closed lists": b"[" * 95_000 + b"]" * 95_000,
    "objects": b'{"a":' * 30_000,
    "a list in a field": b'{"dish":' + b"[" * 190_000,
    "a list in an unknown field": b'{"dish":"soup","x":' + b"[" * 190_000,
    "a closed list in an unknown field": b'{"dish":"soup","x":' + b"[" * 90_000 + b"]" * 90_000 + b"}",
}


@pytest.mark.parametrize("nest", NESTS)
@pytest.mark.parametrize("path", ["/typed", "/loose"])
async def test_a_deep_nest_is_a_400_and_nothing_worse(path: str, nest: str) -> None:
    status, _ = shape(await ask(house(), "POST", path, JSON, [NESTS[nest]]))
    assert status == 400


async def test_a_shallow_nest_is_fine() -> None:
    body = b'{"a":' + b"[" * 50 + b"]" * 50 + b"}"
    assert (await ask(house(), "POST", "/loose", JSON, [body])).json() == {"members": 1}
