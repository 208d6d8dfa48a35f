"""Money in integer minor units, with the one rounding rule of the house: half away from zero."""

MINOR_DIGITS = {
    "BHD": 3,
    "CLP": 0,
    "ISK": 0,
    "JOD": 3,
    "JPY": 0,
    "KRW": 0,
    "KWD": 3,
    "OMR": 3,
    "TND": 3,
    "VND": 0,
}
BASIS_POINTS = 10_000


def minor_digits(currency: str) -> int:
    """Decimal places of an ISO 4217 currency (2 unless listed)."""
    return MINOR_DIGITS.get(currency, 2)


def divide_rounding(numerator: int, denominator: int) -> int:
    """numerator / denominator to the nearest whole, halves away from zero. denominator > 0."""
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def share(amount_minor: int, rate_bp: int) -> int:
    """`rate_bp` basis points (1 % = 100) of an amount, rounded once."""
    return divide_rounding(amount_minor * rate_bp, BASIS_POINTS)


def tax_inside(gross_minor: int, rate_bp: int) -> int:
    """The tax contained in a gross amount at an inclusive rate."""
    return divide_rounding(gross_minor * rate_bp, BASIS_POINTS + rate_bp)


def round_to_coin(amount_minor: int, coin_minor: int) -> int:
    """An amount payable in cash when the smallest coin is `coin_minor` (5 for the Swiss franc; 1 or 0: as it is)."""
    if coin_minor <= 1:
        return amount_minor
    return divide_rounding(amount_minor, coin_minor) * coin_minor


def apportion(amount_minor: int, weights: list[int]) -> list[int]:
    """Split an amount by weights so that the parts add up to it (largest remainder, ties to the first).

    With no weight at all everything goes to the first part; an empty list of weights needs amount 0.
    """
    if not weights:
        if amount_minor:
            raise ValueError("nothing to split the amount over")
        return []
    total = sum(weights)
    if total == 0:
        return [amount_minor] + [0] * (len(weights) - 1)
    sign = -1 if amount_minor < 0 else 1
    size = abs(amount_minor)
    parts = [size * weight // total for weight in weights]
    left = size - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(size * weights[i] % total), i))
    for index in by_remainder[:left]:
        parts[index] += 1
    return [sign * part for part in parts]
