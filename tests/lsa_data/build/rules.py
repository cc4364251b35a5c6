"""The rules of `core/rules.sql`, asked one case at a time."""

from functools import cache
from importlib import resources

import duckdb


def position_of(value, benchmark, mad, bounds=(None, None)) -> str | None:
    """The position of one figure by the rule that the database uses."""
    question = "SELECT position_of(?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?::DOUBLE)"
    return _rules().execute(question, [value, benchmark, mad, *bounds]).fetchone()[0]


@cache
def _rules() -> duckdb.DuckDBPyConnection:
    rules = resources.files("lsa_data.build") / "models" / "core" / "rules.sql"
    connection = duckdb.connect()
    connection.execute(rules.read_text(encoding="utf-8"))
    return connection
