"""Areas that resemble each other: nearest neighbours in structure, never in outcome."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lsa_data.methods.spread import robust_scores

NEAREST = 10
FARTHEST = 5.0
"""From a tenth area farther off than this on, an area resembles no other."""
COLUMNS = (
    "density", "kwb_leeftijd_0_14", "kwb_leeftijd_15_24", "kwb_leeftijd_25_44", "kwb_leeftijd_65_plus",
    "per_dwelling", "kwb_woz", "kwb_koopwoningen", "kwb_inkomen_laag",
)  # fmt: skip
"""Structure: inhabitants per km² (logarithm), age mix, inhabitants per dwelling, dwelling value (logarithm),
ownership, and low incomes."""
FIGURES = (
    "kwb_inwoners", "kwb_oppervlakte", "kwb_woningen", *(name for name in COLUMNS if name.startswith("kwb_")),
)  # fmt: skip
"""The figures that these are made of."""


@dataclass(frozen=True)
class Peers:
    """The nearest areas of one area, nearest first, with their distance."""

    codes: tuple[str, ...]
    distances: tuple[float, ...]


def characteristics(wide: pd.DataFrame) -> pd.DataFrame:
    """The structural characteristics from the Kerncijfers of one type of area (columns are indicator ids, index is
    the code); only areas of which all are known."""
    frame = wide.assign(
        density=np.log((wide["kwb_inwoners"] / wide["kwb_oppervlakte"]).where(lambda s: s > 0)),
        per_dwelling=(wide["kwb_inwoners"] / wide["kwb_woningen"]).where(lambda s: np.isfinite(s)),
        kwb_woz=np.log(wide["kwb_woz"].where(lambda s: s > 0)),
    )
    return frame[list(COLUMNS)].dropna()


def nearest(frame: pd.DataFrame, allowed: np.ndarray | None = None, k: int = NEAREST) -> dict[str, Peers]:
    """The `k` nearest areas of every area by robust z-scores (median and scaled MAD per column, Euclidean); none where
    the last of all `k` is farther off than `FARTHEST`.

    `frame` has one row per area; `allowed[i, j]` says whether j may be a peer of i (an area never is its own).
    """
    scores = robust_scores(frame.to_numpy(dtype=float))
    codes = frame.index.to_numpy()
    found = {}
    for i, own in enumerate(scores):
        distance = np.sqrt(((scores - own) ** 2).sum(axis=1))
        distance[i] = np.inf
        if allowed is not None:
            distance[~allowed[i]] = np.inf
        closest = np.argsort(distance, kind="stable")[:k]
        closest = closest[np.isfinite(distance[closest])]
        if len(closest) == k and distance[closest[-1]] > FARTHEST:
            closest = closest[:0]
        found[codes[i]] = Peers(tuple(codes[closest]), tuple(float(d) for d in distance[closest]))
    return found
