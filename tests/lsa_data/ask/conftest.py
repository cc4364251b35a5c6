"""Tiny databases in memory: the tables of the real one, empty, and in them only the rows that a test names."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from lsa_data.ask import database
from lsa_data.build.model import make

NUMBERS = count()
"""Every filling of a tiny database is a version of its own."""


@pytest.fixture
def tiny(built_database, monkeypatch) -> Callable[..., None]:
    """`tiny(value=[{...}], area=[{...}])`: questions are answered from these rows; columns not named are NULL."""
    connection = duckdb.connect()
    make(connection, "core/rules", Path())
    connection.execute(f"ATTACH '{built_database}' AS real (READ_ONLY)")
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'real'").fetchall()
    for (name,) in tables:
        connection.execute(f'CREATE TABLE "{name}" AS FROM real."{name}" LIMIT 0')
    connection.execute("DETACH real")
    monkeypatch.setattr(database, "cursor", connection.cursor)
    versions = [next(NUMBERS)]
    monkeypatch.setattr(database, "current_path", lambda: Path(f"lsa-tiny{versions[-1]}.duckdb"))

    def fill(**rows: list[dict]) -> None:
        versions.append(next(NUMBERS))
        for name, some in rows.items():
            connection.register("given", pd.DataFrame(some))
            connection.execute(f'INSERT INTO "{name}" BY NAME FROM given')
        if "value" in rows:
            connection.execute("INSERT INTO value_of_area BY NAME FROM value")

    yield fill
    connection.close()
