"""Slides that a facilitator adds: a text, a photo, the map of the regio, a figure through the years, two areas side by
side. As every slide they are plain data, so that an evening does not depend on figures or files any more."""

import secrets
from collections.abc import Callable
from io import BytesIO

import numpy as np
import shapely
from PIL import Image, ImageOps, UnidentifiedImageError

from lsa_data import catalogue
from lsa_data.ask import layers, profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.methods.geometry import METRES_PER_DEGREE, shapes_of, simplify_map
from lsa_data.problem import Problem
from lsa_data.say import opening
from lsa_tafel import slides
from lsa_tafel.drawing import WIDTH

KINDS = ("text", "photo", "region", "trend", "beside")
LARGEST_PHOTO = 8_000_000
"""Bytes."""
MOST_PIXELS = 50_000_000
SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
MAP_HEIGHT = 640
METRES = 500
Named = tuple[Area, str]
"""An area and the name that people use."""


class NotShown(Problem):
    """A slide cannot be made: the word (in the texts of the page) that says why."""


def new_id(kind: str) -> str:
    """An id that no other slide has."""
    return f"{kind}-{secrets.token_hex(4)}"


def text(said: str) -> dict:
    """A few words of the facilitator. Raises `NotShown` when there are none, or more than a slide holds."""
    return {"id": new_id("text"), "kind": "text", "title": short(said)}


def short(said: str) -> str:
    """A text that fits on a slide. Raises `NotShown` when it does not, or is empty."""
    said = " ".join(said.split())[:200]
    if not said:
        raise NotShown("slide_empty")
    if len(said.split()) > slides.MOST_WORDS:
        raise NotShown("slide_long")
    return said


def photo(photo_id: str, caption: str) -> dict:
    """A photo that is kept already (see `photos.py`), with what is on it."""
    return {"id": new_id("photo"), "kind": "photo", "photo": photo_id, "title": short(caption)}


def as_jpeg(content: bytes) -> bytes:
    """A photo made anew: upright, at most 1600 pixels wide or high, and without what a camera writes in it (place,
    time, device). Raises `NotShown` for nothing, for what is too large, and for what is no photo."""
    if not content:
        raise NotShown("photo_none")
    if len(content) > LARGEST_PHOTO:
        raise NotShown("photo_large")
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise NotShown("photo_large")
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((SIDE, SIDE))
            made = Image.new("RGB", upright.size, "#ffffff")
            made.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as wrong:
        raise NotShown("photo_wrong") from wrong
    out = BytesIO()
    made.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def region(chosen: list[Named]) -> dict:
    """The gemeenten of the regio of the first area, and where the areas lie. Raises `NotShown` where that is not
    known."""
    code = chosen[0][0].regio_code
    found = layers.polygons("gemeente", _newest_map("gemeente"), code) if code else None
    if found is None or found.empty:
        raise NotShown("no_map")
    shapes = simplify_map(shapes_of(found["wkb"]), METRES)
    west, south, east, north = shapely.total_bounds(shapes)
    size = np.array([east - west, north - south]) * METRES_PER_DEGREE
    scale = min((MAP_HEIGHT - 20) / size[1], WIDTH / size[0])
    left = (WIDTH - size[0] * scale) / 2

    def placed(points: np.ndarray) -> np.ndarray:
        flat = (points - [west, north]) * METRES_PER_DEGREE * [scale, -scale]
        return flat + np.array([left, 10])

    gemeenten = {area.gemeente_code or area.code for area, _ in chosen}
    paths = [
        [_path(shape, placed), gemeente in gemeenten]
        for shape, gemeente in zip(shapes, found["code"], strict=True)
    ]  # fmt: skip
    places = []
    for area, name in chosen:
        if area.regio_code == code and area.lon is not None and area.lat is not None:
            x, y = placed(np.array([[area.lon, area.lat]]))[0]
            places.append([name, round(float(x), 1), round(float(y), 1), area.code])
    return {"id": new_id("region"), "kind": "region", "regio": code, "height": MAP_HEIGHT,
            "paths": sorted(paths, key=lambda one: one[1]), "places": places}  # fmt: skip


