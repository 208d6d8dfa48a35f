"""What a line costs and which choices are refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import Conflict
from appliance.menu import GroupKind, Item, Option, OptionGroup, price_line
from appliance.menu.rules import lowest_price

STEAK = Item(
    "steak",
    "grill",
    0,
    {"en": "Steak"},
    {},
    1950,
    "grill",
    15,
    "food",
    "main",
    ("fish",),
    option_groups=("size", "extras"),
)
SIZE = OptionGroup(
    "size",
    GroupKind.VARIANT,
    {"en": "Size"},
    1,
    1,
    (Option("small", {"en": "Small"}, 1500), Option("large", {"en": "Large"}, 2500, allergens=("gluten",))),
)
EXTRAS = OptionGroup(
    "extras",
    GroupKind.CHOICE,
    {"en": "Extras"},
    0,
    2,
    (
        Option("cheese", {"en": "Cheese"}, 150, allergens=("milk",)),
        Option("sauce", {"en": "Sauce"}, 50, allergens=None),
        Option("less", {"en": "No chips"}, -200),
    ),
)
GROUPS = {"size": SIZE, "extras": EXTRAS}


def refusals(options: dict[str, list[str]]) -> list[str]:
    with pytest.raises(Conflict) as refused:
        price_line(STEAK, GROUPS, options)
    assert refused.value.code == "options_wrong"
    return [str(one) for one in refused.value.details]


def test_a_variant_replaces_the_price_and_choices_add_to_it() -> None:
    line = price_line(STEAK, GROUPS, {"extras": ["less", "cheese"], "size": ["large"]})
    assert line.unit_minor == 2500 + 150 - 200


def test_the_snapshot_keeps_names_and_prices_in_menu_order() -> None:
    line = price_line(STEAK, GROUPS, {"extras": ["less", "cheese"], "size": ["large"]})
    assert [(one.group, one.id, one.price_minor) for one in line.option_snapshots] == [
        ("size", "large", 2500),
        ("extras", "cheese", 150),
        ("extras", "less", -200),
    ]
    assert line.option_snapshots[0].names == {"en": "Large"}


def test_allergens_of_options_join_those_of_the_item_in_the_order_of_the_law() -> None:
    assert price_line(STEAK, GROUPS, {"size": ["large"], "extras": ["cheese"]}).allergens == (
        "gluten",
        "fish",
        "milk",
    )


def test_one_unknown_option_makes_the_allergens_of_the_line_unknown() -> None:
    assert price_line(STEAK, GROUPS, {"size": ["small"], "extras": ["sauce"]}).allergens is None


def test_a_missing_required_choice_is_refused() -> None:
    assert refusals({}) == ["Size: please choose 1."]


def test_two_variants_are_refused() -> None:
    assert refusals({"size": ["small", "large"]}) == ["Size: please choose 1."]


def test_too_many_choices_are_refused() -> None:
    assert refusals({"size": ["small"], "extras": ["cheese", "sauce", "less"]}) == [
        "Extras: please choose at most 2."
    ]


def test_the_same_option_twice_is_refused() -> None:
    assert refusals({"size": ["small"], "extras": ["cheese", "cheese"]}) == [
        "Extras: an option can be chosen only once."
    ]


def test_everything_wrong_is_said_at_once() -> None:
    said = refusals({"size": ["giant"], "toppings": ["ham"], "extras": ["gold"]})
    assert said == [
        "“Steak” has no choice named toppings.",
        "Size: giant is not one of the options.",
        "Extras: gold is not one of the options.",
    ]


@st.composite
def items_with_groups(draw: st.DrawFn) -> tuple[Item, dict[str, OptionGroup]]:
    groups: dict[str, OptionGroup] = {}
    for number in range(draw(st.integers(0, 3))):
        count = draw(st.integers(1, 5))
        prices = draw(st.lists(st.integers(-50, 500), min_size=count, max_size=count))
        options = tuple(Option(f"o{n}", {"en": f"O{n}"}, price) for n, price in enumerate(prices))
        least = draw(st.integers(0, count))
        most = draw(st.integers(max(1, least), count))
        groups[f"g{number}"] = OptionGroup(f"g{number}", GroupKind.CHOICE, {"en": "G"}, least, most, options)
    if draw(st.booleans()):
        sizes = tuple(
            Option(f"v{n}", {"en": "V"}, price)
            for n, price in enumerate(draw(st.lists(st.integers(0, 900), min_size=1, max_size=4)))
        )
        groups["variant"] = OptionGroup("variant", GroupKind.VARIANT, {"en": "V"}, 1, 1, sizes)
    price = draw(st.integers(0, 5000))
    return Item(
        "i", "c", 0, {"en": "I"}, {}, price, "s", 1, "food", "main", (), option_groups=tuple(groups)
    ), groups


@given(items_with_groups(), st.data())
def test_a_valid_choice_costs_the_sum_of_its_parts_and_never_less_than_the_lowest_price(
    made: tuple[Item, dict[str, OptionGroup]], data: st.DataObject
) -> None:
    item, groups = made
    chosen = {
        group.id: data.draw(
            st.lists(
                st.sampled_from([one.id for one in group.options]),
                min_size=group.min,
                max_size=group.max,
                unique=True,
            )
        )
        for group in groups.values()
    }
    line = price_line(item, groups, chosen)
    prices = {(group.id, one.id): one.price_minor for group in groups.values() for one in group.options}
    base = [prices["variant", one] for one in chosen.get("variant", [])] or [item.price_minor]
    extra = [
        prices[group_id, one] for group_id, ids in chosen.items() for one in ids if group_id != "variant"
    ]
    assert line.unit_minor == base[0] + sum(extra)
    assert line.unit_minor >= lowest_price(item, groups)
    assert {(one.group, one.id) for one in line.option_snapshots} == {
        (g, one) for g, ids in chosen.items() for one in ids
    }


@given(
    items_with_groups(),
    st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=3), max_size=4), max_size=4),
)
def test_whatever_is_asked_for_it_is_priced_or_politely_refused(
    made: tuple[Item, dict[str, OptionGroup]], options: dict[str, list[str]]
) -> None:
    item, groups = made
    with suppress(Conflict):
        line = price_line(item, groups, options)
        assert sum(map(len, options.values())) == len(line.option_snapshots)
        assert all(group.min <= len(options.get(group.id, [])) <= group.max for group in groups.values())
