"""The map of a figure as a picture, drawn from the polygons of the dashboard's own maps."""

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from lsa_data import catalogue
from lsa_data.ask import database, layers, maps
from lsa_data.ask.layers import Layer
from lsa_data.export.picture import INSIDE, render, text_width
from lsa_data.methods.geometry import METRES_PER_DEGREE
from lsa_data.say import names
from lsa_data.say.palette import Palette, rgb
from lsa_data.say.small_map import path_of

MARGIN = 8
"""Between the land and the edge of a map, so that nothing seems cut off."""
TALLEST = 780
TOLERANCE = 0.35
NAME = 14
APART = 4
"""What stays free around a name."""
MOST = 40
DOT = 6
"""The radius of a dot."""
LARGE = 100_000
FEW = 60
"""Areas among all others: each has a dark edge, and one that is smaller than a dot is a dot."""
FEW_EDGES = 15
"""Areas with a dark edge each."""


@dataclass(frozen=True)
class Label:
    """A name with its middle at `x` and its foot at `y`."""

    x: float
    y: float
    text: str

    def box(self) -> shapely.Geometry:
        """What the name takes."""
        half = text_width(self.text, NAME) / 2 + APART
        return shapely.box(self.x - half, self.y - NAME - APART / 2, self.x + half, self.y + APART)


@dataclass(frozen=True)
class Dot:
    """Where something stands, in degrees east and north; no name lies on it."""

    lon: float
    lat: float
    fill: str


def drawn(
    layer: Layer, shown: pd.DataFrame, colours: Sequence[str], digits: pd.Series, scope: str | None, palette: Palette,
    others: bool = False, named: pd.DataFrame | None = None, dots: Sequence[Dot] = (),
) -> tuple[Any, float]:  # fmt: skip
    """The areas of `shown` (code, name, lon, lat) in the colour of their class (-1: hatched), with water, borders and
    names, as the inside of a picture; and how high it is.

    With `others` the rest of the layer is drawn too, in the colour of a panel. `named` has own names (name, lon, lat)
    instead of those of places or areas."""
    features = _features(layer.file)
    wanted = dict(zip(shown["code"], digits, strict=True))
    chosen = {code: shape for code, shape in features.items() if others or code in wanted}
    to_units, tall = _scale([*chosen.values()])
    frame = shapely.box(0, 0, INSIDE, tall)
    shapes = shapely.coverage_simplify(shapely.transform(np.array([*chosen.values()]), to_units), TOLERANCE)
    paths: dict[str, list[str]] = {}
    for code, shape in zip(chosen, shapes, strict=True):
        digit = wanted.get(code)
        fill = faint(palette) if digit is None else "url(#missing)" if digit < 0 else colours[digit]
        paths.setdefault(fill, []).append(path_of(shape, 1))
    water, borders = (
        _path(shapely.intersection(shapely.make_valid(shapely.transform(part, to_units)), frame)) for part in _around()
    )
    by_code = dict(zip(chosen, shapes, strict=True))
    at = to_units(np.array([[dot.lon, dot.lat] for dot in dots]).reshape(-1, 2))
    points = [(round(float(x), 1), round(float(y), 1), dot.fill) for (x, y), dot in zip(at, dots, strict=True)]
    outlined = ""
    if others and len(wanted) <= FEW:
        points += _small(by_code, wanted, colours)
        outlined = "".join(path_of(by_code[code], 1) for code in by_code if code in wanted)
    if named is not None:
        labels = _own(named, to_units, frame, points)
    else:
        labels = _places(scope, to_units, frame, points) if _is_wide(scope) else _names(shown, by_code, frame)
    edge = (palette.ink, 1) if len(chosen) <= FEW_EDGES else (palette.paper, 0.4)
    body = render(
        "map.svg", areas=[(colour, "".join(parts)) for colour, parts in paths.items()], water=water, borders=borders,
        labels=labels, dots=points, outlined=outlined, edge=edge, radius=DOT, palette=palette, size=NAME,
    )  # fmt: skip
    return body, tall


