"""The picture that a messenger or a social medium shows with a link: name, answer, statements and the map."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFont

from lsa_data.ask import database
from lsa_data.say import place, sentences
from lsa_data.say.palette import LIGHT, rgb
from lsa_data.say.sentences import Statement
from lsa_data.say.small_map import HEIGHT, WIDTH
from lsa_data.say.told import Told
from lsa_server.address import path_to
from lsa_server.words import words

SIZE = (1200, 630)
SHARPER = 2
"""The map is drawn this much larger and then made smaller, for smooth borders."""
EDGE, MAP_WIDTH, COLUMN, LOWEST, INDENT = 56, 400, 640, 540, 50
NAME, WHERE, STATEMENT, FOOT, SOURCE = 64, 27, 29, 25, 21
"""Sizes of letters."""
MAP_BOTTOM = EDGE + 8 + round(MAP_WIDTH * HEIGHT / WIDTH)
MOST_ADDRESS = 760
"""Room for the address of the page; a longer one is that of the site."""
LINE = 1.28
"""The height of a line, in sizes of its letters."""
FONTS = database.PROJECT / "lsa_ui" / "static" / "fonts"
COLOURS = 96


def picture(told: Told, home: str) -> bytes:
    """The picture of an area as a PNG of 1200 by 630; `home` is the address of this server."""
    image = Image.new("RGB", SIZE, LIGHT.paper)
    draw = ImageDraw.Draw(image)
    width = COLUMN if told.map else SIZE[0] - 2 * EDGE
    y = _write(draw, _lines(told.name, NAME, True, width, 2), EDGE, EDGE - 6, NAME, True)
    where = " · ".join([*(way.name for way in told.inside), *place.facts(told.area, told.language)[-1:]])
    y = _write(draw, _lines(where, WHERE, False, width, 2), EDGE, y + 4, WHERE, False, LIGHT.muted) + 26
    shown: list[Statement] = []
    for said, text in _said(told):
        lines = _lines(text, STATEMENT, False, width - INDENT, 3)
        if y + len(lines) * STATEMENT * LINE > LOWEST:
            break
        if said:
            _mark(draw, said.sign, EDGE + 17, y + 19)
            shown.append(said)
        y = _write(draw, lines, EDGE + (INDENT if said else 0), y, STATEMENT, False) + 14
    if told.map:
        _draw_map(image, told)
        _sources(draw, shown, told.language)
    _foot(draw, told, home)
    out = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _said(told: Told) -> Iterator[tuple[Statement | None, str]]:
    """The statements, each as short as on a slide; or why nothing is said."""
    rows = {(row.indicator_id, row.year): row for row in told.rows}
    for said in told.statements:
        yield said, sentences.slide(rows[said.indicator_id, said.year], told.area, told.language)
    if not told.statements:
        nothing = sentences.too_small(told.area, told.language)
        yield None, nothing or words(told.language)["described"].format(name=told.name)


def _sources(draw: ImageDraw.ImageDraw, shown: Sequence[Statement], language: str) -> None:
    """Under the map: the sources of the statements, with their years."""
    used = dict.fromkeys(f"{said.source} ({said.year})" for said in shown)
    text = words(language)["sources"].format(sources=", ".join(used))
    lines = _lines(text, SOURCE, False, MAP_WIDTH, 4) if used else []
    _write(draw, lines, SIZE[0] - EDGE - MAP_WIDTH, MAP_BOTTOM + 16, SOURCE, False, LIGHT.muted)


def _lines(text: str, size: int, bold: bool, width: int, most: int) -> list[str]:
    """A text in at most so many lines; one that is longer is cut short with dots."""
    font, lines = _font(size, bold), [""]
    for piece in text.split():
        longer = f"{lines[-1]} {piece}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0]} …"]
    return lines


def _write(
    draw: ImageDraw.ImageDraw, lines: list[str], x: int, y: float, size: int, bold: bool, colour: str = LIGHT.ink
) -> float:
    """Write lines, the first at `y`; gives where they end."""
    for line in lines:
        draw.text((x, y), line, colour, _font(size, bold))
        y += size * LINE
    return y


def _foot(draw: ImageDraw.ImageDraw, told: Told, home: str) -> None:
    """The name of the product, and the address of the page."""
    right = SIZE[0] - EDGE
    draw.line([(EDGE, 562), (right, 562)], fill=LIGHT.line, width=2)
    draw.regular_polygon((EDGE + 12, 594, 13), 4, rotation=45, fill=LIGHT.accent)
    draw.text((EDGE + 38, 578), words(told.language)["product"], LIGHT.ink, _font(FOOT, True))
    address = home.partition("//")[2] + path_to("gebied", told.area, told.language)
    if _font(FOOT, False).getlength(address) > MOST_ADDRESS:
        address = home.partition("//")[2]
    draw.text((right, 578), address, LIGHT.muted, _font(FOOT, False), anchor="ra")


def _mark(draw: ImageDraw.ImageDraw, sign: str, x: float, y: float) -> None:
    draw.ellipse([x - 17, y - 17, x + 17, y + 17], outline=LIGHT.ink, width=3)
    draw.text((x, y), sign, LIGHT.ink, _font(28, True), anchor="mm")


def _draw_map(image: Image.Image, told: Told) -> None:
    assert told.map is not None
    scale = SHARPER * MAP_WIDTH / WIDTH
    size = (SHARPER * MAP_WIDTH, round(scale * HEIGHT))
    drawn = Image.new("RGB", size, LIGHT.paper)
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
