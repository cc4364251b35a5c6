"""Around the figures of an area: where it lies, what it overlaps, what may not be shown, and the sources."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.ask.areas import Area
from lsa_data.catalogue import initiatives
from lsa_data.say.formats import number
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import language, t


def header(area: Area) -> None:
    """One line with gemeente, provincie, regio and inhabitants; and a note for an area of another year."""
    facts = [area.provincie_name] if area.provincie_name else []
    if area.regio_code:
        facts.append(t("mijn_wijk.regio", name=names.regio_name(area.regio_code)))
    if area.inhabitants is not None:
        facts.append(t("mijn_wijk.inhabitants", n=number(area.inhabitants, 0, language()), year=area.vintage))
    inside = area.gemeente_code if area.type in ("wijk", "buurt", "pc4") else None
    templates.show(
        "mijn_wijk/header.html", kind=t(f"area_type.{area.type}"), gemeente=area.gemeente_name if inside else None,
        href=area_link(inside) if inside else None, facts=facts,
    )  # fmt: skip
    if areas.unless_first(area.type, area.vintage):
        frame.notice(t("mijn_wijk.old_vintage", year=area.vintage, first=areas.shown_first(area.type)))
        _successors(area)


def _successors(area: Area) -> None:
    """Which areas of now took the place of an area of another year, and how much of it lies in each."""
    found = areas.successors(area)
    if found.empty:
        return
    st.write(t("mijn_wijk.successors", year=areas.shown_first(area.type)))
    lines = []
    for row in found.itertuples(index=False):
        share = "" if pd.isna(row.share) else t("mijn_wijk.share", share=number(100 * row.share, 0, language()))
        lines.append((area_link(row.code), names.in_gemeente(row.name, row.gemeente_name), share))
    frame.hits(lines)


def not_shown(area: Area, series: pd.DataFrame) -> None:
    """Which figures exist for this type of area but not for this one, and why."""
    missing = profile.not_shown(area, series)
    if not missing:
        return
    by_source: dict[str, list[str]] = {}
    for indicator_id in missing:
        indicator = catalogue.indicators()[indicator_id]
        by_source.setdefault(indicator.source, []).append(indicator.text("name", language()))
    with st.expander(t("mijn_wijk.not_shown", n=len(missing))):
        st.write(t("mijn_wijk.not_shown_why"))
        for source_id, names in by_source.items():
            st.markdown(f"**{catalogue.sources()[source_id].text('title', language())}**: {', '.join(names)}")


def neighbours(area: Area) -> None:
    """From a wijk its postcodes, from a postcode its wijken, from a gemeente its wijken."""
    if area.type == "gemeente":
        inside = areas.within("wijk", gemeente=area.code)
        if not inside.empty:
            st.subheader(t("mijn_wijk.wijken_inside", n=len(inside)), anchor=False)
            links = [(area_link(row.code), row.name, "") for row in inside.itertuples(index=False)]
            frame.hits([(href, name, "") for href, name, _ in links])
        return
    other = {"wijk": "pc4", "pc4": "wijk"}.get(area.type)
    if other is None:
        return
    found = areas.overlapping(area, other)
    if found.empty:
        return
    st.subheader(t(f"mijn_wijk.overlap_{other}"), anchor=False)
    frame.hits(
        [
            (
                area_link(row.code),
                names.postcode_name(row.code) if other == "pc4" else names.in_gemeente(row.name, row.gemeente_name),
                t("mijn_wijk.share", share=number(100 * row.share, 0, language())),
            )
            for row in found.itertuples(index=False)
        ]
    )


def initiative_notes(area: Area) -> None:
    """The organisations of residents that the LSA names here."""
    found = initiatives.within((area.code, area.gemeente_code))
    if found:
        st.subheader(t("mijn_wijk.initiatives"), anchor=False)
        templates.show("mijn_wijk/initiatives.html", initiatives=found)


def poster_link(area: Area) -> None:
    """The way to a poster of this area."""
    href = address.link("poster", language(), gebied=area.code, indeling=areas.unless_first(area.type, area.vintage))
    frame.link(href, t("poster.link"))


def against_the_trend_link(area: Area) -> None:
    """The way to the areas that started like this one and improved."""
    if area.type not in ("wijk", "pc4"):
        return
    href = address.link(
        "tegen-de-trend", language(), gebied=area.code, indeling=areas.unless_first(area.type, area.vintage)
    )
    frame.link(href, t("tegen_de_trend.link"))


def sources(series: pd.DataFrame) -> None:
    """The sources of the figures on this page."""
    used = {catalogue.indicators()[i].source for i in series["indicator_id"].unique()}
    titles = [
        f"{source.publisher}, {source.text('title', language())} ({source.licence})"
        for source in catalogue.sources().values()
        if source.id in used
    ]
    if titles:
        frame.line(t("mijn_wijk.sources", sources="; ".join(titles)), "lsa-muted")
