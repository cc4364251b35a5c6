"""The pictures of De kloof: a gap with its band, two years, every definition, and what was registered."""

import pandas as pd

from lsa_data.say.palette import Palette
from lsa_ui.shared.charts import Spec, amount, chart, mark, tip, word

CORONA = (2019.5, 2021.5)
LABEL = 14
"""The size of words in a picture, in pixels."""
BESIDE_EACH_OTHER = {"format": "d", "grid": False, "labelOverlap": "greedy", "labelSeparation": 8}
"""Years along an axis."""


def gap_chart(
    points: pd.DataFrame, named: list[int], zero: str, corona: str, domain: tuple[float, float], palette: Palette,
    language: str,
) -> Spec:  # fmt: skip
    """A gap through the years with its band below the dashed line of the benchmark, called `zero`.

    `points` has year, gap, lower and upper; the years `named` carry their figure. `domain` is of the axis, in points.
    """
    years = points["year"].tolist()
    x = _years(years, (1.6, 0.9))
    scale = {"domain": list(domain), "nice": False}
    y = amount("gap", title=None, scale=scale, axis={"format": ".1f", "tickCount": 4})
    line = pd.DataFrame({"gap": [0.0], "year": [years[0] - 0.6], "word": [zero]})
    pointed = [amount("year", format="d", title=" "), amount("gap", format=".3f", title=" ")]
    marks = [
        mark("area", {"color": palette.accent, "opacity": 0.16},
             {"x": x, "y": amount("lower", scale=scale, title=None), "y2": {"field": "upper"}}),
        mark("rule", _dashed(palette), {"y": y}, line),
        mark("text", {"align": "left", "baseline": "bottom", "dy": -5, "fontSize": LABEL, "color": palette.ink},
             {"x": x, "y": y, "text": word("word")}, line),
        mark("line", {"color": palette.accent, "strokeWidth": 2.5}, {"x": x, "y": y}),
        mark("point", {"shape": "diamond", "filled": True, "size": 85, "opacity": 1, "color": palette.accent},
             {"x": x, "y": y, "tooltip": pointed}),
        mark("text", {"dy": -14, "fontSize": LABEL, "fontWeight": "bold", "color": palette.accent},
             {"x": x, "y": y, "text": amount("gap", format=".2f")}, points[points["year"].isin(named)]),
    ]  # fmt: skip
    if 2020 in years:
        below = pd.DataFrame({"year": [2020], "gap": [domain[0]], "word": [corona]})
        look = {"dy": -9, "fontSize": LABEL, "color": palette.muted}
        marks.append(mark("text", look, {"x": x, "y": y, "text": word("word")}, below))
    return chart(points, marks, palette, language, height=320, padding={"top": 12})


def pair_chart(rows: pd.DataFrame, zero: str, palette: Palette, language: str) -> Spec:
    """Per line two years: an open ring for the first, a filled diamond with its figure and band for the last.

    `rows` has name, first, last, lower, upper (of the last), in the order of the lines.
    """
    low = min(rows["lower"].min(), rows["first"].min(), 0.0)
    high = max(rows["upper"].max(), rows["first"].max(), 0.0)
    room = (high - low) * 0.06
    scale = {"domain": [low - room, high + room * 3], "nice": False}
    y = word("name", sort=rows["name"].tolist(), axis=None)
    x = amount("last", title=None, scale=scale, axis={"format": ".1f", "tickCount": 4, "grid": False})
    bold = {"fontSize": LABEL, "fontWeight": "bold", "color": palette.accent}
    marks = [
        mark("rule", _dashed(palette), {"x": x}, pd.DataFrame({"last": [0.0], "word": [zero]})),
        mark("text", {"align": "left", "baseline": "bottom", "dy": -11, "fontSize": LABEL, "color": palette.ink},
             {"x": {"value": 0}, "y": y, "text": word("name")}),
        mark("rule", {"color": palette.accent, "opacity": 0.35, "strokeWidth": 7},
             {"x": amount("lower", scale=scale, title=None), "x2": {"field": "upper"}, "y": y}),
        mark("point", {"filled": True, "fill": palette.paper, "stroke": palette.ink, "strokeWidth": 1.5, "size": 60,
                       "opacity": 1}, {"x": amount("first", scale=scale, title=None), "y": y}),
        mark("point", {"shape": "diamond", "filled": True, "size": 110, "opacity": 1, "color": palette.accent},
             {"x": x, "y": y}),
        mark("text", {"align": "left", "dx": 9, "dy": 12, **bold},
             {"x": x, "y": y, "text": amount("last", format=".2f")}),
    ]  # fmt: skip
    return chart(rows[["name", "first", "last", "lower", "upper"]], marks, palette, language, height={"step": 52})


