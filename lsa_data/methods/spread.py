"""How areas spread around the middle one."""

import numpy as np

SCALED_MAD = 1.4826
"""A median absolute deviation times this equals a standard deviation when the spread is normal."""


def scaled_mad(values: np.ndarray) -> float:
    """1.4826 times the median absolute deviation from the median; NaN when there are no values."""
    if len(values) == 0:
        return float("nan")
    return float(SCALED_MAD * np.median(np.abs(values - np.median(values))))
