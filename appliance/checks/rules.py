"""Adding a check up: service charge, taxes inside or on top, and the total that always equals its parts."""

from dataclasses import dataclass

from appliance.checks.model import BillTax, OwedLine
from appliance.kernel.money import BASIS_POINTS, apportion, divide_rounding, share, tax_inside
from appliance.settings import VenueSettings


@dataclass(frozen=True)
class Totals:
    """total_minor = subtotal_minor + service_minor + the taxes that are not inclusive."""

    subtotal_minor: int
    service_bp: int
    service_minor: int
    taxes: tuple[BillTax, ...]
    total_minor: int


def totals(
    lines: list[OwedLine],
    covers: int | None,
    settings: VenueSettings,
    paid_service_minor: int | None = None,
    *,
    more_ordered: bool = False,
) -> Totals:
    """Add up the lines of one check.

    The service charge is a share of the subtotal, once per check; it is taxed like the lines it is charged on, in
    proportion. Each tax is rounded once, on the sum of everything taxed by it. A service charge that was paid stays
    as it was, whatever the settings say since, while there is any line it can be charged on; with `more_ordered` since it
    grows with the subtotal but never becomes less.
    """
    subtotal = sum(line.total_minor for line in lines)
    service_bp = settings.service_bp if (covers or 0) >= settings.service_from_covers else 0
    service = share(subtotal, service_bp)
    paid_service = service if paid_service_minor is None or not lines else paid_service_minor
    if paid_service > service or (paid_service < service and not more_ordered):
        service = paid_service
        service_bp = divide_rounding(service * BASIS_POINTS, subtotal) if subtotal else 0
    groups: dict[tuple[str, int, bool], int] = {}
    for line in lines:
        key = (line.tax_name, line.tax_bp, bool(line.tax_inclusive))
        groups[key] = groups.get(key, 0) + line.total_minor
    keys = sorted(groups)
    service_parts = apportion(service, [groups[key] for key in keys])
    taxes = [_tax(key, groups[key] + part) for key, part in zip(keys, service_parts, strict=True)]
    on_top = sum(tax.tax_minor for tax in taxes if not tax.inclusive)
    return Totals(subtotal, service_bp, service, tuple(taxes), subtotal + service + on_top)


def _tax(key: tuple[str, int, bool], amount_minor: int) -> BillTax:
    name, rate_bp, inclusive = key
    if inclusive:
        tax = tax_inside(amount_minor, rate_bp)
        return BillTax(name, rate_bp, True, amount_minor - tax, tax)
    return BillTax(name, rate_bp, False, amount_minor, share(amount_minor, rate_bp))
