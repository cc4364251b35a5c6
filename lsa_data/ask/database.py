"""The figures as one read-only DuckDB file: which file is current, and how to ask it a question.

A new version is a new file with a new name; `data/current` holds the name and is replaced atomically. Never write
to a path that is open: DuckDB caches instances by path and would go on giving the old figures.
"""

import os
import re
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd

from lsa_data.problem import Problem

PROJECT = Path(__file__).parents[2]
QUERIES = PROJECT / "queries"
POINTER = "current"
_LOCK = Lock()


class NoDatabase(Problem):
    """There is no built database yet."""


def data_folder() -> Path:
    """The folder of the databases: `LSA_DATA_DIR`, or `data/` in the project."""
    return Path(os.environ.get("LSA_DATA_DIR") or PROJECT / "data")


def current_path() -> Path:
    """The database file that is in use now. Raises `NoDatabase` when none was built."""
    pointer = data_folder() / POINTER
    try:
        path = data_folder() / pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise NoDatabase(f"There is no database in {data_folder()}. Make it with: python -m lsa_data build")
    return path


def version() -> str:
    """The version of the figures in use: the part of the file name after `lsa-`."""
    return current_path().stem.removeprefix("lsa-")


def geo_folder() -> Path:
    """The folder with the map layers that belong to the database in use."""
    return data_folder() / f"geo-{version()}"


def point_to(path: Path) -> None:
    """Make `path` the database in use, in one atomic step."""
    pointer = path.parent / POINTER
    fresh = pointer.with_suffix(".new")
    fresh.write_text(path.name + "\n", encoding="utf-8")
    fresh.replace(pointer)


def ask(query: str, **parameters: Any) -> pd.DataFrame:
    """Answer one question: run `queries/<query>.sql` on the database in use with named parameters.

    Returns the columns that the file's opening comment names. Too few or too many parameters raise
    `duckdb.InvalidInputException`; an unknown question raises `FileNotFoundError`.
    """
    return cursor().execute(sql(query), parameters).df()


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor of its own on the database in use: cursors may be used side by side, a connection may not."""
    with _LOCK:
        return _connection(str(current_path())).cursor()


@cache
def sql(query: str) -> str:
    """The text of a question in `queries/`; the name is one of the project's own, never a user's."""
    if not re.fullmatch(r"[a-z0-9_]+", query):
        raise FileNotFoundError(f"no question is called {query!r}")
    return (QUERIES / f"{query}.sql").read_text(encoding="utf-8")


@lru_cache(maxsize=2)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    """One connection per database file; the last two stay open so that nobody is thrown out by a new version."""
    return duckdb.connect(
        path,
        read_only=True,
        config={
            "threads": 2,
            "memory_limit": "1GB",
            "enable_external_access": False,
            "lock_configuration": True,
        },
    )


def warm() -> None:
    """Open the database before the first visitor comes."""
    cursor().execute("SELECT count(*) FROM value").fetchone()
