"""Which areas did better than areas that started from the same position (positive deviants)?

Expected is the median change of the areas nearest in starting value and structure. What an area did beyond that is
partly chance, the more so the smaller it is: it is drawn towards the mean by the noise of areas of its size
(`methods/shrinkage.py`). An area is ahead when it is nearly certain that it did better by more than a change that
matters. Pure functions; the build fills the table `deviance` with them.
"""

import numpy as np
import pandas as pd

from lsa_data.methods.shrinkage import shrink
from lsa_data.methods.spread import SCALED_MAD, robust_scores

GROUP = 30
"""How many areas nearest in starting position give the expected change."""
OTHER_GROUPS = (20, 40)
"""The sizes by which a reader can see whether a result depends on the choice of thirty."""
NEAREST_KEPT = 50
"""More than the largest group, so that areas without a later figure can be passed over."""
MATTERS = 0.02
"""The smallest change of a score of the Leefbaarometer that matters, in points."""
CERTAIN = 0.95
"""The probability from which an area counts as ahead."""
LEAST_INHABITANTS = 1000
MOST_GROWTH = 0.2
"""Inhabitants that an area must have, and the share by which they may change: with more, other people live there."""
MEDIAN_ERROR = np.sqrt(np.pi / 2)
"""The standard error of a median, in that of a mean of as many normal values."""
STRUCTURE = {
    "wijk": (
        "kwb_dichtheid", "kwb_huishoudgrootte", "kwb_eenpersoonshuishoudens", "kwb_leeftijd_0_14",
        "kwb_leeftijd_15_24", "kwb_leeftijd_25_44", "kwb_leeftijd_65_plus",
    ),
    "pc4": (),
}  # fmt: skip
"""What is known of the structure of an area of each type, in the vintage of the outcome."""
LOGARITHMIC = ("kwb_dichtheid",)


def nearest(start: pd.Series, structure: pd.DataFrame, k: int = NEAREST_KEPT) -> np.ndarray:
    """The `k` areas nearest in starting position, as positions in `start`, nearest first; shape (areas, k).

    The distance is Euclidean over robust z-scores (median and scaled MAD). The starting value weighs as much as all
    characteristics in `structure` together: starting from the same position is what the comparison is about.
    Neither may have missing values. Raises ValueError when there are not more than `k` areas.
    """
    if len(start) <= k:
        raise ValueError(f"{len(start)} areas are too few for groups of {k}")
    scores = robust_scores(start.to_numpy(dtype=float)[:, None])
    if structure.shape[1]:
        scores = np.hstack([scores, robust_scores(structure.to_numpy(dtype=float)) / np.sqrt(structure.shape[1])])
    scores = scores.astype(np.float32)
    squares = (scores**2).sum(axis=1)
    found = np.empty((len(start), k), dtype=np.int32)
    for first in range(0, len(start), 500):
        rows = slice(first, first + 500)
        distance = squares[rows, None] + squares[None, :] - 2 * scores[rows] @ scores.T
        distance[np.arange(len(distance)), np.arange(first, first + len(distance))] = np.inf
        close = np.argpartition(distance, k, axis=1)[:, :k]
        order = np.argsort(np.take_along_axis(distance, close, axis=1), axis=1, kind="stable")
        found[rows] = np.take_along_axis(close, order, axis=1)
    return found


def deviance(
    change: pd.Series, noise: pd.Series, neighbours: np.ndarray, k: int = GROUP, polarity: int = 1
) -> pd.DataFrame:
    """How every area did against the first `k` of its neighbours that have a change.

    `noise` is the standard deviation of one measurement of each area, in the unit of the change. Columns, indexed like
    `change`: expected (median change of the group), as_well (how many of the group changed at least as favourably),
    excess (how much more favourable than expected the change was), error (its standard error: two measurements, and the
    median of the group), likely (the excess drawn towards the mean of all), probability (that the true excess is above
    `MATTERS`) and outside (the excess is over the scaled median absolute deviation of the group, which chance alone
    gives one in six). Areas without a change or noise, or with fewer than `k` neighbours with a change, are left out.
    """
    changes = change.to_numpy(dtype=float)
    around = changes[neighbours]
    known = ~np.isnan(around)
    around = np.where(known & (np.cumsum(known, axis=1) <= k), around, np.nan)
    enough = (~np.isnan(around)).sum(axis=1) == k
    keep = enough & ~np.isnan(changes) & noise.notna().to_numpy()
    own, measured = changes[keep], noise.to_numpy(dtype=float)[keep]
    around = around[keep][~np.isnan(around[keep])].reshape(-1, k)
    expected = np.median(around, axis=1)
    spread = SCALED_MAD * np.median(np.abs(around - expected[:, None]), axis=1)
    excess = polarity * (own - expected)
    error = np.sqrt(2 * measured**2 + (MEDIAN_ERROR * spread) ** 2 / k)
    posterior = shrink(excess, error)
    return pd.DataFrame(
        {
            "expected": expected,
            "as_well": (polarity * around >= polarity * own[:, None]).sum(axis=1),
            "excess": excess,
            "error": error,
            "likely": posterior.mean,
            "probability": posterior.above(MATTERS),
            "outside": excess > spread,
        },
        index=change.index[keep],
    )


def starting_position(start: pd.Series, figures: pd.DataFrame, area_type: str) -> tuple[pd.Series, pd.DataFrame]:
    """The areas of which the start and the whole structure are known, with both; the density as a logarithm."""
    structure = figures.reindex(columns=list(STRUCTURE[area_type]), index=start.index)
    for name in set(LOGARITHMIC) & set(structure.columns):
        structure[name] = np.log(structure[name].where(structure[name] > 0))
    complete = start.notna() & structure.notna().all(axis=1)
    return start[complete], structure[complete]
