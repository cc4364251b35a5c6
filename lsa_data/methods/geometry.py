"""Small steps on polygons: projection, rounding, simplification of a whole map at once, and GeoJSON."""

import json
from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from pyproj import Transformer

_TO_RD = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
_FROM_RD = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
DECIMALS = 5
"""Five decimals of a degree is about one metre."""
SLIVER = 5_000
METRES_PER_DEGREE = np.array([68_230.0, 111_320.0])
"""Of longitude and of latitude, halfway the Netherlands (52.2 degrees north; 2.5% off at its ends)."""
AROUND = (-3.0, 48.0, 13.0, 57.0)
"""West, south, east and north of what a map of the Netherlands can show around it."""


def shapes_of(wkb: Iterable[bytes]) -> np.ndarray:
    """The shapes of a column of well-known binary, of a file or of the database (which gives bytearrays)."""
    return shapely.from_wkb([bytes(one) for one in wkb])


def to_rd(shapes: np.ndarray) -> np.ndarray:
    """WGS84 polygons in metres of the Dutch grid (EPSG:28992)."""
    return shapely.transform(shapes, lambda points: np.column_stack(_TO_RD.transform(*points.T)))


def from_rd(shapes: np.ndarray) -> np.ndarray:
    """Polygons in metres of the Dutch grid as WGS84, rounded to five decimals."""
    return shapely.transform(shapes, lambda points: np.round(np.column_stack(_FROM_RD.transform(*points.T)), DECIMALS))


def polygons_only(shapes: np.ndarray) -> np.ndarray:
    """Valid (multi)polygons with five decimals and anticlockwise outer rings (RFC 7946); lines and points that
    repairing leaves behind are dropped."""
    rounded = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    valid = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return shapely.orient_polygons(shapely.normalize(valid), exterior_cw=False)


def without_slivers(shape: shapely.Geometry) -> shapely.Geometry:
    """A (multi)polygon in metres without the holes under half a hectare that remain where borders of its parts differ
    by a few metres."""
    parts = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area >= SLIVER])
        for part in shapely.get_parts(shape)
    ]
    return shapely.multipolygons(parts)


def simplify_map(shapes: np.ndarray, metres: float) -> np.ndarray:
    """The whole map (WGS84) with fewer points; borders that two areas share stay shared. What is smaller than a square
    of `metres` is smoothed away; every point that stays keeps its place.

    Areas that are not part of a clean coverage keep their place but may lose their fit with a neighbour.
    """
    flat = shapely.transform(shapes, lambda points: points * METRES_PER_DEGREE)
    lighter = shapely.coverage_simplify(flat, metres)
    return shapely.transform(lighter, lambda points: np.round(points / METRES_PER_DEGREE, DECIMALS))


def water_and_borders(parts: np.ndarray) -> tuple[shapely.Geometry, shapely.Geometry]:
    """What lies around the parts of a country (a coverage in WGS84), within `AROUND`, and the borders between them."""
    edges = [
        line
        for i, part in enumerate(parts)
        for line in shapely.get_parts(shapely.intersection(part.boundary, shapely.boundary(parts[i + 1 :])))
        if line.geom_type == "LineString"
    ]
    water = shapely.difference(shapely.box(*AROUND), shapely.union_all(parts))
    return shapely.orient_polygons(water, exterior_cw=False), shapely.line_merge(shapely.multilinestrings(edges))


def feature_collection(properties: Iterable[dict], shapes: np.ndarray | Sequence[shapely.Geometry]) -> bytes:
    """Shapes (WGS84) with their properties as compact GeoJSON, in this order; `i` numbers them from 0."""
    features = (
        f'{{"type":"Feature","properties":{_compact({"i": i} | own)},"geometry":{shape}}}'
        for i, (own, shape) in enumerate(zip(properties, shapely.to_geojson(shapes), strict=True))
    )
    return ('{"type":"FeatureCollection","features":[' + ",\n".join(features) + "]}").encode()


def _compact(values: dict) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
