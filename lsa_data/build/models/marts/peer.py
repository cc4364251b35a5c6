"""peer: the ten areas that resemble an area most in structure, by the method in `methods/peers.py`.

An area of which the tenth is too far off resembles no other and has no rows (`queries/unlike.sql` tells).
Grain: a place among the areas that resemble an area
Key: area_type, area_code, vintage, elsewhere, rank
Columns:
  area_type VARCHAR: wijk or gemeente
  area_code VARCHAR: see read_area
  vintage SMALLINT: the newest in which the structure of most areas is known
  elsewhere BOOLEAN: whether only areas in other gemeenten were looked at
  rank TINYINT: 1 is the nearest
  peer_code VARCHAR: the area that resembles it, of the same type and vintage
  distance FLOAT: Euclidean distance over robust z-scores
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.methods import peers

TYPES = ("wijk", "gemeente")
COLUMNS = ["area_type", "area_code", "vintage", "elsewhere", "rank", "peer_code", "distance"]
KNOWN = """
    SELECT max(vintage) FROM (
        SELECT vintage FROM value
        WHERE area_type = $type AND value IS NOT NULL AND indicator_id IN (SELECT unnest($needed))
        GROUP BY vintage HAVING count(DISTINCT indicator_id) = len($needed)
    )
"""
FIGURES = """
    SELECT area_code, indicator_id, value FROM value
    WHERE area_type = $type AND vintage = $vintage AND indicator_id IN (SELECT unnest($needed))
"""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """Ten rows per wijk and gemeente that resembles others; of wijken also ten from elsewhere."""
    return pd.DataFrame((row for area_type in TYPES for row in _of_type(connection, area_type)), columns=COLUMNS)


def _of_type(connection: duckdb.DuckDBPyConnection, area_type: str) -> Iterator[tuple]:
    asked = {"type": area_type, "needed": [*peers.FIGURES]}
    [(vintage,)] = connection.execute(KNOWN, asked).fetchall()
    if vintage is None:
        return
    found = connection.execute(FIGURES, asked | {"vintage": vintage}).df()
    structure = peers.characteristics(found.pivot(index="area_code", columns="indicator_id", values="value"))
    gemeente = structure.index.str[2:6].to_numpy()
    for elsewhere in (False, True):
        allowed = gemeente[:, None] != gemeente[None, :] if elsewhere else None
        for code, near in peers.nearest(structure, allowed).items():
            for rank, (peer, distance) in enumerate(zip(near.codes, near.distances, strict=True), start=1):
                yield area_type, code, vintage, elsewhere, rank, peer, distance
