"""Altair charts with the house's colours, Dutch or English number format and a line for the country."""

import json
import math
from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from lsa_data.say.palette import Palette

Spec = dict[str, Any]
"""A whole chart as Vega-Lite reads it."""
alt.data_transformers.consolidate_datasets = False
FONT = "Atkinson Hyperlegible, sans-serif"
LOCALES = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "minus": "\u2212"},
}
DIGITS = 10
"""Of a number in a chart: more than any that is shown."""


def of(points: pd.DataFrame) -> alt.Chart:
    """A chart of these points, which travel as a list per column: a fourth of the bytes of objects. (Lines of text
    would be as short, but Vega compiles a function to read those, which the page's content policy forbids.)"""
    columns = {str(name): _listed(column) for name, column in points.items()}
    return alt.Chart(alt.InlineData([columns])).transform_flatten(list(columns))


def _listed(column: pd.Series) -> list[Any]:
    """Numbers no longer than is shown, and nothing where there is none; all else as text."""
    if not pd.api.types.is_numeric_dtype(column):
        return ["" if pd.isna(value) else str(value) for value in column]
    values = column.to_numpy(dtype=float, na_value=np.nan).tolist()
    return [None if math.isnan(value) else json.loads(f"{value:.{DIGITS}g}") for value in values]


def funnel_chart(found: pd.DataFrame, axes: tuple[str, str], palette: Palette, language: str) -> Spec:
    """Every area by its inhabitants (logarithmic) and its excess, with a grey band of twice 1.96 standard errors by
    size. Of the areas that are not ahead those that would lie on each other are one dot, without a name.

    `found` has name, inhabitants, excess, error and ahead (diamonds in the accent); `axes` are their words.
    """
    ahead = found.loc[found["ahead"], ["name", "inhabitants", "excess"]].round(3)
    others = found.loc[~found["ahead"], ["inhabitants", "excess"]]
    steps = 10 ** np.floor(np.log10(others["inhabitants"].astype(float)) - 1)
    seen = others.assign(inhabitants=(others["inhabitants"] / steps).round() * steps).round(2).drop_duplicates()
    sizes = np.geomspace(max(found["inhabitants"].min(), 100), found["inhabitants"].max(), 16)
    step = np.clip(np.searchsorted(sizes, found["inhabitants"].astype(float)), 0, 15)
    error = found["error"].groupby(step).median()
    band = pd.DataFrame({"inhabitants": sizes[error.index].round(), "high": (1.96 * error).round(3).to_numpy()})
    band["low"] = -band["high"]
    rough, fine = ([n * 10**power for power in range(2, 6) for n in of] for of in ((1, 3), (1, 2, 3, 4, 5, 6, 7)))
    within = [tick for tick in rough if sizes[0] <= tick <= sizes[-1]]
    ticks = rough if len(within) > 2 else fine
    x = alt.X("inhabitants:Q", title=axes[0], scale=alt.Scale(type="log", nice=False),
              axis=alt.Axis(values=ticks, format=",.0f", grid=False))  # fmt: skip
    upright = alt.Axis(format=",.2f", titleAngle=0, titleAlign="left", titleY=-12, titleX=-30)
    area = of(band).mark_area(color=palette.line, opacity=0.6).encode(x=x, y="low:Q", y2="high:Q")
    y = alt.Y("excess:Q", title=axes[1], axis=upright)
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("inhabitants:Q", format=",.0f", title=axes[0]),
           alt.Tooltip("excess:Q", format="+,.2f", title=axes[1])]  # fmt: skip

    layers = [area]
    if len(seen):
        layers.append(of(seen).mark_circle(color=palette.muted, opacity=0.75, size=12).encode(x=x, y=y))
    if len(ahead):
        diamonds = of(ahead).mark_point(
            shape="diamond", filled=True, opacity=0.9, size=110, color=palette.accent
        )  # fmt: skip
        layers.append(diamonds.encode(x=x, y=y, tooltip=tip))
    return styled(alt.layer(*layers).properties(height=320, padding={"top": 22}), palette, language)


