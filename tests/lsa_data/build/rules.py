"""The rules of `core/rules.sql`, asked one case at a time."""

from functools import cache
from importlib import resources

import duckdb


def position_of(value, benchmark, noise, bounds=(None, None), decimals=1) -> str | None:
    """The position of one figure by the rule that the database uses."""
    question = "SELECT position_of(?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?)"
    return rule(question, value, benchmark, noise, *bounds, decimals)


def rule(question: str, *given: object) -> object:
    """What a question that uses the rules answers."""
    return _rules().execute(question, list(given)).fetchone()[0]


@cache
def _rules() -> duckdb.DuckDBPyConnection:
    rules = resources.files("lsa_data.build") / "models" / "core" / "rules.sql"
    connection = duckdb.connect()
    connection.execute(rules.read_text(encoding="utf-8"))
    return connection
