"""A selection with the boundaries of its areas: GeoJSON and GeoPackage, wide.

The polygon of an area is that of the nearest map on which a comparable area is drawn; an area without one is a row
without a shape, and the file says how many there are. A GeoPackage is a few tables of SQLite that a standard of the OGC
describes (1.3, https://www.geopackage.org/spec/): written here with what Python has, because the library that could do
it (pyogrio, with GDAL) weighs a hundred megabytes. The tests open it with that library.
"""

import json
import sqlite3
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import shapely

from lsa_data.ask import database, layers, maps, selection
from lsa_data.export import about_file
from lsa_data.export.about_file import About
from lsa_data.export.columns import Column, columns, query
from lsa_data.export.words import words
from lsa_data.methods.geometry import shapes_of

WGS84 = 4326
WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
GPKG, VERSION = 0x47504B47, 10300
"""What tells a GeoPackage from any other SQLite file, and its version."""
SQLITE_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN"}
TABLES = (Path(__file__).parent / "geopackage.sql").read_text(encoding="utf-8")
Shape: TypeAlias = "shapely.Geometry | None"


class Drawn:
    """Where the areas of a selection are drawn: their shapes, and the vintages of the maps."""

    def __init__(self, about: About) -> None:
        area_type = about.chosen.type
        assert area_type is not None
        self._shapes: dict[tuple[str, int], tuple[int, shapely.Geometry]] = {}
        nearest = cache(lambda vintage: maps.nearest(area_type, vintage))
        self.without: list[str] = []
        for code, vintage in _areas(about):
            drawn_on = nearest(vintage)
            shape = _geometries(area_type, drawn_on).get((code, vintage))
            if shape is None:
                self.without.append(code)
            else:
                self._shapes[code, vintage] = drawn_on, shape
        self.maps = sorted({drawn_on for drawn_on, _ in self._shapes.values()})

    def of(self, code: str, vintage: int) -> tuple[int | None, Shape]:
        """The vintage of the map on which an area is drawn, and its shape; None where it is not drawn."""
        return self._shapes.get((code, vintage), (None, None))

    def bounds(self) -> list[float]:
        """West, south, east and north of all shapes; of nothing 0."""
        if not self._shapes:
            return [0.0] * 4
        return [float(side) for side in shapely.total_bounds([shape for _, shape in self._shapes.values()])]


def metadata(about: About, drawn: Drawn) -> dict[str, Any]:
    """What is said inside the file: that of every file, the maps that were used, and which areas have no shape."""
    more = {"polygons_of": drawn.maps, "without_geometry": len(drawn.without), "codes_without_geometry": drawn.without}
    return about_file.metadata(about) | more


def geojson(about: About, path: Path) -> None:
    """One feature per area: its wide row and its polygon; without one the geometry is null."""
    drawn = Drawn(about)
    with path.open("w", encoding="utf-8") as file:
        head = {"type": "FeatureCollection", "name": path.stem, "metadata": metadata(about, drawn)}
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ',"features":[')
        for place, (row, drawn_on, shape) in enumerate(_rows(about, drawn)):
            geometry = "null" if shape is None else shapely.to_geojson(shape)
            properties = json.dumps(row | {"drawn_on": drawn_on}, ensure_ascii=False)
            file.write(f'{"," if place else ""}\n{{"type":"Feature","properties":{properties},"geometry":{geometry}}}')
        file.write("\n]}\n")


def geopackage(about: About, path: Path) -> None:
    """The same as a GeoPackage: a layer called after the type of area, and tables with the definitions and sources."""
    drawn, made = Drawn(about), f"{about_file.made().isoformat()}.000Z"
    made_of = [*columns(about.chosen, about.shape), Column("drawn_on", "drawn_on", "", "", "integer")]
    with sqlite3.connect(path) as file:
        file.executescript(f"PRAGMA application_id = {GPKG}; PRAGMA user_version = {VERSION}; {TABLES}")
        file.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, ?, NULL)", (WKT,))
        layer = str(about.chosen.type)
        fields = ", ".join(f'"{column.name}" {SQLITE_TYPES[column.kind]}' for column in made_of)
        file.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, geom GEOMETRY, {fields})')
        file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)", (layer, WGS84))
        described = words("nl")["without_geometry"].format(n=len(drawn.without))
        _listed(file, layer, "features", made, described, [*drawn.bounds(), WGS84])
        marks = ", ".join("?" * (len(made_of) + 1))
        file.executemany(
            f'INSERT INTO "{layer}" VALUES (NULL, {marks})',
            ([_binary(shape), *row.values(), drawn_on] for row, drawn_on, shape in _rows(about, drawn)),
        )
        for title, lines in (("definities", about_file.definitions(about, "nl")),
                             ("bronnen", about_file.sources(about, "nl"))):  # fmt: skip
            fields = ", ".join(f'"{name}" TEXT' for name in lines[0])
            file.execute(f"CREATE TABLE {title} (fid INTEGER PRIMARY KEY, {fields})")
            marks = ", ".join("?" * len(lines[0]))
            file.executemany(f"INSERT INTO {title} VALUES (NULL, {marks})", lines[1:])
            _listed(file, title, "attributes", made, "", [None] * 4 + [0])
        told = json.dumps(metadata(about, drawn), ensure_ascii=False)
        file.execute("INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)",
                     ("https://www.w3.org/TR/vocab-dcat/", told))  # fmt: skip
        file.execute("INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)", (made,))
    file.close()


def _listed(
    file: sqlite3.Connection, table: str, kind: str, made: str, described: str, box: list[Any]
) -> None:  # fmt: skip
    file.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 (table, kind, table, described, made, *box))  # fmt: skip


def _binary(shape: Shape) -> bytes | None:
    """A shape in the binary form of a GeoPackage: little-endian, with its box in front of the WKB."""
    if shape is None:
        return None
    west, south, east, north = shapely.bounds(shape)
    return b"GP" + struct.pack("<BBi4d", 0, 0b11, WGS84, west, east, south, north) + shapely.to_wkb(shape)


def _rows(about: About, drawn: Drawn) -> Iterator[tuple[dict[str, Any], int | None, Shape]]:
    """Every wide row by name, with the map it is drawn on and its shape."""
    made_of = columns(about.chosen, about.shape)
    names = [column.name for column in made_of]
    cursor = database.cursor().execute(query(about.chosen, about.shape, made_of), about.chosen.parameters())
    while batch := cursor.fetchmany(1000):
        for values in batch:
            row = dict(zip(names, values, strict=True))
            yield row, *drawn.of(row["code"], row["vintage"])


def _areas(about: About) -> list[tuple[str, int]]:
    text = f"SELECT DISTINCT code, vintage FROM ({selection.sql(about.chosen)}) ORDER BY vintage, code"
    return database.cursor().execute(text, about.chosen.parameters()).fetchall()


@database.once_per_version
def _geometries(area_type: str, drawn_on: int) -> dict[tuple[str, int], shapely.Geometry]:
    """The polygon of every area of any vintage that is comparable with one on this map."""
    areas = layers.polygons(area_type, drawn_on)
    drawn: dict[str, shapely.Geometry] = dict(zip(areas["code"], np.asarray(shapes_of(areas["wkb"])), strict=True))
    same = database.ask("drawn_areas", type=area_type, drawn_on=drawn_on)
    return {
        (code, int(vintage)): drawn[drawn_code]
        for code, vintage, drawn_code in same.itertuples(index=False, name=None)
        if drawn_code in drawn
    }
