"""The answer of De kloof: a headline from the numbers, and the gap through time, by dimension, regio and definition."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from lsa_data.ask import claim, database, gap
from lsa_data.say.formats import number, signed
from lsa_ui.de_kloof import charts
from lsa_ui.de_kloof.choice import GROUP_FIRST, GapChoice, benchmark_name, weighting_name
from lsa_ui.shared import address, chart_view, frame, names
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
    low = min(own["lower"].min(), beside["lower"].min(), -0.01) * 1.08
    high = max(own["upper"].max(), beside["upper"].max(), 0.0) * 1.08 + 0.05
    first, second = st.columns([3, 2], gap="large")
    with first:
        _gap(own, measure, {choice.from_year, choice.to_year}, (low, high))
    with second:
        _gap(beside, other, set(), (low, high))
    frame.note(t("de_kloof.two_models"))


def by_dimension(found: pd.DataFrame, choice: GapChoice) -> None:
    """The same for every dimension: the first and the last year in which it was measured."""
    measure = choice.measure
    rows = found[
        (found["indicator_id"] != measure.total) & (found["regio_code"] == "land")
        & (found["weighting"] == measure.weighting)
    ]  # fmt: skip
    st.header(t("de_kloof.by_dimension"), anchor=False)
    years = gap.in_years(rows)["year"]
    _pairs(
        rows,
        "indicator_id",
        names.indicator_name,
        int(years.min()),
        int(years.max()),
        t("klopt_het.dimension"),
        measure,
    )
    frame.note(t("de_kloof.dimension_note"))


def by_regio(found: pd.DataFrame, choice: GapChoice) -> None:
    """The same for the part of the set in every regio."""
    measure = choice.measure
    rows = found[(found["indicator_id"] == measure.total) & (found["regio_code"] != "land")]
    st.header(t("de_kloof.by_regio"), anchor=False)
    if rows.empty:
        frame.note(t("de_kloof.no_regio"))
        return
    last = int(gap.in_years(rows)["year"].max())
    _pairs(rows, "regio_code", names.regio_name, choice.from_year, last, t("kaart.regio"), measure)
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
    words = (t("de_kloof.highest"), t("de_kloof.ijkpunt_gemiddelde"), t("de_kloof.lowest"))
    chart_view.show(
        charts.spread_chart(rows, words, frame.palette(), language()), t("de_kloof.spread_alt", areas=areas)
    )
    table(
        t("de_kloof.spread_table"),
        rows[["year", "deviation", "lowest", "highest", "n"]],
        {"year": t("de_kloof.year"), "deviation": t("de_kloof.deviation"), "lowest": t("de_kloof.lowest"),
         "highest": t("de_kloof.highest"), "n": t("de_kloof.n")}, 4,
    )  # fmt: skip


def definitions(choice: GapChoice) -> None:
    """Every way to measure how the gap changed between the chosen years, sorted, per model."""
    rows = database.ask("gap_definitions", from_year=choice.from_year, to_year=choice.to_year)
    st.header(t("de_kloof.definitions", first=choice.from_year, last=choice.to_year), anchor=False)
    series = {(one.prefix, one.type, one.vintage): one.id for one in claim.SERIES.values()}
    prefix = rows["indicator_id"].str.extract(r"^(\w+?_)")[0]
    rows["reeks"] = [series[key] for key in zip(prefix, rows["type"], rows["vintage"], strict=True)]
    measure = choice.measure
    rows["chosen"] = (
        (rows["reeks"] == measure.series.id) & (rows["group_id"] == measure.group)
        & (rows["benchmark"] == measure.benchmark) & (rows["weighting"] == measure.weighting)
    )  # fmt: skip
    rows["name"] = [
        " · ".join([t(f"klopt_het.reeks_{row.reeks}"), names.set_name(row.group_id), benchmark_name(row.benchmark),
                    weighting_name(row.weighting)])
        for row in rows.itertuples()
    ]  # fmt: skip
    rows["href"] = [
        address.link("de-kloof", language(), reeks=row.reeks, groep=row.group_id, ijkpunt=row.benchmark,
                     weging=row.weighting, van=choice.from_year, tot=choice.to_year)
        for row in rows.itertuples()
    ]  # fmt: skip
    st.markdown(
        t(
            "de_kloof.definitions_words", n=len(rows), larger=int((rows["gap"] < 0).sum()),
            surely=int((rows["upper"] < 0).sum()), smaller=int((rows["lower"] > 0).sum()),
        )
    )  # fmt: skip
    words = (t("de_kloof.gap_grew"), t("de_kloof.gap_shrank"), t("de_kloof.chosen"))
    for model in ("lbm3_", "lbm2_"):
        own = rows[prefix == model].sort_values(["gap", "name"])
        if own.empty:
            continue
        st.markdown(f"**{t(f'de_kloof.model_{model[3]}')}**")
        chart = charts.definitions_chart(own.assign(place=range(1, len(own) + 1)), words, frame.palette(), language())
        chart_view.show(chart, t("de_kloof.definitions_alt", model=t(f"de_kloof.model_{model[3]}"), n=len(own)))
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
        model=t(f"de_kloof.model_{measure.series.prefix[3]}"),
        benchmark=benchmark_name(measure.benchmark), weighting=weighting_name(measure.weighting),
    )  # fmt: skip


def _gap(points: pd.DataFrame, measure: gap.Measure, named: set[int], domain: tuple[float, float]) -> None:
    years = points["year"].astype(int).tolist()
    st.header(t("de_kloof.measured_with", model=t(f"de_kloof.model_{measure.series.prefix[3]}")), anchor=False)
    frame.note(_which(measure, int(points["n"].max())))
    chart = charts.gap_chart(
        points[["year", "gap", "lower", "upper"]], sorted({years[0], years[-1]} | named),
        benchmark_name(measure.benchmark), t("de_kloof.corona"), domain, frame.palette(), language(),
    )  # fmt: skip
    alt_text = t(
        "de_kloof.gap_alt", group=_group(measure), first=years[0], last=years[-1],
        before=_points(points["gap"].iloc[0]), now=_points(points["gap"].iloc[-1]),
    )  # fmt: skip
    chart_view.show(chart, alt_text)
    table(
        t("de_kloof.gap_table"), points[["year", "gap", "lower", "upper", "n"]],
        {"year": t("de_kloof.year"), "gap": t("de_kloof.gap"), "lower": t("de_kloof.lower"),
         "upper": t("de_kloof.upper"), "n": t("de_kloof.n")}, 3,
    )  # fmt: skip


def _pairs(
    rows: pd.DataFrame, key: str, word: Callable[[str], str], first: int, last: int, heading: str, measure: gap.Measure
) -> None:
    years = gap.in_years(rows)
    wide = years[years["year"] == last].set_index(key)
    before = years[years["year"] == first].set_index(key)["gap"]
    shown = pd.DataFrame(
        {"name": [word(code) for code in wide.index], "first": before.reindex(wide.index).to_numpy(),
         "last": wide["gap"].to_numpy(), "lower": wide["lower"].to_numpy(), "upper": wide["upper"].to_numpy(),
         "n": wide["n"].to_numpy()}
    )  # fmt: skip
    frame.note(t("de_kloof.pair_key", first=first, last=last))
    chart = charts.pair_chart(shown, benchmark_name(gap.USUAL[measure.series.id]), frame.palette(), language())
    chart_view.show(chart, t("de_kloof.pair_alt", what=heading, first=first, last=last))
    table(
        f"{t('de_kloof.gap_table')} ({heading})", shown,
        {"name": heading, "first": str(first), "last": str(last), "lower": t("de_kloof.lower"),
         "upper": t("de_kloof.upper"), "n": t("de_kloof.n")}, 3,
    )  # fmt: skip


def _spread(series: claim.Series) -> pd.DataFrame:
    return database.ask_once("spread_between", type=series.type, vintage=series.vintage)


def _points(value: float) -> str:
    return signed(value, 2, language())
