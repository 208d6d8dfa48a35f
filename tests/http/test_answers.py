"""Writes over HTTP: a retried request gets the stored bytes, and nothing happens twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.http.asgi import App
from tests.http.asking import Answered, ask
from tests.http.house import house
from tests.worlds import World, world


@pytest.fixture
async def w(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        yield opened


@pytest.fixture
def app(w: World) -> App:
    return house(database=w.database)


async def order(app: App, key: str, body: bytes = b"{}", query: str = "") -> Answered:
    return await ask(app, "POST", f"/orders{query}", {"idempotency-key": key}, [body])


async def test_the_same_request_gets_the_same_answer_and_one_effect(app: App, w: World) -> None:
    first, again = await order(app, "k"), await order(app, "k")
    assert (first.status, first.body) == (again.status, again.body) == (201, b'{"number":1}')
    assert first.headers["content-type"] == "application/json"
    assert w.database.seq == 1


async def test_racing_copies_have_one_effect(app: App, w: World) -> None:
    answers = await asyncio.gather(*(order(app, "k") for _ in range(100)))
    assert {(answered.status, answered.body) for answered in answers} == {(201, b'{"number":1}')}
    assert w.database.seq == 1


@pytest.mark.parametrize(("body", "query"), [(b"{ }", ""), (b"{}", "?apply=1")])
async def test_the_same_key_for_something_else_is_refused(
    app: App, w: World, body: bytes, query: str
) -> None:
    await order(app, "k")
    answered = await order(app, "k", body, query)
    assert (answered.status, answered.json()["code"]) == (409, "idempotency_key_reused")
    assert w.database.seq == 1


async def test_a_write_without_a_key_is_refused(app: App, w: World) -> None:
    answered = await ask(app, "POST", "/orders", {}, [b"{}"])
    assert (answered.status, answered.json()["code"]) == (400, "idempotency_key_missing")
    assert w.database.seq == 0


async def test_a_full_disk_is_a_507_and_the_same_key_works_later(app: App, w: World) -> None:
    w.database._writer.pragma("query_only", True)
    answered = await order(app, "k")
    assert (answered.status, answered.json()["code"]) == (507, "storage_unavailable")
    w.database._writer.pragma("query_only", False)
    assert (await order(app, "k")).status == 201
    assert w.database.seq == 1
