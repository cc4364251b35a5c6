"""Whether areas that are shown as one place are one place, by another route than the one that linked them.

For every link in `comparable` the published surfaces are compared again, and the polygons of both areas are cut out of
each other one by one on an equal-area projection of Europe (EPSG:3035). No name, code or stored overlap is used.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from lsa_data.ask import database
from lsa_data.build import versions

EQUAL, LARGE, COARSE, APART, FEW = 0.98, 0.895, 0.745, 0.02, 250
"""Equal surfaces; a nearly whole overlap and that of coarse polygons, half a percent wider than `links` to leave room
for another projection; no overlap at all; and so few inhabitants that a change says nothing."""


def check(report: Callable[[str], None] = print) -> pd.DataFrame:
    """Check every link of the database in use and report per pair of vintages; returns the wrong ones.

    Raises `database.NoDatabase`.
    """
    cursor, figures = database.cursor(), versions.inputs()
    wrong = []
    kinds = cursor.execute("SELECT DISTINCT area_type FROM comparable WHERE link <> 'self' ORDER BY ALL").fetchall()
    for (kind,) in kinds:
        links = _links(cursor, kind, figures)
        for (older, newer), pairs in links.groupby(["older", "newer"]):
            report(f"{kind} {older}-{newer}: {_line(pairs)}")
        wrong.append(links[links["wrong"]])
        for vintage, gone, kept in _retired(cursor, kind):
            report(f"{kind} {vintage}: {gone} are not shown on the newest, {kept} of these have successors")
    found = pd.concat(wrong)
    for row in found.itertuples(index=False):
        report(
            f"wrong: {row.kind} {row.older_code} ({row.older}) on {row.newer_code} ({row.newer}), {row.link}: "
            f"surface {row.surface:.3f}, overlap {row.overlap:.3f}, inhabitants gone {row.gone:.3f}"
        )
    report(f"{len(found)} wrong links")
    return found


def _links(cursor: duckdb.DuckDBPyConnection, kind: str, figures: Path) -> pd.DataFrame:
    """The links of one type, each with what is known of it (NaN where that is nothing) and whether it is wrong.

    surface: the smaller one as a share of the larger; drawn: the same, with that of the polygon where none was
    published; overlap: as a share of the larger polygon; gone: the share of the earlier inhabitants that is there no
    more; inhabitants: their share of all.
    """
    links = cursor.execute(
        "SELECT area_type AS kind, link, vintage AS older, area_code AS older_code, measured_vintage AS newer, "
        "measured_code AS newer_code FROM comparable WHERE vintage < measured_vintage AND area_type = $kind "
        "ORDER BY ALL",
        {"kind": kind},
    ).df()
    area = pd.read_parquet(figures / "area.parquet")
    own = area[area["type"] == kind].set_index(["vintage", "code"])
    surface = _ratio(own["surface"], links)
    if kind == "gemeente":
        of_wijken = area[area["type"] == "wijk"].groupby(["vintage", "gemeente_code"])["surface"].sum(min_count=1)
        surface = np.fmax(surface, _ratio(of_wijken, links))
    maps = _shapes(figures, kind)
    polygons = [maps.get(year, {}).get(code) for year, code in own.index]
    drawn = pd.Series(shapely.area(np.array(polygons, dtype=object)) / 1e6, index=own.index)
    links = links.assign(
        surface=surface,
        drawn=_ratio(own["surface"].fillna(drawn), links),
        overlap=_overlap(maps, links),
        gone=_gone(own["inhabitants"].astype(float), links),
        inhabitants=_inhabitants(own["inhabitants"].astype(float), links),
    )
    return links.assign(wrong=_wrong(links))


def _gone(inhabitants: pd.Series, links: pd.DataFrame) -> np.ndarray:
    before, after = (
        inhabitants.reindex(pd.MultiIndex.from_frame(links[[side, f"{side}_code"]])).to_numpy()
        for side in ("older", "newer")
    )
    return np.where(before >= FEW, 1 - after / np.maximum(before, 1), np.nan)


def _inhabitants(inhabitants: pd.Series, links: pd.DataFrame) -> pd.Series:
    """Per link the share of all inhabitants that live there, in the newer vintage or else in the older one."""
    share = inhabitants / inhabitants.groupby("vintage").transform("sum")
    newer, older = (
        share.reindex(pd.MultiIndex.from_frame(links[[side, f"{side}_code"]])).set_axis(links.index)
        for side in ("newer", "older")
    )
    known = set(share.dropna().index.get_level_values("vintage"))
    return newer.where(links["newer"].isin(known), older)


def _ratio(surface: pd.Series, links: pd.DataFrame) -> np.ndarray:
    """The smaller surface of every link as a share of the larger; `surface` is by vintage and code."""
    sides = [pd.MultiIndex.from_frame(links[[side, f"{side}_code"]]) for side in ("older", "newer")]
    one, other = (surface.reindex(keys).to_numpy(float) for keys in sides)
    return np.minimum(one, other) / np.maximum(one, other)


def _wrong(links: pd.DataFrame) -> pd.Series:
    """Apart on the map; or neither surface nor map says that it is one place, where they say something; or it overlaps,
    but a third of its inhabitants were left out.

    Equal surfaces are no proof of an overlap, but where there is no map they may not deny it.
    """
    surface, overlap = links["surface"], links["overlap"]
    same = (surface >= EQUAL) | (overlap >= np.where(surface.isna(), COARSE, LARGE))
    overlapping = (overlap >= LARGE) | overlap.isna() & (surface >= LARGE)
    silent = surface.isna() & overlap.isna()
    is_same = links["link"] == "same"
    left_out = ~is_same & (links["gone"] > 1 / 3)
    return (overlap < APART) | left_out | ~(silent | overlapping.mask(is_same, same))


def _line(pairs: pd.DataFrame) -> str:
    """One pair of vintages in one line."""
    surface, overlap = pairs["surface"].notna(), pairs["overlap"].notna()
    drawn = ~surface & ~overlap & (pairs["drawn"] >= LARGE)
    checked = {
        "surface": surface & ~overlap, "map": overlap & ~surface, "both": surface & overlap, "drawn surface": drawn,
        "nothing: one has no surface, the other no map": ~surface & ~overlap & ~drawn,
    }  # fmt: skip
    kinds = ", ".join(f"{n} {link}" for link, n in sorted(pairs["link"].value_counts().items()))
    lives = pairs["inhabitants"].sum(min_count=1)
    covered = "inhabitants unknown" if pd.isna(lives) else f"{100 * lives:.1f}% of inhabitants"
    by = ", ".join(f"{which.sum()} by {what}" for what, which in checked.items() if which.any())
    return f"{len(pairs)} links ({kinds}), {covered}; checked {by}; {pairs['wrong'].sum()} wrong"


def _retired(cursor: duckdb.DuckDBPyConnection, kind: str) -> list[tuple[int, int, int]]:
    """Per vintage: how many areas are not shown on one of the newest, and how many of those overlap one there."""
    return cursor.execute(
        """
        WITH newest AS (SELECT max(vintage) AS newest FROM area WHERE area_type = $kind)
        SELECT vintage, count(*), count(*) FILTER (EXISTS (
            SELECT 1 FROM area_link l WHERE l.area_type = $kind AND l.area_code = area.area_code
                AND l.vintage = area.vintage AND other_type = $kind AND other_vintage = newest AND share >= 0.02
        ))
        FROM area, newest
        WHERE area_type = $kind AND vintage < newest AND NOT EXISTS (
            SELECT 1 FROM comparable c WHERE c.area_type = $kind AND c.area_code = area.area_code
                AND c.vintage = area.vintage AND measured_vintage = newest
        )
        GROUP BY vintage ORDER BY vintage
        """,
        {"kind": kind},
    ).fetchall()


def _shapes(figures: Path, kind: str) -> dict[int, dict[str, shapely.Geometry]]:
    """The polygons of every vintage that has a map, by code."""
    projection = Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)
    maps = {}
    for file in sorted(figures.glob(f"polygon_{kind}_*.parquet")):
        frame = pd.read_parquet(file)
        shapes = shapely.from_wkb(frame["wkb"].to_numpy())
        flat = shapely.transform(shapes, lambda points: np.column_stack(projection.transform(*points.T)))
        maps[int(file.stem.split("_")[-1])] = dict(zip(frame["code"], flat, strict=True))
    return maps


def _overlap(maps: dict[int, dict[str, shapely.Geometry]], links: pd.DataFrame) -> pd.Series:
    found = pd.Series(np.nan, index=links.index)
    for (older, newer), pairs in links.groupby(["older", "newer"]):
        if older in maps and newer in maps:
            one = np.array([maps[older].get(code) for code in pairs["older_code"]], dtype=object)
            other = np.array([maps[newer].get(code) for code in pairs["newer_code"]], dtype=object)
            larger = np.maximum(shapely.area(one), shapely.area(other))
            found[pairs.index] = shapely.area(shapely.intersection(one, other)) / larger
    return found
