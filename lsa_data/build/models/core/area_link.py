"""area_link: how areas of two vintages, or of two types, relate.

Which areas of one type are the same place in two vintages is decided in `lsa_data/methods/links.py`. What it is given:

* The code of a postcode, of a provincie, a regio and the country is proof enough.
* The embedded wijken of 2020 have no name and no surface. A code that stands for the same wijk in 2019 and in 2021 does
  so in 2020; and where the map of 2020 lacks a wijk, its code is that of 2021 as long as its gemeente has exactly the
  same wijk codes in both. Tried where surfaces are known, the first rule was wrong for 0, 0 and 7 of about 2,900 wijken
  (2019-2022, 2021-2023, 2022-2024), the second for 24 of 3,090 and 21 of 3,171 (2021-2022, 2022-2023). Their
  inhabitants are those of the same place in another year.
* A wijk called only "Wijk 05" has no name. In a year without a map its code is proof when the maps before and after
  show that it is the same wijk in both, and its surface is that of both. Of 5,711 wijken with a name for which this
  holds (2017, 2019, 2021 between 2016 and 2022) none is called otherwise in between.
* Buurten of 2017 have a name only. In a wijk that stayed the same 7% of the buurten did not (2020-2024, less than 75%
  overlap), so that these are not linked.
* Gemeenten of 2022 have the surface of their land alone, other vintages that with the water: it is left out.

Grain: a pair of areas, each pair both ways round
Key: area_type, area_code, vintage, other_type, other_code, other_vintage
Columns:
  area_type VARCHAR: see read_area
  area_code VARCHAR: see read_area
  vintage SMALLINT: see read_area
  other_type VARCHAR: the type of the other area
  other_code VARCHAR: its code
  other_vintage SMALLINT: its vintage
  link VARCHAR: same or overlap (nearly wholly, both ways) for the same place in another vintage; part for some surface
  share DOUBLE?: share (0-1) of the surface of the area that lies in the other, or that of the weakest step of a link
    over other vintages; NULL where none was measured
  other_share DOUBLE?: share of the surface of the other that lies in the area
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from lsa_data.methods import links
from lsa_data.read import overlap

BEFORE, UNNAMED, AFTER = 2019, 2020, 2021
LAND_ONLY = ("gemeente", 2022)
BY_CODE = ("land", "pc4", "provincie", "regio")
"""Types of area of which an equal code is the same place."""
PAIR = ["area_type", "area_code", "vintage", "other_type", "other_code", "other_vintage"]
PAIRS = pa.schema(
    [(column, pa.int16() if column.endswith("vintage") else pa.string()) for column in [*PAIR, "link"]]
    + [(column, pa.float64()) for column in ("share", "other_share")]
)

Frames = dict[int, pd.DataFrame]
"""The areas of one type by vintage."""
Shares = dict[tuple[int, int], pd.DataFrame]
"""How their polygons overlap, by two vintages."""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> Iterator[pa.Table]:
    """Every pair: those that are the same place, and those that only share some surface. Made vintage by vintage: there
    are millions."""
    area = connection.execute(
        "SELECT area_type, area_code, vintage, name, coalesce(gemeente_name, '') AS gemeente_name, "
        "lon IS NOT NULL AS drawn, inhabitants::DOUBLE AS inhabitants, "
        "CASE WHEN (area_type, vintage) <> ($type, $vintage) THEN surface END AS surface "
        "FROM area_unnamed ORDER BY ALL",
        dict(zip(("type", "vintage"), LAND_ONLY, strict=True)),
    ).df()
    measured = pd.read_parquet(figures / overlap.FILE).assign(link="part")
    both_ways = pd.concat([measured, measured.rename(columns=_turned)], ignore_index=True)
    of_map = {key: [own] for key, own in both_ways.groupby(["area_type", "vintage"])}
    for kind, areas in area.groupby("area_type"):
        linked = _linked(areas, measured, kind)
        for vintage in areas["vintage"].unique():
            own = [
                pairs.assign(area_type=kind, vintage=vintage, other_type=kind, other_vintage=other)
                for (one, other), pairs in linked.items()
                if one == vintage
            ]
            yield _part([*own, *of_map.pop((kind, vintage), [])])
    yield from map(_part, of_map.values())


def _part(pairs: list[pd.DataFrame]) -> pa.Table:
    """These pairs without the second of those that are there twice."""
    if not pairs:
        return PAIRS.empty_table()
    once = pd.concat(pairs, ignore_index=True).drop_duplicates(PAIR)
    return pa.Table.from_pandas(once, PAIRS, preserve_index=False)


def _linked(area: pd.DataFrame, measured: pd.DataFrame, kind: str) -> Shares:
    """The areas of one type that are the same place in two vintages."""
    frames = {int(vintage): frame for vintage, frame in area.groupby("vintage")}
    own = measured[(measured["area_type"] == kind) & (measured["other_type"] == kind)]
    shares = dict(iter(own.groupby(["vintage", "other_vintage"])))
    proven = _proven(frames, shares, kind)
    if proven and kind == "wijk":
        frames[UNNAMED] = frames[UNNAMED].assign(inhabitants=_lived_there(frames, shares, proven))
    return links.linked(frames, shares, proven)


def _proven(frames: Frames, shares: Shares, kind: str) -> dict[tuple[int, int], set[str]]:
    """Per pair of vintages the codes that are known to stand for the same area: see the head of this model."""
    if kind in BY_CODE:
        return {pair: set(frames[pair[0]]["area_code"]) for pair in combinations(sorted(frames), 2)}
    if kind != "wijk" or not {BEFORE, UNNAMED, AFTER} <= set(frames):
        return {}
    around = {vintage: frames[vintage] for vintage in (BEFORE, AFTER)}
    agreed = set(links.linked(around, {}, {})[BEFORE, AFTER]["area_code"])
    drawn = set(frames[UNNAMED].loc[frames[UNNAMED]["drawn"], "area_code"])
    left_alone = links.left_alone(frames[UNNAMED]["area_code"], frames[AFTER]["area_code"]) - drawn
    return _between_maps(frames, shares) | {(BEFORE, UNNAMED): agreed, (UNNAMED, AFTER): agreed | left_alone}


def _between_maps(frames: Frames, shares: Shares) -> dict[tuple[int, int], set[str]]:
    """Per vintage without a map, and the maps on either side of it, the codes of its wijken without a name that are the
    same wijk in both; whether the surface agrees is decided with every other pair."""
    maps = [vintage for vintage, frame in frames.items() if frame["drawn"].any() and vintage != UNNAMED]
    proven: dict[tuple[int, int], set[str]] = {}
    for vintage in set(frames) - {*maps, UNNAMED}:
        before = max((year for year in maps if year < vintage), default=None)
        after = min((year for year in maps if year > vintage), default=None)
        if before is None or after is None:
            continue
        around = {year: frames[year] for year in (before, after)}
        same = links.linked(around, shares, {})[before, after]
        stayed = same.loc[(same["area_code"] == same["other_code"]) & (same["link"] == "same"), "area_code"]
        named = frames[vintage].set_index("area_code")["name"].map(links.normalise_name)
        codes = set(stayed) & set(named.index[named == ""])
        proven |= {(before, vintage): codes, (vintage, after): codes}
    return proven


def _lived_there(frames: Frames, shares: Shares, proven: dict[tuple[int, int], set[str]]) -> pd.Series:
    """How many lived in every wijk of 2020: under its code after it, or else in the same place before it."""
    codes, after = frames[UNNAMED]["area_code"], frames[AFTER].set_index("area_code")["inhabitants"]
    people = codes.where(codes.isin(proven[UNNAMED, AFTER])).map(after)
    earlier = {vintage: frame for vintage, frame in frames.items() if vintage <= UNNAMED}
    found = links.linked(earlier, shares, proven)
    for vintage in sorted(set(earlier) - {UNNAMED}, reverse=True):
        place = codes.map(found[UNNAMED, vintage].set_index("area_code")["other_code"])
        people = people.fillna(place.map(frames[vintage].set_index("area_code")["inhabitants"]))
    return people


def _turned(column: str) -> str:
    """The name that a column has when the pair is turned round."""
    if column == "link":
        return column
    if column.startswith("other_"):
        own = column.removeprefix("other_")
        return f"area_{own}" if own in ("type", "code") else own
    return f"other_{column.removeprefix('area_')}"
