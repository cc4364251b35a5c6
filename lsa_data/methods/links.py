"""How two sets of areas relate: by code, name and surface, or by the surface that they share."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd
import shapely

LEAST_SHARE = 0.02
"""Polygons of which neither shares this much of its surface lie beside each other: borders are drawn a little apart."""
EQUAL_SURFACE = 0.98
"""The smaller of two surfaces as a share of the larger: from here on they are equal."""
NEARLY_WHOLE = 0.9
"""From this overlap, both ways, two areas are the same place whatever they are called."""
NOT_CONTRADICTED = 0.75
"""From this overlap, both ways, two coarsely drawn polygons of equal surface may be the same place."""
STAYED, GREW = 3 / 4, 4 / 3
"""Later inhabitants as a share of the earlier ones: below the first a village was cut out of the land that overlaps,
above the second one was put into it, unless the surface is equal: then homes were built."""
FEW = 250
"""Of fewer inhabitants a change says nothing."""


@lru_cache(maxsize=100_000)
def normalise_name(name: str) -> str:
    """The name without "Wijk 03 " in front, "(NH.)" behind, case, accents, spaces and punctuation.

    "Wijk 00", which is no name, becomes empty.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"^wijk \d+\s*|\([a-z]{1,3}\.\)$", "", plain))