def distribution_chart(
    everything: pd.DataFrame,
    own_code: str,
    gemeente: str | None,
    national: float,
    unit: str,
    decimals: int,
    names: tuple[str, str, str, str],
    palette: Palette,
    language: str,
) -> Spec:
    """Every area as a thin tick on one line; the area is a diamond, areas of its gemeente are rings and the country is
    a dashed line, so that it reads without colour.

    `everything` has code, name, gemeente_code and value; `names` are the words for this area, its gemeente's other
    areas, all others, and the country.
    """  # fmt: skip
    own, same, other, country = names
    kind = [
        own if code == own_code else same if gemeente and in_gemeente == gemeente else other
        for code, in_gemeente in zip(everything["code"], everything["gemeente_code"], strict=True)
    ]
    points = everything[["name", "value"]].assign(kind=kind)
    x = alt.X("value:Q", title=unit, scale=alt.Scale(zero=False),
              axis=alt.Axis(format=f",.{decimals}f", grid=False, labelOverlap="parity", labelSeparation=6))  # fmt: skip
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("value:Q", format=f",.{decimals}f", title=unit)]
    ticks = (
        of(points.loc[points["kind"] == other, ["value"]])
        .mark_tick(color=palette.line, opacity=0.35, height=40)
        .encode(x=x, y=alt.value(68))
    )
    marked = points[points["kind"] != other].sort_values("kind", key=lambda kinds: kinds == own)
    shapes = alt.Shape(
        "kind:N", title=None, scale=alt.Scale(domain=[own, same], range=["diamond", "circle"]),
        legend=None,
    )  # fmt: skip
    colours = alt.Scale(domain=[own, same], range=[palette.accent, palette.paper])
    marks = (
        of(marked)
        .mark_point(filled=True, strokeWidth=1.5, stroke=palette.ink, opacity=1)
        .encode(
            x=x, y=alt.value(68), shape=shapes, fill=alt.Fill("kind:N", scale=colours, legend=None), tooltip=tip,
            size=alt.Size("kind:N", scale=alt.Scale(domain=[own, same], range=[260, 70]), legend=None),
        )
    )  # fmt: skip
    line = pd.DataFrame({"value": [national], "name": [country]})
    rule = (
        of(line)
        .mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2)
        .encode(x=x, y=alt.value(24), y2=alt.value(110))
    )
    label = of(line).mark_text(fontSize=13, color=palette.ink).encode(x=x, y=alt.value(12), text="name:N")
    return styled(alt.layer(ticks, rule, marks, label).properties(height=170), palette, language)


COURSE_HEIGHT, NAME_ROOM = 380, 18
DASHES = ([1, 0], [8, 3], [2, 2], [10, 3, 2, 3], [5, 5])
SHAPES = ("diamond", "circle", "square", "triangle-up", "cross")


def course_chart(points: pd.DataFrame, decimals: int, palette: Palette, language: str) -> Spec:
    """Lines through the years, each with its name and last figure at its end, apart from the others; every line has its
    own mark and dashes, so that it reads without colour.

    `points` has year, value, line (its name) and kind: own, other, or country (dashed, without marks).
    """
    years = sorted(points["year"].unique().tolist())
    low, high = float(points["value"].min()), float(points["value"].max())
    room = ((high - low) or abs(high) or 1) * 0.12
    domain = [low - room, high + room]
    x = alt.X(
        "year:Q", title=None, scale=alt.Scale(domain=[years[0], years[-1]], nice=False, padding=14),
        axis=alt.Axis(values=years, format="d", grid=False, labelOverlap="greedy", labelSeparation=8),
    )  # fmt: skip
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=domain, nice=False),
              axis=alt.Axis(format=f",.{decimals}f", tickCount=6))  # fmt: skip
    ends = points.sort_values("year").groupby("line", sort=False).tail(1)
    heights = apart([(domain[1] - value) / (domain[1] - domain[0]) * COURSE_HEIGHT for value in ends["value"]])
    layers: list[Any] = []
    order = [line for line in points["line"].unique() if line in set(points.loc[points["kind"] != "country", "line"])]
    for end, height in zip(ends.itertuples(), heights, strict=True):
        rows = points[points["line"] == end.line]
        place = order.index(end.line) if end.line in order else 0
        colour = {"own": palette.accent, "other": palette.ink, "country": palette.muted}[end.kind]
        dash = [4, 4] if end.kind == "country" else DASHES[place % len(DASHES)]
        base = of(rows[["year", "value"]]).encode(x=x, y=y)
        layers.append(base.mark_line(color=colour, strokeDash=dash, strokeWidth=2.5))
        if end.kind != "country":
            mark = SHAPES[place % len(SHAPES)]
            layers.append(base.mark_point(shape=mark, filled=True, size=75, opacity=1, color=colour))
        named = pd.DataFrame({"word": [end.line]})
        layers.append(
            of(named).mark_text(align="left", fontSize=14, fontWeight="bold", color=colour, baseline="middle")
            .encode(x=alt.value("width"), y=alt.value(height), text="word:N")
        )  # fmt: skip
    return styled(alt.layer(*layers).properties(height=COURSE_HEIGHT), palette, language)


def apart(heights: list[float], room: float = NAME_ROOM) -> list[float]:
    """The heights of labels, moved no further than needed so that none is less than `room` from the next."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = [heights[i] for i in order]
    for _ in range(50):
        for above, below in pairwise(range(len(placed))):
            lack = room - (placed[below] - placed[above])
            if lack > 0.01:
                placed[above] -= lack / 2
                placed[below] += lack / 2
    found = dict(zip(order, placed, strict=True))
    return [round(found[i], 1) for i in range(len(heights))]


def styled(chart: alt.LayerChart | alt.FacetChart, palette: Palette, language: str) -> Spec:
    """Any chart, finished in the house style and number format.

    It is not held against the schema of Vega-Lite, which takes longer than all the rest of a page: the tests do that.
    """
    in_style = (
        chart.configure(locale=alt.Locale.from_dict({"number": LOCALES[language]}), background="transparent", font=FONT)
        .configure_axis(
            labelColor=palette.muted, titleColor=palette.muted, domainColor=palette.line, tickColor=palette.line,
            gridColor=palette.line, gridOpacity=0.5, labelFontSize=13, titleFontSize=13, titleFontWeight="normal",
        )
        .configure_view(stroke=None)
        .configure_header(labelColor=palette.ink, labelFontSize=14)
    )  # fmt: skip
    return in_style.to_dict(validate=False)
