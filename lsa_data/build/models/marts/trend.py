"""trend: what the whole series of an indicator of an area did, by the method in `methods/trend.py`.

Only within one vintage, and only areas that have every year of the indicator, so that all rows of one indicator speak
of the same years. Classes have none. The country is that of the year: `country_in_year`.
Grain: an indicator of an area in one vintage
Key: area_type, area_code, vintage, indicator_id
Columns:
  indicator_id VARCHAR: see indicator
  area_type VARCHAR: see read_area
  area_code VARCHAR: see read_area
  vintage SMALLINT: see read_area
  from_year SMALLINT: the first year of the series
  to_year SMALLINT: the last year
  points TINYINT: how many years were measured
  from_value DOUBLE: the figure of the first year
  to_value DOUBLE: that of the last year
  national_from DOUBLE?: the country in the first year; NULL where nothing is the country
  national_to DOUBLE?: the country in the last year
  change DOUBLE: of the area, from the first to the last year, see change
  national_change DOUBLE?: see change
  difference_change DOUBLE?: of the difference with the country: to_value - national_to less from_value - national_from
  noise DOUBLE?: of one measurement, see noise
  direction VARCHAR?: rising, falling or no_clear_change, against the country; too_few_points with fewer than five; NULL
    without a country or with fewer than 250 people
  gap VARCHAR?: narrowed, widened, switched (to the other side) or no_clear_change: what the difference with the country
    did; NULL with fewer than three points, without a country or noise, or with fewer than 250 people
  ratio_agrees BOOLEAN?: of a share or rate, whether area divided by country moved the same way as their difference
  scale VARCHAR: see change
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from lsa_data.methods.trend import PROPORTIONS, direction, gap, ratio_agrees, where_known

SERIES = """
    SELECT indicator_id, area_type, vintage, unit, list(year ORDER BY year) AS years,
        list(country_in_year(relative, method, national.value, mean) ORDER BY year) AS country
    FROM (SELECT DISTINCT indicator_id, area_type, vintage, year FROM value
        WHERE area_type <> 'land' AND status <> 'not_published_yet')
    JOIN indicator USING (indicator_id)
    LEFT JOIN national USING (indicator_id, area_type, vintage, year)
    WHERE NOT ordinal
    GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL
"""
FIGURES = """
    SELECT area_code, value FROM value
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND value IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY area_code) = $points
    ORDER BY area_code, year
"""
CHANGES = """
    SELECT area_code, change, national_change, scale, noise, large_enough(size_class) AS large
    FROM change
    JOIN value USING (indicator_id, area_type, area_code, vintage)
    LEFT JOIN area USING (area_type, area_code, vintage)
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $first
        AND to_year = $last AND year = $last
"""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> Iterator[pd.DataFrame]:
    """One row per area and indicator with a complete series of two years or more; series by series."""
    for indicator_id, area_type, vintage, unit, years, national in connection.execute(SERIES).fetchall():
        series = {"indicator": indicator_id, "type": area_type, "vintage": vintage}
        found = connection.execute(FIGURES, series | {"points": len(years)}).fetchnumpy()
        if not len(found["value"]):
            continue
        values = found["value"].reshape(-1, len(years))
        country = np.broadcast_to(np.array(national, dtype=float), values.shape)
        difference = values - country
        ends = connection.execute(CHANGES, series | {"first": years[0], "last": years[-1]}).df()
        own = ends.set_index("area_code").reindex(found["area_code"][:: len(years)])
        large = own["large"].to_numpy(dtype=bool)
        agrees = ratio_agrees(values, country) if unit in PROPORTIONS else np.full(len(values), None)
        yield own.reset_index().assign(
            indicator_id=indicator_id, area_type=area_type, vintage=vintage, from_year=years[0], to_year=years[-1],
            points=len(years), from_value=values[:, 0], to_value=values[:, -1], national_from=country[:, 0],
            national_to=country[:, -1], difference_change=(difference[:, -1] - difference[:, 0]).round(9),
            direction=where_known(large, direction(np.array(years, dtype=float), difference)),
            gap=where_known(large, gap(difference, own["noise"].to_numpy(dtype=float))),
            ratio_agrees=where_known(large, agrees),
        )  # fmt: skip
