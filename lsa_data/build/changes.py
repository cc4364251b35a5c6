"""What is other in a new database than in the one before it: figures that are new, revised or gone, per source."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

KINDS = ("new", "revised", "gone")
MEMORY = "200MB"
COMPARED = """
INSERT INTO difference
SELECT $indicator, area_type, area_code, vintage, year,
    CASE WHEN was.value IS NULL THEN 'new' WHEN now.value IS NULL THEN 'gone' ELSE 'revised' END
FROM (SELECT * FROM was.value WHERE indicator_id = $indicator AND value.value IS NOT NULL) was
FULL JOIN (SELECT * FROM now.value WHERE indicator_id = $indicator AND value.value IS NOT NULL) now
    USING (area_type, area_code, vintage, year)
WHERE was.value IS DISTINCT FROM now.value
"""
AREAS = """
SELECT area_type, vintage,
    count(*) FILTER (was.there IS NULL) AS new, count(*) FILTER (now.there IS NULL) AS gone
FROM (SELECT area_type, area_code, vintage, true AS there FROM was.area) was
FULL JOIN (SELECT area_type, area_code, vintage, true AS there FROM now.area) now
    USING (area_type, area_code, vintage)
GROUP BY ALL HAVING new + gone > 0 ORDER BY ALL
"""
SOURCE_OF = (
    "(SELECT indicator_id, source_id FROM now.indicator UNION SELECT indicator_id, source_id FROM was.indicator)"
)


def between(before: Path, after: Path, scratch: Path) -> dict:
    """What changed from one database file to another: `areas`, a list of area_type, vintage and how many are new and
    gone; and `sources`, per source of the catalogue that gives other figures:

    - `new`, `revised`, `gone`: each with `figures` (how many), `years`, and `areas` (area_type, vintage, and how many);
    - `indicators`: per indicator how many figures are new, revised and gone.

    A figure that is there but empty is none. `scratch` is a folder for what does not fit in memory.
    """
    with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY, "temp_directory": scratch.as_posix()}) as cursor:
        for name, path in (("was", before), ("now", after)):
            quoted = path.as_posix().replace("'", "''")
            cursor.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        cursor.execute(
            "CREATE TABLE difference (indicator_id VARCHAR, area_type VARCHAR, area_code VARCHAR, vintage SMALLINT, "
            "year SMALLINT, kind VARCHAR)"
        )
        for (indicator,) in cursor.execute(f"SELECT DISTINCT indicator_id FROM {SOURCE_OF} ORDER BY ALL").fetchall():
            cursor.execute(COMPARED, {"indicator": indicator}).fetchall()
        cursor.execute(f"CREATE VIEW told AS FROM difference JOIN {SOURCE_OF} AS source_of USING (indicator_id)")
        sources = [source for (source,) in _rows(cursor, "SELECT DISTINCT source_id FROM told ORDER BY ALL")]
        areas = [
            {"area_type": kind, "vintage": vintage, "new": new, "gone": gone}
            for kind, vintage, new, gone in _rows(cursor, AREAS)
        ]
        return {"areas": areas, "sources": {source: _of_source(cursor, source) for source in sources}}


def _of_source(cursor: duckdb.DuckDBPyConnection, source: str) -> dict:
    asked = {"source": source}
    own = "FROM told WHERE source_id = $source"
    found: dict[str, dict] = {kind: {"figures": 0, "years": [], "areas": []} for kind in KINDS}
    for kind, figures, years in _rows(
        cursor, f"SELECT kind, count(*), list_sort(list(DISTINCT year)) {own} GROUP BY kind", asked
    ):
        found[kind] |= {"figures": figures, "years": years}
    for kind, area_type, vintage, areas in _rows(
        cursor, f"SELECT kind, area_type, vintage, count(DISTINCT area_code) {own} GROUP BY ALL ORDER BY ALL", asked
    ):
        found[kind]["areas"].append({"area_type": area_type, "vintage": vintage, "areas": areas})
    counts = ", ".join(f"count(*) FILTER (kind = '{kind}')" for kind in KINDS)
    indicators = {
        indicator: dict(zip(KINDS, numbers, strict=True))
        for indicator, *numbers in _rows(
            cursor, f"SELECT indicator_id, {counts} {own} GROUP BY indicator_id ORDER BY ALL", asked
        )
    }
    return found | {"indicators": indicators}


def _rows(cursor: duckdb.DuckDBPyConnection, question: str, asked: dict | None = None) -> Iterable[tuple]:
    return cursor.execute(question, asked or {}).fetchall()
