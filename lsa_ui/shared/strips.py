"""Small drawings beside a figure, as SVG images: where an area stands in the whole country, and how it moved.

Images and not charts because a page shows dozens of them, also on paper and without any script.
Shapes carry the meaning, colour only helps: the area is a large diamond, the country a dashed line, the gemeente a
ring, the others a band from the 10th to the 90th percentile with the middle half thicker.
"""

import base64
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd
from markupsafe import Markup

from lsa_data import catalogue
from lsa_data.ask.profile import ProfileRow
from lsa_data.say import sentences
from lsa_data.say.palette import Palette
from lsa_ui.shared import frame, templates
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


def strip(spread: Spread, palette: Palette, label: str) -> Markup:
    """The distribution over all areas as a band, with this area, its gemeente and the country marked on it.

    `label` is the same in words, for who cannot see it.
    """
    marks = [m for m in (spread.value, spread.national, spread.gemeente, spread.p10, spread.p90) if m is not None]
    low, high = min(marks), max(marks)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return round(MARGIN + (value - low) / span * (STRIP_WIDTH - 2 * MARGIN), 1)

    at = {name: x(value) for name, value in asdict(spread).items() if value is not None}
    return _drawing(
        "shared/strip.svg", STRIP_WIDTH, STRIP_HEIGHT, label, at=at, middle=STRIP_HEIGHT / 2, palette=palette
    )


def strip_of(row: ProfileRow, indicator: catalogue.Indicator, area_type: str) -> Markup:
    """The strip that shows where a figure stands among all areas; empty where there is nothing to compare with."""
    if indicator.national_method == "none" or row.percentile is None:
        return Markup()
    if row.p10 is None or row.p25 is None or row.p75 is None or row.p90 is None:
        return Markup()
    rank = sentences.rank(row.percentile, area_type, language())
    label = t("figures.strip_label", name=indicator.text("name", language()), rank=rank)
    spread = Spread(row.value, row.national, row.gemeente, row.p10, row.p25, row.p75, row.p90)
    return strip(spread, frame.palette(), label)


def spark(
    years: Sequence[int], values: Sequence[float], national: Sequence[float | None], palette: Palette, label: str
) -> Markup:
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

    country = [point(y, v) for y, v in zip(years, national, strict=True) if v is not None]
    own = [point(y, v) for y, v in zip(years, values, strict=True)]
    return _drawing(
        "shared/spark.svg", SPARK_WIDTH, SPARK_HEIGHT, label, own=_points(own), end=own[-1],
        country=_points(country) if len(country) > 1 else "", palette=palette,
    )  # fmt: skip


def _drawing(template: str, width: int, height: int, label: str, **values: object) -> Markup:
    """The drawing as an image with `label` as its text; inside an image no script or style can do anything."""
    svg = templates.render(template, width=width, height=height, **values)
    packed = base64.b64encode(svg.encode()).decode()
    return templates.render("shared/drawing.html", packed=packed, width=width, height=height, label=label)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def or_none(value: float) -> float | None:
    """None for a missing number."""
    return None if pd.isna(value) else float(value)
