"""start_neighbour: the fifty areas that started nearest to an area, by the method in `methods/deviants.py`.

Grain: an area and the year in which it started
Key: indicator_id, area_type, area_code, vintage, from_year
Columns:
  indicator_id VARCHAR: the outcome, of one model of the Leefbaarometer
  area_type VARCHAR: wijk or pc4
  area_code VARCHAR: an area of which the start and the structure are known
  vintage SMALLINT: see read_area
  from_year SMALLINT: the year in which it started
  nearest VARCHAR[]: the codes of the others, nearest first
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.methods import deviants

TEMPORARY = True
OUTCOMES = (("lbm2", "wijk", 2016), ("lbm3", "pc4", 2022))
"""The models, with type and vintage, in which areas are compared with areas that started from the same position."""
SAME_THING = "lbm3_afwijking"
"""Is lbm3_totaal less a constant: its changes are those of that."""
STRUCTURE = """
    SELECT area_code, indicator_id, value FROM value
    WHERE area_type = $type AND vintage = $vintage AND starts_with(indicator_id, 'kwb_')
"""
STARTS = """
    SELECT indicator_id, year, area_code, value.value FROM value JOIN indicator USING (indicator_id)
    WHERE area_type = $type AND vintage = $vintage AND source_id = $model AND NOT ordinal
        AND indicator_id <> $same_thing AND value.value IS NOT NULL
    QUALIFY year < max(year) OVER (PARTITION BY indicator_id)
    ORDER BY ALL
"""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> Iterator[pd.DataFrame]:
    """One row per area, outcome and year after which the outcome was measured again; year by year."""
    for outcome in OUTCOMES:
        yield from _of_model(connection, *outcome)


def _of_model(
    connection: duckdb.DuckDBPyConnection, model: str, area_type: str, vintage: int
) -> Iterator[pd.DataFrame]:
    areas = {"type": area_type, "vintage": vintage}
    known = connection.execute(STRUCTURE, areas).df()
    structure = known.pivot(index="area_code", columns="indicator_id", values="value")
    starts = connection.execute(STARTS, areas | {"model": model, "same_thing": SAME_THING}).df()
    for (indicator_id, year), own in starts.groupby(["indicator_id", "year"]):
        start, complete = deviants.starting_position(
            own.set_index("area_code")["value"], structure.reindex(own["area_code"]), area_type
        )
        codes = start.index.to_numpy()
        yield pd.DataFrame(
            {
                "indicator_id": indicator_id, "area_type": area_type, "area_code": codes, "vintage": vintage,
                "from_year": year, "nearest": list(codes[deviants.nearest(start, complete)]),
            }
        )  # fmt: skip