def _features(file: str) -> dict[str, shapely.Geometry]:
    found = layers.compressed(file)
    assert found is not None, "a layer that is listed is there"
    features = json.loads(gzip.decompress(found.read_bytes()))["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return {feature["properties"]["code"]: shape for feature, shape in zip(features, shapes, strict=True)}


@database.once_per_version
def _around() -> tuple[shapely.Geometry, shapely.Geometry]:
    """Water and the borders of provincies."""
    found = layers.compressed(layers.index()["base"]["file"])
    assert found is not None
    kinds = {
        one["properties"]["kind"]: one["geometry"]
        for one in json.loads(gzip.decompress(found.read_bytes()))["features"]
    }
    return shapely.from_geojson(json.dumps(kinds["water"])), shapely.from_geojson(json.dumps(kinds["border"]))


def _scale(shapes: list[shapely.Geometry]) -> tuple[Any, float]:
    """What turns degrees into units of the picture, and how high it becomes."""
    west, south, east, north = shapely.total_bounds(shapes) * np.tile(METRES_PER_DEGREE, 2)
    scale = min((INSIDE - 2 * MARGIN) / (east - west), (TALLEST - 2 * MARGIN) / (north - south))
    tall = float((north - south) * scale) + 2 * MARGIN
    left = (INSIDE - (east - west) * scale) / 2

    def to_units(points: np.ndarray) -> np.ndarray:
        return (points * METRES_PER_DEGREE - [west, north]) * scale * [1, -1] + [left, MARGIN]

    return to_units, tall


def _path(shape: shapely.Geometry) -> str:
    if shape.is_empty:
        return ""
    lines = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    drawn_lines = "".join("M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in line.coords) for line in lines)
    return path_of(shape, 1) + drawn_lines


def _is_wide(scope: str | None) -> bool:
    return scope is None or not scope.startswith("GM")


def _places(
    scope: str | None, to_units: Any, frame: shapely.Geometry, dots: Sequence[tuple[float, float, str]]
) -> list[Label]:
    """The largest places, each where its name stands on no other and on no dot."""
    places = database.ask("places")
    if scope is None:
        capitals = {provincie.capital for provincie in catalogue.provincies()}
        places = places[(places["inhabitants"] >= LARGE) | places["code"].isin(capitals)]
    else:
        places = places[(places["regio_code"] == scope) | (places["provincie_code"] == scope)]
    at = to_units(places[["lon", "lat"]].to_numpy())
    named = [names.town_name(code, name) for code, name in zip(places["code"], places["name"], strict=True)]
    return apart([Label(float(x), float(y), text) for (x, y), text in zip(at, named, strict=True)], frame, dots)


def _names(shown: pd.DataFrame, shapes: dict[str, shapely.Geometry], frame: shapely.Geometry) -> list[Label]:
    """The names of areas, each with its middle in the widest place of its own, the largest first."""
    found = []
    named = dict(zip(shown["code"], shown["name"], strict=True))
    own = [pair for pair in shapes.items() if pair[0] in named]
    for code, shape in sorted(own, key=lambda pair: -pair[1].area):
        point = shapely.maximum_inscribed_circle(shape, 1).coords[0]
        found.append(Label(float(point[0]), float(point[1]) + NAME / 3, named[code]))
    return apart(found, frame)


def _small(
    shapes: Mapping[str, shapely.Geometry], wanted: Mapping[str, int], colours: Sequence[str]
) -> list[tuple[float, float, str]]:
    """Dots in the colour of their class, for areas that would not be seen."""
    small = [code for code, digit in wanted.items() if digit >= 0 and code in shapes
             and shapes[code].area < math.pi * DOT**2]  # fmt: skip
    at = [(shapes[code].centroid, colours[wanted[code]]) for code in small]
    return [(round(point.x, 1), round(point.y, 1), colour) for point, colour in at]


def faint(palette: Palette) -> str:
    """The colour of areas that are there and not meant: a little of that of lines."""
    mixed = np.mean([rgb(palette.line), *[rgb(palette.paper)] * 3], axis=0).round().astype(int)
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _own(
    named: pd.DataFrame, to_units: Any, frame: shapely.Geometry, dots: Sequence[tuple[float, float, str]]
) -> list[Label]:
    """Names at their own points, or so much higher or lower that they cover no dot."""
    found = []
    taken = shapely.union_all([shapely.Point(x, y).buffer(DOT + APART) for x, y, _ in dots])
    for (x, y), text in zip(to_units(named[["lon", "lat"]].to_numpy()), named["name"], strict=True):
        tried = [Label(float(x), float(y) + step * NAME, text) for step in (0, -2, 2, -4, 4)]
        found.append(next((one for one in tried if not one.box().intersects(taken)), tried[0]))
    return apart(found, frame)


def apart(
    labels: Sequence[Label], frame: shapely.Geometry, dots: Sequence[tuple[float, float, str]] = ()
) -> list[Label]:
    """The labels that stand on none before them and on no dot, and inside the frame."""
    kept: list[Label] = []
    taken: list[shapely.Geometry] = [shapely.Point(x, y).buffer(DOT) for x, y, _ in dots]
    for label in labels:
        box = label.box()
        free = frame.contains(box) and not any(box.intersects(one) for one in taken)
        if free and len(kept) < MOST:
            kept.append(Label(round(label.x, 1), round(label.y, 1), label.text))
            taken.append(box)
    return kept


@dataclass(frozen=True)
class MapOf:
    """What a map shows: the figure of a year on a type of area, in a part of the country."""

    indicator: catalogue.Indicator
    type: str
    year: maps.Choice
    scope: str | None

    def values(self) -> pd.DataFrame:
        """One row per area on the map (see `maps.values`)."""
        return maps.values(self.indicator.id, self.type, self.year, **layers.within(self.scope))

    def layer(self) -> Layer | None:
        """The polygons; None where there are none."""
        if self.scope:
            return layers.part(self.type, self.year.drawn_on, self.scope)
        return layers.country(self.type, self.year.drawn_on)
