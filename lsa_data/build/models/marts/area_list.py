"""area_list: the areas on lists that others published: as the list says, or else matched by name.

Grain: a name on a list, and an area that it is
Key: list_id, name, area_code, vintage
Columns:
  list_id VARCHAR: see read_list
  name VARCHAR: see read_list
  area_type VARCHAR?: wijk or pc4; NULL where the list names no area and the name could not be matched
  area_code VARCHAR?: that of the list, or the wijk that carries exactly that gemeente and name
  vintage SMALLINT?: its vintage
"""

from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.catalogue.lists import ListError
from lsa_data.methods.links import normalise_name

VINTAGES = {"wijkaanpak_2007": 2016, "nplv_2022": 2022}
"""List -> the vintage of the wijken among which its names are looked for."""
ALIASES = {"denhaag": "sgravenhage"}


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per line of a list. Raises `ListError` when a list names an area that does not exist."""
    listed = connection.execute("SELECT * FROM read_list ORDER BY ALL").df()
    areas = connection.execute("SELECT area_type, area_code, vintage FROM area").fetchall()
    named = listed["area_code"].notna()
    _refuse_unknown(listed[named], set(areas))
    names = listed["name"].map(normalise_name).replace(ALIASES, regex=True)
    for list_id, vintage in VINTAGES.items():
        own = (listed["list_id"] == list_id) & ~named
        codes = names[own].map(_wijken(connection, vintage))
        found = codes.notna()
        listed.loc[codes[found].index, "area_code"] = codes[found]
        listed.loc[codes[found].index, "area_type"] = "wijk"
        listed.loc[codes[found].index, "vintage"] = vintage
    return listed


def _wijken(connection: duckdb.DuckDBPyConnection, vintage: int) -> dict[str, str]:
    """Plain name -> code of every wijk: a name is a gemeente and a wijk together, also when that is what the wijk is
    called itself ("Breda noord")."""
    wijken = connection.execute(
        "SELECT area_code, gemeente_name, name FROM area WHERE area_type = 'wijk' AND vintage = $vintage",
        {"vintage": vintage},
    ).fetchall()
    found = {}
    for code, gemeente, name in wijken:
        first, whole = normalise_name(gemeente or ""), normalise_name(name)
        found[whole if first and whole.startswith(first) else first + whole] = code
    return found


def _refuse_unknown(listed: pd.DataFrame, areas: set[tuple[str, str, int]]) -> None:
    unknown = [
        f"{line.list_id}.csv: {line.name}, column area_code is {line.area_code!r}; there is no such "
        f"{line.area_type} in {line.vintage:.0f}"
        for line in listed.itertuples()
        if (line.area_type, line.area_code, int(line.vintage)) not in areas
    ]
    if unknown:
        raise ListError("\n".join(unknown))