def overlaps(areas: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Which areas of two maps overlap, and for how much of their surface.

    Both frames have code and shape (metres, EPSG:28992). Returns area_code, other_code, share (of the area) and
    other_share (of the other), 0-1 with four decimals, for every pair in which one of the two is at least 0.02.
    """
    left, right = areas["shape"].to_numpy(), others["shape"].to_numpy()
    i, j = shapely.STRtree(right).query(left, predicate="intersects")
    surface = shapely.area(shapely.intersection(left[i], right[j]))
    pairs = pd.DataFrame(
        {
            "area_code": areas["code"].to_numpy()[i],
            "other_code": others["code"].to_numpy()[j],
            "share": (surface / shapely.area(left)[i]).round(4),
            "other_share": (surface / shapely.area(right)[j]).round(4),
        }
    )
    large = pairs[["share", "other_share"]].max(axis=1) >= LEAST_SHARE
    return pairs[large].sort_values(["area_code", "other_code"]).reset_index(drop=True)


def linked(
    areas: Mapping[int, pd.DataFrame],
    measured: Mapping[tuple[int, int], pd.DataFrame],
    proven: Mapping[tuple[int, int], set[str]],
) -> dict[tuple[int, int], pd.DataFrame]:
    """Which areas of one type are the same place in two vintages: for every pair of vintages, both ways round, the
    area_code, the other_code, their link and how they overlap (share, other_share; NaN where that is not known).

    `areas` has per vintage area_code, name, gemeente_name, surface, inhabitants (NaN where unknown) and drawn (whether
    it has a polygon); `measured` per pair of maps what `overlaps` gives; `proven` per pair of vintages the codes that
    are the same by other evidence; both name the earlier vintage first. A link is `same` or `overlap` (nearly wholly,
    both ways), direct or chained: over the vintages between, or else over another. A chain with an overlap in it is
    one. An area has at most one link with a vintage, from both sides: `same` goes before `overlap`, then the largest.
    """
    known = {year: _prepared(frame) for year, frame in areas.items()}
    shares = {
        (one, other): _placed(frame, known[one], known[other])
        for (one, other), frame in measured.items()
        if one in known and other in known
    }
    years = sorted(known)
    pairs = sorted(combinations(years, 2), key=lambda pair: years.index(pair[1]) - years.index(pair[0]))
    found: dict[tuple[int, int], pd.DataFrame] = {}

    def link(one: int, other: int, sure: pd.DataFrame, likely: list[pd.DataFrame], over: list[int]) -> None:
        chains = [_chained(found[one, third], found[third, other]) for third in over]
        if likely or chains:
            allowed = _not_contradicted(pd.concat([*likely, *chains]), *sides(one, other))
            sure = _one_to_one(pd.concat([sure, allowed]))
        found[one, other], found[other, one] = sure, sure.rename(columns=_TURNED)

    def sides(one: int, other: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]:
        return known[one], known[other], shares.get((one, other))

    for one, other in pairs:
        likely = [_equal_codes(known[one], known[other], proven.get((one, other), ()))]
        if (one, other) in shares:
            likely.append(_overlapping(shares[one, other]))
        link(one, other, _same(*sides(one, other)), likely, [year for year in years if one < year < other])
    for one, other in pairs:
        link(one, other, found[one, other], [], [year for year in years if not one <= year <= other])
    return {
        (one, other): pairs.assign(
            area_code=known[one]["area_code"].to_numpy()[pairs["i"]],
            other_code=known[other]["area_code"].to_numpy()[pairs["j"]],
            link=np.where(pairs["same"], "same", "overlap"),
        )[["area_code", "other_code", "link", "share", "other_share"]]
        for (one, other), pairs in found.items()
    }


def left_alone(codes: Iterable[str], later: Iterable[str]) -> set[str]:
    """The wijk codes of gemeenten that have exactly the same ones later."""
    before, after = (pd.Series(sorted(one)) for one in (codes, later))
    by_gemeente = [dict(iter(one.groupby(one.str[2:6]).agg(frozenset).items())) for one in (before, after)]
    return {code for gemeente, own in by_gemeente[0].items() if by_gemeente[1].get(gemeente) == own for code in own}


_TURNED = {"i": "j", "j": "i", "share": "other_share", "other_share": "share"}


def _pairs(
    i: np.ndarray, j: np.ndarray, same: np.ndarray | bool, share: np.ndarray | float, other_share: np.ndarray | float
) -> pd.DataFrame:
    """Pairs of areas, each named by its place in the frame of its vintage; `same`, or else overlapping."""
    return pd.DataFrame(
        {"i": i, "j": j, "same": same, "share": share, "other_share": other_share}, index=range(len(i))
    ).astype({"i": int, "j": int, "same": bool, "share": float, "other_share": float})


def _prepared(areas: pd.DataFrame) -> pd.DataFrame:
    names = {column: areas[column].map(normalise_name) for column in ("name", "gemeente_name")}
    return areas.assign(**names).astype({"area_code": object}).reset_index(drop=True)


def _placed(measured: pd.DataFrame, areas: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """The overlaps of two maps, as pairs."""
    i = pd.Index(areas["area_code"]).get_indexer(measured["area_code"])
    j = pd.Index(others["area_code"]).get_indexer(measured["other_code"])
    pairs = _pairs(i, j, False, measured["share"].to_numpy(), measured["other_share"].to_numpy())
    return pairs[(i >= 0) & (j >= 0)]


def _equal_codes(areas: pd.DataFrame, others: pd.DataFrame, codes: Collection[str] | None = None) -> pd.DataFrame:
    """The areas with a code that exists in both vintages, and is one of `codes` when these are given."""
    places = pd.Index(others["area_code"]).get_indexer(areas["area_code"])
    wanted = areas["area_code"].isin(codes).to_numpy() if codes is not None else np.True_
    i = np.flatnonzero((places >= 0) & wanted)
    return _pairs(i, places[i], True, np.nan, np.nan)


def _same(areas: pd.DataFrame, others: pd.DataFrame, measured: pd.DataFrame | None) -> pd.DataFrame:
    """Areas with equal code, name, gemeente and surface, as long as their polygons do not lie apart.

    An area called only "Wijk 05" has no name: its polygons must agree as well.
    """
    pairs = _with_evidence(_equal_codes(areas, others), areas, others, measured)
    one, other = areas.iloc[pairs["i"]].reset_index(drop=True), others.iloc[pairs["j"]].reset_index(drop=True)
    called = (one["name"] == other["name"]) & (one["gemeente_name"] == other["gemeente_name"])
    in_place = (one["name"] != "") & ~(pairs["least"] < LEAST_SHARE) | (pairs["least"] >= NOT_CONTRADICTED)
    return pairs[called & in_place & (pairs["surface"] >= EQUAL_SURFACE)]


def _overlapping(measured: pd.DataFrame) -> pd.DataFrame:
    """Areas that overlap nearly wholly, both ways."""
    return measured[measured[["share", "other_share"]].min(axis=1) >= NEARLY_WHOLE]


def _chained(steps: pd.DataFrame, onward: pd.DataFrame) -> pd.DataFrame:
    """What two links after each other say of their ends: `same` when both are, with the smallest of the shares."""
    row = pd.Index(onward["i"]).get_indexer(steps["j"])
    first, then = steps[row >= 0], onward.iloc[row[row >= 0]]
    both_same = first["same"].to_numpy() & then["same"].to_numpy()
    shares = [np.fmin(first[column].to_numpy(), then[column].to_numpy()) for column in ("share", "other_share")]
    return _pairs(first["i"].to_numpy(), then["j"].to_numpy(), both_same, *shares)


def _not_contradicted(
    pairs: pd.DataFrame, areas: pd.DataFrame, others: pd.DataFrame, measured: pd.DataFrame | None
) -> pd.DataFrame:
    """The pairs whose own polygons, surfaces and inhabitants do not say that they are two places."""
    pairs = _with_evidence(pairs, areas, others, measured)
    same, least, surface = pairs["same"], pairs["least"], pairs["surface"]
    apart = least < np.where(same, NOT_CONTRADICTED, NEARLY_WHOLE)
    other_size = (surface < np.where(same, EQUAL_SURFACE, NEARLY_WHOLE)) & ~(least >= NEARLY_WHOLE)
    others_live_there = (pairs["lived"] < STAYED) | (pairs["lived"] > GREW) & ~(surface >= EQUAL_SURFACE)
    return pairs[~apart & ~other_size & (same | ~others_live_there)]


def _with_evidence(
    pairs: pd.DataFrame, areas: pd.DataFrame, others: pd.DataFrame, measured: pd.DataFrame | None
) -> pd.DataFrame:
    """To every pair its surface (the smaller as a share of the larger), lived (the later inhabitants as a share of the
    earlier) and least (the smaller share of overlap, 0 where the polygons do not overlap), NaN where unknown.

    A measured share goes before one that the pair has.
    """
    i, j = pairs["i"].to_numpy(int), pairs["j"].to_numpy(int)
    one, other = areas["surface"].to_numpy(float)[i], others["surface"].to_numpy(float)[j]
    before, after = areas["inhabitants"].to_numpy(float)[i], others["inhabitants"].to_numpy(float)[j]
    lived = np.where(np.maximum(before, after) >= FEW, after / np.maximum(before, 1), np.nan)
    pairs = pairs.assign(surface=np.minimum(one, other) / np.maximum(one, other), lived=lived, least=np.nan)
    if measured is None:
        return pairs
    drawn = areas["drawn"].to_numpy(bool)[i] & others["drawn"].to_numpy(bool)[j]
    keys = (measured["i"] * len(others) + measured["j"]).to_numpy()
    row = pd.Index(keys).get_indexer(i * len(others) + j)
    for column in ("share", "other_share"):
        of_map = np.append(measured[column], 0.0)[row]
        pairs[column] = np.where(drawn, of_map, pairs[column])
    return pairs.assign(least=np.where(drawn, np.minimum(pairs["share"], pairs["other_share"]), np.nan))


def _one_to_one(candidates: pd.DataFrame) -> pd.DataFrame:
    """Of candidates for one area the same one, or else that with the largest overlap, when the choice is mutual."""
    least = candidates[["share", "other_share"]].min(axis=1)
    pairs = candidates.assign(least=least).sort_values(
        ["same", "least", "i", "j"], ascending=[False, False, True, True]
    )
    return pairs.loc[~pairs["i"].duplicated() & ~pairs["j"].duplicated(), ["i", "j", "same", "share", "other_share"]]
