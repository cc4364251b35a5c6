"""Given some rows, what does one model make of them? Small databases in memory, with columns from the models' heads."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.build import pipeline
from lsa_data.build.model import broken, make, model

NAMES = {name.rpartition("/")[2]: name for names in pipeline.MODELS.values() for name in names}
"""Table -> model."""


def made(table: str, figures: Path = Path(), **given: Iterable[dict]) -> list[dict]:
    """The rows of `table` when the tables before it hold the rows of `given`; columns that a row leaves out are empty.

    Also asserts that what was made keeps the head of its model.
    """
    with duckdb.connect() as connection:
        fill(connection, **given)
        make(connection, NAMES[table], figures)
        assert broken(connection, NAMES[table]) == []
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY ALL").df().astype(object)
    return rows.where(pd.notna(rows), None).to_dict("records")


def fill(connection: duckdb.DuckDBPyConnection, **given: Iterable[dict]) -> None:
    """Tables with the columns and types that their heads name, and these rows in them; and the rules."""
    make(connection, "core/rules", Path())
    for table, rows in given.items():
        columns = model(NAMES[table]).columns
        connection.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {of.type}' for name, of in columns.items())})")
        for row in rows:
            names = ", ".join(row)
            slots = ", ".join(f"${name}" for name in row)
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({slots})", row)


def picked(rows: list[dict], *columns: str) -> list[tuple]:
    """Of every row these columns."""
    return [tuple(row[column] for column in columns) for row in rows]
