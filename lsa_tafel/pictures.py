"""The picture of a figure in a report: where an area stands between low and high, beside its gemeente, the country and
what the room guessed. A PNG, so that Word, print and Markdown show the same."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from textwrap import wrap
from typing import Annotated, Literal

from PIL import Image, ImageDraw, ImageFont
from pydantic import BaseModel, ConfigDict, Field

from lsa_data.ask import database
from lsa_data.say.palette import LIGHT

FONTS = database.PROJECT / "lsa_ui" / "static" / "fonts"
WIDTH, EDGE = 1400, 30
TITLE, LABEL, SOURCE = 34, 30, 24
"""Sizes of letters."""
LINE_AT, ROW, SOURCE_ROW = 120, 42, 32
COLOURS = 32
LONGEST_LABEL, LONGEST_FIGURE, LONGEST_SOURCE, SOURCE_LINE = 70, 30, 300, 100
Percent = Annotated[float, Field(ge=0, le=100)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)


class Mark(_Part):
    """One thing on the line: what it is, its name (None for the country), and where; `text` is its figure."""

    kind: Literal["area", "gemeente", "land", "guess"]
    label: str | None = None
    at: Percent
    text: str


class Scale(_Part):
    """The line of a figure: its ends in words and (since 2026.12) in numbers, the middle half of areas, the marks."""

    low: str
    high: str
    ends: tuple[float, float] | None = None
    middle: Annotated[tuple[Percent, ...], Field(max_length=2)] = ()
    marks: Annotated[tuple[Mark, ...], Field(max_length=4)]


def with_guess(scale: Scale, guess: float | None, label: str, text: str) -> Scale:
    """The line with what the room guessed on it, longer where the guess lies outside; as it is without a guess."""
    if guess is None or scale.ends is None or scale.ends[0] >= scale.ends[1]:
        return scale
    low, high = scale.ends
    begin, end = min(low, guess), max(high, guess)

    def moved(at: float) -> float:
        return placed(low + at / 100 * (high - low))

    def placed(value: float) -> float:
        return min(100.0, max(0.0, 100 * (value - begin) / (end - begin)))

    marks = [mark.model_copy(update={"at": moved(mark.at)}) for mark in scale.marks]
    marks.append(Mark(kind="guess", label=label, at=placed(guess), text=text))
    return scale.model_copy(update={"middle": tuple(map(moved, scale.middle)), "marks": tuple(marks)})


def words_of(scale: Scale, word: Mapping[str, str]) -> str:
    """What the picture shows, for who cannot see it: every mark with its figure."""
    ordered = sorted(scale.marks, key=lambda mark: mark.at)
    return ", ".join(f"{_label(mark, word)} {mark.text}".strip() for mark in ordered)


def draw(scale: Scale, title: str, source: str, word: Mapping[str, str]) -> bytes:
    """The picture as a PNG, 1400 wide, with title and source in it."""
    marks = sorted(scale.marks, key=lambda mark: mark.at)
    below = [word["r_band"]] * (len(scale.middle) == 2) + wrap(_drawable(source, LONGEST_SOURCE), SOURCE_LINE)
    height = LINE_AT + 60 + ROW * len(marks) + SOURCE_ROW * len(below) + 10
    image = Image.new("RGB", (WIDTH, height), "#ffffff")
    pen = ImageDraw.Draw(image)
    pen.text((EDGE, 14), _drawable(title, LONGEST_LABEL), LIGHT.ink, font(TITLE, True))
    pen.line([(EDGE, LINE_AT), (WIDTH - EDGE, LINE_AT)], LIGHT.line, 5)
    if len(scale.middle) == 2:
        ends = sorted(map(_x, scale.middle))
        pen.rectangle([ends[0], LINE_AT - 14, ends[1], LINE_AT + 14], LIGHT.line)
    for mark in sorted(marks, key=lambda mark: mark.kind == "area"):
        _mark(pen, mark)
    for row, mark in enumerate(marks):
        y = LINE_AT + 46 + row * ROW
        pen.line([(_x(mark.at), LINE_AT + 26), (_x(mark.at), y + ROW / 2)], LIGHT.soft, 2)
    for row, mark in enumerate(marks):
        y = LINE_AT + 46 + row * ROW
        said = f"{_drawable(_label(mark, word), LONGEST_LABEL)}  {_drawable(mark.text, LONGEST_FIGURE)}"
        pen.text((_x(mark.at), y), said, LIGHT.ink, font(LABEL, mark.kind == "area"),
                 anchor="ra" if mark.at > 50 else "la")  # fmt: skip
    for row, line in enumerate(reversed(below)):
        pen.text((EDGE, height - 10 - (row + 1) * SOURCE_ROW), line, LIGHT.muted, font(SOURCE, False))
    out = BytesIO()
    image.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawable(text: str, longest: int) -> str:
    """A text without the signs that have no shape, at most so long."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:longest])


def _label(mark: Mark, word: Mapping[str, str]) -> str:
    return mark.label or word["land"]


def _x(at: float) -> float:
    return EDGE + 16 + at / 100 * (WIDTH - 2 * EDGE - 32)


def _mark(pen: ImageDraw.ImageDraw, mark: Mark) -> None:
    x, y = _x(mark.at), LINE_AT
    if mark.kind == "area":
        pen.regular_polygon((x, y, 24), 4, rotation=45, fill=LIGHT.accent)
    elif mark.kind == "gemeente":
        pen.ellipse([x - 15, y - 15, x + 15, y + 15], LIGHT.paper, LIGHT.ink, 5)
    elif mark.kind == "guess":
        pen.polygon([(x, y - 8), (x - 16, y - 36), (x + 16, y - 36)], LIGHT.paper, LIGHT.ink, 4)
    else:
        for part in range(4):
            pen.line([(x, y - 34 + part * 18), (x, y - 22 + part * 18)], LIGHT.ink, 5)


@cache
def font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    """The typeface of the product, in pixels."""
    return ImageFont.truetype(FONTS / f"atkinson-hyperlegible-latin-{700 if bold else 400}-normal.woff2", size)
