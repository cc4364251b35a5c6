"""Small drawings beside a figure, as SVG images: where an area stands in the whole country, and how it moved.

Images and not charts because a page shows dozens of them, also on paper and without any script.
Shapes carry the meaning, colour only helps: the area is a large diamond, the country a dashed line, the gemeente a
ring, the others a band from the 10th to the 90th percentile with the middle half thicker.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from lsa_data import catalogue
from lsa_data.say.formats import number
from lsa_ui.shared import frame
from lsa_ui.shared.palette import Palette
from lsa_ui.texts import language, t

STRIP_WIDTH, STRIP_HEIGHT = 240, 30
SPARK_WIDTH, SPARK_HEIGHT = 90, 30
MARGIN = 9


@dataclass(frozen=True)
class Spread:
    """What a strip shows; every number is in the unit of the indicator, None is not drawn."""

    value: float | None
    national: float | None
    gemeente: float | None
    p10: float
    p25: float
    p75: float
    p90: float


def strip(spread: Spread, palette: Palette, label: str) -> str:
    """The distribution over all areas as a band, with this area, its gemeente and the country marked on it.

    `label` is the same in words, for who cannot see it.
    """
    marks = [m for m in (spread.value, spread.national, spread.gemeente, spread.p10, spread.p90) if m is not None]
    low, high = min(marks), max(marks)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return round(MARGIN + (value - low) / span * (STRIP_WIDTH - 2 * MARGIN), 1)

    middle = STRIP_HEIGHT / 2
    parts = [
        _line(x(spread.p10), middle, x(spread.p90), middle, palette.line, 2),
        _line(x(spread.p25), middle, x(spread.p75), middle, palette.line, 7),
    ]
    if spread.national is not None:
        at = x(spread.national)
        parts.append(_line(at, 2, at, STRIP_HEIGHT - 2, palette.ink, 2, dashed=True))
    if spread.gemeente is not None:
        parts.append(
            f'<circle cx="{x(spread.gemeente)}" cy="{middle}" r="5" fill="{palette.paper}" '
            f'stroke="{palette.muted}" stroke-width="2"/>'
        )
    if spread.value is not None:
        at = x(spread.value)
        parts.append(
            f'<path d="M{at} {middle - 8}L{at + 7} {middle}L{at} {middle + 8}L{at - 7} {middle}Z" '
            f'fill="{palette.accent}" stroke="{palette.paper}" stroke-width="1.5"/>'
        )
    return _svg(STRIP_WIDTH, STRIP_HEIGHT, parts, label)


def strip_of(row, indicator: catalogue.Indicator) -> str:
    """The strip that shows where a figure stands among all areas; empty where there is nothing to compare with."""
    if indicator.national_method == "none" or pd.isna(row.p10):
        return ""
    label = t(
        "figures.strip_label",
        name=indicator.text("name", language()),
        share=number(100 * row.percentile, 0, language()),
    )
    return strip(
        Spread(
            row.value, or_none(row.national), or_none(row.gemeente), row.p10, row.p25, row.p75, row.p90
        ),
        frame.palette(), label,
    )  # fmt: skip


def spark(
    years: Sequence[int], values: Sequence[float], national: Sequence[float | None], palette: Palette, label: str
) -> str:
    """The series of an area as a line with its last point marked; the country as a dashed line beside it."""
    known = [v for v in [*values, *national] if v is not None]
    low, high = min(known), max(known)
    span = (high - low) or 1.0

    def point(year: int, value: float) -> tuple[float, float]:
        across = (year - years[0]) / ((years[-1] - years[0]) or 1)
        up = (value - low) / span
        return (
            round(MARGIN + across * (SPARK_WIDTH - 2 * MARGIN), 1),
            round(SPARK_HEIGHT - 6 - up * (SPARK_HEIGHT - 12), 1),
        )

    parts = []
    country = [point(y, v) for y, v in zip(years, national, strict=True) if v is not None]
    if len(country) > 1:
        parts.append(_polyline(country, palette.ink, 1.5, dashed=True))
    own = [point(y, v) for y, v in zip(years, values, strict=True)]
    parts.append(_polyline(own, palette.accent, 2.5))
    parts.append(f'<circle cx="{own[-1][0]}" cy="{own[-1][1]}" r="3.5" fill="{palette.accent}"/>')
    return _svg(SPARK_WIDTH, SPARK_HEIGHT, parts, label)


def _svg(width: int, height: int, parts: list[str], label: str) -> str:
    """The drawing as an image with `label` as its text; inside an image no script or style can do anything."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{"".join(parts)}</svg>'
    )
    packed = base64.b64encode(svg.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{packed}" width="{width}" height="{height}" '
        f'alt="{escape(label, quote=True)}">'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="3 2"' if dashed else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"{dash}/>'


def _polyline(points: list[tuple[float, float]], colour: str, width: float, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="3 2"' if dashed else ""
    path = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>'


def or_none(value: float) -> float | None:
    """None for a missing number."""
    return None if pd.isna(value) else float(value)
