"""A whole set of figures (areas, values, polygons) to which what feeds give is added, piece by piece.

Values are with millions: they stand in Parquet files, which DuckDB compares and joins within `MEMORY`.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from lsa_data.catalogue.codes import gemeente_of
from lsa_data.read import overlap
from lsa_data.read.frames import AREA_COLUMNS, INTERVAL, NOT_YET, VALUE_COLUMNS, Parsed
from lsa_data.read.make_startset import write_parquet
from lsa_data.refresh import contract
from lsa_data.refresh.feeds import Feed, Known, Loaded

GROUP = "indicator_id, area_type, vintage, year"
SLICE = "area_type, vintage"
ORDER = "indicator_id, area_type, year, vintage, area_code"
WITH_REGIO = ("gemeente", "wijk", "buurt")
MAPS = "cbs_grenzen"
"""The source of the catalogue that gives maps and no figures."""
MEMORY = "200MB"
"""What DuckDB may use; what does not fit waits on disk."""
TYPES = {
    "indicator_id": pa.string(), "area_type": pa.string(), "area_code": pa.string(), "vintage": pa.int64(),
    "year": pa.int64(), "value": pa.float64(), "status": pa.string(), "coverage": pa.float64(),
    "provisional": pa.bool_(), "ci_lower": pa.float64(), "ci_upper": pa.float64(),
}  # fmt: skip
VALUES = pa.schema([(name, TYPES[name]) for name in (*VALUE_COLUMNS, *INTERVAL)])


class Figures:
    """The figures in `folder`, and what was accepted since. Nothing is written before `write`, but to a folder of its
    own in `beside` that goes away with it."""

    def __init__(self, folder: Path, beside: Path | None = None) -> None:
        self.folder = folder
        self.areas = pd.read_parquet(folder / "area.parquet")
        self.accepted: dict[str, Loaded] = {}
        self._polygons: dict[tuple[str, int], pd.DataFrame] = {}
        self._scratch = tempfile.TemporaryDirectory(prefix="updating-", dir=beside)
        self._files: dict[str, Path] = {}
        self._duckdb = duckdb.connect(
            config={"threads": 2, "memory_limit": MEMORY, "enable_external_file_cache": False}
        )
        spill = f"{Path(self._scratch.name).as_posix()}/spill"
        self._duckdb.execute("SET temp_directory = $spill", {"spill": spill}).fetchall()
        self._nothing = Path(self._scratch.name) / "nothing.parquet"
        pq.write_table(VALUES.empty_table(), self._nothing)

    def known(self) -> Known:
        """What a source may want to know of the figures that there are."""
        there = {tuple(path.stem.split("_")[1:]) for path in self.folder.glob("polygon_*_*.parquet")}
        return Known(self.areas, {(kind, int(vintage)) for kind, vintage in there} | set(self._polygons))

    def values(self, source: str) -> pd.DataFrame:
        """The figures of one source of the catalogue, with the bounds of those that have them."""
        return self._used(source).df()

    def accept(self, source: Feed, loaded: Loaded, since: int | None) -> dict:
        """Put what a source gave in the place of what it replaces; returns what that changes.

        It replaces the types of area and vintages that it gives; of a source that patches only the indicators and
        years in them. What is not published yet replaces no figure. Years before `since` stay. Raises
        `contract.ContractBroken`; nothing is changed then.
        """
        given, together = (Path(self._scratch.name) / f"{source.id}-{what}.parquet" for what in ("given", "together"))
        rows = _write_values([loaded.parsed.values, *loaded.more], given)
        self._lay_out(source, given, since)
        if source.names_areas:
            self._duckdb.register("area", self._areas_with(loaded))
        if rows:
            contract.check(self._duckdb)
        for (area_type, vintage), frame in loaded.polygons.items():
            contract.check_map(frame, area_type, vintage, self.areas)
        changes = contract.differences(self._duckdb)
        if rows:
            self._duckdb.sql("FROM kept UNION ALL BY NAME FROM new").write_parquet(str(together))
        before = self.areas
        try:
            self._add_areas(loaded.parsed.areas)
            self._add_polygons(loaded.polygons)
        except BaseException:
            self.areas = before
            raise
        if rows:
            self._files[source.source] = together
        given.unlink()
        self.accepted[source.id] = replace(loaded, parsed=Parsed(), more=())
        return changes | {"maps": [f"{kind} {vintage}" for kind, vintage in loaded.polygons]}

    def _lay_out(self, source: Feed, given: Path, since: int | None) -> None:
        """What is there for comparing: `new`, `current` (what it replaces), `kept` (what stays) and `area`."""
        self._used(source.source).create_view("used", replace=True)
        self._duckdb.from_parquet(str(given)).create_view("came", replace=True)
        self._duckdb.register("area", self.areas[["type", "code", "vintage"]])
        self._duckdb.execute("SET VARIABLE since = $year", {"year": since or 0}).fetchall()
        group = GROUP if source.patches else SLICE
        for statement in (
            f"CREATE OR REPLACE TEMP TABLE there AS SELECT DISTINCT {GROUP} FROM used WHERE value IS NOT NULL",
            f"CREATE OR REPLACE VIEW given AS FROM came WHERE status <> '{NOT_YET}' "
            f"UNION ALL FROM came ANTI JOIN there USING ({GROUP}) WHERE status = '{NOT_YET}'",
            f"CREATE OR REPLACE TEMP TABLE replaced AS SELECT DISTINCT {group} FROM given",
            "CREATE OR REPLACE VIEW new AS FROM given WHERE year >= getvariable('since')",
            f"CREATE OR REPLACE VIEW current AS FROM used SEMI JOIN replaced USING ({group}) "
            "WHERE year >= getvariable('since')",
            f"CREATE OR REPLACE VIEW kept AS FROM used ANTI JOIN replaced USING ({group}) UNION ALL "
            f"FROM used SEMI JOIN replaced USING ({group}) WHERE year < getvariable('since')",
        ):
            self._duckdb.execute(statement).fetchall()

    def write(
        self, folder: Path, sources: Mapping[str, Feed], embedded: str, without: Collection[str] = ()
    ) -> list[str]:
        """Write the whole set to `folder`; `embedded` is the hash of the embedded figures it was made from. What came
        of the sources of the catalogue in `without` is left out: their figures stay as they were.

        Areas of gemeenten of which no provincie is known cannot be placed in a regio and are left out, with their
        figures; returns a line about those.
        """
        shutil.copytree(self.folder, folder)
        self._find_provincies()
        left_out = self.areas["type"].isin(WITH_REGIO) & self.areas["provincie_code"].isna()
        gone = self.areas[left_out]
        areas = self.areas[~left_out].sort_values(["type", "vintage", "code"]).reset_index(drop=True)
        write_parquet(areas.astype({"inhabitants": "Int64"}), folder / "area.parquet")
        keys = gone[["type", "code", "vintage"]].set_axis(["area_type", "area_code", "vintage"], axis=1)
        self._duckdb.register("gone", keys)
        for source in self._files.keys() - set(without):
            self._used(source).create_view("used", replace=True)
            kept = self._duckdb.sql(f"FROM used ANTI JOIN gone USING (area_type, area_code, vintage) ORDER BY {ORDER}")
            kept.write_parquet(str(folder / f"value_{source}.parquet"), compression="zstd")
        self._write_polygons(folder, gone, without)
        self._write_provenance(folder, sources, embedded, without)
        gemeenten = sorted(gone["gemeente_code"].dropna().unique())
        return [f"Left out, because their provincie is not known: {', '.join(gemeenten)}"] if gemeenten else []

    def _used(self, source: str) -> duckdb.DuckDBPyRelation:
        file = self._files.get(source, self.folder / f"value_{source}.parquet")
        files = [str(path) for path in (self._nothing, file) if path.is_file()]
        return self._duckdb.from_parquet(files, union_by_name=True)

    def _write_polygons(self, folder: Path, gone: pd.DataFrame, without: Collection[str]) -> None:
        if not self._polygons or MAPS in without:
            return
        for (area_type, vintage), frame in self._polygons.items():
            kept = frame.loc[~frame["code"].isin(gone.loc[gone["vintage"] == vintage, "code"]), ["code", "wkb"]]
            write_parquet(kept, folder / f"polygon_{area_type}_{vintage}.parquet")
        _measure_overlaps(folder, set(self._polygons))

    def _areas_with(self, loaded: Loaded) -> pd.DataFrame:
        """The areas in use and those of a source that says itself which there are."""
        key = ["type", "code", "vintage"]
        return pd.concat([self.areas[key], loaded.parsed.areas[key]]).drop_duplicates()

    def _add_areas(self, new: pd.DataFrame) -> None:
        """New areas get the provincie of their gemeente; a name, number of inhabitants or surface that was not known is
        filled in."""
        if new.empty:
            return
        key = ["type", "code", "vintage"]
        new = new.reindex(columns=AREA_COLUMNS).drop_duplicates(key).set_index(key)
        areas = self.areas.astype({"inhabitants": "Float64"}).set_index(key)
        both = areas.index.intersection(new.index)
        areas.loc[both, "name"] = areas.loc[both, "name"].fillna(new.loc[both, "name"])
        fresh = new.loc[both, "inhabitants"].astype("Float64")
        areas.loc[both, "inhabitants"] = fresh.fillna(areas.loc[both, "inhabitants"])
        areas.loc[both, "surface"] = areas.loc[both, "surface"].fillna(new.loc[both, "surface"])
        added = new.loc[new.index.difference(areas.index)].astype({"inhabitants": "Float64"})
        provincie = self._provincie_of_gemeente()
        added = added.assign(provincie_code=added["gemeente_code"].map(provincie))
        self.areas = pd.concat([areas.reset_index(), added.reset_index()], ignore_index=True)

    def _add_polygons(self, polygons: Mapping[tuple[str, int], pd.DataFrame]) -> None:
        for (area_type, vintage), frame in polygons.items():
            codes = frame["code"]
            gemeente = codes.map(gemeente_of)
            new = pd.DataFrame(
                {"type": area_type, "code": codes, "vintage": vintage, "name": frame["name"], "gemeente_code": gemeente}
            )
            self._add_areas(new)
            inside = shapely.point_on_surface(shapely.from_wkb(frame["wkb"].to_numpy()))
            places = pd.DataFrame({"lon": shapely.get_x(inside).round(5), "lat": shapely.get_y(inside).round(5)})
            places.index = pd.Index(codes)
            own = (self.areas["type"] == area_type) & (self.areas["vintage"] == vintage)
            for column in ("lon", "lat"):
                self.areas.loc[own, column] = self.areas.loc[own, "code"].map(places[column])
            self._polygons[area_type, vintage] = frame

    def _provincie_of_gemeente(self) -> dict[str, str]:
        known = self.areas.dropna(subset=["gemeente_code", "provincie_code"]).sort_values("vintage")
        return dict(zip(known["gemeente_code"], known["provincie_code"], strict=True))

    def _find_provincies(self) -> None:
        """Give areas of a gemeente that is new the provincie in which a point inside it lies."""
        unknown = self.areas["provincie_code"].isna() & self.areas["gemeente_code"].notna()
        placed = self.areas[unknown & self.areas["lon"].notna()]
        provincie = pd.read_parquet(max(self.folder.glob("polygon_provincie_*.parquet")))
        points = shapely.points(placed["lon"].astype(float), placed["lat"].astype(float))
        at, hits = shapely.STRtree(shapely.from_wkb(provincie["wkb"].to_numpy())).query(points, predicate="within")
        found = pd.Series(provincie["code"].to_numpy()[hits], index=placed["gemeente_code"].to_numpy()[at])
        by_gemeente = found.groupby(level=0).agg(lambda codes: codes.mode().iloc[0]) if len(found) else found
        known = by_gemeente.to_dict() | self._provincie_of_gemeente()
        self.areas.loc[unknown, "provincie_code"] = self.areas.loc[unknown, "gemeente_code"].map(known)

    def _write_provenance(
        self, folder: Path, sources: Mapping[str, Feed], embedded: str, without: Collection[str]
    ) -> None:
        """What each source holds now: its file, its figures per type, vintage and year, and the tables it came from."""
        path = folder / "provenance.json"
        provenance = json.loads(path.read_text(encoding="utf-8"))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for source in sorted({sources[name].source for name in self.accepted} - set(without)):
            own = [entry for entry in provenance["sets"] if entry["source"] == source]
            fresh = [
                {"id": table.id, "modified": table.modified, "rows": table.rows, "retrieved": now}
                for name, loaded in self.accepted.items()
                if sources[name].source == source
                for table in loaded.tables
            ]
            before = [table for entry in own for table in entry.get("tables", [])]
            tables = [table for table in before if table["id"] not in {one["id"] for one in fresh}] + fresh
            if source in self._files:
                entry = _entry(source, self._duckdb, folder / f"value_{source}.parquet")
                provenance["sets"] = [e for e in provenance["sets"] if e["source"] != source] + [
                    entry | {"tables": tables}
                ]
            elif own:
                own[0]["tables"] = tables
        provenance["embedded"] = embedded
        path.write_text(json.dumps(provenance, indent=1, sort_keys=True), encoding="utf-8")


def _measure_overlaps(folder: Path, fresh: set[overlap.Map]) -> None:
    """Measure in `folder` how maps that are `fresh` overlap others, type by type; what is known of the rest stays."""
    files = {(kind, int(year)): file for file in folder.glob("polygon_*") for _, kind, year in [file.stem.split("_")]}
    which = [pair for pair in overlap.pairs(files) if fresh & set(pair)]
    known = pd.read_parquet(folder / overlap.FILE)
    changed = pd.Series(False, index=known.index)
    for kind, year in fresh:
        changed |= (known["area_type"] == kind) & (known["vintage"] == year)
        changed |= (known["other_type"] == kind) & (known["other_vintage"] == year)
    found = [known[~changed]]
    for _, pairs in groupby(which, key=lambda pair: pair[0][0]):
        of_type = list(pairs)
        found.append(overlap.measured({key: pd.read_parquet(files[key]) for pair in of_type for key in pair}, of_type))
    write_parquet(overlap.in_order(pd.concat(found)), folder / overlap.FILE)


def _write_values(parts: Iterable[pd.DataFrame], path: Path) -> int:
    """Value rows as one file, part after part; gives how many there are."""
    rows = 0
    with pq.ParquetWriter(path, VALUES) as file:
        for part in parts:
            if len(part):
                part = part.reindex(columns=VALUES.names)
                file.write_table(pa.Table.from_pandas(part, VALUES, preserve_index=False))
                rows += len(part)
    return rows


def _entry(source: str, figures: duckdb.DuckDBPyConnection, path: Path) -> dict:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    counts = figures.from_parquet(str(path)).aggregate("area_type, vintage, year, count(*)").order("ALL").fetchall()
    return {
        "source": source,
        "files": [{"file": path.name, "bytes": path.stat().st_size, "sha256": digest}],
        "rows": sum(rows for *_, rows in counts),
        "years": sorted({year for _, _, year, _ in counts}),
        "figures": [
            {"area_type": kind, "vintage": vintage, "year": year, "rows": rows} for kind, vintage, year, rows in counts
        ],
    }
