"""trend: the direction of the whole series of an indicator of an area, by the method in `methods/trend.py`.

Only within one vintage, and only areas that have every year of the indicator, so that all directions of one indicator
speak of the same years. Classes have none.
Grain: an indicator of an area in one vintage
Key: indicator_id, area_type, area_code, vintage
Columns:
  indicator_id VARCHAR: see indicator
  area_type VARCHAR: see read_area
  area_code VARCHAR: see read_area
  vintage SMALLINT: see read_area
  from_year SMALLINT: the first year of the series
  to_year SMALLINT: the last year
  points TINYINT: how many years were measured
  change DOUBLE: from the first to the last year, see change
  national_change DOUBLE?: see change
  spread DOUBLE: scaled median absolute deviation of that change over all areas
  direction VARCHAR: rising, falling, no_clear_change or too_few_points
  scale VARCHAR: see change
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from lsa_data.methods.spread import scaled_mad
from lsa_data.methods.trend import trend

SERIES = """
    SELECT indicator_id, area_type, vintage, list(year ORDER BY year) AS years
    FROM (SELECT DISTINCT indicator_id, area_type, vintage, year FROM value WHERE area_type <> 'land')
    JOIN indicator USING (indicator_id)
    WHERE NOT ordinal
    GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL
"""
CHANGES = """
    SELECT area_code, to_year, change, national_change, scale FROM change
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $first
"""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per area and indicator with a complete series of two years or more."""
    return pd.concat(_directions(connection), ignore_index=True)


def _directions(connection: duckdb.DuckDBPyConnection) -> Iterator[pd.DataFrame]:
    for indicator_id, area_type, vintage, years in connection.execute(SERIES).fetchall():
        series = {"indicator": indicator_id, "type": area_type, "vintage": vintage, "first": years[0]}
        changes = connection.execute(CHANGES, series).df()
        levels = changes.pivot(index="area_code", columns="to_year", values="change")
        levels = levels.reindex(columns=years[1:]).dropna()
        if levels.empty:
            continue
        grid = np.column_stack([np.zeros(len(levels)), levels.to_numpy()])
        spread = scaled_mad(grid[:, -1])
        last = changes[changes["to_year"] == years[-1]].iloc[0]
        yield pd.DataFrame(
            {
                "indicator_id": indicator_id, "area_type": area_type, "area_code": levels.index, "vintage": vintage,
                "from_year": years[0], "to_year": years[-1], "points": len(years), "change": grid[:, -1],
                "national_change": last["national_change"], "spread": spread,
                "direction": trend(np.array(years, dtype=float), grid, spread), "scale": last["scale"],
            }
        )  # fmt: skip
