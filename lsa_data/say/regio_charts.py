"""The pictures of the regio's: one figure through the years, and how many gemeenten differ from the country."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from lsa_data.catalogue import Indicator
from lsa_data.methods import judgement
from lsa_data.say import names
from lsa_data.say.charts import Spec, apart, of, styled
from lsa_data.say.palette import Palette

LABEL = 14
"""The size of words in a picture, in pixels."""
HEIGHT = 260


def tones(palette: Palette) -> dict[str, str]:
    """The colour of a regio by its position; three and no more, so that none suggests a difference that is noise."""
    low, middle, high = (palette.sequential[step] for step in (0, 2, 3))
    return {judgement.LOWER: low, judgement.SIMILAR: middle, judgement.HIGHER: high}


def course_points(found: pd.DataFrame, indicator: Indicator, country: str, language: str) -> pd.DataFrame:
    """What `course_chart` draws: line, year, value and label, from rows as of `queries/regio_figures.sql`."""
    lines = found.assign(line=[names.regio_name(code, language) for code in found["regio_code"]])
    national = found.drop_duplicates("year").assign(line=country)
    national["value"] = national["national"]
    points = pd.concat([lines, national])[["line", "year", "value"]].dropna()
    points["label"] = [names.value_text(value, indicator, language) for value in points["value"]]
    return points


def counted(found: pd.DataFrame, parts: Mapping[str, str], language: str) -> pd.DataFrame:
    """What `counts_chart` draws: regio, part, what and n, from rows of one year as of `queries/regio_figures.sql`;
    `parts` has the word for each position."""
    rows = [
        {"regio": names.regio_name(row.regio_code, language), "part": part, "what": parts[part], "n": n}
        for row in found.itertuples()
        for part, n in (
            (judgement.LOWER, row.n_lower), (judgement.SIMILAR, row.n - row.n_lower - row.n_higher),
            (judgement.HIGHER, row.n_higher),
        )
    ]  # fmt: skip
    return pd.DataFrame(rows)


def course_chart(points: pd.DataFrame, country: str, chosen: str | None, palette: Palette, language: str) -> Spec:
    """A line per regio and a dashed one for the `country`, named at their ends; the `chosen` one in the accent.

    `points` has line (the name), year and value.
    """
    years = sorted(points["year"].unique().tolist())
    room = (years[-1] - years[0]) * 0.02
    low, high = float(points["value"].min()), float(points["value"].max())
    margin = (high - low) * 0.08 or 1.0
    domain = (low - margin, high + margin)
    x = alt.X(
        "year:Q", title=None, scale=alt.Scale(domain=[years[0] - room, years[-1] + room], nice=False),
        axis=alt.Axis(values=years, format="d", grid=False, labelOverlap="greedy", labelSeparation=8),
    )  # fmt: skip
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=domain, nice=False), axis=alt.Axis(tickCount=4))
    layers: list[alt.Chart] = []
    ends = points[points["year"] == years[-1]]
    high_up = [(domain[1] - value) / (domain[1] - domain[0]) * HEIGHT for value in ends["value"]]
    at = dict(zip(ends["line"], apart(high_up), strict=True))
    for name in sorted(points["line"].unique(), key=lambda line: (line == chosen, line == country)):
        colour = palette.accent if name == chosen else palette.ink if name == country else palette.muted
        base = of(points[points["line"] == name]).encode(x=x, y=y)
        layers += [
            base.mark_line(
                color=colour, strokeWidth=2.5 if name in (chosen, country) else 1.5,
                strokeDash=[5, 3] if name == country else [1, 0],
            ),
            base.mark_circle(color=colour, size=40, opacity=1).encode(
                tooltip=[alt.Tooltip("line:N", title=" "), alt.Tooltip("year:Q", format="d", title=" "),
                         alt.Tooltip("label:N", title=" ")]
            ),
            of(ends.loc[ends["line"] == name, ["line"]])
            .mark_text(align="left", dx=10, fontSize=LABEL, color=colour,
                       fontWeight="bold" if name == chosen else "normal")
            .encode(x=alt.value("width"), y=alt.value(at.get(name, 0)), text="line:N"),
        ]  # fmt: skip
    return styled(alt.layer(*layers).properties(height=HEIGHT, padding={"right": 84}), palette, language)


def counts_chart(rows: pd.DataFrame, colours: dict[str, str], palette: Palette, language: str) -> Spec:
    """A bar per regio, of its gemeenten that are lower than the country, about the same and higher; the number stands
    in each part.

    `rows` has regio, part (a key of `colours`, which has them from left to right), what (the part in words) and n.
    """
    parts = list(colours)
    rows = rows.assign(order=rows["part"].map(parts.index))
    total = rows.groupby("regio")["n"].transform("sum")
    after = rows.sort_values("order").groupby("regio")["n"].cumsum() / total
    rows = rows.assign(share=rows["n"] / total, until=after)
    rows = rows.assign(since=rows["until"] - rows["share"], middle=rows["until"] - rows["share"] / 2)
    y = alt.Y("regio:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=LABEL))
    scale = alt.Scale(domain=[0, 1])
    base = of(rows).encode(y=y)
    bars = base.mark_bar(stroke=palette.paper, strokeWidth=1, height=26).encode(
        x=alt.X("since:Q", axis=None, scale=scale), x2="until:Q",
        color=alt.Color("part:N", scale=alt.Scale(domain=parts, range=list(colours.values())), legend=None),
        tooltip=[alt.Tooltip("regio:N", title=" "), alt.Tooltip("what:N", title=" "), alt.Tooltip("n:Q", title=" ")],
    )  # fmt: skip
    numbers = (
        of(rows[rows["share"] > 0.02])
        .mark_text(fontSize=LABEL, color=palette.ink)
        .encode(y=y, x=alt.X("middle:Q", axis=None, scale=scale), text="n:Q")
    )
    return styled(alt.layer(bars, numbers).properties(height=alt.Step(36)), palette, language)
