"""Two to five areas of one type side by side: chosen in a box, kept in the address as codes."""

import altair as alt
import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.ask.areas import Area
from lsa_data.catalogue.codes import is_code
from lsa_data.say.palette import Palette
from lsa_ui.shared import address, area_search, frame, names
from lsa_ui.shared.charts import Layers, styled
from lsa_ui.texts import language, t

MOST = 5


def choose() -> list[Area]:
    """The areas of the address, at most five, all of the type of the first; the box changes them."""
    asked = [part for part in (address.read("gebieden") or "").split(",") if part]
    found = [area for part in dict.fromkeys(asked) if is_code(part.partition(".")[0]) and (area := _area(part))]
    chosen = [area for area in found if area.type == found[0].type][:MOST]
    if len(chosen) < len(asked):
        frame.notice(t("vergelijk.mixed"))
    if not asked and (first := address.remembered_area()) and (area := areas.area(first)):
        chosen = [area]
    area_search.pick(
        "vergelijk_zoek", lambda area: _write([*chosen, area]),
        lambda key: _write([area for area in chosen if area_search.key_of(area) != key]),
        label=t("vergelijk.choose"), chosen=map(area_search.named, chosen), most=MOST,
        area_type=chosen[0].type if chosen else None,
    )  # fmt: skip
    return chosen


def choose_theme(chosen: list[Area]) -> str:
    """The theme to compare on, from those that there are figures for."""
    possible = [
        theme
        for theme in catalogue.themes()
        if any((profile.latest(profile.profile(area))["theme"] == theme).any() for area in chosen[:1])
    ]
    current = address.one_of("thema", possible) or possible[0]
    st.session_state["vergelijk_thema"] = current
    st.segmented_control(
        t("vergelijk.theme"), possible, key="vergelijk_thema", required=True,
        format_func=lambda theme: catalogue.themes()[theme].text("name", language()),
        on_change=lambda: address.write(thema=st.session_state["vergelijk_thema"]),
    )  # fmt: skip
    return current


def choose_indicator(found: pd.DataFrame) -> str | None:
    """One figure to compare through the years, or None for the whole theme; kept in the address."""
    possible = found["indicator_id"].unique().tolist()
    current = address.one_of("indicator", possible)
    st.session_state["vergelijk_cijfer"] = current or ""
    st.selectbox(
        t("vergelijk.indicator"), ["", *possible], key="vergelijk_cijfer",
        format_func=lambda name: names.indicator_name(name) if name else t("vergelijk.whole_theme"),
        on_change=lambda: address.write(indicator=st.session_state["vergelijk_cijfer"] or None),
    )  # fmt: skip
    return current


def through_the_years(chosen: list[Area], indicator_id: str) -> None:
    """One figure: a small line chart per area, all on one scale, with the country dashed in each."""
    indicator = catalogue.indicators()[indicator_id]
    colours = frame.palette()
    parts = []
    for area, name in zip(chosen, area_names(chosen), strict=True):
        series = profile.profile(area)
        own = series[(series["indicator_id"] == indicator_id) & series["value"].notna()]
        parts.append(own[own["measured_vintage"] == own["measured_vintage"].max()].assign(area=name))
    points = pd.concat(parts)
    years = sorted(points["year"].unique().tolist())
    axis = alt.Axis(values=years, format="d", grid=False)
    x = alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(domain=[years[0], years[-1]]))
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format=f",.{indicator.decimals}f"), scale=alt.Scale(zero=False))
    base = alt.Chart(points[["area", "year", "value", "national"]])
    lines = base.mark_line(color=colours.accent, strokeWidth=2.5, point={"color": colours.accent}).encode(x=x, y=y)
    country = base.mark_line(color=colours.ink, strokeDash=[5, 3]).encode(x=x, y="national:Q")
    chart = alt.layer(lines, country).properties(width=170, height=140)
    columns = 1 if frame.on_phone() else 4
    facets = chart.facet(facet=alt.Facet("area:N", sort=area_names(chosen), title=None), columns=columns)
    st.altair_chart(styled(facets, colours, language()), theme=None, alt=t("vergelijk.years_alt"))
    frame.note(t("vergelijk.years_key", unit=names.unit_word(indicator)))


def rows(chosen: list[Area], theme: str) -> pd.DataFrame:
    """The newest figures on a theme that every area has in the same year, with the area they are of.

    Figures of one indicator are of one year and one vintage, so that they may stand side by side.
    """
    frames = [
        series[series["theme"] == theme].assign(area=name, place=place)
        for place, (area, name) in enumerate(zip(chosen, area_names(chosen), strict=True))
        if not (series := profile.profile(area)).empty
    ]
    together = pd.concat(frames, ignore_index=True)
    together = together[together["value"].notna()]
    keys = ["indicator_id", "year", "measured_vintage"]
    complete = together.groupby(keys)["area"].transform("nunique") == len(chosen)
    shared = together[complete]
    newest = shared.groupby("indicator_id")["year"].transform("max")
    return shared[shared["year"] == newest].reset_index(drop=True)


