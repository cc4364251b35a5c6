"""regio: the parts of the country in which LSA met.

Grain: a regio
Key: regio_code
Columns:
  regio_code VARCHAR: a name of this project's own, such as zuidwest
  name_nl VARCHAR: its name in Dutch
  name_en VARCHAR: its name in English
"""

from pathlib import Path

import duckdb
import pandas as pd

from lsa_data import catalogue


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per regio of the catalogue."""
    return pd.DataFrame(
        {"regio_code": regio.code, "name_nl": regio.name_nl, "name_en": regio.name_en} for regio in catalogue.regios()
    )
