"""The figures as one read-only DuckDB file: which file is current, and how to ask it a question.

A new version is a new file with a new name; `data/current` holds the name and is replaced atomically. Never write
to a path that is open: DuckDB caches instances by path and would go on giving the old figures.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import duckdb
import pandas as pd

from lsa_data.problem import Problem

PROJECT = Path(__file__).parents[2]
QUERIES = PROJECT / "queries"
POINTER = "current"
FILE_NAME = re.compile(r"lsa-[\w.-]+\.duckdb")
"""What a database is called: a name in the data folder, which leads nowhere else."""
VERSION_NAME = re.compile(r"[0-9]{4}\.[0-9]{2}-[0-9a-f]{8}")
"""What a version is called."""
TO_HEAL = "Make it again with: python -m lsa_data build --if-needed"
_LOCK = Lock()
P = ParamSpec("P")
T = TypeVar("T")


class NoDatabase(Problem):
    """There is no database to be used; `reason` says why, the message also what to do."""

    def __init__(self, reason: str, to_do: str = "Make it with: python -m lsa_data build") -> None:
        super().__init__(f"{reason}. {to_do}")
        self.reason = reason


class NoVersion(NoDatabase):
    """A version of the figures that is not kept (any more)."""


_ASKED: ContextVar[Path | None] = ContextVar("asked", default=None)


@contextmanager
def of_version(version: str | None) -> Iterator[None]:
    """Within it every question is asked of this version of the figures; None is the one in use. Raises `NoVersion` when
    it is not kept."""
    path = data_folder() / f"lsa-{version}.duckdb" if version else None
    if path and not (FILE_NAME.fullmatch(path.name) and path.is_file()):
        message = f"Version {version} is not kept here; an older version is kept until the second update after it"
        raise NoVersion(message, "Without version the answer is of the figures in use.")
    before = _ASKED.set(path)
    try:
        yield
    finally:
        _ASKED.reset(before)


def data_folder() -> Path:
    """The folder of the databases: `LSA_DATA_DIR`, or `data/` in the project."""
    return Path(os.environ.get("LSA_DATA_DIR") or PROJECT / "data")


def current_path() -> Path:
    """The database file that is in use now, or of the version that is asked (`of_version`). Raises `NoDatabase` when
    none was built, or it is gone."""
    path = _ASKED.get() or pointed_to()
    if not path.is_file():
        raise NoDatabase(f"There is no database in {path.parent}: {path.name}, which {POINTER} names, is gone")
    return path


def pointed_to() -> Path:
    """The file in the data folder that the pointer names, whether it is there or not. Raises `NoDatabase` when there is
    no pointer, or it holds something else than the name of a database."""
    folder = data_folder()
    try:
        pointer = (folder / POINTER).stat()
        name = _named(folder / POINTER, (pointer.st_mtime_ns, pointer.st_ino, pointer.st_size))
    except FileNotFoundError:
        raise NoDatabase(f"There is no database in {folder}") from None
    if not FILE_NAME.fullmatch(name):
        raise NoDatabase(f"{folder / POINTER} is damaged: it does not hold the name of a database")
    return folder / name


@lru_cache(maxsize=8)
def _named(pointer: Path, _state: tuple[int, ...]) -> str:
    """What stands in the pointer; read again only when it was replaced, as a page asks for it hundreds of times."""
    return pointer.read_text(encoding="utf-8", errors="replace").strip()


def version() -> str:
    """The version of the figures in use: the part of the file name after `lsa-`."""
    return version_of(current_path())


def version_of(path: Path) -> str:
    """The version of the figures in a database file."""
    return path.stem.removeprefix("lsa-")


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


def kept_per_version(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `most` answers of a function of a few plain arguments, as long as their database is in use. Nobody
    may change what it gives."""

    def keeping(work: Callable[P, T]) -> Callable[P, T]:
        keep = lru_cache(maxsize=most)(lambda _path, args, named: work(*args, **dict(named)))

        @wraps(work)
        def answer(*args: P.args, **named: P.kwargs) -> T:
            return keep(str(current_path()), args, tuple(named.items()))

        return answer

    return keeping


once_per_version = kept_per_version(2000)
"""For what every page asks again and again; of what a reader chose, only the last answers are kept."""


@once_per_version
def ask_once(query: str, **parameters: Any) -> pd.DataFrame:
    """The same for what many readers ask alike: the answer is kept, so nobody may change it."""
    return ask(query, **parameters)


@kept_per_version(24)
def ask_lately(query: str, **parameters: Any) -> pd.DataFrame:
    """The same for an answer of thousands of rows: a hall of people looks at the same few."""
    return ask(query, **parameters)


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor of its own on the database in use: cursors may be used side by side, a connection may not. Raises
    `NoDatabase`."""
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
    """One connection per database file; the last two stay open so that nobody is thrown out by a new version. Raises
    `NoDatabase` when the file is damaged; DuckDB itself notices a part that is gone only when that part is asked."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 2,
        "memory_limit": "1GB",
        "enable_external_access": False,
        "lock_configuration": True,
    }
    try:
        connection = duckdb.connect(path, read_only=True, config=config)
        _, _, block_size, blocks, *_ = connection.execute("PRAGMA database_size").fetchall()[0]
    except duckdb.Error as wrong:
        raise NoDatabase(f"{Path(path).name} is damaged", TO_HEAL) from wrong
    if Path(path).stat().st_size < block_size * blocks:
        connection.close()
        raise NoDatabase(f"{Path(path).name} is damaged: a part of it is gone", TO_HEAL)
    return connection


def warm() -> None:
    """Open the database before the first visitor comes. Raises `NoDatabase`."""
    cursor().execute("SELECT count(*) FROM value").fetchall()
