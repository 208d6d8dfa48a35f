"""86, counts, snoozes and dayparts: what is blocked, for how long, and what is told."""

from typing import Any

import msgspec
import pytest

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.menu import (
    ItemAvailability,
    MenuBook,
    Why,
    availability,
    give_back,
    set_availability,
    take,
    wake_items,
)
from tests.menu.files import with_menu
from tests.worlds import World

HOUR_MS = 3_600_000


def seen(world: World, book: MenuBook) -> dict[str, ItemAvailability]:
    now_ms = world.clock.now_ms()
    return world.database.read(lambda reader: availability(reader, book, world.settings.now, now_ms))


def told(world: World, after: int = 0) -> list[dict[str, Any]]:
    rows = world.database.journal_since(after)
    return [msgspec.json.decode(row.data) for row in rows if row.kind == "availability_changed"]


async def say(
    world: World,
    item_id: str,
    *,
    out: bool = False,
    remaining: int | None = None,
    until_at: int | None = None,
) -> None:
    await world.database.write(
        lambda tx: set_availability(tx, item_id, out, remaining, until_at, "staff:one", "device-1")
    )


async def sell(world: World, book: MenuBook, item_id: str, quantity: int = 1) -> None:
    await world.database.write(lambda tx: take(tx, book, item_id, quantity, world.settings.now))


async def test_only_what_is_not_plainly_available_is_listed(world: World) -> None:
    book = await with_menu(world)
    assert seen(world, book) == {"pie": ItemAvailability(True, 4)}


async def test_an_item_that_is_out_is_blocked_and_told(world: World) -> None:
    book = await with_menu(world)
    await say(world, "steak", out=True)
    assert seen(world, book)["steak"] == ItemAvailability(False, why=Why.OUT)
    assert told(world) == [
        {"item_id": "steak", "available": False, "remaining": None, "until_at": None, "why": "out"}
    ]
    with pytest.raises(Conflict) as refused:
        await sell(world, book, "steak")
    assert refused.value.code == "item_unavailable"
    assert refused.value.body()["left"] == 0


async def test_saying_the_same_again_is_told_once(world: World) -> None:
    await with_menu(world)
    await say(world, "steak", out=True)
    await say(world, "steak", out=True)
    assert len(told(world)) == 1


async def test_a_snooze_ends_by_itself_and_that_is_told_once(world: World) -> None:
    book = await with_menu(world)
    await wake_items(world.database, book, world.settings)
    until_at = world.clock.now_ms() + HOUR_MS
    await say(world, "steak", out=True, until_at=until_at)
    assert seen(world, book)["steak"] == ItemAvailability(False, until_at=until_at, why=Why.OUT)
    world.clock.advance(3600)
    assert "steak" not in seen(world, book)
    await sell(world, book, "steak")
    assert await wake_items(world.database, book, world.settings)
    assert not await wake_items(world.database, book, world.settings)
    assert told(world)[-1]["available"] is True


async def test_a_clock_set_back_neither_reopens_nor_blocks(world: World) -> None:
    book = await with_menu(world)
    await say(world, "steak", out=True, until_at=world.clock.now_ms() + HOUR_MS)
    world.clock.step_back()
    assert not seen(world, book)["steak"].available
    world.clock.advance(3600)
    world.clock.step_back()
    assert "steak" not in seen(world, book)


async def test_out_until_a_time_that_has_passed_is_available(world: World) -> None:
    book = await with_menu(world)
    await say(world, "steak", out=True, until_at=world.clock.now_ms())
    assert "steak" not in seen(world, book)


async def test_selling_the_last_one_blocks_in_the_same_transaction(world: World) -> None:
    book = await with_menu(world)
    await sell(world, book, "pie", 3)
    with pytest.raises(Conflict) as refused:
        await sell(world, book, "pie", 2)
    assert refused.value.details == [
        {"item_id": "pie", "code": "not_enough", "left": 1, "why": None, "say": "Only 1 of “Pie” left."}
    ]
    await sell(world, book, "pie")
    assert seen(world, book)["pie"] == ItemAvailability(False, 0, why=Why.SOLD_OUT)
    with pytest.raises(Conflict) as refused:
        await sell(world, book, "pie")
    assert refused.value.details[0]["why"] == "sold_out"
    assert [one["remaining"] for one in told(world)] == [1, 0]


async def test_a_refused_order_takes_nothing(world: World) -> None:
    book = await with_menu(world)
    await say(world, "steak", out=True)

    def order(tx: Any) -> None:
        take(tx, book, "pie", 1, world.settings.now)
        take(tx, book, "steak", 1, world.settings.now)

    with pytest.raises(Conflict):
        await world.database.write(order)
    assert seen(world, book)["pie"].remaining == 4


async def test_what_is_not_counted_is_sold_without_a_word(world: World) -> None:
    book = await with_menu(world)
    await sell(world, book, "stew", 50)
    assert told(world) == []


async def test_voided_pieces_come_back(world: World) -> None:
    book = await with_menu(world)
    await sell(world, book, "pie", 4)
    await world.database.write(lambda tx: give_back(tx, "pie", 2))
    await world.database.write(lambda tx: give_back(tx, "stew", 2))
    assert seen(world, book)["pie"] == ItemAvailability(True, 2)
    assert "stew" not in seen(world, book)


async def test_out_beats_the_count_and_leaves_it_alone(world: World) -> None:
    book = await with_menu(world)
    await say(world, "pie", out=True, remaining=4)
    assert seen(world, book)["pie"] == ItemAvailability(False, 4, why=Why.OUT)
    await say(world, "pie", out=False, remaining=4)
    assert seen(world, book)["pie"] == ItemAvailability(True, 4)


async def test_outside_its_daypart_an_item_is_shown_but_not_sold(world: World) -> None:
    book = await with_menu(world)
    await sell(world, book, "set-menu")
    await wake_items(world.database, book, world.settings)
    before = world.database.seq
    world.clock.advance(4 * 3600)
    assert seen(world, book)["set-menu"] == ItemAvailability(False, why=Why.DAYPART)
    with pytest.raises(Conflict) as refused:
        await sell(world, book, "set-menu")
    assert refused.value.details[0]["why"] == "daypart"
    assert await wake_items(world.database, book, world.settings)
    assert [(one["daypart"], one["available"]) for one in told(world, before)] == [("lunch", False)]
    assert not await wake_items(world.database, book, world.settings)


async def test_an_unknown_item_is_refused(world: World) -> None:
    book = await with_menu(world)
    with pytest.raises(NotFound):
        await say(world, "unicorn", out=True)
    with pytest.raises(Conflict) as refused:
        await sell(world, book, "unicorn")
    assert refused.value.details[0]["left"] == 0


@pytest.mark.parametrize("count", [-1, 10_000])
async def test_a_count_that_cannot_be_is_refused(world: World, count: int) -> None:
    await with_menu(world)
    with pytest.raises(Invalid):
        await say(world, "pie", remaining=count)
