"""Kitchen screens know no money and no guest: neither in their types nor in their bytes."""

import re
import typing
from typing import Any

import msgspec
import pytest

from appliance.kitchen import KitchenFeed, KitchenSnapshot, wire
from tests.kitchen.conftest import NICKNAME, Brigade, line

FORBIDDEN = re.compile(r"price|minor|total|amount|nickname|member|guest|payment", re.IGNORECASE)
WIRE = [
    value for value in vars(wire).values() if isinstance(value, type) and issubclass(value, msgspec.Struct)
]


def fields_of(kind: Any, seen: set[Any]) -> set[str]:
    """Every field name of a type and of all types inside it."""
    seen.add(kind)
    found = {field.name for field in msgspec.structs.fields(kind)} if _is_struct(kind) else set()
    inner = (
        [field.type for field in msgspec.structs.fields(kind)] if _is_struct(kind) else typing.get_args(kind)
    )
    for one in inner:
        if one not in seen:
            found |= fields_of(one, seen)
    return found


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def test_the_walk_finds_what_it_should() -> None:
    class Deep(msgspec.Struct):
        total_minor: int

    class Outer(msgspec.Struct):
        inside: dict[str, list[Deep] | None]

    assert fields_of(Outer, set()) == {"inside", "total_minor"}
    assert {"also_at", "options", "initials", "average_s"} <= fields_of(KitchenSnapshot, set())


@pytest.mark.parametrize("kind", WIRE, ids=lambda kind: kind.__name__)
def test_no_type_on_a_kitchen_wire_has_a_place_for_money_or_guests(kind: type[msgspec.Struct]) -> None:
    assert [name for name in fields_of(kind, set()) if FORBIDDEN.search(name)] == []


async def test_the_bytes_hold_neither_the_nickname_nor_a_price(brigade: Brigade) -> None:
    option = {"group": "sauce", "id": "pepper", "names": {"en": "pepper sauce"}, "price_minor": 77_777}
    grill, bar = await brigade.fire(line("ribeye", options=[option]), line("beer", "bar", position=1))
    await brigade.move(bar, "bump")
    snapshot = brigade.database.read(lambda reader: brigade.kitchen.snapshot(reader, 1, []))
    body = msgspec.json.encode(snapshot)
    feed = KitchenFeed(brigade.kitchen, [])
    update = msgspec.json.encode(brigade.database.read(lambda reader: feed.update(reader, brigade.rows)))
    assert b"pepper sauce" in body
    assert grill.encode() in update
    for secret in (NICKNAME.encode(), b"98765", b"77777", b"987.65", b"member-1"):
        assert secret not in body
        assert secret not in update
