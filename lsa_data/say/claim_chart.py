"""The chart of Klopt het?: every change a dot."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from lsa_data.ask import claim
from lsa_data.catalogue import Indicator
from lsa_data.say.charts import Spec, of, styled
from lsa_data.say.formats import number
from lsa_data.say.names import in_gemeente
from lsa_data.say.palette import Palette
from lsa_data.say.sentences import phrases

NOTHING_NOTABLE = 4
"""The source's own class of no notable change."""
MOST_OTHERS = 250
"""Dots of areas outside the set: they draw a line, of which every area would be forty times as heavy."""


def changes_chart(
    found: pd.DataFrame, indicator: Indicator, series: claim.Series, years: tuple[int, int], relative: bool,
    threshold: str, palette: Palette, language: str, links: Sequence[str] | None = None,
) -> Spec:  # fmt: skip
    """Every area a dot, in the order of what changed; the set marked, the country a dashed line.

    `found` is as `claim.changes` gives it; `links` has an address per row, for a page on which a dot opens its area.
    """
    words, areas = phrases(language)["chart"], phrases(language)["areas"][series.type]
    by_class = indicator.ordinal and threshold == claim.SOURCE
    called = list(map(in_gemeente, found["name"], found["gemeente_name"].fillna("")))
    found = found.assign(
        change=found["change_class"] - NOTHING_NOTABLE if by_class else found["change"], naam=called,
        href=[""] * len(found) if links is None else links,
    ).sort_values(["change", "code"], ignore_index=True)  # fmt: skip
    decimals = indicator.decimals
    places = pd.Series(range(1, len(found) + 1), name="plaats", dtype="int32")
    points = pd.DataFrame({"plaats": places, "verschil": found["change"].round(3)})
    member = found["member"]
    marked = points[member].assign(**found.loc[member, ["naam"] if links is None else ["naam", "href"]])
    outside = points[~member]
    thinned = outside.iloc[:: max(len(outside) // MOST_OTHERS, 1)]
    kind = "klasse" if by_class else "land" if relative else "zelf"
    x = alt.X("plaats:Q", title=words["axis_rank"].format(n=number(len(found), 0, language), areas=areas),
              axis=alt.Axis(grid=False, format=",.0f", tickCount=5),
              scale=alt.Scale(domain=[0, len(found) + 1], nice=False))  # fmt: skip
    upright = alt.Axis(format=f"+,.{decimals}f", titleAngle=0, titleAlign="left", titleX=-35, titleY=-14,
                       tickMinStep=1 if indicator.ordinal else 0)  # fmt: skip
    y = alt.Y("verschil:Q", title=words[f"axis_{kind}"].format(first=years[0], last=years[1]), axis=upright)
    tip = [alt.Tooltip("naam:N", title=" "), alt.Tooltip("verschil:Q", format=f"+,.{decimals}f", title=" ")]
    layers: list[alt.Chart] = []
    if len(thinned):
        layers.append(of(thinned).mark_circle(size=9, color=palette.line, opacity=0.6, aria=False).encode(x=x, y=y))
    if len(marked):
        diamonds = of(marked).mark_point(
            shape="diamond", filled=True, size=75, color=palette.accent, stroke=palette.paper, strokeWidth=0.8,
            opacity=1,
        )  # fmt: skip
        layers.append(diamonds.encode(x=x, y=y, tooltip=tip, **({} if links is None else {"href": "href:N"})))
    layers.append(of(pd.DataFrame({"y": [0.0]})).mark_rule(color=palette.ink).encode(y="y:Q"))
    country = found["national_change"].dropna()
    if not relative and len(country):
        line = pd.DataFrame(
            {"y": [float(country.iloc[0])], "x": [len(found) * 0.02], "woord": [phrases(language)["country_name"]]}
        )
        layers.append(of(line).mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2).encode(y="y:Q"))
        layers.append(
            of(line)
            .mark_text(align="left", dy=-9, fontSize=13, color=palette.ink)
            .encode(x="x:Q", y="y:Q", text="woord:N")
        )
    return styled(alt.layer(*layers).properties(height=360, padding={"top": 26}), palette, language)
