"""Around the figures of an area: where it lies, what it overlaps, what may not be shown, and the sources."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.ask.areas import Area
from lsa_data.catalogue import initiatives
from lsa_data.catalogue.codes import wijk_of
from lsa_data.say.formats import number
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import language, t

INSIDE = {"gemeente": ("wijk", "gemeente"), "wijk": ("buurt", "wijk")}
"""Type of area -> the type of the areas inside it, and how those are asked for."""
OVERLAPS = {"wijk": "pc4", "pc4": "wijk"}
"""Type of area -> the type that it overlaps."""


def header(area: Area) -> None:
    """One line with where it lies and its inhabitants; and for an area of another year what became of it."""
    facts = [area.provincie_name] if area.provincie_name else []
    if area.regio_code:
        facts.append(t("mijn_wijk.regio", name=names.regio_name(area.regio_code)))
    if area.inhabitants is not None:
        facts.append(t("mijn_wijk.inhabitants", n=number(area.inhabitants, 0, language()), year=area.inhabitants_year))
    templates.show("mijn_wijk/header.html", kind=t(f"area_type.{area.type}"), inside=list(_lies_in(area)), facts=facts)
    if areas.unless_first(area.type, area.vintage):
        _another_year(area)


def _lies_in(area: Area) -> Iterator[tuple[str, str]]:
    """The wijk and the gemeente that it lies in, each with the address of its page."""
    if area.type == "buurt" and (wijk := areas.area(wijk_of(area.code), area.vintage)):
        href = area_link(wijk.code, areas.unless_first("wijk", wijk.vintage))
        yield t("mijn_wijk.in_wijk", name=names.area_name(wijk)), href
    if area.type != "gemeente" and area.gemeente_code and area.gemeente_name:
        yield names.place_name(area.gemeente_code, area.gemeente_name), area_link(area.gemeente_code)


def _another_year(area: Area) -> None:
    """What became of an area of another year, and how much of it lies in each area of now."""
    first = areas.shown_first(area.type)
    if areas.counterpart(area):
        became = "successors"
        frame.notice(t("mijn_wijk.old_vintage", year=area.vintage, first=first))
    else:
        became = "successors_in"
        gone = areas.area(area.code, first) is None
        frame.notice(
            t("mijn_wijk.retired" if gone else "mijn_wijk.redrawn", name=names.area_name(area),
              type=t(f"area_type.{area.type}"), year=area.vintage, first=first)
        )  # fmt: skip
    found = areas.successors(area)
    if found.empty:
        return
    st.write(t(f"mijn_wijk.{became}", year=first))
    lines = []
    for row in found.itertuples(index=False):
        share = "" if pd.isna(row.share) else t("mijn_wijk.share", share=number(100 * row.share, 0, language()))
        name = row.name if area.type == "gemeente" else names.in_gemeente(row.name, row.gemeente_name)
        lines.append((area_link(row.code), name, share))
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


def around(area: Area) -> None:
    """The areas inside it, the postcodes or wijken that it overlaps, and the areas beside it."""
    if area.type in INSIDE:
        kind, of = INSIDE[area.type]
        inside = areas.within(kind, **{of: area.code})
        if len(inside) > 1:
            st.subheader(t(f"mijn_wijk.{kind}_inside", n=len(inside)), anchor=False)
            frame.hits(
                [
                    (area_link(row.code), names.name_of(kind, row.code, row.name), "")
                    for row in inside.itertuples(index=False)
                ]
            )
    if area.type in OVERLAPS:
        other = OVERLAPS[area.type]
        found = areas.overlapping(area, other)
        if not found.empty:
            st.subheader(t(f"mijn_wijk.overlap_{other}"), anchor=False)
            frame.hits([_overlap(row, other) for row in found.itertuples(index=False)])
    beside = areas.neighbours(area)
    if not beside.empty:
        st.subheader(t("mijn_wijk.beside"), anchor=False)
        frame.hits([_beside(row, area) for row in beside.itertuples(index=False)])


def _beside(row: Any, area: Area) -> tuple[str, str, str]:
    elsewhere = area.type in ("wijk", "buurt") and row.gemeente_name != area.gemeente_name
    return area_link(row.code), names.name_of(area.type, row.code, row.name), row.gemeente_name if elsewhere else ""


def _overlap(row: Any, other: str) -> tuple[str, str, str]:
    name = names.postcode_name(row.code) if other == "pc4" else names.in_gemeente(row.name, row.gemeente_name)
    return area_link(row.code), name, t("mijn_wijk.share", share=number(100 * row.share, 0, language()))


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
