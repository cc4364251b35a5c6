"""Which areas of different years (or types) are the same place, and on which area a figure may be shown.

Two areas of one type in two vintages are the `same` when their code and their name are equal. The embedded wijken and
buurten of 2020 come without names; as long as no update brought them, a code is the same there when

* the years before and after agree: 2017 and 2022 use the code for the same name, or
* the whole gemeente was left alone: it has exactly the same set of wijk codes in 2020 and 2022 and the same name.

The second rule was tried where names are known: of the 3,098 wijken that it takes as unchanged between 2022 and
2024, 16 (0.5%) have another name, most of them a new name for the same place.

A figure may be shown on another area when that is the `same` and, where both have a polygon, the polygons do not
contradict it; or when the polygons overlap for at least 0.9 both ways. Everything else is not comparable.
"""

from itertools import pairwise, permutations
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.catalogue.codes import wijk_of
from lsa_data.methods import links

LEAST_OVERLAP = 0.9
CONTRADICTION = 0.75
"""Below this overlap an area with the same code and name did change its boundary. Less strict than the overlap
that is asked of areas with another name, because the maps of 2014 and 2015 are drawn coarsely."""
SHOWN_FIRST = 2022
LINKED = ("wijk", "gemeente", "buurt")
"""Types of area whose maps of different years are laid over each other."""
POSTCODES = (("pc4", 2018), ("wijk", SHOWN_FIRST))
MAP_OF = {("wijk", 2016): 2014, ("wijk", 2017): 2014, ("gemeente", 2016): 2015}
"""The map that stands for a vintage as long as that has none, for areas that are the same in both."""
UNNAMED = 2020
LINK_COLUMNS = ["type", "code", "vintage", "other_type", "other_code", "other_vintage", "kind", "share", "other_share"]


def fill(connection: duckdb.DuckDBPyConnection, startset: Path) -> None:
    """Fill `area_link` and `comparable`, and give areas without a name that of the same area in another year."""
    area = connection.execute(
        "SELECT type, code, vintage, name, coalesce(gemeente_name, '') AS gemeente_name FROM area ORDER BY ALL"
    ).df()
    measured = _measured(startset)
    same = _with_shares(_same(area), measured, _maps(startset))
    known = set(map(tuple, same[LINK_COLUMNS[:6]].to_numpy()))
    overlap = measured[[tuple(row) not in known for row in measured[LINK_COLUMNS[:6]].to_numpy()]]
    link = pd.concat([same, overlap], ignore_index=True)[LINK_COLUMNS]
    connection.register("link", link)
    connection.execute("INSERT INTO area_link SELECT * FROM link ORDER BY ALL")
    connection.unregister("link")
    connection.execute(
        """
        INSERT INTO comparable
        WITH usable AS (
            SELECT type, code, vintage, other_code, other_vintage, kind, least(share, other_share) AS overlap
            FROM area_link WHERE type = other_type
        ),
        allowed AS (
            SELECT *, row_number() OVER (
                PARTITION BY type, code, vintage, other_vintage ORDER BY kind = 'same' DESC, overlap DESC
            ) AS choice
            FROM usable
            WHERE CASE kind WHEN 'same' THEN coalesce(overlap, 1) >= $contradiction ELSE overlap >= $least_overlap END
        )
        SELECT type, code, vintage, other_code, other_vintage, kind, overlap FROM allowed WHERE choice = 1
        UNION ALL
        SELECT type, code, vintage, code, vintage, 'self', 1.0 FROM area
        ORDER BY ALL
        """,
        {"contradiction": CONTRADICTION, "least_overlap": LEAST_OVERLAP},
    )
    connection.execute(
        """
        UPDATE area SET name = named.name FROM (
            SELECT comparable.type, comparable.code, comparable.vintage,
                arg_min(other.name, abs(other.vintage - comparable.vintage)) AS name
            FROM comparable JOIN area AS other
                ON other.type = comparable.type AND other.code = other_code AND other.vintage = other_vintage
            WHERE other.name <> '' GROUP BY ALL
        ) AS named
        WHERE area.name = '' AND area.type = named.type AND area.code = named.code AND area.vintage = named.vintage
        """
    )


