"""How two sets of areas relate: by code and name, or by the surface that they share."""

import re
import unicodedata
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from lsa_data.methods.geometry import to_rd

LEAST_SHARE = 0.01


@lru_cache(maxsize=100_000)
def normalise_name(name: str) -> str:
    """The name without "Wijk 03 " in front, case, accents, spaces and punctuation; "Wijk 00" becomes empty."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"^wijk \d+\s*", "", plain))


def same(areas: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Areas of two vintages with equal code, name and gemeente name.

    Both frames have area_code, name and gemeente_name. Returns area_code and other_code (which are equal). An area
    called only "Wijk 00" is the same when the other is called that too and lies in a gemeente of that name.
    """
    pairs = areas.merge(others, on="area_code", suffixes=("", "_other"))
    equal = np.ones(len(pairs), dtype=bool)
    for column in ("name", "gemeente_name"):
        equal &= pairs[column].map(normalise_name) == pairs[f"{column}_other"].map(normalise_name)
    codes = pairs.loc[equal, "area_code"].reset_index(drop=True)
    return pd.DataFrame({"area_code": codes, "other_code": codes})


def overlaps(areas: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Which areas of two maps overlap, and for how much of their surface.

    Both frames have code and wkb (WGS84). Returns area_code, other_code, share (of the area) and other_share (of the
    other), 0-1 with four decimals, for every pair in which one of the two is above 0.01.
    """
    left, right = to_rd(shapely.from_wkb(areas["wkb"])), to_rd(shapely.from_wkb(others["wkb"]))
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
    large = (pairs["share"] > LEAST_SHARE) | (pairs["other_share"] > LEAST_SHARE)
    return pairs[large].sort_values(["area_code", "other_code"]).reset_index(drop=True)
