"""A model: one table of the database, in a file of its own that says its grain, its key and its columns.

An SQL model opens with that head as a comment and then makes its table or view; a Python model has it as its docstring
and a function `rows` that gives the rows, at once or part after part. After it is made a table is checked against its
head. Where that says `Key, as of value: ...` the rows are those of that other table, or pairs of them: its key and what
may be empty follow from those of that table, and the build does not count them again. The tests do.
"""

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data.build.memory import give_back

FOLDER = Path(__file__).parent / "models"
COLUMN = re.compile(r"^  (\w+) ([A-Z]+(?:\[\])?)(\??): ", re.MULTILINE)
KEY = re.compile(r"^Key(?:, as of (\w+))?: (.+)$", re.MULTILINE)
ROWS_AT_ONCE = 2_000_000
"""Of how many rows the keys are compared in one go."""


@dataclass(frozen=True)
class Column:
    """The type of a column in DuckDB's words, and whether it may be empty."""

    type: str
    nullable: bool


@dataclass(frozen=True)
class Model:
    """A model by its name (`core/national`), with what its head says: `as_of` is the table whose rows it has, or none.
    Rules have no key and no columns."""

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    as_of: str | None = None

    @property
    def table(self) -> str:
        """The name of its table."""
        return self.name.rpartition("/")[2]


@cache
def model(name: str) -> Model:
    """The model with this name. Raises FileNotFoundError when there is none, ValueError when its head is not whole."""
    head = _head(name)
    columns = {found[1]: Column(found[2], found[3] == "?") for found in COLUMN.finditer(head)}
    key = KEY.search(head)
    if columns and (key is None or not set(key[2].split(", ")) <= set(columns)):
        raise ValueError(f"{name}: the head names no key, or one with columns that it does not name")
    return Model(name, tuple(key[2].split(", ")), columns, key[1]) if key else Model(name, (), columns)


def make(connection: duckdb.DuckDBPyConnection, name: str, figures: Path) -> None:
    """Make the table of a model from those made before it and the files in `figures`."""
    sql = FOLDER / f"{name}.sql"
    if sql.is_file():
        connection.execute(sql.read_text(encoding="utf-8"))
        return
    made = model(name)
    code = importlib.import_module(f"lsa_data.build.models.{name.replace('/', '.')}")
    columns = ", ".join(f'"{column}" {of.type}' for column, of in made.columns.items())
    connection.execute(f"CREATE TEMP TABLE made ({columns})")
    rows = code.rows(connection, figures)
    for part in [rows] if isinstance(rows, pd.DataFrame) else rows:
        connection.register("part", part)
        connection.execute(f"INSERT INTO made SELECT {', '.join(made.columns)} FROM part")
        connection.unregister("part")
    kind = "TEMP TABLE" if getattr(code, "TEMPORARY", False) else "TABLE"
    connection.execute(f"CREATE {kind} {made.table} AS FROM made ORDER BY {', '.join(made.key)}")
    connection.execute("DROP TABLE made")
    give_back()


def broken(connection: duckdb.DuckDBPyConnection, name: str, again: bool = True) -> list[str]:
    """What of its own head the table of a model does not keep, a sentence each. Without `again` nothing is counted of
    rows that are those of another table."""
    made = model(name)
    if not made.columns:
        return []
    there = {column: kind for column, kind, *_ in connection.execute(f"DESCRIBE {made.table}").fetchall()}
    expected = {column: of.type for column, of in made.columns.items()}
    if there != expected:
        return [f"{name}: the columns are {there}, its head says {expected}"]
    if made.as_of and not again:
        return []
    key = ", ".join(made.key)
    needed = [column for column, of in made.columns.items() if not of.nullable]
    counts = [f"count(*) FILTER ({column} IS NULL)" for column in needed]
    rows, *empty = connection.execute(f"SELECT {', '.join(['count(*)', *counts])} FROM {made.table}").fetchall()[0]
    found = [f"{name}: {n} rows without {column}" for column, n in zip(needed, empty, strict=True) if n]
    if _alike(connection, made.table, key, rows):
        twice = _count(connection, f"FROM (SELECT 1 FROM {made.table} GROUP BY {key} HAVING count(*) > 1)")
        found += [f"{name}: {twice} keys ({key}) stand more than once"] if twice else []
    return found


def _alike(connection: duckdb.DuckDBPyConnection, table: str, key: str, rows: int) -> int:
    """How many rows have a key that hashes as that of another row; part by part, so that the hashes fit in the
    memory."""
    parts = 1 + rows // ROWS_AT_ONCE
    query = f"FROM (SELECT hash({key}) AS hashed FROM {table}) WHERE hashed % {parts} ="
    return sum(
        connection.execute(f"SELECT count(*) - count(DISTINCT hashed) {query} {part}").fetchall()[0][0]
        for part in range(parts)
    )


def _count(connection: duckdb.DuckDBPyConnection, what: str) -> int:
    return connection.execute(f"SELECT count(*) {what}").fetchall()[0][0]


def _head(name: str) -> str:
    sql = FOLDER / f"{name}.sql"
    if not sql.is_file():
        return importlib.import_module(f"lsa_data.build.models.{name.replace('/', '.')}").__doc__ or ""
    lines = sql.read_text(encoding="utf-8").splitlines()
    return "\n".join(re.sub(r"^-- ?", "", line) for line in lines if line.startswith("--"))
