"""The pictures of the regio's: one figure through the years, and how many gemeenten differ from the country."""

import altair as alt
import pandas as pd

from lsa_data.say.palette import Palette
from lsa_ui.shared.charts import Spec, drawn_once, of, styled

LABEL = 14
"""The size of words in a picture, in pixels."""
HEIGHT = 260


@drawn_once
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
    ends = _apart(points[points["year"] == years[-1]], domain)
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
            of(ends[ends["line"] == name])
            .mark_text(align="left", dx=10, fontSize=LABEL, color=colour,
                       fontWeight="bold" if name == chosen else "normal")
            .encode(x=x, y=alt.Y("at:Q", scale=alt.Scale(domain=domain, nice=False), title=None), text="line:N"),
        ]  # fmt: skip
    return styled(alt.layer(*layers).properties(height=HEIGHT, padding={"right": 84}), palette, language)


@drawn_once
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
        of(rows[rows["share"] > 0.04])
        .mark_text(fontSize=LABEL, color=palette.ink)
        .encode(y=y, x=alt.X("middle:Q", axis=None, scale=scale), text="n:Q")
    )
    return styled(alt.layer(bars, numbers).properties(height=alt.Step(36)), palette, language)


def _apart(ends: pd.DataFrame, domain: tuple[float, float]) -> pd.DataFrame:
    """The ends of lines with `at`, where their names can stand without standing on each other."""
    step = (domain[1] - domain[0]) * (LABEL + 4) / HEIGHT
    ends = ends.sort_values("value")
    at = ends["value"].tolist()
    for i in range(1, len(at)):
        at[i] = max(at[i], at[i - 1] + step)
    over = max(0.0, at[-1] - domain[1])
    at = [one - over for one in at]
    for i in range(len(at) - 2, -1, -1):
        at[i] = min(at[i], at[i + 1] - step)
    return ends.assign(at=at)
