"""Charts as specifications of Vega-Lite, with the house's colours, Dutch or English number format and a line for the
country.

A chart is a list of marks, each a dictionary as Vega-Lite describes it; what is drawn first lies below.
"""

import csv
import io
import math
from typing import Any

import numpy as np
import pandas as pd

from lsa_data.say.palette import Palette

Spec = dict[str, Any]
"""A chart or a part of it, as in the schema of Vega-Lite."""
FONT = "Atkinson Hyperlegible, sans-serif"
LOCALES = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "minus": "\u2212"},
}
DIGITS = 10
"""Of a number in a chart: more than any that is shown."""


def columns(points: pd.DataFrame) -> Spec:
    """Points as the data of a mark: lines of text, which are a fourth of the bytes of objects."""
    written, numbers = [], []
    for name, column in points.items():
        if pd.api.types.is_numeric_dtype(column):
            numbers.append(name)
            values = column.to_numpy(dtype=float, na_value=np.nan).tolist()
            written.append(["" if math.isnan(value) else f"{value:.{DIGITS}g}" for value in values])
        else:
            written.append(column.tolist())
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([points.columns, *zip(*written, strict=True)])
    return {"values": lines.getvalue(), "format": {"type": "csv", "parse": dict.fromkeys(numbers, "number")}}


def mark(kind: str, look: Spec, encoding: Spec, points: pd.DataFrame | None = None) -> Spec:
    """A mark of a chart: its kind, how it looks and what its channels show; of the points of the chart, or its own."""
    own = {} if points is None else {"data": columns(points)}
    return {"mark": {"type": kind, **look}, "encoding": encoding, **own}


def amount(field: str, **more: object) -> Spec:
    """A channel that shows a number."""
    return {"field": field, "type": "quantitative", **more}


def word(field: str, **more: object) -> Spec:
    """A channel that shows a name."""
    return {"field": field, "type": "nominal", **more}


def tip(name: str, value: str, value_format: str, title: str = " ") -> list[Spec]:
    """What stands beside a mark that is pointed at: its name and its value."""
    return [word(name, title=" "), amount(value, format=value_format, title=title)]


def chart(points: pd.DataFrame | None, marks: list[Spec], palette: Palette, language: str, **more: object) -> Spec:
    """Marks over each other in the house style; `points` are of every mark that has none of its own."""
    axis = {
        "labelColor": palette.muted, "titleColor": palette.muted, "domainColor": palette.line,
        "tickColor": palette.line, "gridColor": palette.line, "gridOpacity": 0.5, "labelFontSize": 13,
        "titleFontSize": 13, "titleFontWeight": "normal",
    }  # fmt: skip
    config = {
        "locale": {"number": LOCALES[language]}, "background": "transparent", "font": FONT, "axis": axis,
        "view": {"stroke": None},
    }  # fmt: skip
    layers = marks if points is None else [{"data": columns(points), "layer": marks}]
    return {"layer": layers, "config": config, **more}


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
    ticks = [100, 300, 1000, 3000, 10_000, 30_000, 100_000]
    x = amount("inhabitants", title=axes[0], scale={"type": "log", "nice": False},
               axis={"values": ticks, "format": ",.0f", "grid": False})  # fmt: skip
    upright = {"format": ",.2f", "titleAngle": 0, "titleAlign": "left", "titleY": -12, "titleX": -30}
    y = amount("excess", title=axes[1], axis=upright)
    pointed = [word("name", title=" "), amount("inhabitants", format=",.0f", title=axes[0]),
               amount("excess", format="+,.2f", title=axes[1])]  # fmt: skip
    marks = [
        mark("area", {"color": palette.line, "opacity": 0.6}, {"x": x, "y": amount("low"), "y2": {"field": "high"}},
             band),
        mark("circle", {"color": palette.muted, "opacity": 0.75, "size": 12}, {"x": x, "y": y}),
        mark("point", {"shape": "diamond", "filled": True, "opacity": 0.9, "size": 110, "color": palette.accent},
             {"x": x, "y": y, "tooltip": pointed}, ahead),
    ]  # fmt: skip
    return chart(seen, marks, palette, language, height=320, padding={"top": 22})


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
    marked = points[points["kind"] != other].sort_values("kind", key=lambda kinds: kinds == own)
    line = pd.DataFrame({"value": [national], "name": [country]})
    x = amount("value", title=unit, axis={"format": f",.{decimals}f", "grid": False}, scale={"zero": False})

    def by_kind(*looks: object) -> Spec:
        return word("kind", title=None, legend=None, scale={"domain": [own, same], "range": list(looks)})

    look = {
        "shape": by_kind("diamond", "circle"), "fill": by_kind(palette.accent, palette.paper), "size": by_kind(260, 70),
    }  # fmt: skip
    marks = [
        mark("tick", {"color": palette.line, "opacity": 0.35, "height": 40}, {"x": x, "y": {"value": 68}}),
        mark("rule", {"color": palette.ink, "strokeDash": [5, 3], "strokeWidth": 2},
             {"x": x, "y": {"value": 24}, "y2": {"value": 110}}, line),
        mark("point", {"filled": True, "strokeWidth": 1.5, "stroke": palette.ink, "opacity": 1},
             {"x": x, "y": {"value": 68}, **look, "tooltip": tip("name", "value", f",.{decimals}f", unit)}, marked),
        mark("text", {"fontSize": 13, "color": palette.ink}, {"x": x, "y": {"value": 12}, "text": word("name")}, line),
    ]  # fmt: skip
    return chart(points.loc[points["kind"] == other, ["value"]], marks, palette, language, height=170)
