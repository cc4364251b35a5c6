"""The direction of a series of figures."""

import numpy as np

from lsa_data.methods.judgement import FALLING, RISING

NO_CLEAR_CHANGE, TOO_FEW_POINTS = "no_clear_change", "too_few_points"
FEWEST_POINTS_FOR_DIRECTION = 3
FEWEST_POINTS_FOR_SLOPE = 5
T_CRITICAL = {3: 10.215, 4: 7.173, 5: 5.893, 6: 5.208, 7: 4.785, 8: 4.501, 9: 4.297, 10: 4.144, 11: 4.025, 12: 3.930}
"""Two-sided critical values of Student's t at p = 0.002, by degrees of freedom."""


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


def _slope(years: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least-squares slope per area and its t-value (infinite for a perfect line)."""
    x = years - years.mean()
    slope = levels @ x / (x @ x)
    residual = levels - levels.mean(axis=1, keepdims=True) - np.outer(slope, x)
    variance = (residual**2).sum(axis=1) / max(len(years) - 2, 1)
    error = np.sqrt(variance / (x @ x))
    with np.errstate(divide="ignore", invalid="ignore"):
        return slope, np.where(error > 0, slope / error, np.sign(slope) * np.inf)
