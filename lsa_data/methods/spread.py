"""How areas spread around the middle one."""

import numpy as np

SCALED_MAD = 1.4826
"""A median absolute deviation times this equals a standard deviation when the spread is normal."""


def robust_scores(values: np.ndarray) -> np.ndarray:
    """How many scaled MADs every value is from the median of its column; 0 in a column without spread.

    `values` has a row per area and a column per characteristic.
    """
    middle = np.median(values, axis=0)
    spread = SCALED_MAD * np.median(np.abs(values - middle), axis=0)
    return (values - middle) / np.where(spread > 0, spread, 1.0)


def scaled_mad(values: np.ndarray) -> float:
    """1.4826 times the median absolute deviation from the median; NaN when there are no values."""
    if len(values) == 0:
        return float("nan")
    return float(SCALED_MAD * np.median(np.abs(values - np.median(values))))
