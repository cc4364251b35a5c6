"""A chart or map as a picture for a report, with title, unit, year, legend, source, licence, version and address.

The frame is an SVG of our own; a chart in it is drawn by Vega (vl-convert), and a PNG is made by the same library,
without a browser.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup
from PIL import ImageFont

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.export.words import words
from lsa_data.say.charts import Spec
from lsa_data.say.markup import renderer
from lsa_data.say.palette import Palette

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
WOFF = database.PROJECT / "lsa_ui" / "static" / "fonts"
WIDTH, EDGE = 900, 28
INSIDE = WIDTH - 2 * EDGE
TITLE, SUBTITLE, LEGEND, FOOT = 27, 17, 15, 12.5
LINE = 1.32
BOX, GAP = 24, 22
"""Of a class in the legend: what its colour takes, and what stays free behind it."""
LONGEST_ADDRESS = 360
"""About three lines; of a longer one the page alone is named."""
SHARPER = 2
"""A PNG has this many dots per unit."""
render = renderer(FOLDER)


@dataclass(frozen=True)
class Caption:
    """The words around a picture: `legend` has a colour (or `url(#missing)`) and a word per class; `indicators` say
    which sources are named; `address` shows the same on the dashboard."""

    title: str
    subtitle: str
    indicators: tuple[str, ...]
    address: str
    legend: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Line:
    x: float
    y: float
    size: float
    weight: int
    colour: str
    text: str


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    colour: str


def framed(caption: Caption, body: Markup, tall: float, palette: Palette, language: str) -> str:
    """The whole picture as SVG; `body` is `INSIDE` wide and `tall` high."""
    lines: list[_Line] = []
    y = _write(lines, caption.title, EDGE + TITLE, TITLE, 700, palette.ink)
    y = _write(lines, caption.subtitle, y + 2, SUBTITLE, 400, palette.muted)
    boxes, y = _legend(lines, caption.legend, y, palette)
    top = y
    y = top + tall + FOOT * 2
    for text in (*caption.notes, *_foot(caption, language)):
        y = _write(lines, text, y, FOOT, 400, palette.muted)
    fonts = [(weight, _woff(weight)) for weight in (400, 700)]
    return str(
        render(
            "picture.svg", width=WIDTH, height=round(y + EDGE - FOOT), edge=EDGE, inside=INSIDE, top=round(top, 1),
            tall=round(tall, 1), body=body, palette=palette, lines=lines, boxes=boxes, fonts=fonts,
            label=f"{caption.title}. {caption.subtitle}",
        )
    )  # fmt: skip


def of_chart(chart: Spec, caption: Caption, palette: Palette, language: str) -> str:
    """The picture of a chart, as wide as a picture is."""
    import vl_convert  # heavy (a JavaScript engine): only who asks for a picture loads it

    vl_convert.register_font_directory(str(FONTS))
    wide = {"width": INSIDE, "autosize": {"type": "fit-x", "contains": "padding"}}
    specification = chart | wide
    drawn = vl_convert.vegalite_to_svg(specification)
    opening = re.match(r"<svg[^>]*>", drawn)
    size = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', opening[0]) if opening else None
    assert size is not None, "Vega writes the size of a drawing in it"
    scale = INSIDE / max(float(size[1]), INSIDE)
    return framed(caption, Markup(drawn), float(size[2]) * scale, palette, language)


def png(svg: str) -> bytes:
    """A picture as PNG, twice as sharp as its units."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert.svg_to_png(svg, scale=SHARPER)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """How wide a text is in a picture."""
    return _font(weight).getlength(text) * size / 100


def wrapped(text: str, size: float, width: float, weight: int = 400) -> list[str]:
    """A text in lines that fit in a width; a word that does not, such as an address, is broken."""
    lines = [""]
    for piece in (part for word in text.split() for part in _broken(word, size, width, weight)):
        longer = f"{lines[-1]} {piece}".strip()
        if lines[-1] and text_width(longer, size, weight) > width:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _broken(word: str, size: float, width: float, weight: int) -> Iterator[str]:
    while text_width(word, size, weight) > width:
        end = next(n for n in range(len(word) - 1, 0, -1) if text_width(word[:n], size, weight) <= width)
        yield word[:end]
        word = word[end:]
    yield word


def _write(lines: list[_Line], text: str, y: float, size: float, weight: int, colour: str) -> float:
    """Add a text, its first line at `y`; gives where the next text may be."""
    for line in wrapped(text, size, INSIDE, weight) if text else []:
        lines.append(_Line(EDGE, round(y, 1), size, weight, colour, line))
        y += size * LINE
    return y


def _legend(
    lines: list[_Line], legend: Sequence[tuple[str, str]], y: float, palette: Palette
) -> tuple[list[_Box], float]:
    """The classes beside each other, in as many lines as they need."""
    boxes: list[_Box] = []
    x, y = float(EDGE), y + 6
    for colour, text in legend:
        takes = BOX + text_width(text, LEGEND)
        if x > EDGE and x + takes > WIDTH - EDGE:
            x, y = EDGE, y + LEGEND * 1.6
        boxes.append(_Box(round(x, 1), round(y - 13.5, 1), colour))
        lines.append(_Line(round(x + BOX, 1), round(y, 1), LEGEND, 400, palette.ink, text))
        x += takes + GAP
    return boxes, y + (LEGEND if legend else 0)


def _foot(caption: Caption, language: str) -> list[str]:
    own = words(language)
    used = dict.fromkeys(catalogue.indicators()[name].source for name in caption.indicators)
    sources = [catalogue.sources()[name] for name in used]
    said = "; ".join(f"{s.publisher}, {s.text('title', language)} ({s.licence}, {s.licence_url})" for s in sources)
    address = caption.address if len(caption.address) <= LONGEST_ADDRESS else caption.address.partition("?")[0]
    return [
        own["picture_source"].format(sources=said),
        own["picture_version"].format(version=database.version(), address=address),
    ]


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"atkinson-hyperlegible-{weight}.ttf", 100)


@cache
def _woff(weight: int) -> str:
    return base64.b64encode((WOFF / f"atkinson-hyperlegible-latin-{weight}-normal.woff2").read_bytes()).decode()
