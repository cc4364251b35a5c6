"""The picture that a messenger or a social medium shows with a link: name, answer, statements and the map."""

from functools import cache
from io import BytesIO

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFont

from lsa_data.ask import database
from lsa_data.say import place, sentences
from lsa_data.say.palette import LIGHT, rgb
from lsa_server.area_page import Told
from lsa_server.small_map import HEIGHT, WIDTH
from lsa_server.words import words

SIZE = (1200, 630)
SHARPER = 2
"""The map is drawn this much larger and then made smaller, for smooth borders."""
EDGE, MAP_WIDTH, COLUMN, LOWEST = 56, 400, 640, 540
FONTS = database.PROJECT / "lsa_ui" / "static" / "fonts"
COLOURS = 96


def picture(told: Told) -> bytes:
    """The picture of an area as a PNG of 1200 by 630."""
    image = Image.new("RGB", SIZE, LIGHT.paper)
    draw = ImageDraw.Draw(image)
    word = words(told.language)
    width = COLUMN if told.map else SIZE[0] - 2 * EDGE
    y = _text(draw, told.name, EDGE, EDGE - 6, 64, True, LIGHT.ink, width, most=2)
    where = " · ".join([*(way.name for way in told.inside), *place.facts(told.area, told.language)[-1:]])
    y = _text(draw, where, EDGE, y + 4, 27, False, LIGHT.muted, width, most=2) + 26
    for sign, text in _said(told):
        if y > LOWEST - 80:
            break
        if sign:
            _mark(draw, sign, EDGE + 17, y + 19)
        y = (
            _text(draw, text, EDGE + (50 if sign else 0), y, 29, False, LIGHT.ink, width - 50, most=3, until=LOWEST)
            + 14
        )
    draw.line([(EDGE, 562), (SIZE[0] - EDGE, 562)], fill=LIGHT.line, width=2)
    draw.regular_polygon((EDGE + 12, 594, 13), 4, rotation=45, fill=LIGHT.accent)
    draw.text((EDGE + 38, 578), word["product"], LIGHT.ink, _font(25, True))
    draw.text(
        (SIZE[0] - EDGE, 578), word["title"].format(name=told.name)[:60], LIGHT.muted, _font(25, False), anchor="ra"
    )
    if told.map:
        _draw_map(image, told)
    out = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _said(told: Told) -> list[tuple[str, str]]:
    """What fits: the statements with their marks, or why nothing is said."""
    if told.statements:
        return [(said.sign, said.brief) for said in told.statements]
    nothing = sentences.too_small(told.area, told.language)
    return [("", nothing or words(told.language)["described"].format(name=told.name))]


def _text(draw: ImageDraw.ImageDraw, text: str, x: int, y: float, size: int, bold: bool, colour: str, width: int,
          most: int, until: int = SIZE[1]) -> float:  # fmt: skip
    """Write a text in at most so many lines, cut short with dots, not below `until`; gives where it ends."""
    font, lines = _font(size, bold), [""]
    for piece in text.split():
        longer = f"{lines[-1]} {piece}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    room = max(min(most, int((until - y) / (size * 1.28))), 1)
    if len(lines) > room:
        lines = lines[:room]
        while lines[-1] and font.getlength(f"{lines[-1]} …") > width:
            lines[-1] = lines[-1].rpartition(" ")[0]
        lines[-1] += " …"
    for line in lines:
        draw.text((x, y), line, colour, font)
        y += size * 1.28
    return y


def _mark(draw: ImageDraw.ImageDraw, sign: str, x: float, y: float) -> None:
    draw.ellipse([x - 17, y - 17, x + 17, y + 17], outline=LIGHT.accent, width=3)
    draw.text((x, y), sign, LIGHT.accent, _font(28, True), anchor="mm")


def _draw_map(image: Image.Image, told: Told) -> None:
    assert told.map is not None
    scale = SHARPER * MAP_WIDTH / WIDTH
    size = (SHARPER * MAP_WIDTH, round(scale * HEIGHT))
    drawn = Image.new("RGB", size, LIGHT.water)
    draw = ImageDraw.Draw(drawn)
    own = tuple(np.mean([rgb(LIGHT.accent), *[rgb(LIGHT.paper)] * 3], axis=0).astype(int))
    for part in told.map.others:
        _shape(draw, part.shape, scale, LIGHT.panel, LIGHT.line, 3)
    _shape(draw, told.map.own.shape, scale, own, LIGHT.accent, 7)
    small = drawn.resize((MAP_WIDTH, round(size[1] / SHARPER)), Image.Resampling.LANCZOS)
    image.paste(small, (SIZE[0] - EDGE - MAP_WIDTH, EDGE + 8))


def _shape(
    draw: ImageDraw.ImageDraw, shape: shapely.Geometry, scale: float, fill: object, line: str, width: int
) -> None:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            points = [(x * scale, y * scale) for x, y in part.exterior.coords]
            draw.polygon(points, fill=fill)  # type: ignore[arg-type]
            draw.line(points, fill=line, width=width, joint="curve")


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"atkinson-hyperlegible-latin-{700 if bold else 400}-normal.woff2", size)
