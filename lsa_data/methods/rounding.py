"""One way of rounding for everything that people read."""

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: float, decimals: int = 0) -> float:
    """The value with this many decimals, a half away from zero: 30.5 becomes 31 and 25.5 becomes 26.

    It rounds the number as it is written (its shortest decimal form), so that 2.675 becomes 2.68 although its binary
    form lies just below. Never "-0". The value must be finite. In SQL: `shown` in `core/rules.sql`.
    """
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)) + 0.0
