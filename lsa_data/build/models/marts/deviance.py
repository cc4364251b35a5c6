"""deviance: how an area changed against the areas that started from the same position (`methods/deviants.py`).

Grain: an outcome of an area between two measured years
Key: indicator_id, area_type, area_code, vintage, from_year, to_year
Columns:
  indicator_id VARCHAR: see start_neighbour
  area_type VARCHAR: see start_neighbour
  area_code VARCHAR: see start_neighbour
  vintage SMALLINT: see start_neighbour
  from_year SMALLINT: the year in which it started
  to_year SMALLINT: the year to which the change is measured
  change FLOAT: see change
  expected FLOAT: the median change of its start group
  as_well TINYINT: how many of the thirty did at least as well
  excess FLOAT: how much more favourable than expected the change was
  error FLOAT: its standard error, by the noise of areas of that size
  likely FLOAT: the excess as it most likely is: drawn towards the mean of all areas, the more so the larger its error
  probability FLOAT: that the true excess is more than a change that matters
  outside BOOLEAN: the excess is over the scaled median absolute deviation of the changes in the group
  growth FLOAT?: by which share the inhabitants changed in the years after; NULL where unknown
  ahead BOOLEAN: nearly certain, of an area that is large enough and in which not many other people came to live
  ahead_20 BOOLEAN: nearly certain against the twenty nearest
  ahead_40 BOOLEAN: nearly certain against the forty nearest
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from lsa_data.methods import deviants

GROUPS = "SELECT DISTINCT indicator_id, area_type, vintage, from_year FROM start_neighbour ORDER BY ALL"
NEIGHBOURS = """
    SELECT area_code, nearest FROM start_neighbour
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $from_year
    ORDER BY area_code
"""
CHANGES = """
    SELECT to_year, area_code, change, noise FROM change
    JOIN value USING (indicator_id, area_type, area_code, vintage)
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $from_year
        AND value.year = to_year
"""
INHABITANTS = """
    SELECT own.area_code, own.inhabitants,
        round(arg_min(other.inhabitants, measured_vintage) / own.inhabitants - 1, 4) AS growth
    FROM area AS own
    LEFT JOIN comparable USING (area_type, area_code, vintage)
    LEFT JOIN area AS other ON other.area_type = own.area_type AND other.area_code = measured_code
        AND other.vintage = measured_vintage AND measured_vintage >= own.vintage + $years AND other.inhabitants > 0
    WHERE own.area_type = $type AND own.vintage = $vintage
    GROUP BY own.area_code, own.inhabitants
"""
GROWS_IN = 3
"""Years in which new building shows in the number of inhabitants: before 2016 none are known per wijk."""
KEYS = ["indicator_id", "area_type", "vintage", "from_year"]


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> Iterator[pd.DataFrame]:
    """One row per area, outcome and pair of years; year by year."""
    polarity = dict(connection.execute("SELECT indicator_id, polarity FROM indicator").fetchall())
    for group in connection.execute(GROUPS).fetchall():
        yield from _of_group(connection, group, polarity[group[0]])


def _of_group(connection: duckdb.DuckDBPyConnection, group: tuple, polarity: int) -> Iterator[pd.DataFrame]:
    chosen = dict(zip(("indicator", "type", "vintage", "from_year"), group, strict=True))
    started = connection.execute(NEIGHBOURS, chosen).df()
    codes = pd.Index(started["area_code"])
    neighbours = codes.get_indexer(np.concatenate(started["nearest"].to_list())).reshape(len(codes), -1)
    people = connection.execute(INHABITANTS, {"type": group[1], "vintage": group[2], "years": GROWS_IN}).df()
    people = people.set_index("area_code").astype(float).reindex(codes)
    large = ~(people["inhabitants"] < deviants.LEAST_INHABITANTS) & ~(people["growth"].abs() >= deviants.MOST_GROWTH)
    for to_year, part in connection.execute(CHANGES, chosen).df().groupby("to_year"):
        part = part.set_index("area_code").reindex(codes)
        found = deviants.deviance(part["change"], part["noise"], neighbours, deviants.GROUP, polarity)
        found["ahead"] = (found["probability"] >= deviants.CERTAIN) & large.reindex(found.index)
        for size in deviants.OTHER_GROUPS:
            other = deviants.deviance(part["change"], part["noise"], neighbours, size, polarity)["probability"]
            found[f"ahead_{size}"] = other.reindex(found.index, fill_value=0.0) >= deviants.CERTAIN
        own = {"to_year": to_year, "change": part["change"], "growth": people["growth"]}
        yield found.assign(**dict(zip(KEYS, group, strict=True)), **own).rename_axis("area_code").reset_index()
