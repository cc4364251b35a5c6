"""What must be true of a database before anybody may use it, beside what the head of every model says.

These hold for any set of figures, those of an update too; what is known of the embedded ones stands in the tests.
"""

import json
from pathlib import Path

import duckdb

NOTHING_FOUND = {
    "figures of an indicator that is not in the catalogue":
        "SELECT count(*) FROM value ANTI JOIN indicator USING (indicator_id)",
    "indicators in the catalogue without any figure, of a source that has figures":
        "SELECT count(*) FROM indicator ANTI JOIN value USING (indicator_id) WHERE source_id IN "
        "(SELECT source_id FROM indicator JOIN value USING (indicator_id))",
    "estimates outside their own bounds":
        "SELECT count(*) FROM value WHERE value < ci_lower OR value > ci_upper",
    "figures of an area that does not exist":
        "SELECT count(*) FROM value ANTI JOIN area USING (area_type, area_code, vintage)",
    "percentages outside 0-100":
        "SELECT count(*) FROM value JOIN indicator USING (indicator_id) "
        "WHERE unit = 'procent' AND value NOT BETWEEN 0 AND 100",
    "classes outside 1-9":
        "SELECT count(*) FROM value JOIN indicator USING (indicator_id) WHERE ordinal AND value NOT BETWEEN 1 AND 9",
    "missing figures without a reason, or figures with one":
        "SELECT count(*) FROM value WHERE (value IS NULL) <> (status NOT IN ('ok', 'computed'))",
    "figures with a status of no known meaning":
        "SELECT count(*) FROM value WHERE status NOT IN "
        "('ok', 'computed', 'too_few', 'low_coverage', 'not_published', 'not_published_yet', "
        "'other_boundaries')",
    "wijken, buurten or gemeenten without a regio":
        "SELECT count(*) FROM area WHERE area_type IN ('wijk', 'buurt', 'gemeente') AND regio_code IS NULL",
    "dimensions of Leefbaarometer 2.0 that do not add up to the total":
        "SELECT count(*) FROM (SELECT 1 FROM value JOIN indicator USING (indicator_id) "
        "WHERE source_id = 'lbm2' AND NOT ordinal GROUP BY area_type, area_code, vintage, year "
        "HAVING count(value) = 6 AND abs(sum(CASE indicator_id WHEN 'lbm2_totaal' THEN -value ELSE value END)) > 5e-4)",
}  # fmt: skip
"""What may not be there -> how many of it there are."""


def failures(connection: duckdb.DuckDBPyConnection, figures: Path) -> list[str]:
    """Every check that the open database fails, one sentence each; empty when it may be used."""
    counts = {what: connection.execute(query).fetchall()[0][0] for what, query in NOTHING_FOUND.items()}
    return [f"{count} {what}" for what, count in counts.items() if count] + _lost_rows(connection, figures)


def _lost_rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> list[str]:
    """Sources of which another number of rows is in the database than `provenance.json` beside the figures says."""
    expected: dict[str, int] = {}
    for entry in json.loads((figures / "provenance.json").read_text(encoding="utf-8"))["sets"]:
        if "figures" in entry:
            expected[entry["source"]] = expected.get(entry["source"], 0) + entry["rows"]
    counted = dict(
        connection.execute(
            "SELECT source_id, count(*) FROM value JOIN indicator USING (indicator_id) GROUP BY source_id"
        ).fetchall()
    )
    return [
        f"rows of source {source}: {counted.get(source, 0)} where {rows} are expected"
        for source, rows in expected.items()
        if counted.get(source, 0) != rows
    ]
