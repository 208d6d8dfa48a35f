"""Money: the one rounding rule, and splits that always add up."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appliance.kernel.money import (
    BASIS_POINTS,
    apportion,
    divide_rounding,
    minor_digits,
    round_to_coin,
    share,
    tax_inside,
)

amounts = st.integers(-(10**9), 10**9)
rates = st.integers(0, BASIS_POINTS)


@given(amounts, st.integers(1, 10**6))
@example(5, 10)
@example(-5, 10)
@example(15, 10)
def test_division_rounds_halves_away_from_zero(numerator: int, denominator: int) -> None:
    exact = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert divide_rounding(numerator, denominator) == int(exact)


@given(amounts, st.integers(1, 10**6))
def test_a_refund_rounds_like_its_sale(numerator: int, denominator: int) -> None:
    assert divide_rounding(-numerator, denominator) == -divide_rounding(numerator, denominator)


@pytest.mark.parametrize("denominator", [0, -1])
def test_dividing_by_nothing_is_a_mistake_of_ours(denominator: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        divide_rounding(1, denominator)


@given(amounts, rates)
def test_a_share_is_within_half_a_unit_of_the_exact_one(amount: int, rate: int) -> None:
    assert 2 * abs(share(amount, rate) * BASIS_POINTS - amount * rate) <= BASIS_POINTS


def test_ten_percent_of_a_price_ending_in_five_rounds_up() -> None:
    assert share(1_005, 1_000) == 101
    assert share(-1_005, 1_000) == -101


@given(st.integers(0, 10**9), rates)
def test_tax_inside_a_gross_amount_is_the_tax_on_its_net(gross: int, rate: int) -> None:
    tax = tax_inside(gross, rate)
    assert 0 <= tax <= gross
    assert abs(share(gross - tax, rate) - tax) <= 1


@pytest.mark.parametrize(("gross", "rate", "tax"), [(1_100, 1_000, 100), (1_220, 2_200, 220), (999, 0, 0)])
def test_tax_inside_known_prices(gross: int, rate: int, tax: int) -> None:
    assert tax_inside(gross, rate) == tax


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_the_parts_of_a_split_always_add_up(amount: int, weights: list[int]) -> None:
    parts = apportion(amount, weights)
    assert sum(parts) == amount
    assert len(parts) == len(weights)


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_each_part_is_within_one_unit_of_its_exact_share(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    for part, weight in zip(apportion(amount, weights), weights, strict=True):
        assert abs(part * total - amount * weight) < total


@given(st.integers(0, 10**6), st.integers(1, 30))
def test_an_even_split_never_differs_by_more_than_one_unit(amount: int, people: int) -> None:
    parts = apportion(amount, [1] * people)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


def test_a_split_without_weights_falls_to_the_first_part() -> None:
    assert apportion(7, [0, 0]) == [7, 0]
    assert apportion(0, []) == []
    with pytest.raises(ValueError, match="nothing to split"):
        apportion(7, [])


@given(amounts, st.sampled_from([2, 5, 10, 20, 25, 50, 100]))
def test_cash_is_rounded_to_the_nearest_coin(amount: int, coin: int) -> None:
    cash = round_to_coin(amount, coin)
    assert cash % coin == 0
    assert 2 * abs(cash - amount) <= coin


@pytest.mark.parametrize("coin", [0, 1])
def test_without_a_smallest_coin_cash_is_the_amount(coin: int) -> None:
    assert round_to_coin(1_003, coin) == 1_003


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("XYZ", 2)])
def test_currencies_know_their_decimal_places(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits
