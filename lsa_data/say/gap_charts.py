"""The pictures of De kloof: a gap with its band, two years, every definition, and what was registered."""

from typing import Any, Literal

import altair as alt
import pandas as pd

from lsa_data.say.charts import Spec, of, styled
from lsa_data.say.palette import Palette

Side = Literal["left", "right"]
CORONA = (2019.5, 2021.5)
LABEL = 14
"""The size of words in a picture, in pixels."""


def gap_chart(
    points: pd.DataFrame, named: list[int], zero: str, corona: str, domain: tuple[float, float], palette: Palette,
    language: str,
) -> Spec:  # fmt: skip
    """A gap through the years with its band below the dashed line of the benchmark, called `zero`.

    `points` has year, gap, lower and upper; the years `named` carry their figure, that of a year
    just after another below the line. `domain` is of the axis, in points.
    """
    years = points["year"].tolist()
    x = alt.X(
        "year:Q", title=None, scale=alt.Scale(domain=[years[0] - 1.6, years[-1] + 0.9], nice=False),
        axis=alt.Axis(values=years, format="d", grid=False, labelOverlap="greedy", labelSeparation=8),
    )  # fmt: skip
    scale = alt.Scale(domain=list(domain), nice=False)
    y = alt.Y("gap:Q", title=None, scale=scale, axis=alt.Axis(format=".1f", tickCount=4))
    base = of(points).encode(x=x)
    below = [year for year in named if {year - 1, year - 2} & {*named}]
    above = [year for year in named if year not in below]
    line = pd.DataFrame({"gap": [0.0], "year": [years[0] - 0.6], "word": [zero]})
    layers = [
        base.mark_area(color=palette.accent, opacity=0.16).encode(
            y=alt.Y("lower:Q", scale=scale, title=None), y2="upper:Q"
        ),
        of(line).mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2).encode(y=y),
        of(line).mark_text(align="left", baseline="bottom", dy=-5, fontSize=LABEL, color=palette.ink)
        .encode(x=x, y=y, text="word:N"),
        base.mark_line(color=palette.accent, strokeWidth=2.5).encode(y=y),
        base.mark_point(shape="diamond", filled=True, size=85, opacity=1, color=palette.accent).encode(
            y=y, tooltip=[alt.Tooltip("year:Q", format="d", title=" "), alt.Tooltip("gap:Q", format=".3f", title=" ")]
        ),
        *(
            of(points[points["year"].isin(shown)])
            .mark_text(dy=dy, fontSize=LABEL, fontWeight="bold", color=palette.accent)
            .encode(x=x, y=y, text=alt.Text("gap:Q", format=".2f"))
            for shown, dy in ((above, -14), (below, 20)) if shown
        ),
    ]  # fmt: skip
    if 2020 in years:
        layers.append(
            of(pd.DataFrame({"year": [2020], "gap": [domain[0]], "word": [corona]}))
            .mark_text(dy=-9, fontSize=LABEL, color=palette.muted).encode(x=x, y=y, text="word:N")
        )  # fmt: skip
    return styled(alt.layer(*layers).properties(height=320, padding={"top": 12}), palette, language)


def pair_chart(rows: pd.DataFrame, zero: str, palette: Palette, language: str) -> Spec:
    """Per line two years: an open ring for the first, a filled diamond with its figure and band for the last.

    `rows` has name, first, last, lower, upper (of the last), in the order of the lines.
    """
    order = rows["name"].tolist()
    low = min(rows["lower"].min(), rows["first"].min(), 0.0)
    high = max(rows["upper"].max(), rows["first"].max(), 0.0)
    room = (high - low) * 0.06
    scale = alt.Scale(domain=[low - room, high + room * 3], nice=False)
    y = alt.Y("name:N", sort=order, axis=None)
    x = alt.X("last:Q", title=None, scale=scale, axis=alt.Axis(format=".1f", tickCount=4, grid=False))
    base = of(rows).encode(y=y)
    word = pd.DataFrame({"last": [0.0], "word": [zero]})
    layers = [
        of(word).mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2).encode(x=x),
        *(
            base.mark_text(align="left", baseline="bottom", dy=-11, fontSize=LABEL, color=palette.ink, **halo).encode(
                x=alt.value(0), text="name:N"
            )
            for halo in _halo(palette)
        ),
        base.mark_rule(color=palette.accent, opacity=0.35, strokeWidth=7).encode(
            x=alt.X("lower:Q", scale=scale, title=None), x2="upper:Q"
        ),
        base.mark_point(
            filled=True, fill=palette.paper, stroke=palette.ink, strokeWidth=1.5, size=60, opacity=1
        ).encode(x=alt.X("first:Q", scale=scale, title=None)),
        base.mark_point(shape="diamond", filled=True, size=110, opacity=1, color=palette.accent).encode(x=x),
        base.mark_text(align="left", dx=9, dy=12, fontSize=LABEL, fontWeight="bold", color=palette.accent).encode(
            x=x, text=alt.Text("last:Q", format=".2f")
        ),
    ]  # fmt: skip
    return styled(alt.layer(*layers).properties(height=alt.Step(52)), palette, language)


def spread_chart(points: pd.DataFrame, words: tuple[str, str, str], palette: Palette, language: str) -> Spec:
    """Between which differences from the mean 8 of 10 areas lie, in every year; the ends are named, outside.

    `points` has year, lowest and highest; `words` are those for the highest, the mean and the lowest.
    """
    years = points["year"].tolist()
    x = alt.X(
        "year:Q", title=None, scale=alt.Scale(domain=[years[0] - 0.7, years[-1] + 0.7], nice=False),
        axis=alt.Axis(values=years, format="d", grid=False, labelOverlap="greedy", labelSeparation=8),
    )  # fmt: skip
    reach = float(max(points["highest"].max(), -points["lowest"].min())) * 1.45
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    base = of(points).encode(x=x)
    layers = [
        base.mark_area(color=palette.line, opacity=0.3).encode(
            y=alt.Y("lowest:Q", scale=scale, title=None, axis=alt.Axis(format=".1f", tickCount=5)), y2="highest:Q"
        )
    ]
    for column, dy in (("lowest", 15), ("highest", -13)):
        y = alt.Y(f"{column}:Q", scale=scale, title=None)
        ends = of(points[points["year"].isin([2018, 2020, years[-1]])])
        layers += [
            base.mark_line(color=palette.ink, strokeWidth=2).encode(y=y),
            base.mark_circle(color=palette.ink, size=40, opacity=1).encode(y=y),
            ends.mark_text(dy=dy, fontSize=LABEL, color=palette.ink).encode(
                x=x, y=y, text=alt.Text(f"{column}:Q", format=".2f")
            ),
        ]
    named = pd.DataFrame(
        {"year": [years[0] - 0.6] * 3, "at": [reach * 0.8, 0.0, -reach * 0.97], "word": list(words)}
    )  # fmt: skip
    layers += [
        of(named[1:2]).mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2).encode(
            y=alt.Y("at:Q", scale=scale, title=None)
        ),
        of(named).mark_text(align="left", baseline="bottom", dy=-4, fontSize=LABEL, color=palette.ink).encode(
            x=x, y=alt.Y("at:Q", scale=scale, title=None), text="word:N"
        ),
    ]  # fmt: skip
    return styled(alt.layer(*layers).properties(height=300), palette, language)


def definitions_chart(rows: pd.DataFrame, words: tuple[str, str, str], palette: Palette, language: str) -> Spec:
    """Every way to measure a change, sorted, each with its band; the chosen one is the diamond. A mark opens it.

    `rows` has place, gap, lower, upper, chosen, name and href; `words` say which side means that the gap grew or became
    smaller, and what the chosen mark is called.
    """
    larger, smaller, own = words
    reach = float(rows[["lower", "upper"]].abs().max().max()) * 1.15
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    x = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0, len(rows) + 1], nice=False))
    y = alt.Y("gap:Q", scale=scale, title=None, axis=alt.Axis(format="+.2f", tickCount=5, grid=False))
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("gap:Q", format="+.3f", title=" ")]
    base = of(rows).encode(x=x, href="href:N", tooltip=tip)
    mine = of(rows[rows["chosen"]]).encode(x=x, href="href:N", tooltip=tip)
    named = pd.DataFrame({"place": [0.4] * 2, "gap": [reach * 0.93, -reach * 0.93], "word": [smaller, larger]})
    band = {"y": alt.Y("lower:Q", scale=scale, title=None), "y2": "upper:Q"}
    layers = [
        of(pd.DataFrame({"gap": [0.0]})).mark_rule(color=palette.ink, strokeWidth=1.5).encode(y=y),
        alt.layer(
            base.mark_rule(color=palette.line, strokeWidth=1.5).encode(**band),
            base.mark_circle(color=palette.muted, size=34, opacity=1).encode(y=y),
        ),
        of(named).mark_text(align="left", fontSize=LABEL, color=palette.muted).encode(x=x, y=y, text="word:N"),
    ]  # fmt: skip
    if rows["chosen"].any():
        layers += [
            mine.mark_rule(color=palette.accent, strokeWidth=3).encode(**band),
            mine.mark_point(shape="diamond", filled=True, size=150, opacity=1, color=palette.accent).encode(y=y),
            *(
                mine.mark_text(
                    dy=-16, align="center", fontSize=LABEL, fontWeight="bold", color=palette.accent, **halo
                ).encode(y=alt.Y("upper:Q", scale=scale, title=None), text=alt.value(own))
                for halo in _halo(palette)
            ),
        ]
    return styled(alt.layer(*layers).properties(height=260), palette, language)


