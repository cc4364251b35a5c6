"""A small map: an area in the middle and those beside it, as paths and names to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from lsa_data.ask import database, layers
from lsa_data.ask.areas import Area, shown_first
from lsa_data.ask.own_area import OwnArea
from lsa_data.methods.geometry import METRES_PER_DEGREE, shapes_of
from lsa_data.say.place import Way

WIDTH, HEIGHT = 684, 420
FILLED, ALONE = 0.52, 0.9
"""Which part of the width or height the area itself takes, with others beside it and without."""
TOLERANCE = 1.5
CRACK = 0.0002
"""Half the width, in degrees, of a crack between two buurten that is no border."""
LETTER, LINE, APART, MARGIN = 13.0, 30, 8, 8
"""Measures of a name: the width of a letter, the height of a line, and what stays free around it and at the border."""
LONGEST_LINE = 14


@dataclass(frozen=True)
class Name:
    """A name in one or two lines, centred on `x`, its first line at `y`."""

    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One area on the map; `shape` is in the units of the map, with y down. `name` is None where it does not fit."""

    way: Way | None
    shape: shapely.Geometry
    name: Name | None

    @property
    def path(self) -> str:
        """The shape as the path of an SVG."""
        return path_of(self.shape)


@dataclass(frozen=True)
class SmallMap:
    """The area itself and those beside it, clipped to `WIDTH` by `HEIGHT`."""

    own: Part
    others: tuple[Part, ...]


def small_map(area: Area, name: str, beside: Sequence[Way]) -> SmallMap | None:
    """The map of an area with the areas beside it; None where no boundary of it is known."""
    ways = {way.code: way for way in beside}
    shapes = _boundaries(area, [*ways])
    own = shapes.pop(area.code, None)
    if own is None:
        return None
    codes = [code for code in shapes if code in ways]
    drawn = _to_map(own, [own, *(shapes[code] for code in codes)])
    frame = shapely.box(0, 0, WIDTH, HEIGHT)
    clipped = [shapely.intersection(shape, frame) for shape in shapely.make_valid(drawn)]
    taken: list[shapely.Geometry] = []
    mine = Part(None, clipped[0], _name(clipped[0], name, taken, anywhere=True))
    others = [
        Part(ways[code], shape, _name(shape, code if area.type == "pc4" else ways[code].name, taken))
        for code, shape in sorted(zip(codes, clipped[1:], strict=True), key=lambda pair: -pair[1].area)
        if not shape.is_empty
    ]
    return SmallMap(mine, tuple(others))


def _boundaries(area: Area, beside: list[str]) -> dict[str, shapely.Geometry]:
    if area.type == "land":
        provincies = layers.polygons("provincie", shown_first("provincie"))
        return {area.code: shapely.union_all(shapes_of(provincies["wkb"]))}
    own = area.codes if isinstance(area, OwnArea) else [area.code]
    found = database.ask("boundaries", type=area.made_of, vintage=area.vintage, codes=[*own, *beside])
    shapes = dict(zip(found["code"], shapes_of(found["wkb"]), strict=True))
    if isinstance(area, OwnArea):
        inside = [shapes.pop(code) for code in own if code in shapes]
        return shapes | ({area.code: _together(inside)} if inside else {})
    return shapes


def _together(shapes: list[shapely.Geometry]) -> shapely.Geometry:
    """The shapes (WGS84) as one, without the cracks where borders of neighbours differ by a few metres."""
    return shapely.buffer(shapely.union_all(shapely.buffer(shapes, CRACK)), -CRACK)


def _to_map(own: shapely.Geometry, shapes: list[shapely.Geometry]) -> np.ndarray:
    """The shapes (WGS84) in units of the map with `own` in the middle and fewer points; shared borders stay shared."""
    west, south, east, north = shapely.bounds(own) * np.tile(METRES_PER_DEGREE, 2)
    scale = (FILLED if len(shapes) > 1 else ALONE) * min(WIDTH / (east - west), HEIGHT / (north - south))
    middle = np.array([(west + east) / 2, (south + north) / 2])

    def to_units(points: np.ndarray) -> np.ndarray:
        return (points * METRES_PER_DEGREE - middle) * scale * [1, -1] + [WIDTH / 2, HEIGHT / 2]

    return shapely.coverage_simplify(shapely.transform(np.array(shapes), to_units), TOLERANCE)


def _name(shape: shapely.Geometry, text: str, taken: list[shapely.Geometry], anywhere: bool = False) -> Name | None:
    """The name in the widest place of a shape, moved inside the map; None where it would lie outside the shape or on
    another name, unless it may lie `anywhere`. What it takes is added to `taken`."""
    parts = _polygons(shape)
    if not parts:
        return None
    widest = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), 2)
    x, y = widest.coords[0]
    lines = _lines(text)
    half, tall = LETTER * max(map(len, lines)) / 2, LINE * len(lines) / 2
    x = float(np.clip(x, half + MARGIN, WIDTH - half - MARGIN))
    y = float(np.clip(y, tall + MARGIN, HEIGHT - tall - MARGIN))
    place = shapely.box(x - half - APART, y - tall, x + half + APART, y + tall)
    if not anywhere and (not shape.contains(shapely.Point(x, y)) or any(place.intersects(other) for other in taken)):
        return None
    taken.append(place)
    return Name(round(x), round(y - tall + LINE * 0.75), lines)


def _lines(text: str) -> tuple[str, ...]:
    """The text as it is, or a long one in two lines of about the same length."""
    spaces = [i for i, letter in enumerate(text) if letter == " "]
    if len(text) <= LONGEST_LINE or not spaces:
        return (text,)
    at = min(spaces, key=lambda i: abs(i - len(text) / 2))
    return text[:at], text[at + 1 :]


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > TOLERANCE]


def path_of(shape: shapely.Geometry, decimals: int = 0) -> str:
    """The polygons of a shape, in the units of a drawing, as the path of an SVG."""
    rings = [ring for one in _polygons(shape) for ring in (one.exterior, *one.interiors)]
    return "".join(_ring(ring, decimals) for ring in rings)


def _ring(ring: shapely.LinearRing, decimals: int) -> str:
    points = np.round(np.array(ring.coords)[:-1], decimals)
    kept = points[np.any(points != np.roll(points, 1, axis=0), axis=1)]
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in kept) + "Z" if len(kept) > 2 else ""
