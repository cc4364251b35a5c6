"""Build the database: one model after another, beside the old one, checked, and only then pointed to."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from lsa_data.ask import database
from lsa_data.build import checks, layers, versions
from lsa_data.build.model import broken, make
from lsa_data.catalogue import initiatives, lists, meetings
from lsa_data.problem import Problem

MODELS = {
    "loads areas and figures": (
        "core/rules",
        "staging/indicator", "staging/source", "staging/regio", "staging/provincie", "staging/map", "staging/polygon",
        "staging/read_area",
        "staging/read_figure", "staging/read_change", "staging/change_class", "staging/read_list",
    ),
    "relates the areas of different years": (
        "core/area_unnamed", "core/area_link", "core/comparable", "core/area", "core/edition",
    ),
    "computes national figures and positions": (
        "core/noise", "core/weight", "core/national", "core/published_change", "marts/value",
        "marts/value_of_area", "marts/regional",
        "marts/shown_first", "marts/neighbour",
    ),
    "computes changes, trends and similar areas": (
        "marts/change", "marts/trend", "marts/peer", "marts/area_list", "marts/vulnerable",
        "marts/claim_change",
    ),
    "measures the gap and the spread": (
        "marts/postcode_inhabitants", "marts/gap", "marts/spread_between",
    ),
    "compares areas that started from the same position": (
        "marts/start_neighbour", "marts/start_group", "marts/deviance",
    ),
}  # fmt: skip
"""What is told while it is done -> the models, in the order in which they are made."""
AFTER = ("checks the figures", "draws the map layers")
"""What is told of the steps after the models."""
LEAST_MEMORY = 220
"""Megabytes that DuckDB may use for the embedded figures."""
BYTES_PER_FIGURE = 110
"""What an update adds to that, per figure: positions are computed over all figures of a year at once."""


class BuildFailed(Problem):
    """The new database did not pass its checks; the one in use is untouched."""


def build(figures: Path | None = None, report: Callable[[str], None] = print) -> Path:
    """Build, check and point to a new database from `figures` (or else `versions.inputs()`); returns its path.

    Raises `BuildFailed` with every failed check, `MeetingError`, `InitiativeError` or `ListError` when a file that
    people edit is wrong; the database in use then stays in use.
    """
    figures = figures or versions.inputs()
    folder = database.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    meetings.meetings()
    initiatives.initiatives()
    lists.lists()
    version = versions.version_of(versions.hash_of_inputs(figures))
    with tempfile.TemporaryDirectory(prefix="building-", dir=folder) as scratch:
        fresh, drawn = Path(scratch) / f"lsa-{version}.duckdb", Path(scratch) / f"geo-{version}"
        _fill(fresh, figures, report)
        report(AFTER[1])
        layers.write(_polygons(fresh), drawn)
        shutil.rmtree(folder / drawn.name, ignore_errors=True)
        drawn.replace(folder / drawn.name)
        path = fresh.replace(folder / fresh.name)
    database.point_to(path)
    versions.remove_old(folder, keep=path)
    return path


def run(connection: duckdb.DuckDBPyConnection, figures: Path, report: Callable[[str], None]) -> None:
    """Make every model, each checked against its own head. Raises `BuildFailed` at the first that does not keep it."""
    connection.execute("SET VARIABLE figures = $folder", {"folder": figures.as_posix()}).fetchall()
    for doing, names in MODELS.items():
        report(doing)
        for name in names:
            make(connection, name, figures)
            if wrong := broken(connection, name):
                raise BuildFailed(_not_used(wrong))


def _fill(path: Path, figures: Path, report: Callable[[str], None]) -> None:
    """Make the new database file. Raises `BuildFailed`."""
    memory = max(LEAST_MEMORY, round(_figures_in(figures) * BYTES_PER_FIGURE / 1e6))
    with duckdb.connect(str(path), config={"threads": 2, "memory_limit": f"{memory}MB"}) as connection:
        connection.execute("SET temp_directory = $spill", {"spill": f"{path.parent.as_posix()}/spill"}).fetchall()
        try:
            run(connection, figures, report)
            connection.execute("CHECKPOINT")
        except duckdb.Error as error:
            raise BuildFailed(f"The new database could not be made: {error}") from error
        report(AFTER[0])
        if failures := checks.failures(connection, figures):
            raise BuildFailed(_not_used(failures))


def _not_used(reasons: list[str]) -> str:
    return "The new database was not used:\n" + "\n".join(f"  - {line}" for line in reasons)


def _figures_in(figures: Path) -> int:
    return sum(pq.read_metadata(file).num_rows for file in figures.glob("value_*.parquet"))


def _polygons(path: Path) -> dict[tuple[str, int], pd.DataFrame]:
    """Per map the areas on it, as `queries/polygons.sql` gives them."""
    everywhere = {"regio": None, "provincie": None, "gemeente": None}
    with duckdb.connect(str(path), read_only=True) as connection:
        maps = connection.execute("SELECT area_type, vintage FROM map ORDER BY ALL").fetchall()
        return {
            (area_type, vintage): connection.execute(
                database.sql("polygons"), {"type": area_type, "vintage": vintage, **everywhere}
            ).df()
            for area_type, vintage in maps
        }
