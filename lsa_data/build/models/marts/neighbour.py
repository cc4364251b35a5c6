"""neighbour: which areas lie beside each other, on the map that is shown first.

Beside each other: at most 30 metres apart, because the borders on a map are simplified one by one.
Grain: an area and one beside it, each pair both ways round
Key: area_type, area_code, vintage, neighbour_code
Columns:
  area_type VARCHAR: gemeente, wijk, buurt or pc4
  area_code VARCHAR: see read_area
  vintage SMALLINT: that which is shown first
  neighbour_code VARCHAR: an area of the same type and vintage beside it
"""

from pathlib import Path

import duckdb
import pandas as pd
import shapely

from lsa_data.methods.geometry import to_rd

TYPES = ("gemeente", "wijk", "buurt", "pc4")
METRES = 30
COLUMNS = ["area_type", "area_code", "vintage", "neighbour_code"]


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """Every pair of areas beside each other."""
    first = dict(connection.execute("SELECT area_type, vintage FROM shown_first").fetchall())
    paths = {kind: figures / f"polygon_{kind}_{first[kind]}.parquet" for kind in TYPES if kind in first}
    parts = [_beside(pd.read_parquet(path), kind, first[kind]) for kind, path in paths.items() if path.is_file()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _beside(drawn: pd.DataFrame, area_type: str, vintage: int) -> pd.DataFrame:
    shapes = to_rd(shapely.from_wkb(drawn["wkb"].to_numpy()))
    shapely.prepare(shapes)
    i, j = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=METRES)
    codes = drawn["code"].to_numpy()
    found = pd.DataFrame(
        {"area_type": area_type, "area_code": codes[i], "vintage": vintage, "neighbour_code": codes[j]}
    )
    return found[i != j].sort_values(COLUMNS, ignore_index=True)
