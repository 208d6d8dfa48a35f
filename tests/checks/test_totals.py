"""Adding up a check: the parts always make the total, to the cent, under any mix of taxes, service and rounding."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from appliance.checks.model import OwedLine
from appliance.checks.rules import Totals, totals
from appliance.kernel.money import BASIS_POINTS, round_to_coin
from appliance.settings import VenueSettings

TAXES = [
    ("VAT", 1000, 1),
    ("VAT", 2200, 1),
    ("City", 350, 0),
    ("State", 887, 0),
    ("", 0, 1),
    ("Luxury", 10_000, 0),
]
HALF = Fraction(1, 2)

lines = st.lists(
    st.builds(
        lambda tax, quantity, unit: OwedLine(1, None, "{}", "[]", quantity, unit, *tax),
        st.sampled_from(TAXES),
        st.integers(1, 50),
        st.integers(0, 50_000),
    ),
    max_size=25,
)
services = st.sampled_from([0, 1, 333, 1000, 1250, 5000])
covers = st.one_of(st.none(), st.integers(1, 20))


def _settings(service_bp: int, from_covers: int = 0) -> VenueSettings:
    return VenueSettings(service_bp=service_bp, service_from_covers=from_covers)


def _on_top(sums: Totals) -> int:
    return sum(tax.tax_minor for tax in sums.taxes if not tax.inclusive)


@given(lines, services, covers)
def test_the_parts_make_the_total(owed: list[OwedLine], service_bp: int, people: int | None) -> None:
    sums = totals(owed, people, _settings(service_bp))
    assert sums.subtotal_minor == sum(line.quantity * line.unit_minor for line in owed)
    assert sums.total_minor == sums.subtotal_minor + sums.service_minor + _on_top(sums)
    without_exclusive = sum(tax.base_minor + (tax.tax_minor if tax.inclusive else 0) for tax in sums.taxes)
    assert without_exclusive == (sums.subtotal_minor + sums.service_minor if owed else 0)


@given(lines, services, st.integers(0, 10_000))
def test_a_service_charge_that_was_paid_stays_and_the_parts_still_make_the_total(
    owed: list[OwedLine], service_bp: int, paid_minor: int
) -> None:
    sums = totals(owed, None, _settings(service_bp), paid_minor)
    assert sums.service_minor == (paid_minor if owed else 0)
    assert sums.total_minor == sums.subtotal_minor + sums.service_minor + _on_top(sums)


@given(lines, services)
def test_every_tax_is_right_to_half_a_cent_of_what_it_is_charged_on(
    owed: list[OwedLine], service_bp: int
) -> None:
    for tax in totals(owed, None, _settings(service_bp)).taxes:
        exact = Fraction(tax.base_minor * tax.rate_bp, BASIS_POINTS)
        allowed = HALF + (Fraction(tax.rate_bp, BASIS_POINTS) * HALF if tax.inclusive else 0)
        assert abs(tax.tax_minor - exact) <= allowed


@given(lines, services, st.randoms(use_true_random=False))
def test_the_order_of_lines_makes_no_difference(
    owed: list[OwedLine], service_bp: int, chance: object
) -> None:
    mixed = list(owed)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert totals(mixed, None, _settings(service_bp)) == totals(owed, None, _settings(service_bp))


@given(lines, st.integers(0, 12), covers)
def test_service_is_charged_from_that_many_guests_on(
    owed: list[OwedLine], from_covers: int, people: int | None
) -> None:
    sums = totals(owed, people, _settings(1000, from_covers))
    charged = (people or 0) >= from_covers
    assert sums.service_bp == (1000 if charged else 0)
    assert abs(sums.service_minor - Fraction(sums.subtotal_minor * sums.service_bp, BASIS_POINTS)) <= HALF


@given(lines, services, services)
def test_a_service_charge_that_was_paid_stays(owed: list[OwedLine], paid_bp: int, later_bp: int) -> None:
    paid = totals(owed, None, _settings(paid_bp))
    later = totals(owed, None, _settings(later_bp), paid.service_minor)
    assert (later.total_minor, later.service_minor, later.taxes) == (
        paid.total_minor,
        paid.service_minor,
        paid.taxes,
    )
    assert totals(owed, None, _settings(paid_bp), paid.service_minor) == paid


@given(lines, lines, services, services)
def test_after_paying_more_dishes_cost_what_they_cost_however_the_service_charge_was_lowered(
    paid_for: list[OwedLine], more: list[OwedLine], paid_bp: int, later_bp: int
) -> None:
    paid = totals(paid_for, None, _settings(paid_bp))
    lowered = _settings(min(later_bp, paid_bp))
    grown = totals([*paid_for, *more], None, lowered, paid.service_minor, more_ordered=True)
    fresh = totals([*paid_for, *more], None, lowered)
    assert grown.service_minor == max(fresh.service_minor, paid.service_minor if paid_for or more else 0)
    assert grown.service_minor + grown.subtotal_minor >= paid.service_minor + paid.subtotal_minor
    assert grown.total_minor == grown.subtotal_minor + grown.service_minor + _on_top(grown)


@given(lines, services, st.sampled_from([0, 1, 2, 5, 10, 100]))
def test_cash_is_at_most_half_a_coin_away(owed: list[OwedLine], service_bp: int, coin: int) -> None:
    total = totals(owed, None, _settings(service_bp)).total_minor
    cash = round_to_coin(total, coin)
    assert 2 * abs(cash - total) <= max(coin, 1)
    assert cash % max(coin, 1) == 0


def test_a_bill_as_a_person_would_add_it_up() -> None:
    owed = [
        OwedLine(1, None, "{}", "[]", 2, 1100, "VAT", 1000, 1),
        OwedLine(1, None, "{}", "[]", 1, 800, "VAT", 2200, 1),
        OwedLine(2, None, "{}", "[]", 1, 1000, "City", 350, 0),
    ]
    sums = totals(owed, 6, _settings(1000, 6))
    assert (sums.subtotal_minor, sums.service_minor, sums.total_minor) == (4000, 400, 4439)
    assert [(tax.name, tax.base_minor, tax.tax_minor) for tax in sums.taxes] == [
        ("City", 1100, 39),
        ("VAT", 2200, 220),
        ("VAT", 721, 159),
    ]
