"""Where every figure comes from, and where an area stands among all others: both come when they are asked for."""

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import database, profile
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import sentences
from lsa_data.say.told import Told
from lsa_ui.shared import chart_view, frame, history, names, picture_link, templates
from lsa_ui.shared.charts import distribution_chart
from lsa_ui.texts import language, t


def distribution(told: Told) -> None:
    """Every area of this type on one line for an indicator that the reader chooses, with this area, its gemeente's
    other areas and the country marked."""
    indicators = catalogue.indicators()
    known = {
        row.indicator_id: row for row in told.newest
        if row.value is not None and row.national is not None and not indicators[row.indicator_id].ordinal
    }  # fmt: skip
    if not known:
        return
    with st.expander(t("figures.distribution"), key="verdeling", on_change="rerun") as opened:
        if not opened.open:
            return
        chosen = st.selectbox(
            t("figures.distribution_of"), list(known), format_func=names.indicator_name, key="verdeling_van"
        )
        _distribution(known[chosen], told)


def _distribution(row: ProfileRow, told: Told) -> None:
    indicator = catalogue.indicators()[row.indicator_id]
    everything = database.ask(
        "distribution", indicator=indicator.id, type=told.area.type, vintage=row.measured_vintage, year=row.year
    )
    if isinstance(told.area, OwnArea):
        everything.loc[len(everything)] = {"code": row.measured_code, "name": told.name, "value": row.value}
    gemeente = told.area.gemeente_code if told.area.type in ("wijk", "buurt") else None
    words = (t("figures.this"), t("figures.same_gemeente"), t("figures.others"), t("figures.national"))
    assert row.national is not None
    chart = distribution_chart(
        everything, row.measured_code, gemeente, row.national, names.unit_word(indicator), indicator.decimals, words,
        frame.palette(), language(),
    )  # fmt: skip
    alt = t("figures.distribution_alt", name=indicator.text("name", language()))
    chart_view.show(chart, alt)
    picture_link.link("distribution", indicator.id, year=row.year, **picture_link.areas([told.area]))
    course = history.history([told.series[indicator.id]], language())
    if course and course.is_line:
        picture_link.link("course", indicator.id, **picture_link.areas([told.area]))
    frame.note(t("figures.distribution_key"))
    if row.percentile is not None:
        rank = sentences.rank(row.percentile, told.area.type, language())
        frame.line(t("figures.distribution_words", rank=rank, year=row.year))


def passport(told: Told) -> None:
    """Where every figure comes from and what it was measured on."""
    with st.expander(t("passport.title"), key="herkomst", on_change="rerun") as opened:
        if opened.open:
            heads = [t("figures.indicator"), *(t(f"passport.{name}") for name in ("source", "kind")), t("figures.year")]
            heads += [t(f"passport.{name}") for name in ("vintage", "area", "link", "national", "licence")]
            rows = [_origin(row) for row in profile.measured(told.newest)]
            templates.show("mijn_wijk/passport.html", title=t("passport.title"), heads=heads, rows=rows)


def _origin(row: ProfileRow) -> list[str]:
    indicator = catalogue.indicators()[row.indicator_id]
    source = catalogue.sources()[indicator.source]
    return [
        indicator.text("name", language()), source.text("title", language()), t(f"kind.{indicator.kind}"),
        str(row.year), str(row.measured_vintage), row.measured_code, t(f"passport.link_{row.link}"),
        t(f"passport.method_{row.national_method}"), source.licence,
    ]  # fmt: skip