def _same(area: pd.DataFrame) -> pd.DataFrame:
    """All pairs of areas of one type that are the same in two vintages, both ways round."""
    pairs = []
    for area_type, of_type in area.groupby("type"):
        frames = dict(iter(of_type.groupby("vintage")))
        unnamed = UNNAMED in frames and (frames[UNNAMED]["name"] == "").mean() > 0.5
        for vintage, other in permutations(frames, 2):
            if area_type == "pc4":
                codes = pd.Series(sorted(set(frames[vintage]["code"]) & set(frames[other]["code"])))
            elif unnamed and UNNAMED in (vintage, other):
                codes = pd.Series(sorted(_same_as_unnamed(area, area_type, other if vintage == UNNAMED else vintage)))
            else:
                codes = links.same(frames[vintage], frames[other])["code"]
            pairs.append(
                pd.DataFrame(
                    {"type": area_type, "code": codes, "vintage": vintage,
                     "other_type": area_type, "other_code": codes, "other_vintage": other, "kind": "same"}
                )
            )  # fmt: skip
    return pd.concat(pairs, ignore_index=True)


def _same_as_unnamed(area: pd.DataFrame, area_type: str, vintage: int) -> set[str]:
    """Codes of 2020 that stand for the same wijk (or buurt) in `vintage`."""
    wijken = {year: frame for year, frame in area[area["type"] == "wijk"].groupby("vintage")}
    before_and_after = set(links.same(wijken[2017], wijken[2022])["code"])
    unchanged = set(wijken[UNNAMED]["code"]) & (before_and_after | _untouched(wijken[UNNAMED], wijken[2022]))
    if area_type == "buurt":
        unchanged &= before_and_after & _known_later(wijken, vintage)
        buurten = area[(area["type"] == "buurt") & (area["vintage"] == vintage)]["code"]
        unnamed = set(area[(area["type"] == "buurt") & (area["vintage"] == UNNAMED)]["code"])
        return {code for code in buurten if code in unnamed and wijk_of(code) in unchanged}
    return unchanged & _known_later(wijken, vintage)


def _known_later(wijken: dict[int, pd.DataFrame], vintage: int) -> set[str]:
    """Codes of the wijken that are the same in `vintage` and in 2022."""
    return set(links.same(wijken[vintage], wijken[2022])["code"])


def _untouched(unnamed: pd.DataFrame, later: pd.DataFrame) -> set[str]:
    """Wijk codes in gemeenten whose name and whole set of wijk codes are equal in both frames."""

    def sets(frame: pd.DataFrame) -> dict[tuple[str, str], frozenset[str]]:
        keys = [frame["code"].str[2:6], frame["gemeente_name"].map(links.normalise_name)]
        return frame.groupby(keys)["code"].agg(frozenset).to_dict()

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


def _maps(startset: Path) -> set[tuple[str, int]]:
    parts = [file.stem.split("_") for file in startset.glob("polygon_*_*.parquet")]
    return {(kind, int(vintage)) for _, kind, vintage in parts}


def _measured(startset: Path) -> pd.DataFrame:
    """Overlapping pairs of maps, both ways round."""
    found = []
    for (kind, vintage), (other_kind, other_vintage) in measured_pairs(_maps(startset)):
        overlap = links.overlaps(_map(startset, kind, vintage), _map(startset, other_kind, other_vintage))
        there = overlap.assign(type=kind, vintage=vintage, other_type=other_kind, other_vintage=other_vintage)
        back = there.rename(columns=_turned)
        found += [there, back]
    return pd.concat(found, ignore_index=True).assign(kind="overlap")[LINK_COLUMNS]


def _turned(column: str) -> str:
    return column.removeprefix("other_") if column.startswith("other_") else f"other_{column}"


def _map(startset: Path, kind: str, vintage: int) -> pd.DataFrame:
    return pd.read_parquet(startset / f"polygon_{kind}_{vintage}.parquet")


def _with_shares(same: pd.DataFrame, measured: pd.DataFrame, maps: set[tuple[str, int]]) -> pd.DataFrame:
    """Add to every `same` pair how its polygons overlap, where both vintages have a map (their own or one that
    stands for it); empty where they have not. A pair that is on the maps but does not overlap gets 0."""
    stand_in = {key: vintage for key, vintage in MAP_OF.items() if key not in maps}
    drawn = same.assign(
        at=[stand_in.get(key, key[1]) for key in zip(same["type"], same["vintage"], strict=True)],
        other_at=[stand_in.get(key, key[1]) for key in zip(same["type"], same["other_vintage"], strict=True)],
    )
    shares = measured.rename(columns={"vintage": "at", "other_vintage": "other_at"}).drop(columns="kind")
    keys = ["type", "code", "at", "other_type", "other_code", "other_at"]
    return drawn.merge(shares, how="left", on=keys)