def area_names(chosen: list[Area]) -> list[str]:
    """A name for every area, with its gemeente where two would read the same."""
    plain = [names.area_name(area) for area in chosen]
    return [
        f"{name} ({area.gemeente_name or area.code})" if plain.count(name) > 1 else name
        for name, area in zip(plain, chosen, strict=True)
    ]


def small_multiples(found: pd.DataFrame, chosen: list[Area]) -> None:
    """One small chart per unit: per indicator a row, the areas as marks on a common scale, the country dashed."""
    colours = frame.palette()
    order = area_names(chosen)
    shown = [catalogue.indicators()[indicator_id] for indicator_id in found["indicator_id"].unique()]
    units = {indicator.id: indicator.unit for indicator in shown if not indicator.is_count and not indicator.ordinal}
    for unit in dict.fromkeys(units.values()):
        ids = [indicator_id for indicator_id, own in units.items() if own == unit]
        part = found[found["indicator_id"].isin(ids)]
        part = part.assign(
            indicator=[
                f"{catalogue.indicators()[row.indicator_id].text('name', language())} ({row.year})"
                for row in part.itertuples()
            ]
        )
        st.altair_chart(
            styled(_rows_chart(part, order, unit, colours), colours, language()),
            theme=None, width="stretch", alt=t("vergelijk.chart_alt"),
        )  # fmt: skip


def table(found: pd.DataFrame, chosen: list[Area]) -> None:
    """The same as a table, with position and trend in words."""
    lines = []
    for row in found.itertuples():
        indicator = catalogue.indicators()[row.indicator_id]
        national = names.value_text(row.national, indicator) if pd.notna(row.national) else ""
        trend = t(f"vergelijk.direction_{row.direction}") if isinstance(row.direction, str) else ""
        lines.append(
            {
                t("figures.indicator"): indicator.text("name", language()),
                t("kaart.column_name"): row.area,
                t("vergelijk.value"): names.value_text(row.value, indicator),
                t("figures.year"): " · ".join(
                    [str(row.year), *names.age_words(row.indicator_id, chosen[0].type, row.year)]
                ),
                t("figures.national"): national,
                t("vergelijk.position"): names.judgement_word(row.position, indicator, row.unusual),
                t("vergelijk.trend"): trend,
            }
        )
    st.subheader(t("vergelijk.table"), anchor=False)
    st.dataframe(pd.DataFrame(lines), hide_index=True, width="stretch", alt=t("vergelijk.table"))


def _area(part: str) -> Area | None:
    """An area from a code in the address, with its vintage behind a point when it is not the one shown first."""
    code, _, vintage = part.partition(".")
    return areas.area(code, int(vintage) if vintage.isdigit() else None)


def _write(chosen: list[Area]) -> None:
    keys = dict.fromkeys(area_search.key_of(area) for area in chosen)
    address.write(gebieden=",".join(keys) or None)


def _rows_chart(part: pd.DataFrame, order: list[str], unit: str, colours: Palette) -> Layers:
    decimals = max(catalogue.indicators()[i].decimals for i in part["indicator_id"].unique())
    hues = [colours.accent, colours.diverging[6], colours.diverging[1], colours.muted, colours.diverging[5]]
    shapes = ["diamond", "circle", "square", "triangle-up", "cross"]
    ids = list(dict.fromkeys(part["indicator"]))
    y = alt.Y("indicator:N", sort=ids, title=None, axis=alt.Axis(labelLimit=260, grid=True, domain=False, ticks=False))
    x = alt.X("value:Q", title=t(f"unit.{unit}"), axis=alt.Axis(format=f",.{decimals}f"), scale=alt.Scale(zero=False))
    base = alt.Chart(part)
    legend = alt.Legend(orient="top", labelFontSize=14, labelColor=colours.ink, labelLimit=140, columns=2)
    country = base.mark_tick(color=colours.ink, thickness=2, height=22, strokeDash=[3, 2]).encode(
        x=alt.X("national:Q"), y=y
    )
    marks = base.mark_point(filled=True, size=170, opacity=1, stroke=colours.paper, strokeWidth=1).encode(
        x=x, y=y,
        color=alt.Color("area:N", sort=order, scale=alt.Scale(domain=order, range=hues[: len(order)]), title=None,
                        legend=legend),
        shape=alt.Shape("area:N", scale=alt.Scale(domain=order, range=shapes[: len(order)]), title=None),
        tooltip=[alt.Tooltip("area:N", title=" "), alt.Tooltip("value:Q", format=f",.{decimals}f", title=" ")],
    )  # fmt: skip
    return alt.layer(country, marks).properties(height=alt.Step(34))
