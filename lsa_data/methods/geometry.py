"""Small steps on polygons: projection, rounding and simplification of a whole map at once."""

import numpy as np
import shapely
from pyproj import Transformer

_TO_RD = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
_FROM_RD = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
DECIMALS = 5
"""Five decimals of a degree is about one metre."""
SLIVER = 5_000


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
    """The whole map with fewer points; borders that two areas share stay shared. `shapes` is in EPSG:28992.

    Areas that are not part of a clean coverage keep their place but may lose their fit with a neighbour.
    """
    return shapely.coverage_simplify(shapes, metres)
