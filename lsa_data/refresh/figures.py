"""A whole set of figures (areas, values, polygons) to which what feeds give is added, piece by piece."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import shapely

from lsa_data.catalogue.codes import gemeente_of
from lsa_data.read import overlap
from lsa_data.read.frames import AREA_COLUMNS, INTERVAL, NOT_YET, VALUE_COLUMNS, Parsed
from lsa_data.read.make_startset import write_parquet
from lsa_data.refresh import contract
from lsa_data.refresh.feeds import Feed, Known, Loaded

GROUP = ["indicator_id", "area_type", "vintage", "year"]
SLICE = ["area_type", "vintage"]
ORDER = ["indicator_id", "area_type", "year", "vintage", "area_code"]
WITH_REGIO = ("gemeente", "wijk", "buurt")


class Figures:
    """The figures in `folder`, and what was accepted since. Nothing is written before `write`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.areas = pd.read_parquet(folder / "area.parquet")
        self.accepted: dict[str, Loaded] = {}
        self._values: dict[str, pd.DataFrame] = {}
        self._polygons: dict[tuple[str, int], pd.DataFrame] = {}

    def known(self) -> Known:
        """What a source may want to know of the figures that there are."""
        there = {tuple(path.stem.split("_")[1:]) for path in self.folder.glob("polygon_*_*.parquet")}
        return Known(self.areas, {(kind, int(vintage)) for kind, vintage in there} | set(self._polygons))

    def values(self, source: str) -> pd.DataFrame:
        """The figures of one source of the catalogue, with the bounds of those that have them."""
        if source not in self._values:
            path = self.folder / f"value_{source}.parquet"
            frame = pd.read_parquet(path) if path.is_file() else Parsed().values
            self._values[source] = frame.reindex(columns=[*VALUE_COLUMNS, *INTERVAL])
        return self._values[source]

    def accept(self, source: Feed, loaded: Loaded, since: int | None) -> dict:
        """Put what a source gave in the place of what it replaces; returns what that changes.

        It replaces the types of area and vintages that it gives; of a source that patches only the indicators and
        years in them. What is not published yet replaces no figure. Years before `since` stay. Raises
        `contract.ContractBroken`; nothing is changed then.
        """
        values = loaded.parsed.values.reindex(columns=[*VALUE_COLUMNS, *INTERVAL])
        used = self.values(source.source)
        values = values[~((values["status"] == NOT_YET) & _in(values, used[used["value"].notna()], GROUP))]
        replaced = _in(used, values, GROUP if source.patches else SLICE)
        if since is not None:
            values, replaced = values[values["year"] >= since], replaced & (used["year"] >= since)
        if len(loaded.parsed.values):
            contract.check(values, used[replaced], self._areas_with(loaded) if source.names_areas else self.areas)
        for (area_type, vintage), frame in loaded.polygons.items():
            contract.check_map(frame, area_type, vintage, self.areas)
        changes = contract.differences(values, used[replaced])
        self._add_areas(loaded.parsed.areas)
        if len(values):
            merged = pd.concat([part for part in (used[~replaced], values) if len(part)], ignore_index=True)
            self._values[source.source] = merged.sort_values(ORDER, kind="stable").reset_index(drop=True)
        self._add_polygons(loaded.polygons)
        self.accepted[source.id] = loaded
        return changes | {"maps": [f"{kind} {vintage}" for kind, vintage in loaded.polygons]}

    def write(self, folder: Path, sources: Mapping[str, Feed], embedded: str) -> list[str]:
        """Write the whole set to `folder`; `embedded` is the hash of the embedded figures it was made from.

        Areas of gemeenten of which no provincie is known cannot be placed in a regio and are left out, with their
        figures; returns a line about those.
        """
        shutil.copytree(self.folder, folder)
        self._find_provincies()
        left_out = self.areas["type"].isin(WITH_REGIO) & self.areas["provincie_code"].isna()
        gone = self.areas[left_out]
        self.areas = self.areas[~left_out].sort_values(["type", "vintage", "code"]).reset_index(drop=True)
        write_parquet(self.areas.astype({"inhabitants": "Int64"}), folder / "area.parquet")
        keys = gone[["type", "code", "vintage"]].set_axis(["area_type", "area_code", "vintage"], axis=1)
        for source, frame in self._values.items():
            if len(gone):
                self._values[source] = frame[~_in(frame, keys, list(keys.columns))]
            write_parquet(self._values[source], folder / f"value_{source}.parquet")
        for (area_type, vintage), frame in self._polygons.items():
            kept = frame.loc[~frame["code"].isin(gone.loc[gone["vintage"] == vintage, "code"]), ["code", "wkb"]]
            write_parquet(kept, folder / f"polygon_{area_type}_{vintage}.parquet")
        if self._polygons:
            _measure_overlaps(folder, set(self._polygons))
        self._write_provenance(folder, sources, embedded)
        gemeenten = sorted(gone["gemeente_code"].dropna().unique())
        return [f"Left out, because their provincie is not known: {', '.join(gemeenten)}"] if gemeenten else []

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

    def _write_provenance(self, folder: Path, sources: Mapping[str, Feed], embedded: str) -> None:
        """What each source holds now: its file, its figures per type, vintage and year, and the tables it came from."""
        path = folder / "provenance.json"
        provenance = json.loads(path.read_text(encoding="utf-8"))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for source in sorted({sources[name].source for name in self.accepted}):
            own = [entry for entry in provenance["sets"] if entry["source"] == source]
            fresh = [
                {"id": table.id, "modified": table.modified, "rows": table.rows, "retrieved": now}
                for name, loaded in self.accepted.items()
                if sources[name].source == source
                for table in loaded.tables
            ]
            before = [table for entry in own for table in entry.get("tables", [])]
            tables = [table for table in before if table["id"] not in {one["id"] for one in fresh}] + fresh
            if source in self._values:
                entry = _entry(source, folder / f"value_{source}.parquet", self._values[source])
                provenance["sets"] = [e for e in provenance["sets"] if e["source"] != source] + [
                    entry | {"tables": tables}
                ]
            elif own:
                own[0]["tables"] = tables
        provenance["embedded"] = embedded
        path.write_text(json.dumps(provenance, indent=1, sort_keys=True), encoding="utf-8")


