"""How far is a group of areas from a benchmark on average, how did that change, and how sure is that?

The band is a cluster bootstrap: gemeenten are drawn with replacement, each with all its areas of the group, because
areas of one gemeente change together (Cameron and Miller, 2015). The benchmark is held: it is known.
"""

from functools import cache
from itertools import combinations

import numpy as np

DRAWS = 1000
SEED = 2012
"""Fixed, so that the same figures give the same bands."""
BAND = (2.5, 97.5)


def means_with_bands(figures: np.ndarray, weights: np.ndarray, clusters: np.ndarray) -> np.ndarray:
    """Per column of `figures` (areas x columns, NaN where there is none) the weighted mean over the areas, and the
    lower and the upper end of its 95% band; shape (3, columns).

    `weights` and `clusters` (whole numbers) have one per area; an area without a weight does not count.
    """
    known = ~np.isnan(figures)
    weight = known * np.nan_to_num(weights)[:, None]
    weighted = np.where(known, figures, 0.0) * weight
    names, codes = np.unique(clusters, return_inverse=True)
    sums = np.zeros((len(names), 2 * figures.shape[1]))
    np.add.at(sums, codes, np.hstack([weighted, weight]))
    drawn = np.einsum("dc,ck->dk", _drawn(len(names)), sums)
    columns = figures.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = weighted.sum(axis=0) / weight.sum(axis=0)
        means = drawn[:, :columns] / drawn[:, columns:]
    return np.vstack([mean, np.percentile(np.where(np.isnan(means), mean, means), BAND, axis=0)])


def periods(years: list[int]) -> list[tuple[int, int]]:
    """Every first and last year, in order."""
    return list(combinations(sorted(years), 2))


def with_changes(figures: np.ndarray, years: list[int]) -> np.ndarray:
    """Beside the columns of every year those of every one of the `periods`: what changed; `years` must be in order."""
    at = {year: column for column, year in enumerate(years)}
    steps = [figures[..., at[last]] - figures[..., at[first]] for first, last in periods(years)]
    return np.concatenate([figures, np.stack(steps, axis=-1)], axis=-1)


@cache
def _drawn(count: int) -> np.ndarray:
    """How often each of `count` clusters is in each draw; shape (DRAWS, count)."""
    picked = np.random.default_rng(SEED).integers(count, size=(DRAWS, count)) + count * np.arange(DRAWS)[:, None]
    return np.bincount(picked.ravel(), minlength=DRAWS * count).reshape(DRAWS, count).astype(float)