def spread_chart(points: pd.DataFrame, words: tuple[str, str, str], palette: Palette, language: str) -> Spec:
    """Between which differences from the mean 8 of 10 areas lie, in every year; the ends are named at the right.

    `points` has year, lowest and highest; `words` are those for the highest, the mean and the lowest.
    """
    points = points[["year", "lowest", "highest"]]
    years = points["year"].tolist()
    x = _years(years, (0.7, 0.7))
    reach = float(max(points["highest"].max(), -points["lowest"].min())) * 1.25
    scale = {"domain": [-reach, reach], "nice": False}
    band = {
        "y": amount("lowest", scale=scale, title=None, axis={"format": ".1f", "tickCount": 5}),
        "y2": {"field": "highest"},
    }
    marks = [mark("area", {"color": palette.line, "opacity": 0.3}, {"x": x, **band})]
    ends = points[points["year"].isin([2018, 2020, years[-1]])]
    for column, dy in (("lowest", 15), ("highest", -13)):
        y = amount(column, scale=scale, title=None)
        label = amount(column, format=".2f")
        marks += [
            mark("line", {"color": palette.ink, "strokeWidth": 2}, {"x": x, "y": y}),
            mark("circle", {"color": palette.ink, "size": 40, "opacity": 1}, {"x": x, "y": y}),
            mark("text", {"dy": dy, "fontSize": LABEL, "color": palette.ink}, {"x": x, "y": y, "text": label}, ends),
        ]
    named = pd.DataFrame(
        {"year": [years[0] - 0.6] * 3, "at": [reach * 0.93, 0.0, -reach * 0.93], "word": list(words)}
    )  # fmt: skip
    at = amount("at", scale=scale, title=None)
    marks += [
        mark("rule", _dashed(palette), {"y": at}, named[1:2]),
        mark("text", {"align": "left", "dy": -8, "fontSize": LABEL, "color": palette.ink},
             {"x": x, "y": at, "text": word("word")}, named),
    ]  # fmt: skip
    return chart(points, marks, palette, language, height=300)


def definitions_chart(rows: pd.DataFrame, words: tuple[str, str, str], palette: Palette, language: str) -> Spec:
    """Every way to measure a change, sorted, each with its band; the chosen one is the diamond. A mark opens it.

    `rows` has place, gap, lower, upper, chosen, name and href; `words` say which side means that the gap grew or became
    smaller, and what the chosen mark is called.
    """
    larger, smaller, own = words
    reach = float(rows[["lower", "upper"]].abs().max().max()) * 1.15
    scale = {"domain": [-reach, reach], "nice": False}
    x = amount("place", axis=None, scale={"domain": [0, len(rows) + 1], "nice": False})
    y = amount("gap", scale=scale, title=None, axis={"format": "+.2f", "tickCount": 5})
    way = {"x": x, "href": word("href"), "tooltip": tip("name", "gap", "+.3f")}
    band = {"y": amount("lower", scale=scale, title=None), "y2": {"field": "upper"}}
    named = pd.DataFrame({"place": [0.4] * 2, "gap": [reach * 0.93, -reach * 0.93], "word": [smaller, larger]})
    points = rows[["place", "gap", "lower", "upper", "name", "href"]]
    marks = [
        mark("rule", {"color": palette.ink, "strokeWidth": 1.5}, {"y": y}, pd.DataFrame({"gap": [0.0]})),
        mark("rule", {"color": palette.line, "strokeWidth": 1.5}, {**way, **band}),
        mark("circle", {"color": palette.muted, "size": 34, "opacity": 1}, {**way, "y": y}),
        mark("text", {"align": "left", "fontSize": LABEL, "color": palette.muted},
             {"x": x, "y": y, "text": word("word")}, named),
    ]  # fmt: skip
    chosen = points[rows["chosen"]]
    if len(chosen):
        at_top = amount("upper", scale=scale, title=None)
        bold = {"fontSize": LABEL, "fontWeight": "bold", "color": palette.accent}
        marks += [
            mark("rule", {"color": palette.accent, "strokeWidth": 3}, {**way, **band}, chosen),
            mark("point", {"shape": "diamond", "filled": True, "size": 150, "opacity": 1, "color": palette.accent},
                 {**way, "y": y}, chosen),
            mark("text", {"dy": -16, "align": "center", **bold}, {**way, "y": at_top, "text": {"value": own}}, chosen),
        ]  # fmt: skip
    return chart(points, marks, palette, language, height=260)


