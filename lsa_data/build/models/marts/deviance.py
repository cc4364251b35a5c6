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
  spread FLOAT: scaled median absolute deviation of the changes in that group
  as_well TINYINT: how many of the thirty did at least as well
  ahead BOOLEAN: more favourable than expected by over the spread
  ahead_20 BOOLEAN: the same against the twenty nearest
  ahead_40 BOOLEAN: the same against the forty nearest
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
    SELECT to_year, area_code, change FROM change
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $from_year
"""
KEYS = ["indicator_id", "area_type", "vintage", "from_year"]


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per area, outcome and pair of years."""
    polarity = dict(connection.execute("SELECT indicator_id, polarity FROM indicator").fetchall())
    groups = connection.execute(GROUPS).fetchall()
    return pd.concat(part for group in groups for part in _of_group(connection, group, polarity[group[0]]))


def _of_group(connection: duckdb.DuckDBPyConnection, group: tuple, polarity: int) -> Iterator[pd.DataFrame]:
    chosen = dict(zip(("indicator", "type", "vintage", "from_year"), group, strict=True))
    started = connection.execute(NEIGHBOURS, chosen).df()
    codes = pd.Index(started["area_code"])
    neighbours = codes.get_indexer(np.concatenate(started["nearest"].to_list())).reshape(len(codes), -1)
    for to_year, part in connection.execute(CHANGES, chosen).df().groupby("to_year"):
        change = part.set_index("area_code")["change"].reindex(codes)
        found = deviants.deviance(change, neighbours, deviants.GROUP, polarity)
        for size in deviants.OTHER_GROUPS:
            ahead = deviants.deviance(change, neighbours, size, polarity)["ahead"]
            found[f"ahead_{size}"] = ahead.reindex(found.index, fill_value=False)
        found = found.assign(**dict(zip(KEYS, group, strict=True)), to_year=to_year, change=change.reindex(found.index))
        yield found.rename_axis("area_code").reset_index()
