"""What a series of figures did: its direction, and whether its difference with the country became smaller."""

import numpy as np

from lsa_data.methods.judgement import FALLING, RISING

NO_CLEAR_CHANGE, TOO_FEW_POINTS = "no_clear_change", "too_few_points"
NARROWED, WIDENED, SWITCHED = "narrowed", "widened", "switched"
FEWEST_POINTS_FOR_GAP = 3
FEWEST_POINTS_FOR_DIRECTION = 5
CHANGE_BAND = 2.77
"""Times the noise of one measurement: 1.96 times the root of two, because a change is the difference of two."""
PROPORTIONS = ("procent", "per_1000")
"""Units of which a ratio means something."""
T_CRITICAL = {
    3: 10.215, 4: 7.173, 5: 5.893, 6: 5.208, 7: 4.785, 8: 4.501, 9: 4.297, 10: 4.144, 11: 4.025, 12: 3.930, 13: 3.852,
    14: 3.787, 15: 3.733, 16: 3.686, 17: 3.646, 18: 3.610, 19: 3.579, 20: 3.552,
}  # fmt: skip
"""Two-sided critical values of Student's t at p = 0.002, by degrees of freedom; with more than twenty that of twenty,
which is a little stricter."""


def direction(years: np.ndarray, differences: np.ndarray) -> np.ndarray:
    """The direction of many series at once, against the country: one word per area, None where a difference is unknown.

    `years` has n ascending years, `differences` is (areas x n): figure less country. Fewer than five points are
    `too_few_points`. Otherwise `rising` or `falling` where a least-squares slope differs from zero at p < 0.002 and
    keeps its sign in every fit that leaves one point out (the rule of OHID Fingertips), else `no_clear_change`.
    """
    points = len(years)
    known = ~np.isnan(differences).any(axis=1)
    if points < FEWEST_POINTS_FOR_DIRECTION:
        return where_known(known, np.full(len(known), TOO_FEW_POINTS))
    slope, t_value = _slope(years, differences)
    left_out = np.stack(
        [_slope(np.delete(years, i), np.delete(differences, i, axis=1))[0] for i in range(points)], axis=1
    )
    clear = np.abs(t_value) > T_CRITICAL[min(points - 2, max(T_CRITICAL))]
    rising = clear & (slope > 0) & (left_out > 0).all(axis=1)
    falling = clear & (slope < 0) & (left_out < 0).all(axis=1)
    return where_known(known, np.select([rising, falling], [RISING, FALLING], NO_CLEAR_CHANGE))


def gap(differences: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """What the difference with the country did from the first to the last point: one word per area.

    `differences` is (areas x n): figure less country; `noise` that of one measurement, per area, in the same unit.
    None for fewer than three points, or where a number is unknown. `no_clear_change` unless the difference changed by
    more than 2.77 times the noise; then `switched` where the area went to the other side of the country, else
    `narrowed` or `widened`.
    """
    first, last = differences[:, 0], differences[:, -1]
    known = ~np.isnan(first + last + noise)
    if differences.shape[1] < FEWEST_POINTS_FOR_GAP:
        known = np.zeros_like(known)
    small = ~(np.abs(last - first) > CHANGE_BAND * noise)
    words = np.select(
        [small, first * last < 0, np.abs(last) < np.abs(first)], [NO_CLEAR_CHANGE, SWITCHED, NARROWED], WIDENED
    )
    return where_known(known, words)


def ratio_agrees(values: np.ndarray, country: np.ndarray) -> np.ndarray:
    """Whether the ratio of area and country moved the same way as their difference, from the first to the last point.

    Both (areas x n), in one unit that has a true zero. None where a number is unknown or a country is not above 0. Both
    can differ where the country itself moved: from 57 to 35 beside 24 to 14 is a smaller difference (33, 21) and a
    larger ratio (2.4, 2.5).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = values[:, -1] / country[:, -1] - values[:, 0] / country[:, 0]
    difference = (values[:, -1] - country[:, -1]) - (values[:, 0] - country[:, 0])
    known = (country[:, 0] > 0) & (country[:, -1] > 0) & ~np.isnan(ratio)
    return where_known(known, np.sign(ratio) == np.sign(difference))


def where_known(known: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """The answers, None where they are not known."""
    found = np.full(len(known), None, dtype=object)
    found[known] = answers[known]
    return found


def _slope(years: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least-squares slope per area and its t-value (infinite for a perfect line)."""
    x = years - years.mean()
    slope = levels @ x / (x @ x)
    residual = levels - levels.mean(axis=1, keepdims=True) - np.outer(slope, x)
    variance = (residual**2).sum(axis=1) / max(len(years) - 2, 1)
    error = np.sqrt(variance / (x @ x))
    with np.errstate(divide="ignore", invalid="ignore"):
        return slope, np.where(error > 0, slope / error, np.sign(slope) * np.inf)
