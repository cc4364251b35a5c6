"""Altair charts with the house's colours, Dutch or English number format and a line for the country."""

from typing import TypeVar

import altair as alt
import numpy as np
import pandas as pd

from lsa_data.say.palette import Palette

Layers = alt.LayerChart | alt.FacetChart
"""What `alt.layer` gives."""
Styled = TypeVar("Styled", bound=alt.TopLevelMixin)
FONT = "Atkinson Hyperlegible, sans-serif"
LOCALES = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "minus": "\u2212"},
}


def funnel_chart(found: pd.DataFrame, axes: tuple[str, str], palette: Palette, language: str) -> Layers:
    """Every area by its inhabitants (logarithmic) and its excess, with a grey band of twice 1.96 standard errors by
    size. Of the areas that are not ahead those that would lie on each other are one dot, without a name.

    `found` has name, inhabitants, excess, error and ahead (diamonds in the accent); `axes` are their words.
    """
    ahead = found.loc[found["ahead"], ["name", "inhabitants", "excess"]].round(3)
    others = found.loc[~found["ahead"], ["inhabitants", "excess"]]
    steps = 10 ** np.floor(np.log10(others["inhabitants"].astype(float)) - 1)
    seen = others.assign(inhabitants=(others["inhabitants"] / steps).round() * steps).round(2).drop_duplicates()
    seen = seen.astype("float32")
    sizes = np.geomspace(max(found["inhabitants"].min(), 100), found["inhabitants"].max(), 16)
    step = np.clip(np.searchsorted(sizes, found["inhabitants"].astype(float)), 0, 15)
    error = found["error"].groupby(step).median()
    band = pd.DataFrame({"inhabitants": sizes[error.index].round(), "high": (1.96 * error).round(3).to_numpy()})
    band["low"] = -band["high"]
    ticks = [100, 300, 1000, 3000, 10_000, 30_000, 100_000]
    x = alt.X("inhabitants:Q", title=axes[0], scale=alt.Scale(type="log", nice=False),
              axis=alt.Axis(values=ticks, format=",.0f", grid=False))  # fmt: skip
    upright = alt.Axis(format=",.2f", titleAngle=0, titleAlign="left", titleY=-12, titleX=-30)
    area = alt.Chart(band).mark_area(color=palette.line, opacity=0.6).encode(x=x, y="low:Q", y2="high:Q")
    y = alt.Y("excess:Q", title=axes[1], axis=upright)
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("inhabitants:Q", format=",.0f", title=axes[0]),
           alt.Tooltip("excess:Q", format="+,.2f", title=axes[1])]  # fmt: skip

    layers = [area]
    if len(seen):
        layers.append(alt.Chart(seen).mark_circle(color=palette.muted, opacity=0.75, size=12).encode(x=x, y=y))
    if len(ahead):
        diamonds = alt.Chart(ahead).mark_point(
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
) -> Layers:
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
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=f",.{decimals}f", grid=False), scale=alt.Scale(zero=False))
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("value:Q", format=f",.{decimals}f", title=unit)]
    ticks = (
        alt.Chart(points.loc[points["kind"] == other, ["value"]])
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
        alt.Chart(marked)
        .mark_point(filled=True, strokeWidth=1.5, stroke=palette.ink, opacity=1)
        .encode(
            x=x, y=alt.value(68), shape=shapes, fill=alt.Fill("kind:N", scale=colours, legend=None), tooltip=tip,
            size=alt.Size("kind:N", scale=alt.Scale(domain=[own, same], range=[260, 70]), legend=None),
        )
    )  # fmt: skip
    line = pd.DataFrame({"value": [national], "name": [country]})
    rule = (
        alt.Chart(line)
        .mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2)
        .encode(x=x, y=alt.value(24), y2=alt.value(110))
    )
    label = alt.Chart(line).mark_text(fontSize=13, color=palette.ink).encode(x=x, y=alt.value(12), text="name:N")
    return styled(alt.layer(ticks, rule, marks, label).properties(height=170), palette, language)


def styled(chart: Styled, palette: Palette, language: str) -> Styled:
    """The house style and number format on any chart."""
    return (
        chart.configure(locale=alt.Locale.from_dict({"number": LOCALES[language]}), background="transparent", font=FONT)
        .configure_axis(
            labelColor=palette.muted, titleColor=palette.muted, domainColor=palette.line, tickColor=palette.line,
            gridColor=palette.line, gridOpacity=0.5, labelFontSize=13, titleFontSize=13, titleFontWeight="normal",
        )
        .configure_view(stroke=None)
        .configure_header(labelColor=palette.ink, labelFontSize=14)
    )  # fmt: skip
