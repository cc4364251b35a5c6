"""read_list: the names on lists of areas that others published, with the areas that they are said to be.

Grain: a name on a list, and an area that it is said to be
Key: list_id, name, area_code, vintage
Columns:
  list_id VARCHAR: the list, such as wijkaanpak_2007
  name VARCHAR: the name as published
  area_type VARCHAR?: wijk or pc4; NULL where the list names no area
  area_code VARCHAR?: its code
  vintage SMALLINT?: its vintage
"""

from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.catalogue.lists import lists

TEMPORARY = True


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per line of the lists of the catalogue."""
    return pd.DataFrame([line.model_dump(exclude={"source"}) for line in lists()]).astype({"vintage": "Int64"})