def counts_chart(points: pd.DataFrame, most: float, corona: str, palette: Palette, language: str) -> Spec:
    """What was registered per year, from zero to `most`; the first and the last year carry their number.

    `points` has year, value and label.
    """
    years = points["year"].tolist()
    x = amount(
        "year", title=None, scale={"domain": [years[0] - 0.8, years[-1] + 0.8], "nice": False},
        axis={"values": [years[0], 2016, 2020, years[-1]], "format": "d", "grid": False},
    )  # fmt: skip
    y = amount("value", axis=None, scale={"domain": [0, most * 1.12], "nice": False})
    pointed = [amount("year", format="d", title=" "), word("label", title=" ")]
    bold = {"dy": -14, "fontSize": LABEL, "fontWeight": "bold", "color": palette.ink}
    marks = [
        *_corona(corona, most * 1.06, x, y, palette),
        mark("line", {"color": palette.ink, "strokeWidth": 2.5}, {"x": x, "y": y}),
        mark("circle", {"color": palette.ink, "size": 50, "opacity": 1}, {"x": x, "y": y, "tooltip": pointed}),
        *(mark("text", {"align": side, **bold}, {"x": x, "y": y, "text": word("label")}, end)
          for end, side in ((points[:1], "left"), (points[-1:], "right"))),
    ]  # fmt: skip
    return chart(points, marks, palette, language, height=230)


def rates_chart(
    points: pd.DataFrame, own: str | None, country: str, corona: str, decimals: int, palette: Palette, language: str
) -> Spec:
    """Registered crime of one kind per 1,000 inhabitants: a gemeente (`own`) beside the country as a dashed line; the
    figures that are provisional are open rings.

    `points` has year, value, line (own or country) and provisional.
    """
    years = sorted(points["year"].unique().tolist())
    x = _years(years, (0.5, 0.5))
    most = float(points["value"].max())
    y = amount("value", title=None, scale={"domain": [0, most * 1.3], "nice": False},
               axis={"tickCount": 4, "format": f",.{0 if most >= 4 else 1}f"})  # fmt: skip
    place = {"x": x, "y": y}
    pointed = [amount("year", format="d", title=" "), amount("value", format=f",.{decimals}f", title=" ")]
    marks = [*_corona(corona, most * 1.2, x, y, palette)]
    for line, colour, dash, width in ((country, palette.ink, [5, 3], 2), (own, palette.accent, [1, 0], 2.5)):
        rows = points[points["line"] == line]
        if line is None or rows["value"].notna().sum() == 0:
            continue
        own_rows, provisional = rows[["year", "value", "line"]], rows["provisional"].astype(bool)
        marks += [
            mark("line", {"color": colour, "strokeDash": dash, "strokeWidth": width,
                          "invalid": "break-paths-show-domains"}, place, own_rows),
            mark("circle", {"color": colour, "size": 45, "opacity": 1}, {**place, "tooltip": pointed},
                 own_rows[~provisional]),
            mark("point", {"filled": True, "fill": palette.paper, "stroke": colour, "strokeWidth": 1.8, "size": 60,
                           "opacity": 1}, {**place, "tooltip": pointed}, own_rows[provisional]),
            mark("text", {"align": "left", "dy": -14, "fontSize": LABEL, "fontWeight": "bold", "color": colour},
                 {**place, "text": word("line")}, own_rows.dropna(subset=["value"]).head(1)),
        ]  # fmt: skip
    return chart(None, marks, palette, language, height=280)


def _years(years: list[int], room: tuple[float, float]) -> Spec:
    """An axis of years, with so many years of room before the first and after the last."""
    scale = {"domain": [years[0] - room[0], years[-1] + room[1]], "nice": False}
    return amount("year", title=None, scale=scale, axis={"values": years, **BESIDE_EACH_OTHER})


def _dashed(palette: Palette) -> Spec:
    """The line of the country or another benchmark."""
    return {"color": palette.ink, "strokeDash": [5, 3], "strokeWidth": 2}


def _corona(name: str, at: float, x: Spec, y: Spec, palette: Palette) -> list[Spec]:
    """A grey block over 2020 and 2021, named."""
    block = pd.DataFrame(
        {"year": [CORONA[0]], "until": [CORONA[1]], "middle": [sum(CORONA) / 2], "value": [at], "word": [name]}
    )
    return [
        mark("rect", {"color": palette.soft, "opacity": 0.8}, {"x": x, "x2": {"field": "until"}}, block),
        mark("text", {"fontSize": LABEL, "color": palette.muted},
             {"x": amount("middle", title=None), "y": y, "text": word("word")}, block),
    ]  # fmt: skip
