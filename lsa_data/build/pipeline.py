"""Build the database: one model after another, beside the old one, checked, and only then pointed to."""

import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from lsa_data.ask import database
from lsa_data.ask.about import about, kept_versions, path_of
from lsa_data.ask.what_changed import UPDATE
from lsa_data.build import checks, layers, turns, versions, whole
from lsa_data.build.changes import between
from lsa_data.build.model import broken, make
from lsa_data.catalogue import initiatives, lists, meetings
from lsa_data.problem import Problem
from lsa_data.read.make_startset import STARTSET

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
LONGEST_HISTORY = 10
"""How many builds that changed figures are remembered."""
LEAST_MEMORY = 300
"""Megabytes that DuckDB may use; what does not fit waits on disk."""
BYTES_PER_FIGURE = 38
"""What it needs when that is more: quantiles are computed over all figures at once, and cannot wait on disk."""


class BuildFailed(Problem):
    """The new database did not pass its checks; the one in use is untouched."""


def build(figures: Path | None = None, report: Callable[[str], None] = print, updated: bool = False) -> Path:
    """Build, check and point to a new database from `figures` (or else `versions.inputs()`); returns its path.
    `updated` says that the figures are those of an update.

    One process builds at a time in a data folder; another waits. Whatever stops a build, the database in use stays
    whole: everything is made aside, and the pointer, which comes last, is replaced in one step.

    Raises `BuildFailed` with every failed check, `MeetingError`, `InitiativeError` or `ListError` when a file that
    people edit is wrong.
    """
    folder = database.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    meetings.meetings()
    initiatives.initiatives()
    lists.lists()
    with turns.building(folder, report), tempfile.TemporaryDirectory(prefix="building-", dir=folder) as made:
        figures = figures or versions.inputs()
        version, scratch = versions.version_of(versions.hash_of_inputs(figures)), Path(made)
        fresh, drawn = scratch / f"lsa-{version}.duckdb", scratch / f"geo-{version}"
        _fill(fresh, figures, report)
        report(AFTER[1])
        layers.write(_polygons(fresh), drawn)
        before = _before(version)
        known = _known(version, fresh, drawn, figures, before, updated)
        _keep_figures(figures, known["figures"], folder, scratch)
        (scratch / "about").write_text(json.dumps(known, indent=1), encoding="utf-8")
        if (folder / drawn.name).exists():
            (folder / drawn.name).replace(scratch / "old-layers")
        drawn.replace(folder / drawn.name)
        (scratch / "about").replace(path_of(version))
        path = fresh.replace(folder / fresh.name)
        database.point_to(path)
        versions.remove_old(folder, keep={version, before or version})
    return path


def _before(version: str) -> str | None:
    """The version to go back to when `version` is rolled back: the one in use, or else the newest other one."""
    others = [kept for kept in kept_versions() if kept != version]
    return in_use if (in_use := _in_use()) in others else others[-1] if others else None


def _in_use() -> str | None:
    with suppress(database.NoDatabase):
        return database.version()
    return None


def _known(version: str, fresh: Path, drawn: Path, figures: Path, before: str | None, updated: bool) -> dict:
    """What is known of the new version: see `ask/about.py`."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    embedded = figures == STARTSET
    return {
        "made": now,
        "files": whole.fingerprints([fresh, *sorted(drawn.iterdir())], fresh.parent),
        "figures": None if embedded else versions.figures_name(figures),
        "changes": _history(version, fresh, before, now, updated)[:LONGEST_HISTORY],
    }


def _history(version: str, fresh: Path, before: str | None, now: str, updated: bool) -> list[dict]:
    """What changed with this build and with those before it, newest first. A build that gives the same figures as the
    version before adds nothing to it, unless it was of an update."""
    if (known := about(version)) and _in_use() in (version, None):
        return known["changes"]
    history = about(before or "").get("changes", [])
    if before is None or whole.damage(before):
        return history
    changes = between(fresh.parents[1] / f"lsa-{before}.duckdb", fresh, fresh.parent)
    if not updated and not changes["sources"] and not changes["areas"]:
        return history
    entry = {"at": now, "by": UPDATE if updated else "release", "before": before, "after": version}
    return [entry | changes, *history]


def _keep_figures(figures: Path, name: str | None, folder: Path, scratch: Path) -> None:
    """A copy of the figures of an update beside the databases, there for as long as what is made of them."""
    if name is None or ((folder / name).is_dir() and versions.figures_name(folder / name) == name):
        return
    shutil.copytree(figures, scratch / name)
    turns.remove(folder / name)
    (scratch / name).replace(folder / name)


def run(connection: duckdb.DuckDBPyConnection, figures: Path, report: Callable[[str], None]) -> None:
    """Make every model, each checked against its own head. Raises `BuildFailed` at the first that does not keep it."""
    connection.execute("SET VARIABLE figures = $folder", {"folder": figures.as_posix()}).fetchall()
    for doing, names in MODELS.items():
        report(doing)
        for name in names:
            make(connection, name, figures)
            if wrong := broken(connection, name, again=False):
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
