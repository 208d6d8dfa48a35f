"""No item is sold untaxed by accident: a tax class that the menu needs cannot be renamed or dropped, and its rate can."""

from pathlib import Path
from typing import Any

import pytest

from appliance.kernel.errors import Invalid
from appliance.settings import TaxRate
from tests.orders.dining_room import DiningRoom, dining_room

FOOD = {"name": "VAT", "rate_bp": 1_000, "inclusive": True}


async def refusal(room: DiningRoom, taxes: dict[str, Any]) -> list[str]:
    with pytest.raises(Invalid) as refused:
        await room.settings(taxes=taxes)
    assert refused.value.code == "settings_invalid"
    return [str(detail) for detail in refused.value.details]


async def test_a_class_of_the_menu_is_neither_renamed_nor_dropped(tmp_path: Path) -> None:
    async with dining_room(tmp_path) as room:
        await room.settings(taxes={"food": FOOD, "alcohol": FOOD})
        before = room.world.settings.now.taxes
        assert await refusal(room, {"Food": FOOD, "alcohol": FOOD}) == [
            "taxes.food: on the menu this is still the tax of Steak, Stew, Pie and Set menu; change it there first."
        ]
        assert await refusal(room, {"food": FOOD}) == [
            "taxes.alcohol: on the menu this is still the tax of Red; change it there first."
        ]
        assert len(await refusal(room, {})) == 2
        assert room.world.settings.now.taxes == before


async def test_many_dishes_are_named_by_a_few(tmp_path: Path) -> None:
    async with dining_room(tmp_path) as room:
        await room.settings(taxes={"food": FOOD})
        await room.write(lambda tx: tx.execute("UPDATE item SET tax_class = 'food'"))
        count = room.read(lambda reader: reader.value("SELECT count(*) FROM item"))
        await room.write(
            lambda tx: tx.execute(
                "INSERT INTO item SELECT id || '-2', branch, category_id, position, names, descriptions, price_minor,"
                " station_id, prep_minutes, tax_class, course, allergens, diets, badges, option_groups, photo, hidden FROM item"
            )
        )
        (sentence,) = await refusal(room, {})
        assert sentence.endswith(f" and {2 * count - 5} more; change it there first.")


async def test_a_class_that_only_hidden_dishes_have_may_go_and_rates_and_further_classes_may_come(
    tmp_path: Path,
) -> None:
    async with dining_room(tmp_path) as room:
        await room.settings(taxes={"food": FOOD, "alcohol": FOOD})
        await room.write(lambda tx: tx.execute("UPDATE item SET hidden = 1 WHERE tax_class = 'alcohol'"))
        await room.settings(taxes={"food": {**FOOD, "rate_bp": 500}, "take away": FOOD})
        assert room.world.settings.now.taxes == {
            "food": TaxRate("VAT", 500, True),
            "take away": TaxRate("VAT", 1_000, True),
        }
