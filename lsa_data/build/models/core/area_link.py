"""area_link: how areas of two vintages, or of two types, relate.

Two areas of one type in two vintages are the `same` when their code and their name are equal. The embedded wijken and
buurten of 2020 come without names; as long as no update brought them, a code is the same there when

* the years before and after agree: 2017 and 2022 use the code for the same name, or
* the whole gemeente was left alone: it has exactly the same set of wijk codes in 2020 and 2022 and the same name.

The second rule was tried where names are known: of the 3,098 wijken that it takes as unchanged between 2022 and
2024, 16 (0.5%) have another name, most of them a new name for the same place.

Grain: a pair of areas, each pair both ways round
Key: area_type, area_code, vintage, other_type, other_code, other_vintage
Columns:
  area_type VARCHAR: see read_area
  area_code VARCHAR: see read_area
  vintage SMALLINT: see read_area
  other_type VARCHAR: the type of the other area
  other_code VARCHAR: its code
  other_vintage SMALLINT: its vintage
  link VARCHAR: same, or overlap of polygons
  share DOUBLE?: share (0-1) of the surface of the area that lies in the other; NULL where one of the two has no polygon
  other_share DOUBLE?: share of the surface of the other that lies in the area
"""

from itertools import pairwise, permutations
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.catalogue.codes import wijk_of
from lsa_data.methods import links

SHOWN_FIRST = 2022
LINKED = ("wijk", "gemeente", "buurt")
"""Types of area whose maps of different years are laid over each other."""
POSTCODES = (("pc4", 2018), ("wijk", SHOWN_FIRST))
MAP_OF = {("wijk", 2017): 2016}
"""The map that stands for a vintage as long as that has none, for areas that are the same in both."""
UNNAMED = 2020
PAIR = ["area_type", "area_code", "vintage", "other_type", "other_code", "other_vintage"]
COLUMNS = [*PAIR, "link", "share", "other_share"]


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """Every pair: first those that are the same, then those that only overlap."""
    area = connection.execute(
        "SELECT area_type, area_code, vintage, name, coalesce(gemeente_name, '') AS gemeente_name "
        "FROM area_unnamed ORDER BY ALL"
    ).df()
    measured = _measured(figures)
    same = _with_shares(_same(area), measured, _maps(figures))
    known = set(map(tuple, same[PAIR].to_numpy()))
    overlap = measured[[tuple(row) not in known for row in measured[PAIR].to_numpy()]]
    return pd.concat([same, overlap], ignore_index=True)[COLUMNS]


def _same(area: pd.DataFrame) -> pd.DataFrame:
    """All pairs of areas of one type that are the same in two vintages, both ways round."""
    pairs = []
    for area_type, of_type in area.groupby("area_type"):
        frames = dict(iter(of_type.groupby("vintage")))
        unnamed = UNNAMED in frames and (frames[UNNAMED]["name"] == "").mean() > 0.5
        for vintage, other in permutations(frames, 2):
            if area_type == "pc4":
                codes = pd.Series(sorted(set(frames[vintage]["area_code"]) & set(frames[other]["area_code"])))
            elif unnamed and UNNAMED in (vintage, other):
                codes = pd.Series(sorted(_same_as_unnamed(area, area_type, other if vintage == UNNAMED else vintage)))
            else:
                codes = links.same(frames[vintage], frames[other])["area_code"]
            pairs.append(
                pd.DataFrame(
                    {"area_type": area_type, "area_code": codes, "vintage": vintage,
                     "other_type": area_type, "other_code": codes, "other_vintage": other, "link": "same"}
                )
            )  # fmt: skip
    return pd.concat(pairs, ignore_index=True)


def _same_as_unnamed(area: pd.DataFrame, area_type: str, vintage: int) -> set[str]:
    """Codes of 2020 that stand for the same wijk (or buurt) in `vintage`."""
    wijken = {year: frame for year, frame in area[area["area_type"] == "wijk"].groupby("vintage")}
    before_and_after = set(links.same(wijken[2017], wijken[2022])["area_code"])
    unchanged = set(wijken[UNNAMED]["area_code"]) & (before_and_after | _untouched(wijken[UNNAMED], wijken[2022]))
    if area_type == "buurt":
        unchanged &= before_and_after & _known_later(wijken, vintage)
        buurten = area[(area["area_type"] == "buurt") & (area["vintage"] == vintage)]["area_code"]
        unnamed = set(area[(area["area_type"] == "buurt") & (area["vintage"] == UNNAMED)]["area_code"])
        return {code for code in buurten if code in unnamed and wijk_of(code) in unchanged}
    return unchanged & _known_later(wijken, vintage)


