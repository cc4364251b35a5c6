"""map: the maps that areas are drawn on.

Grain: a type of area in one vintage
Key: area_type, vintage
Columns:
  area_type VARCHAR: see read_area
  vintage SMALLINT: the vintage of its polygons
"""

from pathlib import Path

import duckdb
import pandas as pd


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per file of polygons."""
    return pd.DataFrame(
        [file.stem.split("_")[1:] for file in sorted(figures.glob("polygon_*_*.parquet"))],
        columns=["area_type", "vintage"],
    )
