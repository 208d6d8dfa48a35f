"""Retried requests: the same bytes back, one effect, and no second use of a key for something else."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from appliance.kernel.errors import BadRequest, Conflict, KeyReused
from appliance.storage import Answer, Tx, answer_once, next_number
from tests.worlds import World, world


def number(tx: Tx) -> Answer:
    """Work with an effect that can be counted."""
    given = next_number(tx, "order", "2026-10-02")
    tx.journal("order_sent", f"order:{given}", actor="member:1")
    return Answer(201, b'{"number":%d}' % given, f"order:{given}")


def no(tx: Tx) -> Answer:
    number(tx)
    raise Conflict("Sold out.", code="item_unavailable")


def ask(key: str, request: bytes = b"POST /orders\n{}", scope: str = "member:1") -> Callable[[Tx], Answer]:
    return lambda tx: answer_once(tx, scope=scope, key=key, request=request, work=number)


async def test_the_same_request_again_gets_the_same_bytes(w: World) -> None:
    first = await w.database.write(ask("k"))
    again = await w.database.write(ask("k"))
    assert (again.status, again.body) == (first.status, first.body) == (201, b'{"number":1}')
    assert w.database.seq == 1


async def test_also_after_a_restart(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        first = await w.database.write(ask("k"))
    async with world(tmp_path) as w:
        assert (await w.database.write(ask("k"))).body == first.body


async def test_a_hundred_racing_copies_have_one_effect(w: World) -> None:
    answers = await asyncio.gather(*(w.database.write(ask("k")) for _ in range(100)))
    assert {answer.body for answer in answers} == {b'{"number":1}'}
    assert w.database.seq == 1


async def test_the_key_of_another_request_is_refused(w: World) -> None:
    await w.database.write(ask("k"))
    with pytest.raises(KeyReused) as refusal:
        await w.database.write(ask("k", b"POST /orders\n{ }"))
    assert (refusal.value.status, refusal.value.code) == (409, "idempotency_key_reused")
    assert w.database.seq == 1


async def test_two_people_may_happen_on_the_same_key(w: World) -> None:
    mine = await w.database.write(ask("k"))
    yours = await w.database.write(ask("k", scope="member:2"))
    assert mine.body != yours.body


async def test_a_refusal_is_not_kept(w: World) -> None:
    with pytest.raises(Conflict, match="Sold out"):
        await w.database.write(lambda tx: answer_once(tx, scope="member:1", key="k", request=b"r", work=no))
    assert w.database.seq == 0
    later = await w.database.write(
        lambda tx: answer_once(tx, scope="member:1", key="k", request=b"r", work=number)
    )
    assert later.body == b'{"number":1}'


@pytest.mark.parametrize("key", ["", "k" * 101, "ключ"])
async def test_a_request_without_a_usable_key_is_refused(w: World, key: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        await w.database.write(ask(key))
    assert refusal.value.code == "idempotency_key_missing"
    assert w.database.seq == 0


async def test_an_answer_knows_the_row_whose_life_it_shares(w: World) -> None:
    await w.database.write(ask("k"))
    assert w.database.read(lambda reader: reader.value("SELECT subject FROM answer")) == "order:1"


async def test_numbers_count_up_without_a_gap_and_start_again_each_day(w: World) -> None:
    def three(tx: Tx) -> list[int]:
        return [next_number(tx, "order", date) for date in ("2026-10-02", "2026-10-02", "2026-10-03")]

    assert await w.database.write(three) == [1, 2, 1]
    with pytest.raises(Conflict):
        await w.database.write(no)
    assert (await w.database.write(ask("k"))).body == b'{"number":3}'