def _measure_overlaps(folder: Path, fresh: set[overlap.Map]) -> None:
    """Measure in `folder` how the maps that are `fresh` overlap others; what is known of the rest stays."""
    files = {(kind, int(year)): file for file in folder.glob("polygon_*") for _, kind, year in [file.stem.split("_")]}
    which = [pair for pair in overlap.pairs(files) if fresh & set(pair)]
    maps = {key: pd.read_parquet(files[key]) for pair in which for key in pair}
    known = pd.read_parquet(folder / overlap.FILE)
    changed = pd.Series(False, index=known.index)
    for kind, year in fresh:
        changed |= (known["area_type"] == kind) & (known["vintage"] == year)
        changed |= (known["other_type"] == kind) & (known["other_vintage"] == year)
    all_rows = pd.concat([known[~changed], overlap.measured(maps, which)])
    write_parquet(overlap.in_order(all_rows), folder / overlap.FILE)


def _in(frame: pd.DataFrame, other: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Which rows of `frame` have the values that some row of `other` has in these columns."""
    if frame.empty or other.empty:
        return pd.Series(False, index=frame.index)
    wanted = pd.MultiIndex.from_frame(other[columns].drop_duplicates())
    return pd.Series(pd.MultiIndex.from_frame(frame[columns]).isin(wanted), index=frame.index)


def _entry(source: str, path: Path, values: pd.DataFrame) -> dict:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    counts = values.groupby(["area_type", "vintage", "year"]).size()
    return {
        "source": source,
        "files": [{"file": path.name, "bytes": path.stat().st_size, "sha256": digest}],
        "rows": len(values),
        "years": sorted({int(year) for year in values["year"]}),
        "figures": [
            {"area_type": kind, "vintage": int(vintage), "year": int(year), "rows": int(rows)}
            for (kind, vintage, year), rows in counts.items()
        ],
    }
