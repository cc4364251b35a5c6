"""Which buurten lie inside a shape, and for how much: a shape that was drawn, or all within a distance of a place."""

from collections.abc import Sequence

import numpy as np
import shapely

from lsa_data.ask import database
from lsa_data.ask.areas import Area, shown_first
from lsa_data.methods.geometry import from_rd, shapes_of, to_rd
from lsa_data.problem import Problem

DISTANCES = (250, 500, 1000, 2000)
"""Metres around a postcode or a point that can be chosen."""
MOST_POINTS = 400
WIDEST = 40_000.0
"""Metres across that a shape may be: the largest gemeente is as wide."""
REACH = 0.25
"""Degrees around a shape in which the middle of every buurt lies that touches it: the largest are 20 km across."""
ALL_OF_IT, NOTHING = 0.95, 0.05
"""A buurt that lies inside for so much is all of it; one that lies inside for less than the other is none."""


class ShapeError(Problem):
    """A shape of which no area can be made; `why` is one of `points` or `large`."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This is no shape of which an area can be made ({why}).")
        self.why = why


def drawn(points: Sequence[tuple[float, float]]) -> dict[str, int]:
    """Code of a buurt -> the percent (1 to 100) of its surface that lies inside a line of points (longitude, latitude),
    which is closed and may cross itself. Raises `ShapeError`."""
    known = np.array(points, dtype=float).reshape(-1, 2)[:MOST_POINTS]
    if len(known) < 3 or not np.isfinite(known).all() or (np.abs(known) > 180).any():
        raise ShapeError("points")
    shape = to_rd(np.array([shapely.polygons(known)]))[0]
    return _inside(shapely.make_valid(shape))


def around_point(lon: float, lat: float, metres: int) -> dict[str, int]:
    """The same for all within a distance of a point. Raises `ShapeError`."""
    if not np.isfinite([lon, lat]).all() or abs(lon) > 180 or abs(lat) > 180:
        raise ShapeError("points")
    return _inside(shapely.buffer(to_rd(np.array([shapely.Point(lon, lat)]))[0], metres))


def around_area(area: Area, metres: int) -> dict[str, int]:
    """The same for all within a distance of the border of an area, itself too; nothing where its border is unknown."""
    found = database.ask("boundaries", type=area.type, vintage=area.vintage, codes=[area.code])
    if found.empty:
        return {}
    return _inside(shapely.buffer(to_rd(shapes_of(found["wkb"]))[0], metres))


def _inside(shape: shapely.Geometry) -> dict[str, int]:
    """Of a shape in metres of the Dutch grid."""
    west, south, east, north = shape.bounds
    if not shape.area:
        raise ShapeError("points")
    if max(east - west, north - south) > WIDEST:
        raise ShapeError("large")
    buurten = _buurten(shape)
    if not buurten:
        return {}
    codes, shapes = list(buurten), to_rd(shapes_of(buurten.values()))
    touching = shapely.intersects(shapes, shape)
    share = np.zeros(len(codes))
    share[touching] = shapely.area(shapely.intersection(shapes[touching], shape)) / shapely.area(shapes[touching])
    counted = np.where(share >= ALL_OF_IT, 1.0, share)
    return {
        code: round(100 * part) for code, part in zip(codes, counted.tolist(), strict=True) if part >= NOTHING
    }  # fmt: skip


def _buurten(shape: shapely.Geometry) -> dict[str, bytes]:
    """Code -> border of every buurt that may touch a shape."""
    west, south, east, north = from_rd(np.array([shape]))[0].bounds
    found = database.ask(
        "buurten_around", vintage=shown_first("buurt"), west=west - REACH, south=south - REACH, east=east + REACH,
        north=north + REACH,
    )  # fmt: skip
    return dict(zip(found["code"], found["wkb"], strict=True))
