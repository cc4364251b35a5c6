"""A regio in words and figures: its meetings, its wijken, and how they stand against the country."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, database
from lsa_data.catalogue.initiatives import Initiative
from lsa_data.catalogue.meetings import Meeting
from lsa_data.methods import judgement
from lsa_data.say.formats import number
from lsa_tafel import report
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.shared.table import table
from lsa_ui.texts import language, t

INDICATORS = (
    ("lbm2_totaal", "wijk", 2016),
    ("lbm2_veiligheid", "wijk", 2016),
    ("rivm_ervaren_gezondheid", "gemeente", 2016),
    ("rivm_eenzaam", "gemeente", 2016),
    ("rivm_vrijwilligerswerk", "gemeente", 2016),
    ("rivm_moeite_rondkomen", "gemeente", 2016),
    ("lbm2_woningen", "wijk", 2016),
    ("lbm2_voorzieningen", "wijk", 2016),
    ("lbm2_fysiek", "wijk", 2016),
    ("rivm_stress", "gemeente", 2016),
    ("rivm_mantelzorger", "gemeente", 2016),
)
FIRST_SHOWN = 6
"""What a regio is shown by: an indicator, the areas it is averaged over, and the year nearest to the meetings."""


def choose(codes: Sequence[str], chosen: str | None) -> str | None:
    """The choice of a regio by list, beside the map; kept in the address."""
    st.session_state["regio_keuze"] = chosen or ""

    def to_address() -> None:
        address.write(regio=st.session_state["regio_keuze"] or None)

    st.selectbox(
        t("kaart.regio"), ["", *codes], key="regio_keuze", on_change=to_address,
        format_func=lambda code: t("bijeenkomsten.all") if code == "" else names.regio_name(code),
    )  # fmt: skip
    return chosen


def meeting_list(known: Sequence[Meeting]) -> None:
    """The meetings as text: what is not published is said to be unknown."""
    for meeting in known:
        place = meeting.place or t("bijeenkomsten.place_unknown")
        facts = [t(f"bijeenkomsten.access_{meeting.access}")]
        if meeting.organisers:
            facts.append(t("bijeenkomsten.by", names=", ".join(meeting.organisers)))
        templates.show(
            "bijeenkomsten/meeting.html", regio=names.regio_name(meeting.regio), meeting=meeting, place=place,
            when=names.date_name(meeting.date), facts=" · ".join(facts),
        )  # fmt: skip


def initiative_list(known: Sequence[Initiative]) -> None:
    """Organisations of residents, each with its place and the way to its wijk where that is known."""
    if not known:
        return
    st.header(t("bijeenkomsten.initiatives"), anchor=False)
    lines = [
        (one, one.place or t("bijeenkomsten.place_unknown"), area_link(one.area) if one.area else None) for one in known
    ]
    templates.show("bijeenkomsten/initiatives.html", initiatives=lines)


def gemeenten(chosen: str | None) -> None:
    """The gemeenten of the chosen regio, each a link to its figures."""
    if chosen is None:
        return
    found = areas.within("gemeente", regio=chosen)
    with st.expander(t("bijeenkomsten.gemeenten_of", n=len(found), regio=names.regio_name(chosen))):
        frame.hits([(area_link(row.code), row.name, "") for row in found.itertuples(index=False)])


def figures(chosen: str | None) -> None:
    """A table with the wijken of every regio, and below it the chosen regio (or all) on a few indicators."""
    st.header(t("bijeenkomsten.figures_title"), anchor=False)
    frame.note(t("bijeenkomsten.figures_note"))
    counts = database.ask_once("regio_areas")
    counts = counts[counts["regio_code"].isin([chosen] if chosen else counts["regio_code"])]
    table(t("bijeenkomsten.figures_title"), _counts(counts))
    for indicator_id, kind, year in _chosen_indicators():
        _indicator(indicator_id, kind, year, chosen)
    frame.note(t("bijeenkomsten.regio_note"))


def _chosen_indicators() -> list[tuple[str, str, int]]:
    """The indicators that the reader wants to see; kept in the address."""
    known = {entry[0]: entry for entry in INDICATORS}
    asked = [name for name in (address.read("cijfers") or "").split(",") if name in known] or list(known)[:FIRST_SHOWN]
    st.session_state["regio_cijfers"] = asked
    st.multiselect(
        t("bijeenkomsten.indicators"), list(known), key="regio_cijfers",
        format_func=names.indicator_name,
        on_change=lambda: address.write(cijfers=",".join(st.session_state["regio_cijfers"]) or None),
    )  # fmt: skip
    return [known[name] for name in asked]


def published(chosen: str | None) -> None:
    """What earlier sessions recorded: only reports that were published."""
    st.header(t("bijeenkomsten.published"), anchor=False)
    found = [one for one in report.published() if chosen in (None, one.about.regio)]
    if not found:
        frame.note(t("bijeenkomsten.none_published"))
    for one in found:
        with st.expander(one.about.title):
            st.markdown(report.markdown(report.lines(one)))


def _counts(counts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("kaart.regio"): counts["regio_code"].map(names.regio_name),
            t("bijeenkomsten.gemeenten"): counts["gemeenten"],
            t("bijeenkomsten.wijken"): counts["wijken"],
            t("bijeenkomsten.inhabitants"): [number(n, 0, language()) for n in counts["inhabitants"]],
            t("bijeenkomsten.low"): [
                t("bijeenkomsten.of", n=row.class_4_or_lower, total=number(row.classed, 0, language()))
                for row in counts.itertuples()
            ],
        }
    )


def _indicator(indicator_id: str, kind: str, year: int, chosen: str | None) -> None:
    """One indicator: the average per regio against the country, and how many areas stand out either way."""
    indicator = catalogue.indicators()[indicator_id]
    rows = database.ask_once("regio_summary", indicator=indicator_id, type=kind, year=year)
    rows = rows[rows["regio_code"].isin([chosen] if chosen else rows["regio_code"])]
    national = names.value_text(rows["national"].iloc[0], indicator)
    st.markdown(f"**{indicator.text('name', language())}** ({year}) · {t('figures.national')} {national}")
    favourable, unfavourable = ("higher", "lower") if indicator.polarity >= 0 else ("lower", "higher")
    words = {judgement.HIGHER: t("bijeenkomsten.more"), judgement.LOWER: t("bijeenkomsten.less")}
    if indicator.polarity:
        words = {favourable: t("bijeenkomsten.better"), unfavourable: t("bijeenkomsten.worse")}
    course = database.ask_once("regio_course", indicator=indicator_id, type=kind, year=year)
    shown = pd.DataFrame(
        {
            t("kaart.regio"): rows["regio_code"].map(names.regio_name),
            t("figures.years"): [_course(course, code, indicator) for code in rows["regio_code"]],
            t("bijeenkomsten.average"): [names.value_text(value, indicator) for value in rows["value"]],
            words[favourable]: [_share(row, favourable, kind) for row in rows.itertuples()],
            words[unfavourable]: [_share(row, unfavourable, kind) for row in rows.itertuples()],
        }
    )
    table(indicator.text("name", language()), shown)


def _course(series: pd.DataFrame, regio: str, indicator: catalogue.Indicator) -> str:
    """The first and the last year of a regio, as they were measured in one set of boundaries."""
    known = series[series["regio_code"] == regio].dropna(subset=["value"])
    if len(known) < 2:
        return t("vergelijk.direction_too_few_points")
    ends = [known.iloc[0], known.iloc[-1]]
    return " → ".join(f"{names.value_text(end['value'], indicator)} ({int(end['year'])})" for end in ends)


def _share(row: Any, side: str, kind: str) -> str:
    return t(f"bijeenkomsten.of_{kind}", n=getattr(row, f"n_{side}"), total=number(row.n, 0, language()))
