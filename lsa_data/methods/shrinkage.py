"""How much of a difference is real, when every area was measured with its own noise: empirical Bayes.

Each measured effect is a true effect plus noise of a known size; the true effects spread around a common mean. Mean
and spread are estimated from all areas together, and every effect is drawn towards the mean, the more so the larger
its noise (Efron and Morris, "Data analysis using Stein's estimator", JASA 70, 1975; the spread by the estimator of
Paule and Mandel, J. Res. Natl. Bur. Stand. 87, 1982).
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

STEPS = 60
_below = np.vectorize(NormalDist().cdf, otypes=[float])


@dataclass(frozen=True)
class Posterior:
    """What is believed of every true effect after measuring: a normal distribution with this mean and sd."""

    mean: np.ndarray
    sd: np.ndarray

    def above(self, least: float) -> np.ndarray:
        """The probability (0-1) that the true effect is larger than `least`."""
        return _below((self.mean - least) / np.where(self.sd > 0, self.sd, np.finfo(float).tiny))


def shrink(effects: np.ndarray, noise: np.ndarray) -> Posterior:
    """The posterior of every effect; `noise` is its standard error, in the same unit, above zero. No missing values."""
    between = spread_between(effects, noise)
    weights = 1 / (noise**2 + between)
    mean = float((weights * effects).sum() / weights.sum())
    kept = between / (between + noise**2)
    return Posterior(mean + kept * (effects - mean), np.sqrt(kept) * noise)


def spread_between(effects: np.ndarray, noise: np.ndarray) -> float:
    """The variance of the true effects: that with which the weighted squares are what they are expected to be; 0 when
    noise alone explains how far the effects lie apart."""

    def squares(variance: float) -> float:
        weights = 1 / (noise**2 + variance)
        mean = (weights * effects).sum() / weights.sum()
        return float((weights * (effects - mean) ** 2).sum()) - (len(effects) - 1)

    if len(effects) < 2 or squares(0.0) <= 0:
        return 0.0
    low, high = 0.0, float(np.var(effects))
    while squares(high) > 0:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if squares(middle) > 0 else (low, middle)
    return (low + high) / 2