def _known_later(wijken: dict[int, pd.DataFrame], vintage: int) -> set[str]:
    """Codes of the wijken that are the same in `vintage` and in 2022."""
    return set(links.same(wijken[vintage], wijken[2022])["area_code"])


def _untouched(unnamed: pd.DataFrame, later: pd.DataFrame) -> set[str]:
    """Wijk codes in gemeenten whose name and whole set of wijk codes are equal in both frames."""

    def sets(frame: pd.DataFrame) -> dict[tuple[str, str], frozenset[str]]:
        keys = [frame["area_code"].str[2:6], frame["gemeente_name"].map(links.normalise_name)]
        return frame.groupby(keys)["area_code"].agg(frozenset).to_dict()

    after = sets(later)
    return {code for key, codes in sets(unnamed).items() if after.get(key) == codes for code in codes}


def measured_pairs(maps: set[tuple[str, int]]) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """The pairs of maps, (type, vintage) twice, whose overlap is measured: every map with the next one in time and with
    the one that is shown first, the oldest with the newest, and postcodes with wijken."""
    pairs = []
    for kind in LINKED:
        years = sorted(vintage for of_kind, vintage in maps if of_kind == kind)
        chosen = {*pairwise(years), (years[0], years[-1])} if years else set()
        if SHOWN_FIRST in years:
            chosen |= {(min(year, SHOWN_FIRST), max(year, SHOWN_FIRST)) for year in years}
        pairs += [((kind, one), (kind, other)) for one, other in sorted(chosen) if one != other]
    return [*pairs, POSTCODES]


def _maps(figures: Path) -> set[tuple[str, int]]:
    parts = [file.stem.split("_") for file in figures.glob("polygon_*_*.parquet")]
    return {(kind, int(vintage)) for _, kind, vintage in parts}


def _measured(figures: Path) -> pd.DataFrame:
    """Overlapping pairs of maps, both ways round."""
    found = []
    for (kind, vintage), (other_kind, other_vintage) in measured_pairs(_maps(figures)):
        overlap = links.overlaps(_map(figures, kind, vintage), _map(figures, other_kind, other_vintage))
        there = overlap.assign(area_type=kind, vintage=vintage, other_type=other_kind, other_vintage=other_vintage)
        back = there.rename(columns=_turned)
        found += [there, back]
    return pd.concat(found, ignore_index=True).assign(link="overlap")[COLUMNS]


def _turned(column: str) -> str:
    """The name that a column has when the pair is turned round."""
    if column.startswith("other_"):
        own = column.removeprefix("other_")
        return f"area_{own}" if own in ("type", "code") else own
    return f"other_{column.removeprefix('area_')}"


def _map(figures: Path, kind: str, vintage: int) -> pd.DataFrame:
    return pd.read_parquet(figures / f"polygon_{kind}_{vintage}.parquet")


def _with_shares(same: pd.DataFrame, measured: pd.DataFrame, maps: set[tuple[str, int]]) -> pd.DataFrame:
    """Add to every `same` pair how its polygons overlap, where both vintages have a map (their own or one that
    stands for it); empty where they have not. A pair that is on the maps but does not overlap gets 0."""
    stand_in = {key: vintage for key, vintage in MAP_OF.items() if key not in maps}
    drawn = same.assign(
        at=[stand_in.get(key, key[1]) for key in zip(same["area_type"], same["vintage"], strict=True)],
        other_at=[stand_in.get(key, key[1]) for key in zip(same["area_type"], same["other_vintage"], strict=True)],
    )
    shares = measured.rename(columns={"vintage": "at", "other_vintage": "other_at"}).drop(columns="link")
    keys = ["area_type", "area_code", "at", "other_type", "other_code", "other_at"]
    return drawn.merge(shares, how="left", on=keys)
