"""What must be true of a database before anybody may use it."""

import json
from pathlib import Path

import duckdb

REFERENCE_COUNTS = (
    ("wijken in class 4 or lower in {year}", "SELECT count(*) FROM value WHERE indicator_id = 'lbm2_klasse' "
     "AND area_type = 'wijk' AND year = $year AND value <= 4",
     {2002: 149, 2008: 142, 2012: 130, 2014: 119, 2016: 113}),
)  # fmt: skip
DECLINE = """
    WITH chosen AS (
        SELECT area_code FROM value
        WHERE indicator_id = 'lbm2_klasse' AND area_type = 'wijk' AND year = 2012 AND value <= 4
    )
    SELECT count(*) FILTER (change.value < 0 AND area_code IN (SELECT area_code FROM chosen)),
        count(*) FILTER (area_code IN (SELECT area_code FROM chosen)),
        count(*) FILTER (change.value < 0), count(*)
    FROM change
    WHERE indicator_id = $indicator AND area_type = 'wijk' AND from_year = 2012 AND to_year = $year
"""
REFERENCE_DECLINES = {
    ("lbm2_totaal", 2014): (63, 130, 1057, 2806),
    ("lbm2_totaal", 2016): (30, 129, 646, 2817),
    ("lbm2_veiligheid", 2014): (54, 130, 924, 2806),
    ("lbm2_veiligheid", 2016): (26, 129, 539, 2817),
}
REFERENCE_NATIONAL = {
    "rivm_ervaren_gezondheid": (76.1, 75.2, 78.4),
    "rivm_eenzaam": (39.6, 43.4, 47.0),
    "rivm_moeite_rondkomen": (24.0, 19.2, 13.9),
}
NOTHING_FOUND = {
    "figures of an indicator that is not in the catalogue":
        "SELECT count(*) FROM value WHERE indicator_id NOT IN (SELECT id FROM indicator)",
    "indicators in the catalogue without any figure, of a source that has figures":
        "SELECT count(*) FROM indicator WHERE id NOT IN (SELECT indicator_id FROM value) AND source_id IN "
        "(SELECT source_id FROM indicator JOIN value ON indicator_id = id)",
    "estimates outside their own bounds":
        "SELECT count(*) FROM value WHERE value < ci_lower OR value > ci_upper",
    "figures of an area that does not exist":
        "SELECT count(*) FROM value ANTI JOIN area ON type = area_type AND code = area_code "
        "AND area.vintage = value.vintage",
    "figures that stand twice under one key":
        "SELECT count(*) FROM (SELECT 1 FROM value "
        "GROUP BY indicator_id, area_type, area_code, vintage, year HAVING count(*) > 1)",
    "percentages outside 0-100":
        "SELECT count(*) FROM value JOIN indicator ON id = indicator_id "
        "WHERE unit = 'procent' AND value NOT BETWEEN 0 AND 100",
    "classes outside 1-9":
        "SELECT count(*) FROM value WHERE indicator_id = 'lbm2_klasse' AND value NOT BETWEEN 1 AND 9",
    "missing figures without a reason, or figures with one":
        "SELECT count(*) FROM value WHERE (value IS NULL) <> (status IN ('too_few', 'low_coverage'))",
    "areas comparable with more than one area of another vintage":
        "SELECT count(*) FROM (SELECT 1 FROM comparable "
        "GROUP BY type, code, vintage, other_vintage HAVING count(*) > 1)",
    "wijken, buurten or gemeenten without a regio":
        "SELECT count(*) FROM area WHERE type IN ('wijk', 'buurt', 'gemeente') AND regio_code IS NULL",
    "dimensions of Leefbaarometer 2.0 that do not add up to the total":
        "SELECT count(*) FROM (SELECT 1 FROM value WHERE starts_with(indicator_id, 'lbm2_') "
        "AND indicator_id <> 'lbm2_klasse' GROUP BY area_type, area_code, year "
        "HAVING count(value) = 6 AND abs(sum(CASE indicator_id WHEN 'lbm2_totaal' THEN -value ELSE value END)) > 5e-4)",
}  # fmt: skip


def failures(connection: duckdb.DuckDBPyConnection, startset: Path) -> list[str]:
    """Every check that the open database fails, one sentence each; empty when it may be used."""
    found = [
        f"{count} {what}" for what, query in NOTHING_FOUND.items() if (count := connection.execute(query).fetchone()[0])
    ]
    found += _row_counts(connection, startset)
    for name, query, expected in REFERENCE_COUNTS:
        for year, count in expected.items():
            _compare(found, name.format(year=year), connection.execute(query, {"year": year}).fetchone(), (count,))
    for (indicator, year), expected in REFERENCE_DECLINES.items():
        got = connection.execute(DECLINE, {"indicator": indicator, "year": year}).fetchone()
        _compare(found, f"{indicator}: areas lower in {year} than in 2012", got, expected)
    for indicator, expected in REFERENCE_NATIONAL.items():
        rows = connection.execute(
            "SELECT value FROM national WHERE indicator_id = $id AND area_type = 'wijk' AND vintage = 2020 "
            "ORDER BY year",
            {"id": indicator},
        ).fetchall()
        _compare(found, f"{indicator} in Nederland", tuple(value for (value,) in rows), expected)
    return found


def _row_counts(connection, startset: Path) -> list[str]:
    sets = json.loads((startset / "provenance.json").read_text(encoding="utf-8"))["sets"]
    expected: dict[str, int] = {}
    for entry in sets:
        if "figures" in entry:
            expected[entry["source"]] = expected.get(entry["source"], 0) + entry["rows"]
    counted = dict(
        connection.execute(
            "SELECT source_id, count(*) FROM value JOIN indicator ON id = indicator_id GROUP BY source_id"
        ).fetchall()
    )
    found: list[str] = []
    for source_id, rows in expected.items():
        _compare(found, f"rows of source {source_id}", (counted.get(source_id, 0),), (rows,))
    return found


def _compare(found: list[str], what: str, got: tuple, expected: tuple) -> None:
    if got != expected:
        found.append(f"{what}: {got} where {expected} is expected")
