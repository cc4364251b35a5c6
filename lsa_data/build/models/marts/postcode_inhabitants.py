"""postcode_inhabitants: about how many people live in a postcode, as a weight: no source at hand publishes it.

The inhabitants of the buurten of 2024 of which the middle lies in it.
Grain: a postcode with such a buurt
Key: area_code
Columns:
  area_code VARCHAR: the postcode
  inhabitants INTEGER: an estimate
"""

from pathlib import Path

import duckdb
import pandas as pd
import shapely

TEMPORARY = True
MIDDLES = """
    SELECT lon, lat, inhabitants FROM area
    WHERE area_type = 'buurt' AND vintage = 2024 AND lon IS NOT NULL AND inhabitants > 0 ORDER BY area_code
"""
POSTCODES = "SELECT area_code, wkb FROM polygon WHERE area_type = 'pc4' ORDER BY area_code"


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """A row per postcode."""
    middles, postcodes = connection.execute(MIDDLES).df(), connection.execute(POSTCODES).df()
    if middles.empty or postcodes.empty:
        return pd.DataFrame({"area_code": pd.Series(dtype=str), "inhabitants": pd.Series(dtype=int)})
    shapes = shapely.from_wkb(postcodes["wkb"].map(bytes))
    buurt, postcode = shapely.STRtree(shapes).query(shapely.points(middles["lon"], middles["lat"]), predicate="within")
    found = (
        pd.Series(middles["inhabitants"].to_numpy()[buurt]).groupby(postcodes["area_code"].to_numpy()[postcode]).sum()
    )
    return found.rename_axis("area_code").reset_index(name="inhabitants")