def trends(area: Area) -> dict[str, list[ProfileRow]]:
    """The indicators of an area that can be followed through the years, each with its rows."""
    found = profile.by_indicator(profile.measured(profile.figures(area)))
    return {
        name: rows
        for name, rows in found.items()
        if len({row.year for row in rows}) > 1 and not catalogue.indicators()[name].ordinal
        and catalogue.indicators()[name].shown
    }  # fmt: skip


def trend(chosen: Named, indicator_id: str, language: str) -> dict:
    """A figure through the years, beside the country. Raises `NotShown` where there are no two years."""
    area, name = chosen
    rows = trends(area).get(indicator_id)
    if not rows:
        raise NotShown("no_trend")
    indicator = catalogue.indicators()[indicator_id]
    made = slides.figure_slide(rows[-1], area, name, language)
    course = slides.brief(opening.course(rows[-1], language), slides.MOST_WORDS)
    if course and made["title"] not in course:
        course = f"{made['title']}: {course[:1].lower()}{course[1:]}"
    short_enough = course and len(course.split()) <= slides.MOST_WORDS
    points = [[row.year, row.value, row.national] for row in rows]
    return made | {
        "id": new_id("trend"), "kind": "trend", "points": points, "decimals": indicator.decimals,
        "language": language, "brief": course if short_enough else f"{made['title']}: {rows[0].year}–{rows[-1].year}",
        "source_brief": made["source_brief"].rsplit(" ", 1)[0],
    }  # fmt: skip


def shared(chosen: list[Named], language: str) -> list[str]:
    """The indicators that all these areas have."""
    first, *others = (list(slides.possible(area, language)) for area, _ in chosen)
    return [name for name in first if all(name in other for other in others)]


def beside(chosen: list[Named], indicator_id: str, language: str) -> dict:
    """The same figure of two areas on one line. Raises `NotShown` where one of them does not have it."""
    if len(chosen) != 2:
        raise NotShown("no_beside")
    rows = [slides.possible(area, language).get(indicator_id) for area, _ in chosen]
    one, other = rows
    if one is None or other is None or one.year != other.year:
        raise NotShown("no_beside")
    made = slides.figure_slide(one, *chosen[0], language)
    second = slides.figure_slide(other, *chosen[1], language)
    return made | {
        "id": new_id("beside"), "kind": "beside", "other": chosen[1][0].code, "scale": _together(made, second),
    } | both_named(made["title"], chosen[0][1], chosen[1][1])  # fmt: skip


def both_named(title: str, one: str, other: str) -> dict:
    """What a slide with two areas says of which they are."""
    return {"brief": f"{title}: {one}, {other}", "area_name": f"{one}, {other}"}


def _together(one: dict, other: dict) -> dict:
    """Two lines as one, that reaches from the lowest to the highest of both."""
    ends = [*one["scale"]["ends"], *other["scale"]["ends"]]
    low, high = min(ends), max(ends)
    marks = []
    for slide, kind in ((one, "area"), (other, "other")):
        begin, end = slide["scale"]["ends"]
        for mark in slide["scale"]["marks"]:
            if mark["kind"] == "area" or (mark["kind"] == "land" and kind == "area"):
                value = begin + mark["at"] / 100 * (end - begin)
                at = round(100 * (value - low) / ((high - low) or 1), 1)
                marks.append(mark | {"at": at, "kind": kind if mark["kind"] == "area" else "land"})
    lowest = min((one, other), key=lambda slide: slide["scale"]["ends"][0])["scale"]["low"]
    highest = max((one, other), key=lambda slide: slide["scale"]["ends"][1])["scale"]["high"]
    return {"low": lowest, "high": highest, "ends": [low, high], "middle": [], "marks": marks}


def _newest_map(area_type: str) -> int:
    return max(layer["vintage"] for layer in layers.index()["layers"] if layer["type"] == area_type)


def _path(shape: shapely.Geometry, placed: Callable[[np.ndarray], np.ndarray]) -> str:
    parts = []
    for part in shapely.get_parts(shape):
        points = placed(np.asarray(part.exterior.coords))
        parts.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "z")
    return "".join(parts)
