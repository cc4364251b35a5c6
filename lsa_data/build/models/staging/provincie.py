"""provincie: the provincies, each with the regio that it is counted to.

Grain: a provincie
Key: provincie_code
Columns:
  provincie_code VARCHAR: its official code, such as PV28
  name VARCHAR: its name
  regio_code VARCHAR: the regio
"""

from pathlib import Path

import duckdb
import pandas as pd

from lsa_data import catalogue


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per provincie of the catalogue."""
    return pd.DataFrame(
        {"provincie_code": provincie.code, "name": provincie.name, "regio_code": provincie.regio}
        for provincie in catalogue.provincies()
    )
