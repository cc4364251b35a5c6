"""The figures of an area as rows: name, value, country, gemeente, where it stands and how it moved."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from lsa_data import catalogue
from lsa_data.ask import database, profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile import ProfileRow
from lsa_data.catalogue.codes import gemeente_of
from lsa_data.say import opening, sentences
from lsa_data.say.formats import number
from lsa_ui.shared import frame, names, strips, templates
from lsa_ui.shared.charts import distribution_chart, series_chart
from lsa_ui.texts import language, t


def figure_table(rows: list[ProfileRow], series: pd.DataFrame, area: Area, beside: list[str]) -> None:
    """One row per indicator of `rows` (the newest year of each); `series` has all years of the same profile.

    `beside` names the benchmarks to show: columns of the profile such as national, gemeente, regional and peers.
    """
    columns = [t("figures.indicator"), t("figures.here"), *(t(f"beside.{name}") for name in beside)]
    columns += [t("figures.where"), t("figures.years")]
    series_of = dict(iter(series.groupby("indicator_id")))
    body = [_row(row, series_of[row.indicator_id], area, beside) for row in rows]
    grey = area.size_class == sentences.UNDER_250
    templates.show("mijn_wijk/figures.html", columns=columns, rows=body, grey=grey)


def of_theme(rows: list[ProfileRow], series: pd.DataFrame, area: Area, beside: list[str]) -> None:
    """The figures of a theme; of those that say nearly the same the first, and the others on request."""
    first, others = profile.of_theme(rows, area.type)
    figure_table(first, series, area, beside)
    if not others:
        return
    if catalogue.indicators()[others[0].indicator_id].kind == "estimated":
        frame.note(sentences.together(len(rows), language()))
    with st.expander(t("figures.others_of", n=len(others)), key=f"meer_{rows[0].theme}", on_change="rerun") as more:
        if more.open:
            figure_table(others, series, area, beside)


def about_theme(theme: catalogue.Theme, rows: list[ProfileRow]) -> None:
    """The question that a theme answers, and how new the newest of its figures is."""
    frame.note(f"{theme.text('question', language())} {opening.how_new(rows, language())}".strip())


def series_charts(series: pd.DataFrame, area: Area, key: str) -> None:
    """The course through the years of one indicator at a time, chosen by the reader; nothing without series."""
    counts = series.dropna(subset=["value"]).groupby("indicator_id", sort=False)["year"].nunique()
    several = counts[counts > 1].index.tolist()
    if not several:
        return
    with st.expander(t("figures.course"), key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        chosen = st.selectbox(
            t("figures.course_of"),
            several,
            format_func=names.indicator_name,
            key=f"{key}_of",
        )
        _series_chart(series[series["indicator_id"] == chosen], area)


def distribution(newest: pd.DataFrame, area: Area, key: str) -> None:
    """Every area of this type on one line for an indicator that the reader chooses, with this area, its gemeente's
    other areas and the country marked."""
    indicators = catalogue.indicators()
    measures = newest["indicator_id"].map(lambda indicator_id: not indicators[indicator_id].ordinal)
    known = newest[newest["value"].notna() & newest["national"].notna() & measures]
    if known.empty:
        return
    with st.expander(t("figures.distribution"), key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        chosen = st.selectbox(
            t("figures.distribution_of"),
            known["indicator_id"].tolist(),
            format_func=names.indicator_name,
            key=f"{key}_of",
        )
        row = known[known["indicator_id"] == chosen].iloc[0]
        everything = database.ask(
            "distribution", indicator=chosen, type=area.type,
            vintage=int(row["measured_vintage"]), year=int(row["year"]),
        )  # fmt: skip
        gemeente = gemeente_of(row["measured_code"]) if area.type in ("wijk", "buurt") else None
        words = (t("figures.this"), t("figures.same_gemeente"), t("figures.others"), t("figures.national"))
        chart = distribution_chart(
            everything, row["measured_code"], gemeente, float(row["national"]), names.unit_word(indicators[chosen]),
            indicators[chosen].decimals, words, frame.palette(), language(),
        )  # fmt: skip
        name = indicators[chosen].text("name", language())
        st.altair_chart(chart, theme=None, width="stretch", alt=t("figures.distribution_alt", name=name))
        frame.note(t("figures.distribution_key"))
        if pd.notna(row["percentile"]):
            rank = sentences.rank(float(row["percentile"]), area.type, language())
            st.write(t("figures.distribution_words", rank=rank, year=row["year"]))


def passport(newest: pd.DataFrame, area: Area) -> None:
    """Where every figure comes from and what it was measured on."""
    with st.expander(t("passport.title")):
        rows = [
            {
                t("figures.indicator"): indicator.text("name", language()),
                t("passport.source"): catalogue.sources()[indicator.source].text("title", language()),
                t("passport.kind"): t(f"kind.{indicator.kind}"),
                t("figures.year"): str(row.year),
                t("passport.vintage"): str(row.measured_vintage),
                t("passport.area"): row.measured_code,
                t("passport.link"): t(f"passport.link_{row.link}"),
                t("passport.national"): t(f"passport.method_{row.national_method}"),
                t("passport.licence"): catalogue.sources()[indicator.source].licence,
            }
            for row in profile.rows(profile.measured(newest))
            for indicator in (catalogue.indicators()[row.indicator_id],)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", alt=t("passport.title"))


def _row(row: ProfileRow, series: pd.DataFrame, area: Area, beside: list[str]) -> dict:
    """What one row of the table shows, by cell."""
    indicator = catalogue.indicators()[row.indicator_id]
    name = indicator.text("name", language())
    known = row.value is not None
    marks = [str(row.year), catalogue.sources()[indicator.source].text("label", language())]
    if row.link != "self":
        marks.append(t("figures.vintage", year=row.measured_vintage))
    remarks = [", ".join(sentences.short_caveats(row, language()))] if known else []
    remarks += names.age_words(row.indicator_id, area.type, row.year)
    if coming := profile.awaited_year(series):
        remarks.append(t("figures.awaited", year=coming))
    if known and row.ci_lower is not None:
        low, high = (number(bound, indicator.decimals, language()) for bound in (row.ci_lower, row.ci_upper))
        remarks.append(t("figures.interval", low=low, high=high))
    sign, standing = sentences.standing(row, area, language())
    caveats = sentences.caveats(row, language()) if known else []
    return {
        "name": name,
        "sign": sign,
        "spoken": sentences.spoken(sign, language()) if sign else "",
        "standing": standing,
        "definition": [indicator.text("definition", language()), *caveats],
        "value": names.value_text(row.value, indicator) if known else names.missing_word(row.status),
        "marks": " · ".join(marks),
        "remarks": [remark for remark in remarks if remark],
        "beside": [(t(f"beside.{benchmark}"), _other(row, benchmark, indicator)) for benchmark in beside],
        "strip": strips.strip_of(row, indicator, area.type) if known else "",
        "spark": _spark(series, name),
    }


def _other(row: ProfileRow, benchmark: str, indicator: catalogue.Indicator) -> str:
    """The cell of one benchmark; empty where it is not there or says nothing (a larger area simply counts more)."""
    value = getattr(row, benchmark)
    shown = value is not None and (benchmark == "national" or not indicator.is_count)
    return names.value_text(value, indicator) if shown and (not indicator.ordinal or benchmark == "gemeente") else ""


def _spark(series: pd.DataFrame, name: str) -> Markup:
    known = series.dropna(subset=["value"])
    known = known[known["measured_vintage"] == known["measured_vintage"].max()]
    if len(known) < 2 or catalogue.indicators()[known["indicator_id"].iloc[0]].ordinal:
        return Markup()
    first, last = known.iloc[0], known.iloc[-1]
    label = t("figures.spark_label", name=name, first=first["year"], last=last["year"])
    return strips.spark(
        known["year"].tolist(),
        known["value"].tolist(),
        [strips.or_none(v) for v in known["national"]],
        frame.palette(),
        label,
    )


def _series_chart(series: pd.DataFrame, area: Area) -> None:
    indicator = catalogue.indicators()[series["indicator_id"].iloc[0]]
    points = profile.measured(series)
    points = points[points["measured_vintage"] == points["measured_vintage"].max()]
    country = t(f"figures.country_{points['national_method'].iloc[-1]}")
    chart = series_chart(
        points[["year", "value", "national"]], area.name, country, names.unit_word(indicator), indicator.decimals,
        frame.palette(), language(),
    )  # fmt: skip
    name = indicator.text("name", language())
    st.altair_chart(chart, theme=None, width="stretch", alt=t("figures.chart_alt", name=name, area=area.name))
    words = "" if sentences.too_small(area, language()) else opening.course(profile.rows(points)[-1], language())
    if words:
        st.write(words)
    if indicator.source == "lbm2":
        frame.note(t("figures.relative_chart"))
    shown = points[["year", "value", "national"]].set_axis([t("figures.year"), area.name, country], axis=1)
    with st.popover(t("figures.as_table")):
        st.dataframe(
            shown, hide_index=True, column_config={t("figures.year"): st.column_config.NumberColumn(format="%d")}
        )
    if caution := indicator.text("caution", language()):
        frame.note(caution)
