"""area_list: the areas on lists that others published, matched by name.

Grain: a name on a list
Key: list_id, name
Columns:
  list_id VARCHAR: see read_list
  name VARCHAR: see read_list
  area_type VARCHAR?: wijk; NULL where the name could not be matched
  area_code VARCHAR?: the wijk that carries exactly that gemeente and name
  vintage SMALLINT?: its vintage
"""

from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.methods.links import normalise_name

VINTAGE = 2016
ALIASES = {"denhaag": "sgravenhage"}


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per name; a name is a gemeente and a wijk together."""
    wijken = connection.execute(
        "SELECT area_code, gemeente_name, name FROM area WHERE area_type = 'wijk' AND vintage = $vintage",
        {"vintage": VINTAGE},
    ).df()
    names = wijken["gemeente_name"].map(normalise_name) + wijken["name"].map(normalise_name)
    by_name = dict(zip(names, wijken["area_code"], strict=True))
    listed = connection.execute("SELECT list_id, name FROM read_list ORDER BY ALL").df()
    codes = listed["name"].map(normalise_name).replace(ALIASES, regex=True).map(by_name)
    return listed.assign(
        area_code=codes, area_type=codes.notna().map({True: "wijk", False: None}),
        vintage=codes.notna().map({True: VINTAGE, False: None}),
    )  # fmt: skip
