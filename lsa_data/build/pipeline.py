"""Build the database from the embedded figures: beside the old one, checked, and only then pointed to."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.build import area_links, checks, layers
from lsa_data.catalogue import initiatives, meetings
from lsa_data.methods import deviants, links, peers
from lsa_data.methods.spread import SCALED_MAD, scaled_mad
from lsa_data.methods.trend import trend
from lsa_data.problem import Problem
from lsa_data.read.make_startset import STARTSET

RELEASE = "2026.11"
FIGURES = "figures"
"""The folder, beside the databases, with the figures that an update made."""
BUILT_BY = ("build/*.py", "build/models/**/*.sql", "methods/*.py", "read/*.py", "catalogue/*")
NOT_A_SERIES = ("lbm2_klasse",)
"""Classes are an order, not a measure: no slope or difference is taken of them."""
OUTCOMES = (("lbm2_", "wijk", 2016), ("lbm3_", "pc4", 2022))
"""The models, with type and vintage, in which areas are compared with areas that started from the same position."""


LEAST_MEMORY = 220
"""Megabytes that DuckDB may use for the embedded figures."""
BYTES_PER_FIGURE = 110
"""What an update adds to that, per figure: positions are computed over all figures of a year at once."""


class BuildFailed(Problem):
    """The new database did not pass its checks; the one in use is untouched."""


def inputs() -> Path:
    """The folder with the figures to build from: those that an update made, as long as they were made from the
    embedded figures of now; otherwise the embedded ones."""
    updated = database.data_folder() / FIGURES
    try:
        provenance = json.loads((updated / "provenance.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return STARTSET
    return updated if provenance.get("embedded") == hash_of_figures(STARTSET) else STARTSET


def build(startset: Path | None = None, report: Callable[[str], None] = print) -> Path:
    """Build, check and point to a new database from `startset` (or else `inputs()`); returns its path.

    Raises `BuildFailed` with every failed check, `MeetingError` or `InitiativeError` when a file that people edit is
    wrong; the database in use then stays in use.
    """
    startset = startset or inputs()
    folder = database.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    meetings.meetings()
    initiatives.initiatives()
    inputs_hash = hash_of_inputs(startset)
    path = folder / f"lsa-{version_of(inputs_hash)}.duckdb"
    with tempfile.TemporaryDirectory(prefix="building-", dir=folder) as scratch:
        fresh = Path(scratch) / path.name
        memory = max(LEAST_MEMORY, round(_figures_in(startset) * BYTES_PER_FIGURE / 1e6))
        with duckdb.connect(str(fresh), config={"threads": 2, "memory_limit": f"{memory}MB"}) as connection:
            try:
                _fill(connection, startset, inputs_hash, Path(scratch), report)
            except duckdb.Error as error:
                raise BuildFailed(f"The new database could not be made: {error}") from error
            report("checks the figures")
            if failures := checks.failures(connection, startset):
                raise BuildFailed("The new database was not used:\n" + "\n".join(f"  - {line}" for line in failures))
        report("draws the map layers")
        drawn = Path(scratch) / f"geo-{version_of(inputs_hash)}"
        layers.write(_polygons(fresh, startset), drawn)
        _replace_folder(drawn, folder / drawn.name)
        fresh.replace(path)
    database.point_to(path)
    _remove_old(folder, keep=path)
    return path


def needed() -> bool:
    """Whether there is no database yet, or one made from other inputs than those of now."""
    try:
        path = database.current_path()
    except database.NoDatabase:
        return True
    expected = version_of(hash_of_inputs(inputs()))
    return path.stem != f"lsa-{expected}" or not (path.parent / f"geo-{expected}").is_dir()


def version_of(inputs_hash: str) -> str:
    """The version that people see: the month of the release and the start of the hash of all inputs."""
    return f"{RELEASE}-{inputs_hash[:8]}"


def hash_of_inputs(startset: Path) -> str:
    """sha256 over the figures, the catalogue and the code that builds."""
    package = Path(__file__).parents[1]
    return _hash(sorted(startset.glob("*")) + sorted(path for part in BUILT_BY for path in package.glob(part)))


def hash_of_figures(startset: Path) -> str:
    """sha256 over the figures alone."""
    return _hash(sorted(startset.glob("*")))


def rollback() -> Path:
    """Use the previous database again, with the figures it was made from; returns its path. A second time goes back.

    Raises `database.NoDatabase` when none was kept.
    """
    folder, current = database.data_folder(), database.current_path()
    others = sorted((p for p in folder.glob("lsa-*.duckdb") if p != current), key=lambda p: p.stat().st_mtime)
    if not others:
        raise database.NoDatabase(f"No previous database was kept in {folder}; {current.name} stays in use.")
    database.point_to(others[-1])
    figures, previous, aside = folder / FIGURES, folder / f"{FIGURES}-previous", folder / f"{FIGURES}-aside"
    if figures.exists():
        figures.replace(aside)
    if previous.exists():
        previous.replace(figures)
    if aside.exists():
        aside.replace(previous)
    return others[-1]


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _figures_in(startset: Path) -> int:
    return sum(pq.read_metadata(file).num_rows for file in startset.glob("value_*.parquet"))


def _fill(connection, startset: Path, inputs_hash: str, scratch: Path, report: Callable[[str], None]) -> None:
    connection.execute(f"SET temp_directory = '{scratch.as_posix()}/spill'")
    connection.execute(_sql("schema"))
    report("loads areas and figures")
    _load_catalogue(connection, startset)
    _load_areas(connection, startset)
    report("relates the areas of different years")
    area_links.fill(connection, startset)
    report("loads figures")
    for file in sorted(startset.glob("value_*.parquet")):
        connection.execute(
            "INSERT INTO value BY NAME SELECT * FROM read_parquet($file) ORDER BY ALL", {"file": str(file)}
        )
    report("computes national figures, positions and trends")
    connection.execute(_sql("benchmarks").replace("$scaled_mad", str(SCALED_MAD)))
    _load_changes(connection, startset)
    _load_trends(connection)
    _load_peers(connection)
    _load_lists(connection, startset)
    connection.execute(_sql("vulnerable"))
    report("compares areas that started from the same position")
    _load_deviance(connection)
    connection.execute(
        "INSERT INTO build VALUES ($version, $hash)", {"version": version_of(inputs_hash), "hash": inputs_hash}
    )
    connection.execute("CHECKPOINT")


def _sql(name: str) -> str:
    return (resources.files("lsa_data.build") / "models" / f"{name}.sql").read_text(encoding="utf-8")


def _insert(connection, table: str, frame: pd.DataFrame) -> None:
    connection.register("incoming", frame)
    columns = ", ".join(frame.columns)
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming")
    connection.unregister("incoming")


def _load_catalogue(connection, startset: Path) -> None:
    indicators = [
        (i.id, i.theme, i.source, i.unit, i.polarity, i.decimals, i.kind, i.national_method, i.headline, rank)
        for rank, i in enumerate(catalogue.indicators().values())
    ]
    connection.executemany("INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", indicators)
    connection.executemany(
        "INSERT INTO regio VALUES (?, ?, ?)", [(r.code, r.name_nl, r.name_en) for r in catalogue.regios()]
    )
    connection.executemany(
        "INSERT INTO provincie VALUES (?, ?, ?)", [(p.code, p.name, p.regio) for p in catalogue.provincies()]
    )
    sets = json.loads((startset / "provenance.json").read_text(encoding="utf-8"))["sets"]
    for source in catalogue.sources().values():
        own = [entry for entry in sets if entry["source"] == source.id]
        files = [file for entry in own for file in entry["files"]]
        tables = [table for entry in own for table in entry.get("tables", [])]
        digest = hashlib.sha256("".join(file["sha256"] for file in files).encode()).hexdigest()
        connection.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                source.id,
                source.publisher,
                source.text("title", "nl"),
                source.licence,
                source.url,
                ", ".join(dict.fromkeys([*source.tables, *(table["id"] for table in tables)])),
                len(files),
                sum(file["bytes"] for file in files),
                sum(entry["rows"] for entry in own),
                digest,
                max((table["modified"] for table in tables if table["modified"]), default=None),
                max((table["retrieved"] for table in tables), default=None),
            ],
        )


def _load_areas(connection, startset: Path) -> None:
    connection.execute(
        """
        INSERT INTO area
        WITH read AS (SELECT * FROM read_parquet($file)),
        gemeente_name AS (
            SELECT code, arg_max(name, vintage) AS latest FROM read
            WHERE type = 'gemeente' AND name IS NOT NULL GROUP BY code
        ),
        own_name AS (SELECT code, vintage, name FROM read WHERE type = 'gemeente')
        SELECT
            read.type, read.code, read.vintage, coalesce(read.name, ''), read.gemeente_code,
            coalesce(own_name.name, gemeente_name.latest), provincie_code, provincie.regio_code,
            lon, lat, inhabitants
        FROM read
        LEFT JOIN own_name ON own_name.code = read.gemeente_code AND own_name.vintage = read.vintage
        LEFT JOIN gemeente_name ON gemeente_name.code = read.gemeente_code
        LEFT JOIN provincie ON provincie.code = read.provincie_code
        ORDER BY read.type, read.vintage, read.code
        """,
        {"file": str(startset / "area.parquet")},
    )
    connection.execute("UPDATE area SET regio_code = code WHERE type = 'regio'")
    maps = [file.stem.split("_")[1:] for file in sorted(startset.glob("polygon_*.parquet"))]
    connection.executemany("INSERT INTO map VALUES (?, ?)", maps)


def _load_changes(connection, startset: Path) -> None:
    """The changes that a source publishes, with the country's own change: the same constant for every area, by which
    a published change differs from the difference of two scores."""
    connection.execute(
        """
        INSERT INTO published_change
        WITH published AS (SELECT * FROM read_parquet($file)),
        implied AS (
            SELECT published.indicator_id, published.area_type, from_year, to_year,
                median(published.value - (later.value - earlier.value)) AS national
            FROM published
            JOIN value AS earlier ON earlier.indicator_id = published.indicator_id
                AND earlier.area_code = published.area_code AND earlier.year = from_year
            JOIN value AS later ON later.indicator_id = published.indicator_id
                AND later.area_code = published.area_code AND later.year = to_year
            GROUP BY ALL
        )
        SELECT indicator_id, area_type, area_code, vintage, from_year, to_year, value, national
        FROM published JOIN implied USING (indicator_id, area_type, from_year, to_year)
        ORDER BY ALL
        """,
        {"file": str(startset / "change.parquet")},
    )


def _load_trends(connection) -> None:
    """One direction per area and indicator, over the years that the area has figures for.

    Only series in which an area has every year of the indicator are judged, so that all directions of one
    indicator speak of the same years.
    """
    series = connection.execute(
        """
        SELECT indicator_id, area_type, vintage, list(year ORDER BY year) AS years
        FROM (SELECT DISTINCT indicator_id, area_type, vintage, year FROM value WHERE area_type <> 'land')
        WHERE NOT list_contains($not_a_series, indicator_id)
        GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL
        """,
        {"not_a_series": list(NOT_A_SERIES)},
    ).fetchall()
    for indicator_id, area_type, vintage, years in series:
        changes = connection.execute(
            """
            SELECT area_code, to_year, value, national, scale FROM change
            WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $first
            """,
            {"indicator": indicator_id, "type": area_type, "vintage": vintage, "first": years[0]},
        ).df()
        levels = changes.pivot(index="area_code", columns="to_year", values="value")
        levels = levels.reindex(columns=years[1:]).dropna()
        if levels.empty:
            continue
        grid = np.column_stack([np.zeros(len(levels)), levels.to_numpy()])
        spread = scaled_mad(grid[:, -1])
        last = changes[changes["to_year"] == years[-1]].iloc[0]
        _insert(
            connection,
            "trend",
            pd.DataFrame(
                {
                    "indicator_id": indicator_id, "area_type": area_type, "area_code": levels.index,
                    "vintage": vintage, "from_year": years[0], "to_year": years[-1], "points": len(years),
                    "change": grid[:, -1], "national_change": last["national"], "spread": spread,
                    "direction": trend(np.array(years, dtype=float), grid, spread), "scale": last["scale"],
                }
            ),
        )  # fmt: skip


def _load_peers(connection) -> None:
    """The areas that resemble each wijk and gemeente of 2022 most: anywhere, and in other gemeenten."""
    for area_type in ("wijk", "gemeente"):
        figures = connection.execute(
            "SELECT area_code, indicator_id, value FROM value WHERE area_type = $type AND vintage = 2022",
            {"type": area_type},
        ).df()
        structure = peers.characteristics(figures.pivot(index="area_code", columns="indicator_id", values="value"))
        gemeente = structure.index.str[2:6].to_numpy()
        for elsewhere in (False, True):
            allowed = gemeente[:, None] != gemeente[None, :] if elsewhere else None
            rows = [
                (area_type, code, 2022, elsewhere, rank, peer, distance)
                for code, found in peers.nearest(structure, allowed).items()
                for rank, (peer, distance) in enumerate(zip(found.codes, found.distances, strict=True), start=1)
            ]
            columns = ["type", "code", "vintage", "elsewhere", "rank", "peer_code", "distance"]
            _insert(connection, "peer", pd.DataFrame(rows, columns=columns))


def _load_lists(connection, startset: Path) -> None:
    """The names of every list, with the wijk of 2016 that carries exactly that gemeente and name, if any."""
    listed = pd.read_parquet(startset / "area_list.parquet")
    wijken = connection.execute(
        "SELECT code, gemeente_name, name FROM area WHERE type = 'wijk' AND vintage = 2016"
    ).df()
    keys = wijken["gemeente_name"].map(links.normalise_name) + wijken["name"].map(links.normalise_name)
    by_name = dict(zip(keys, wijken["code"], strict=True))
    aliases = {"denhaag": "sgravenhage"}
    names = listed["name"].map(links.normalise_name).replace(aliases, regex=True)
    codes = names.map(by_name)
    _insert(
        connection,
        "area_list",
        listed.assign(
            area_code=codes,
            area_type=codes.map(lambda code: "wijk" if isinstance(code, str) else None),
            vintage=codes.map(lambda code: 2016 if isinstance(code, str) else None).astype("Int64"),
        ),
    )


def _load_deviance(connection) -> None:
    """For every outcome of the Leefbaarometer and every two measured years: how areas did against their start group."""
    for model, area_type, vintage in OUTCOMES:
        figures = connection.execute(
            "SELECT area_code, indicator_id, value FROM value WHERE area_type = $type AND vintage = $vintage "
            "AND starts_with(indicator_id, 'kwb_')",
            {"type": area_type, "vintage": vintage},
        ).df()
        structure = figures.pivot(index="area_code", columns="indicator_id", values="value")
        starts = connection.execute(
            "SELECT indicator_id, year, area_code, value FROM value WHERE area_type = $type AND vintage = $vintage "
            "AND starts_with(indicator_id, $model) AND value IS NOT NULL ORDER BY ALL",
            {"type": area_type, "vintage": vintage, "model": model},
        ).df()
        changes = connection.execute(
            "SELECT indicator_id, from_year, to_year, area_code, value FROM change WHERE area_type = $type "
            "AND vintage = $vintage AND starts_with(indicator_id, $model) AND indicator_id <> 'lbm3_afwijking'",
            {"type": area_type, "vintage": vintage, "model": model},
        ).df()
        for (indicator, year), following in changes.groupby(["indicator_id", "from_year"]):
            own = starts[(starts["indicator_id"] == indicator) & (starts["year"] == year)]
            start, known = deviants.starting_position(
                own.set_index("area_code")["value"], structure.reindex(own["area_code"]), area_type
            )
            neighbours = deviants.nearest(start, known)
            codes = start.index.to_numpy()
            keys = {"indicator_id": indicator, "area_type": area_type, "vintage": vintage, "from_year": year}
            group = list(codes[neighbours[:, : deviants.GROUP]])
            _insert(connection, "start_group", pd.DataFrame(keys | {"area_code": codes, "nearest": group}))
            polarity = catalogue.indicators()[indicator].polarity
            for to_year, part in following.groupby("to_year"):
                change = part.set_index("area_code")["value"].reindex(codes)
                found = deviants.deviance(change, neighbours, deviants.GROUP, polarity)
                for size in deviants.OTHER_GROUPS:
                    ahead = deviants.deviance(change, neighbours, size, polarity)["ahead"]
                    found[f"ahead_{size}"] = ahead.reindex(found.index, fill_value=False)
                found = found.assign(**keys, to_year=to_year, change=change.reindex(found.index))
                _insert(connection, "deviance", found.rename_axis("area_code").reset_index())


def _polygons(path: Path, startset: Path) -> dict[tuple[str, int], pd.DataFrame]:
    """Per map layer: code, name, wkb and regio_code of its areas."""
    polygons = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        for file in sorted(startset.glob("polygon_*.parquet")):
            _, area_type, vintage = file.stem.split("_")
            areas = connection.execute(
                "SELECT code, name, regio_code FROM area WHERE type = $type AND vintage = $vintage",
                {"type": area_type, "vintage": int(vintage)},
            ).df()
            polygons[area_type, int(vintage)] = pd.read_parquet(file).merge(areas, on="code").sort_values("code")
    return polygons


def _replace_folder(fresh: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    fresh.replace(target)


def _remove_old(folder: Path, keep: Path) -> None:
    """Keep the database in use and the one before it, with their map layers."""
    others = sorted((p for p in folder.glob("lsa-*.duckdb") if p != keep), key=lambda p: p.stat().st_mtime)
    for path in others[:-1]:
        path.unlink()
        for beside in ("geo", "whole"):
            shutil.rmtree(folder / f"{beside}-{path.stem.removeprefix('lsa-')}", ignore_errors=True)
