"""How the areas of two maps overlap: measured once, when one of the maps is read, and kept in `overlap.parquet`."""

from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise

import pandas as pd
import shapely

from lsa_data.methods import links
from lsa_data.methods.geometry import to_rd

FILE = "overlap.parquet"
COLUMNS = ["area_type", "vintage", "area_code", "other_type", "other_vintage", "other_code", "share", "other_share"]
POSTCODES_SINCE = 2022
"""The first wijken that postcodes are laid over."""

Map = tuple[str, int]
"""A type of area and the vintage of its polygons."""


def pairs(maps: Iterable[Map]) -> list[tuple[Map, Map]]:
    """The pairs of maps whose overlap is measured, the earlier first.

    All pairs of gemeenten and of wijken; buurten with those of the next map, and the first with the last; postcodes
    with the wijken since 2022 and the newest buurten and gemeenten.
    """
    years: dict[str, list[int]] = {}
    for kind, vintage in sorted(maps):
        years.setdefault(kind, []).append(vintage)
    of_type = {kind: sorted(combinations(years.get(kind, []), 2)) for kind in ("gemeente", "wijk")}
    buurt = years.get("buurt", [])
    of_type["buurt"] = sorted({*pairwise(buurt), *zip(buurt[:1], buurt[1:][-1:], strict=False)})
    under = [("wijk", year) for year in years.get("wijk", []) if year >= POSTCODES_SINCE]
    under += [(kind, years[kind][-1]) for kind in ("buurt", "gemeente") if kind in years]
    return [
        *(((kind, one), (kind, other)) for kind, chosen in of_type.items() for one, other in chosen),
        *((("pc4", year), other) for year in years.get("pc4", []) for other in under),
    ]


def measured(maps: Mapping[Map, pd.DataFrame], which: Iterable[tuple[Map, Map]]) -> pd.DataFrame:
    """The overlaps of these pairs of maps, in the order and types of `in_order`: see `links.overlaps`.

    `maps` has code and wkb (WGS84) of the areas on every map that is named.
    """
    which = list(which)
    shapes = {
        key: pd.DataFrame({"code": maps[key]["code"], "shape": to_rd(shapely.from_wkb(maps[key]["wkb"].to_numpy()))})
        for key in {one for pair in which for one in pair}
    }
    found = [
        links.overlaps(shapes[one], shapes[other]).assign(
            area_type=one[0], vintage=one[1], other_type=other[0], other_vintage=other[1]
        )
        for one, other in which
    ]
    return in_order(pd.concat([pd.DataFrame(columns=COLUMNS), *found]))


def in_order(overlap: pd.DataFrame) -> pd.DataFrame:
    """The same rows in the order and with the columns and types in which they are kept."""
    types = {"vintage": "int16", "other_vintage": "int16", "share": "float64", "other_share": "float64"}
    return overlap[COLUMNS].sort_values(COLUMNS[:6], ignore_index=True).astype(types)