def counts_chart(points: pd.DataFrame, most: float, corona: str, palette: Palette, language: str) -> Spec:
    """What was registered per year, from zero to `most`; the first and the last year carry their number.

    `points` has year, value and label.
    """
    years = points["year"].tolist()
    x = alt.X(
        "year:Q", title=None, scale=alt.Scale(domain=[years[0] - 0.8, years[-1] + 0.8], nice=False),
        axis=alt.Axis(values=[years[0], 2016, 2020, years[-1]], format="d", grid=False),
    )  # fmt: skip
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.12], nice=False))
    base = of(points).encode(x=x, y=y)
    layers = [
        *_corona(corona, most * 1.06, x, y, palette),
        base.mark_line(color=palette.ink, strokeWidth=2.5),
        base.mark_circle(color=palette.ink, size=50, opacity=1).encode(
            tooltip=[alt.Tooltip("year:Q", format="d", title=" "), alt.Tooltip("label:N", title=" ")]
        ),
    ]
    sides: tuple[tuple[int, Side], ...] = ((years[0], "left"), (years[-1], "right"))
    layers += [
        of(points[points["year"] == year])
        .mark_text(align=side, dy=-14, fontSize=LABEL, fontWeight="bold", color=palette.ink)
        .encode(x=x, y=y, text="label:N")
        for year, side in sides
    ]  # fmt: skip
    return styled(alt.layer(*layers).properties(height=230), palette, language)


def rates_chart(
    points: pd.DataFrame, own: str | None, country: str, corona: str, decimals: int, palette: Palette, language: str
) -> Spec:
    """Registered crime of one kind per 1,000 inhabitants: a gemeente (`own`) beside the country as a dashed line; the
    figures that are provisional are open rings.

    `points` has year, value, line (own or country) and provisional.
    """
    years = sorted(points["year"].unique().tolist())
    x = alt.X(
        "year:Q", title=None, scale=alt.Scale(domain=[years[0] - 0.5, years[-1] + 0.5], nice=False),
        axis=alt.Axis(values=years, format="d", grid=False, labelOverlap="greedy", labelSeparation=8),
    )  # fmt: skip
    most = float(points["value"].max())
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, most * 1.3], nice=False),
              axis=alt.Axis(tickCount=4, format=f",.{0 if most >= 4 else 1}f"))  # fmt: skip
    layers = [*_corona(corona, most * 1.2, x, y, palette)]
    for line, colour, dash, width in ((country, palette.ink, [5, 3], 2), (own, palette.accent, [1, 0], 2.5)):
        rows = points[points["line"] == line]
        if line is None or rows["value"].notna().sum() == 0:
            continue
        base = of(rows).encode(x=x, y=y)
        tip = [alt.Tooltip("year:Q", format="d", title=" "), alt.Tooltip("value:Q", format=f",.{decimals}f", title=" ")]
        layers += [
            base.mark_line(color=colour, strokeDash=dash, strokeWidth=width, invalid="break-paths-show-domains"),
            of(rows[~rows["provisional"]]).mark_circle(color=colour, size=45, opacity=1)
            .encode(x=x, y=y, tooltip=tip),
            of(rows[rows["provisional"]])
            .mark_point(filled=True, fill=palette.paper, stroke=colour, strokeWidth=1.8, size=60, opacity=1)
            .encode(x=x, y=y, tooltip=tip),
            of(rows.dropna(subset=["value"]).head(1))
            .mark_text(align="left", dy=-14, fontSize=LABEL, fontWeight="bold", color=colour)
            .encode(x=x, y=y, text="line:N"),
        ]  # fmt: skip
    return styled(alt.layer(*layers).properties(height=280), palette, language)


def _halo(palette: Palette) -> tuple[dict[str, Any], ...]:
    """What words are drawn with twice, so that a line behind them does not run through them."""
    return ({"stroke": palette.paper, "strokeWidth": 5}, {})


def _corona(word: str, at: float, x: alt.X, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    """A grey block over 2020 and 2021, named."""
    block = pd.DataFrame(
        {"year": [CORONA[0]], "until": [CORONA[1]], "middle": [sum(CORONA) / 2], "value": [at], "word": [word]}
    )
    return [
        of(block).mark_rect(color=palette.soft, opacity=0.8).encode(x=x, x2="until:Q"),
        of(block).mark_text(fontSize=LABEL, color=palette.muted).encode(
            x=alt.X("middle:Q", title=None), y=y, text="word:N"
        ),
    ]  # fmt: skip
