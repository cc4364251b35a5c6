"""noise: how much an indicator moves by measuring alone, by size of the area (`methods/noise.py`).

Of a series of three years or more it is found in that series. Of what is shorter: nothing for what is counted (only
rounding decides then); else what is known of the same indicator on areas of another vintage, of the noisiest indicator
of the same source, or of the same indicator on another type of area. Not for classes, and not for what has no country.
Grain: an indicator, type of area, vintage and class of size
Key: indicator_id, area_type, vintage, size
Columns:
  indicator_id VARCHAR: see indicator
  area_type VARCHAR: see read_area
  vintage SMALLINT: the vintage of the areas
  size TINYINT: `noise_size` of the inhabitants; 0 where they are unknown
  noise DOUBLE: standard deviation of one measurement, in the unit of the indicator
  basis VARCHAR: where it comes from: series (its own), counted, vintage, source or type
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from lsa_data.methods.noise import bends, by_size

SIZES = 7
"""How many classes of known size there are."""
DECIMALS = 5
"""Enough for a score of two decimals; more would only make the figures heavier."""
KEYS = ["indicator_id", "area_type", "vintage"]
SERIES = """
    SELECT indicator_id, area_type, vintage, source_id, kind, list(year ORDER BY year) AS years
    FROM (
        SELECT DISTINCT indicator_id, area_type, vintage, year FROM read_figure
        WHERE area_type <> 'land' AND value IS NOT NULL
    )
    JOIN indicator USING (indicator_id)
    WHERE NOT ordinal AND national_method <> 'none'
    GROUP BY ALL ORDER BY ALL
"""
FIGURES = """
    SELECT place, value, coalesce(inhabitants, 'nan'::DOUBLE) AS inhabitants, noise_size(inhabitants) AS size
    FROM read_figure
    JOIN series USING (indicator_id, area_type, vintage)
    JOIN area USING (area_type, area_code, vintage)
    WHERE indicator_id = $indicator AND value IS NOT NULL AND len(years) > 2
    QUALIFY count(*) OVER (PARTITION BY place, area_code) = len(years)
    ORDER BY place, area_code, year
"""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per indicator, type, vintage and class of size of which any noise is known."""
    series = connection.execute(SERIES).df()
    own = pd.concat([pd.DataFrame(columns=[*KEYS, "size", "own"]), *_found(connection, series)])
    wanted = series.merge(pd.DataFrame({"size": range(SIZES + 1)}), how="cross").merge(own, how="left")
    known = wanted["own"].astype(float)
    any_size = known.where(wanted["size"] == 0)
    steps = {
        "series": known,
        "counted": pd.Series(0.0, wanted.index).where(wanted["kind"] == "counted"),
        "vintage": known.groupby([wanted["indicator_id"], wanted["area_type"], wanted["size"]]).transform("max"),
        "source": known.groupby([wanted["source_id"], wanted["area_type"], wanted["size"]]).transform("max"),
        "type": any_size.groupby(wanted["indicator_id"]).transform("max"),
    }
    offered = pd.DataFrame(steps)
    wanted["noise"] = offered.bfill(axis=1).iloc[:, 0].round(DECIMALS)
    found = wanted[wanted["noise"].notna()]
    return found.assign(basis=offered.loc[found.index].notna().idxmax(axis=1))


def _found(connection: duckdb.DuckDBPyConnection, series: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The noise that every series of three years or more shows itself, indicator by indicator."""
    connection.register("series", series.assign(place=range(len(series))))
    for indicator in series["indicator_id"].unique():
        yield from _of_indicator(series, connection.execute(FIGURES, {"indicator": indicator}).fetchnumpy())
    connection.unregister("series")


def _of_indicator(series: pd.DataFrame, found: dict[str, np.ndarray]) -> Iterator[pd.DataFrame]:
    places, starts = np.unique(found["place"], return_index=True)
    ends = np.append(starts, len(found["place"]))[1:]
    for place, first, end in zip(places, starts, ends, strict=True):
        one = series.iloc[place]
        years = np.array(one["years"], dtype=float)
        levels = found["value"][first:end].reshape(-1, len(years))
        inhabitants, size = (found[name][first : end : len(years)] for name in ("inhabitants", "size"))
        noise = by_size(bends(years, levels), inhabitants, size, SIZES)
        yield pd.DataFrame({name: one[name] for name in KEYS} | {"size": range(SIZES + 1), "own": noise})
