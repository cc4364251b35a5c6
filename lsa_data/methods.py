"""How figures become statements: position and trend. Pure functions over small frames, no database.

Methods and thresholds are explained to readers on the page "Over de cijfers".
"""

import numpy as np

SCALED_MAD = 1.4826
"""A median absolute deviation times this equals a standard deviation when the spread is normal."""

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"
RISING, FALLING, NO_CLEAR_CHANGE, TOO_FEW_POINTS = "rising", "falling", "no_clear_change", "too_few_points"
FAVOURABLE, UNFAVOURABLE, NEUTRAL = "favourable", "unfavourable", "neutral"

FEWEST_POINTS_FOR_DIRECTION = 3
FEWEST_POINTS_FOR_SLOPE = 5
T_CRITICAL = {3: 10.215, 4: 7.173, 5: 5.893, 6: 5.208, 7: 4.785, 8: 4.501, 9: 4.297, 10: 4.144, 11: 4.025, 12: 3.930}
"""Two-sided critical values of Student's t at p = 0.002, by degrees of freedom."""


def position(
    value: float | None, benchmark: float | None, mad: float | None, bounds: tuple[float, float] | None = None
) -> str | None:
    """Where a value stands against a benchmark: `higher`, `similar`, `lower`, or None when that cannot be said.

    Where the source gives the bounds of an estimate: similar when the benchmark lies between them. Otherwise the
    spread rule: similar when it lies within one scaled median absolute deviation of the benchmark, over all
    areas of the same type and year. It says "unusual among wijken", not "statistically significant".
    """
    if value is None or benchmark is None or mad is None or np.isnan([value, benchmark, mad]).any():
        return None
    similar = bounds[0] <= benchmark <= bounds[1] if bounds else abs(value - benchmark) <= SCALED_MAD * mad
    if similar:
        return SIMILAR
    return HIGHER if value > benchmark else LOWER


def judgement(direction: str | None, polarity: int) -> str | None:
    """What a direction (`higher`, `lower`, `rising`, `falling`) means given the polarity of its indicator.

    `favourable` or `unfavourable` only where the catalogue states a polarity (+1 or -1); otherwise `neutral`.
    None for a direction that is similar, unclear or unknown.
    """
    if direction not in (HIGHER, LOWER, RISING, FALLING):
        return None
    if polarity == 0:
        return NEUTRAL
    upwards = direction in (HIGHER, RISING)
    return FAVOURABLE if upwards == (polarity > 0) else UNFAVOURABLE


def trend(years: np.ndarray, levels: np.ndarray, spread: float) -> np.ndarray:
    """The direction of many series at once.

    `years` has n ascending years, `levels` is (areas x n) without gaps, `spread` is the scaled median absolute
    deviation of the total change over all areas. Returns one word per area:

    * fewer than 3 points: `too_few_points`;
    * 3 or 4: a direction only when every step has the same sign and the total change exceeds the spread;
    * 5 or more: a least-squares slope that differs from zero at p < 0.002 and keeps its sign in every
      leave-one-out fit (the rule of OHID Fingertips).
    """
    areas, points = levels.shape
    verdict = np.full(areas, NO_CLEAR_CHANGE, dtype=object)
    if points < FEWEST_POINTS_FOR_DIRECTION:
        verdict[:] = TOO_FEW_POINTS
        return verdict
    if points < FEWEST_POINTS_FOR_SLOPE:
        steps = np.diff(levels, axis=1)
        large = np.abs(levels[:, -1] - levels[:, 0]) > spread
        rising, falling = large & (steps > 0).all(axis=1), large & (steps < 0).all(axis=1)
    else:
        slope, t_value = _slope(years, levels)
        left_out = np.stack(
            [_slope(np.delete(years, i), np.delete(levels, i, axis=1))[0] for i in range(points)], axis=1
        )
        clear = np.abs(t_value) > T_CRITICAL[points - 2]
        rising = clear & (slope > 0) & (left_out > 0).all(axis=1)
        falling = clear & (slope < 0) & (left_out < 0).all(axis=1)
    verdict[rising] = RISING
    verdict[falling] = FALLING
    return verdict


def scaled_mad(values: np.ndarray) -> float:
    """1.4826 times the median absolute deviation from the median; NaN when there are no values."""
    if len(values) == 0:
        return float("nan")
    return float(SCALED_MAD * np.median(np.abs(values - np.median(values))))


def _slope(years: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least-squares slope per area and its t-value (infinite for a perfect line)."""
    x = years - years.mean()
    slope = levels @ x / (x @ x)
    residual = levels - levels.mean(axis=1, keepdims=True) - np.outer(slope, x)
    variance = (residual**2).sum(axis=1) / max(len(years) - 2, 1)
    error = np.sqrt(variance / (x @ x))
    with np.errstate(divide="ignore", invalid="ignore"):
        return slope, np.where(error > 0, slope / error, np.sign(slope) * np.inf)
