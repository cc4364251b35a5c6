"""A picture of a slide (see `drawing.py`) as a PNG, for a report: Word and Markdown show no shapes."""

import re
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw

from lsa_data.say.palette import LIGHT
from lsa_tafel.drawing import WIDTH, Picture
from lsa_tafel.pictures import font

MARGIN = 20
TEAL = LIGHT.diverging[-1]
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
ARROWS = "←→↑↓ "
"""Signs that the typeface does not have; where a text stands, says it too."""
STEP = re.compile(r"([MLlz])(?:(-?[\d.]+)[ ,](-?[\d.]+))?|[ ]?(-?[\d.]+)[ ,](-?[\d.]+)")
Point = tuple[float, float]


def png(picture: Picture) -> bytes:
    """The picture on white, 1440 wide."""
    image = Image.new("RGB", (WIDTH + 2 * MARGIN, round(picture.height) + 2 * MARGIN), "#ffffff")
    pen = ImageDraw.Draw(image)
    for shape in picture.shapes:
        _DRAWN[shape["tag"]](pen, shape["attributes"], shape["text"])
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _text(pen: ImageDraw.ImageDraw, at: dict, text: str) -> None:
    style = at["class"].split()
    colour = LIGHT.accent if "area" in style else LIGHT.muted if "soft" in style else LIGHT.ink
    pen.text(_moved(at["x"], at["y"]), text.strip(ARROWS), TEAL if "room" in style else colour,
             font(round(at["font-size"]), "name" in style), anchor=ANCHORS[at["text-anchor"]],
             stroke_width=3, stroke_fill="#ffffff")  # fmt: skip


def _line(pen: ImageDraw.ImageDraw, at: dict, _: str) -> None:
    colour = {"land": LIGHT.ink, "stem": LIGHT.accent}.get(at["class"], LIGHT.line)
    pen.line([_moved(at["x1"], at["y1"]), _moved(at["x2"], at["y2"])], colour, 5)


def _circle(pen: ImageDraw.ImageDraw, at: dict, _: str) -> None:
    own = "mark" in at["class"] and "other" not in at["class"]
    pen.circle(_moved(at["cx"], at["cy"]), at["r"], LIGHT.paper if own else TEAL, LIGHT.ink if own else None, 7)


def _rect(pen: ImageDraw.ImageDraw, at: dict, _: str) -> None:
    x, y = _moved(at["x"], at["y"])
    pen.rectangle([x, y, x + at["width"], y + at["height"]], TEAL if at["class"] == "column" else LIGHT.soft)


def _path(pen: ImageDraw.ImageDraw, at: dict, _: str) -> None:
    style = at["class"].split()
    for points in _parts(at["d"]):
        if "course" in style:
            pen.line(points, LIGHT.accent if "area" in style else LIGHT.muted, 10 if "area" in style else 6, "curve")
        elif "ground" in style:
            pen.polygon(points, LIGHT.line if "own" in style else LIGHT.soft, "#ffffff", 3)
        else:
            pen.polygon(points, TEAL if "room" in style else LIGHT.accent)


def _parts(path: str) -> Iterator[list[Point]]:
    """The lines of a path of which the steps are absolute (L) or from the point before (l)."""
    points: list[Point] = []
    command = "M"
    for named, x, y, more_x, more_y in STEP.findall(path):
        command = named or command
        if command == "z" or (named == "M" and points):
            if points:
                yield points
            points = []
        if command == "z":
            continue
        here = (float(x or more_x), float(y or more_y))
        last = points[-1] if points else (0.0, 0.0)
        points.append((last[0] + here[0], last[1] + here[1]) if command == "l" else _moved(*here))
    if len(points) > 1:
        yield points


def _moved(x: float, y: float) -> Point:
    return x + MARGIN, y + MARGIN


_DRAWN = {"text": _text, "line": _line, "circle": _circle, "rect": _rect, "path": _path}
