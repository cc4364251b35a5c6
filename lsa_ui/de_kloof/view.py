"""The answer of De kloof: a headline from the numbers, and the gap through time, by dimension, regio and definition."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from lsa_data.ask import claim, database, gap
from lsa_data.say.formats import number, signed
from lsa_ui.de_kloof import charts
from lsa_ui.de_kloof.choice import GROUP_FIRST, GapChoice, benchmark_name, weighting_name
from lsa_ui.shared import address, chart_view, frame, names, picture_link
from lsa_ui.shared.table import paged_table
from lsa_ui.shared.table import table as plain_table
from lsa_ui.texts import language, t

BESIDE = {"pc3": "wijk2", "wijk2": "pc3", "pc2": "pc3"}
"""The series of the other model that stands beside the chosen one, never in one line with it."""
WITH_DIMENSIONS = {"pc3": "pc2"}
"""Where the dimensions of the chosen years are found when the series itself has none: the postcodes of 2.0."""


def headline(found: pd.DataFrame, choice: GapChoice) -> None:
    """The question, the answer as title, and how it went on."""
    measure = choice.measure
    told = gap.story(gap.total(found, measure), choice.from_year, choice.to_year)
    frame.line(t("de_kloof.question"), "lsa-kicker")
    st.title(_answer(told, choice), anchor=False)
    frame.answer(_went_on(told, measure))
    if told.step and gap.both_ends_shrink(_spread(measure.series), *told.step):
        frame.line(t("de_kloof.measuring_stick", first=told.step[0], last=told.step[1]))
    if (dimension := _mostly(found, choice)) is not None:
        frame.line(t("de_kloof.mostly", first=told.first, last=told.last, dimension=dimension))
    frame.note(_which(measure, told.n))
    if measure.group.startswith("laag") and measure.series.id == "pc3":
        frame.note(t("de_kloof.same_model"))


def through_time(found: pd.DataFrame, choice: GapChoice) -> None:
    """The gap of the chosen set with its band, and beside it that of the other model."""
    measure = choice.measure
    series = claim.SERIES[BESIDE[measure.series.id]]
    groups = gap.groups(series)
    other = gap.Measure(
        series, measure.group if measure.group in groups else GROUP_FIRST, gap.USUAL[series.id], measure.weighting
    )
    own = gap.in_years(gap.total(found, measure))
    beside = gap.in_years(gap.total(gap.of_set(other), other))
    bounds = gap.bounds(own, beside)
    first, second = st.columns([3, 2], gap="large")
    with first:
        _gap(own, measure, choice, {choice.from_year, choice.to_year}, bounds)
    with second:
        _gap(beside, other, choice, set(), bounds)
    frame.note(t("de_kloof.two_models"))


def by_dimension(found: pd.DataFrame, choice: GapChoice) -> None:
    """The same for every dimension: the first and the last year in which it was measured."""
    measure = choice.measure
    rows = gap.of_dimensions(found, measure)
    st.header(t("de_kloof.by_dimension"), anchor=False)
    shown = gap.pairs(rows, "indicator_id", *gap.years_of_dimensions(rows))
    shown["name"] = shown["indicator_id"].map(names.indicator_name)
    _pairs(shown, "gap_dimensions", gap.years_of_dimensions(rows), t("klopt_het.dimension"), choice)
    frame.note(t("de_kloof.dimension_note"))


def by_regio(found: pd.DataFrame, choice: GapChoice) -> None:
    """The same for the part of the set in every regio."""
    measure = choice.measure
    rows = gap.of_regios(found, measure)
    st.header(t("de_kloof.by_regio"), anchor=False)
    if rows.empty:
        frame.note(t("de_kloof.no_regio"))
        return
    last = int(gap.in_years(rows)["year"].max())
    shown = gap.pairs(rows, "regio_code", choice.from_year, last)
    shown["name"] = shown["regio_code"].map(names.regio_name)
    _pairs(shown, "gap_regios", (choice.from_year, last), t("kaart.regio"), choice)
    frame.note(t("de_kloof.regio_note", benchmark=benchmark_name(gap.USUAL[measure.series.id])))


def spread(choice: GapChoice) -> None:
    """Do all areas come nearer to each other?"""
    series = choice.measure.series
    rows = _spread(series)
    first, last = rows.iloc[0], rows.iloc[-1]
    areas = t(f"area_type.{series.type}_plural")
    st.header(t("de_kloof.spread", areas=areas), anchor=False)
    st.markdown(
        t(
            "de_kloof.spread_words", areas=areas, first=int(first["year"]), last=int(last["year"]),
            low_first=_points(first["lowest"]), high_first=_points(first["highest"]),
            low_last=_points(last["lowest"]), high_last=_points(last["highest"]),
        )
    )  # fmt: skip
    if gap.both_ends_shrink(rows, 2018, 2020):
        st.markdown(t("de_kloof.both_ends"))
    highest, lowest = charts.words("highest", "lowest")
    words = (highest, benchmark_name("gemiddelde"), lowest)
    chart, alt_text = (
        charts.spread_chart(rows, words, frame.palette(), language()),
        t("de_kloof.spread_alt", areas=areas),
    )
    chart_view.show(chart, alt_text)
    picture_link.link("spread", series=series.id)
    table(
        t("de_kloof.spread_table"),
        rows[["year", "deviation", "lowest", "highest", "n"]],
        {"year": t("de_kloof.year"), "deviation": t("de_kloof.deviation"), "lowest": lowest,
         "highest": highest, "n": t("de_kloof.n")}, 4,
    )  # fmt: skip


def definitions(choice: GapChoice) -> None:
    """Every way to measure how the gap changed between the chosen years, sorted, per model."""
    rows = gap.definitions(choice.measure, choice.from_year, choice.to_year)
    st.header(t("de_kloof.definitions", first=choice.from_year, last=choice.to_year), anchor=False)
    rows["name"] = [
        " · ".join([t(f"klopt_het.reeks_{row.series}"), names.set_name(row.group_id), benchmark_name(row.benchmark),
                    weighting_name(row.weighting)])
        for row in rows.itertuples()
    ]  # fmt: skip
    rows["href"] = [
        address.link("de-kloof", language(), reeks=row.series, groep=row.group_id, ijkpunt=row.benchmark,
                     weging=row.weighting, van=choice.from_year, tot=choice.to_year)
        for row in rows.itertuples()
    ]  # fmt: skip
    st.markdown(
        t(
            "de_kloof.definitions_words", n=len(rows), larger=int((rows["gap"] < 0).sum()),
            surely=int((rows["upper"] < 0).sum()), smaller=int((rows["lower"] > 0).sum()),
        )
    )  # fmt: skip
    larger, smaller, chosen = charts.words("gap_grew", "gap_shrank", "chosen")
    for model in ("lbm3_", "lbm2_"):
        own = gap.of_model(rows, model)
        if own.empty:
            continue
        st.markdown(f"**{names.in_pictures('model', model[3])}**")
        chart = charts.definitions_chart(own, (larger, smaller, chosen), frame.palette(), language())
        alt_text = t("de_kloof.definitions_alt", model=names.in_pictures("model", model[3]), n=len(own))
        chart_view.show(chart, alt_text)
        _picture("gap_definitions", choice.measure, choice, model=model[3])
    frame.note(t("de_kloof.definitions_note"))
    table(
        t("de_kloof.definitions_table", n=len(rows)),
        rows.sort_values("name")[["name", "gap", "lower", "upper", "n", "below"]],
        {"name": t("de_kloof.definition"), "gap": t("klopt_het.change"), "lower": t("de_kloof.lower"),
         "upper": t("de_kloof.upper"), "n": t("de_kloof.n"), "below": t("de_kloof.below")}, 3, "kloof_definities",
    )  # fmt: skip


def table(title: str, rows: pd.DataFrame, columns: Mapping[str, str], decimals: int, key: str = "") -> None:
    """The numbers of a picture, in a fold under it; with a `key` a page of them at a time."""
    numeric = [column for column in columns if pd.api.types.is_numeric_dtype(rows[column])]

    def texts(part: pd.DataFrame) -> pd.DataFrame:
        written = {column: _written(part[column], decimals) for column in numeric}
        return part.assign(**written).rename(columns=dict(columns))

    numbers = [columns[column] for column in numeric]
    with st.expander(title):
        if key:
            paged_table(title, rows, texts, numbers, key)
        else:
            plain_table(title, texts(rows), numbers)


def _written(column: pd.Series, decimals: int) -> list[str]:
    """The numbers of a column as texts, whole ones without decimals; a year is no number."""
    if "year" in str(column.name):
        return [str(int(value)) for value in column]
    places = 0 if pd.api.types.is_integer_dtype(column) else decimals
    return [number(value, places, language()) if pd.notna(value) else "" for value in column.tolist()]


def _answer(told: gap.Story, choice: GapChoice) -> str:
    """Yes, no or not clear, and how many of ten."""
    areas = t(f"area_type.{choice.measure.series.type}_plural")
    fraction = t(f"de_kloof.tenths_{round(10 * told.below / told.n)}")
    if told.half != "more":
        return t(f"de_kloof.answer_{told.half}", first=told.first, last=told.last, areas=areas, tenths=fraction)
    kind = "larger" if told.since == gap.LARGER else "brief" if told.newest > told.last else "now"
    small = "_little" if abs(told.change) < gap.NOTABLE else ""
    return t(f"de_kloof.answer_{kind}{small}", first=told.first, last=told.last, areas=areas, tenths=fraction)


def _went_on(told: gap.Story, measure: gap.Measure) -> str:
    sentence = t(
        f"de_kloof.since_{told.since}", first=told.first, newest=told.newest, group=_group(measure),
        before=_points(told.gap_first), now=_points(told.gap_newest),
    )  # fmt: skip
    if told.step:
        sentence += " " + t("de_kloof.one_step", first=told.step[0], last=told.step[1])
    return sentence


def _mostly(found: pd.DataFrame, choice: GapChoice) -> str | None:
    """The name of the dimension that made most of a growing gap: of the series itself, or else of the set in 2.0."""
    measure = choice.measure
    own = gap.mostly(found, measure, choice.from_year, choice.to_year)
    if own is None and measure.series.id in WITH_DIMENSIONS:
        series = claim.SERIES[WITH_DIMENSIONS[measure.series.id]]
        if measure.group in gap.groups(series):
            other = gap.Measure(series, measure.group, gap.USUAL[series.id], measure.weighting)
            own = gap.mostly(gap.of_set(other), other, choice.from_year, choice.to_year)
    return names.indicator_name(own) if own else None


def _group(measure: gap.Measure) -> str:
    return f"{t(f'area_type.{measure.series.type}_plural')} {names.set_phrase(measure.group)}"


def _which(measure: gap.Measure, n: int) -> str:
    return t(
        "de_kloof.which", n=number(n, 0, language()), group=_group(measure),
        model=names.in_pictures("model", measure.series.prefix[3]),
        benchmark=benchmark_name(measure.benchmark), weighting=weighting_name(measure.weighting),
    )  # fmt: skip


def _picture(kind: str, measure: gap.Measure, choice: GapChoice, **more: str) -> None:
    picture_link.link(
        kind, None, series=measure.series.id, list=measure.group, benchmark=measure.benchmark,
        weighting=measure.weighting, from_year=choice.from_year, to_year=choice.to_year, **more,
    )  # fmt: skip


def _gap(
    points: pd.DataFrame, measure: gap.Measure, choice: GapChoice, named: set[int], domain: tuple[float, float]
) -> None:
    years = points["year"].astype(int).tolist()
    st.header(t("de_kloof.measured_with", model=names.in_pictures("model", measure.series.prefix[3])), anchor=False)
    frame.note(_which(measure, int(points["n"].max())))
    chart = charts.gap_chart(
        points[["year", "gap", "lower", "upper"]], sorted({years[0], years[-1]} | named),
        benchmark_name(measure.benchmark), names.in_pictures("chart", "corona"), domain, frame.palette(), language(),
    )  # fmt: skip
    alt_text = t(
        "de_kloof.gap_alt", group=_group(measure), first=years[0], last=years[-1],
        before=_points(points["gap"].iloc[0]), now=_points(points["gap"].iloc[-1]),
    )  # fmt: skip
    chart_view.show(chart, alt_text)
    _picture("gap", measure, choice)
    table(
        t("de_kloof.gap_table"), points[["year", "gap", "lower", "upper", "n"]],
        {"year": t("de_kloof.year"), "gap": t("de_kloof.gap"), "lower": t("de_kloof.lower"),
         "upper": t("de_kloof.upper"), "n": t("de_kloof.n")}, 3,
    )  # fmt: skip


def _pairs(shown: pd.DataFrame, kind: str, years: tuple[int, int], heading: str, choice: GapChoice) -> None:
    measure, (first, last) = choice.measure, years
    shown = shown[["name", "first", "last", "lower", "upper", "n"]]
    frame.note(t("de_kloof.pair_key", first=first, last=last))
    chart = charts.pair_chart(shown, benchmark_name(gap.USUAL[measure.series.id]), frame.palette(), language())
    alt_text = t("de_kloof.pair_alt", what=heading, first=first, last=last)
    chart_view.show(chart, alt_text)
    _picture(kind, measure, choice)
    table(
        f"{t('de_kloof.gap_table')} ({heading})", shown,
        {"name": heading, "first": str(first), "last": str(last), "lower": t("de_kloof.lower"),
         "upper": t("de_kloof.upper"), "n": t("de_kloof.n")}, 3,
    )  # fmt: skip


def _spread(series: claim.Series) -> pd.DataFrame:
    return database.ask_once("spread_between", type=series.type, vintage=series.vintage)


def _points(value: float) -> str:
    return signed(value, 2, language())
