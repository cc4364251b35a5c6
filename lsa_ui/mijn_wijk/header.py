"""Around the figures of an area: where it lies, what it overlaps, what may not be shown, and the sources."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.ask.areas import Area
from lsa_data.catalogue import initiatives
from lsa_data.say import place
from lsa_data.say.names import source_titles
from lsa_data.say.place import Way
from lsa_ui.shared import address, frame, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import language, t


def header(area: Area) -> None:
    """One line with where it lies and its inhabitants; and for an area of another year what became of it."""
    inside = [(way.name, area_link(way.code, way.vintage)) for way in place.lies_in(area, language())]
    templates.show(
        "mijn_wijk/header.html", kind=t(f"area_type.{area.type}"), inside=inside, facts=place.facts(area, language())
    )
    became = place.became(area, language())
    if became is None:
        return
    frame.notice(became.sentence)
    if became.areas:
        st.write(became.above)
        _ways(became.areas)


def _ways(ways: list[Way]) -> None:
    frame.hits([(area_link(way.code, way.vintage), way.name, way.small) for way in ways])


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


def around(area: Area) -> None:
    """The areas inside it, the postcodes or wijken that it overlaps, and the areas beside it."""
    for found in (*place.around(area, language()), place.beside(area, language())):
        if found.ways:
            st.subheader(found.title, anchor=False)
            _ways(found.ways)


def initiative_notes(area: Area) -> None:
    """The organisations of residents that the LSA names here."""
    found = initiatives.within((area.code, area.gemeente_code))
    if found:
        st.subheader(t("mijn_wijk.initiatives"), anchor=False)
        templates.show("mijn_wijk/initiatives.html", initiatives=found)


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
    titles = source_titles(series["indicator_id"].unique(), language())
    if titles:
        frame.line(t("mijn_wijk.sources", sources="; ".join(titles)), "lsa-muted")
