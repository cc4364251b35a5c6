"""How much a figure moves by measuring alone, found in the series themselves.

Of three successive measurements the middle one is compared with the straight line between its neighbours. A real and
steady change falls away in that; what is left is the noise of measuring, with whatever real change was not steady: an
upper bound.
"""

import numpy as np

from lsa_data.methods.spread import scaled_mad

FEWEST = 30
"""Bends that a class of size must have to say anything by itself."""


def bends(years: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """How far every middle measurement is from the line between its neighbours, as the error of one measurement.

    `years` has n ascending years (at least three), `levels` is (areas x n) without gaps; returns (areas x n - 2). Where
    the neighbours have shares a and b in the line, independent errors give a bend with 1 + a² + b² times their
    variance: it is divided by the root of that. The bend that all areas share, their median, is taken away: the
    country's own course is not noise.
    """
    before, after = np.diff(years)[:-1], np.diff(years)[1:]
    a, b = after / (before + after), before / (before + after)
    bend = (levels[:, 1:-1] - a * levels[:, :-2] - b * levels[:, 2:]) / np.sqrt(1 + a**2 + b**2)
    return bend - np.median(bend, axis=0)


def by_size(bend: np.ndarray, inhabitants: np.ndarray, size: np.ndarray, classes: int) -> np.ndarray:
    """The noise of one measurement per class of size: first that of all areas together, then of class 1 to `classes`.

    `bend` is (areas x bends); `size` the class of every area, 0 where its `inhabitants` are unknown (NaN). In a class
    the noise is the scaled median absolute deviation of its bends; over the classes it is smoothed to a straight line
    in the logarithms of noise and inhabitants, which does not rise with size and is not drawn beyond the classes with
    `FEWEST` bends. With fewer than two of those, every class has the noise of all areas.
    """
    present = [i for i in range(1, classes + 1) if (size == i).any()]
    middle = {i: np.log(np.median(inhabitants[size == i]) + 1) for i in present}
    noise = {i: scaled_mad(bend[size == i].ravel()) for i in present if (size == i).sum() * bend.shape[1] >= FEWEST}
    everywhere = scaled_mad(bend.ravel())
    if len(noise) < 2 or min(noise.values()) == 0:
        return np.full(classes + 1, everywhere)
    x, y = np.array([middle[i] for i in noise]), np.log([*noise.values()])
    weight = np.array([(size == i).sum() for i in noise])
    slope = min(np.polyfit(x, y, 1, w=np.sqrt(weight))[0], 0.0)
    start = np.average(y - slope * x, weights=weight)
    smooth = [np.exp(start + slope * np.clip(middle[i], x.min(), x.max())) for i in present]
    return np.array([everywhere, *np.interp(range(1, classes + 1), present, smooth)])
