"""Two to five areas of one type side by side: chosen in a box, kept in the address as codes."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.say import figure_row, sentences, strip
from lsa_data.say import names as saying
from lsa_data.say import told as telling
from lsa_data.say.sentences import SCORE, UNDER_250, page_words, phrases
from lsa_data.say.told import Told
from lsa_ui.shared import address, area_search, drawn, frame, history, own_choice, picture_link, take_along
from lsa_ui.shared.share import share
from lsa_ui.texts import language, t
from lsa_ui.vergelijk.compare import Compared, answer, compared, headlines, lanes

MOST = 5
LANE = 17
"""The height of a row of marks on a line."""


def choose() -> list[Told]:
    """The areas of the address, at most five, all of the type of the first, unless one is the reader's own; the box
    changes them."""
    asked = [part for part in (address.read("gebieden") or "").split(",") if part]
    chosen = area_search.asked(MOST)
    own = any(isinstance(area, OwnArea) for area in chosen)
    if len(chosen) - own < len(asked):
        frame.notice(t("vergelijk.mixed"))
    if not asked and not own and (first := address.remembered_area()) and (area := areas.area(first)):
        chosen = [area]
    area_search.pick(
        "vergelijk_zoek", lambda area: area_search.ask([*chosen, area]),
        lambda key: area_search.ask([area for area in chosen if area_search.key_of(area) != key]),
        label=t("vergelijk.choose"), chosen=map(area_search.named, chosen), most=MOST,
        area_type=chosen[0].type if chosen and not own else None,
    )  # fmt: skip
    if own or len(chosen) < MOST:
        others = [area for area in chosen if not isinstance(area, OwnArea)]
        own_choice.or_own("vergelijk_eigen", lambda area: area_search.ask([area, *others]))
    return [telling.told(area, language()) for area in chosen]


def show(chosen: Sequence[Told]) -> None:
    """The answer in a sentence, the headline figures of all themes, and further figures of a theme on request."""
    called = area_names(chosen)
    silent = [name for name, one in zip(called, chosen, strict=True) if not one.rows]
    for name in silent:
        frame.notice(t("vergelijk.no_figures", name=name))
    for name, one in zip(called, chosen, strict=True):
        if isinstance(one.area, OwnArea):
            frame.note(f"{name}: {' '.join(figure_row.notices(one, None))}")
        elif one.area.size_class == UNDER_250:
            frame.note(f"{name}: {sentences.too_small(one.area, language())}")
    found = compared(chosen)
    if not found:
        frame.notice(t("vergelijk.none"))
        return
    main = headlines(found, chosen)
    if said := answer(main, chosen, called):
        frame.answer(said)
        frame.note(t("vergelijk.no_verdict"))
    _share(chosen, called)
    frame.heading(t("vergelijk.headlines"), "cijfers")
    frame.note(f"{page_words(language())['figures_below']} {t('figures.tap')}")
    _rows(main, chosen, called, "naast_beeld")
    _of_theme([one for one in found if one not in main], chosen, called)
    frame.line(
        t("mijn_wijk.sources", sources="; ".join(saying.source_titles({o.indicator.id for o in found}, language()))),
        "lsa-muted",
    )


def area_names(chosen: Sequence[Told]) -> list[str]:
    """A name for every area, with its gemeente where two would read the same."""
    plain = [one.name for one in chosen]
    return [
        f"{one.name} ({one.area.gemeente_name or one.area.code})" if plain.count(one.name) > 1 else one.name
        for one in chosen
    ]


def _of_theme(found: Sequence[Compared], chosen: Sequence[Told], called: Sequence[str]) -> None:
    """Further figures of the theme that the reader chooses; kept in the address."""
    possible = [theme for theme in catalogue.themes() if any(one.indicator.theme == theme for one in found)]
    if not possible:
        return
    asked = catalogue.indicators().get(address.read("indicator") or "")
    current = address.one_of("thema", possible)
    if current is None and asked and any(one.indicator.id == asked.id for one in found):
        current = asked.theme
    st.session_state["vergelijk_thema"] = current
    frame.heading(t("vergelijk.more"))
    st.pills(
        t("vergelijk.theme"), possible, key="vergelijk_thema",
        format_func=lambda theme: catalogue.themes()[theme].text("name", language()),
        on_change=lambda: address.write(thema=st.session_state["vergelijk_thema"], indicator=None),
    )  # fmt: skip
    if current:
        _rows([one for one in found if one.indicator.theme == current], chosen, called, "naast_thema")


def _rows(found: Sequence[Compared], chosen: Sequence[Told], called: Sequence[str], key: str) -> None:
    word = page_words(language())
    plural = phrases(language())["areas"][chosen[0].area.type]
    rows = [_row(one, chosen, called) for one in found]
    drawn.draw(
        "vergelijk/rows.html", key, rows=rows, heads=called, word=word, most=word["most"].format(areas=plural),
        legend=any(row["strip"] for row in rows),
        beyond=any(mark["beyond"] for row in rows for mark in row["marks"]), width=history.WIDTH, height=history.HEIGHT,
    )  # fmt: skip


def _row(one: Compared, chosen: Sequence[Told], called: Sequence[str]) -> dict[str, Any]:
    """What one indicator shows, by part."""
    rows = one.on_one_line()
    strips = [strip.strip_of(r) if r and _may_say(told) else None for r, told in zip(rows, chosen, strict=True)]
    first = next((placed for placed in strips if placed), None)
    where = lanes([placed.here if placed else None for placed in strips])
    marks = [
        {"shape": i, "x": placed.here, "y": 13 + LANE * where[i], "beyond": placed.beyond}
        for i, placed in enumerate(strips) if placed
    ]  # fmt: skip
    example = one.known[0]
    counted = example.national is not None and sentences.KINDS[one.indicator.unit] != SCORE
    source = catalogue.sources()[one.indicator.source]
    words = page_words(language())
    course = history.history([told.series.get(one.indicator.id, []) for told in chosen], language())
    return {
        "id": one.indicator.id, "name": one.indicator.text("name", language()), "year": one.year,
        "open": address.read("indicator") == one.indicator.id, "strip": first, "marks": marks,
        "height": 26 + LANE * max(where), "history": course, "picture": _picture(one, chosen, course),
        "country": saying.value_brief(example.national, example, language()) if counted else "",
        "cells": [_cell(row, told, name, i)
                  for i, (row, told, name) in enumerate(zip(one.rows, chosen, called, strict=True))],
        "about": [
            one.indicator.text("definition", language()), one.indicator.text("caution", language()),
            words["source"].format(source=source.text("title", language()), licence=source.licence),
        ],
    }  # fmt: skip


def _picture(one: Compared, chosen: Sequence[Told], course: history.History | None) -> dict[str, Any] | None:
    """The course as a picture, where there is one; its areas are all of one vintage."""
    vintages = {told.area.vintage for told in chosen if not isinstance(told.area, OwnArea)}
    if course is None or not course.is_line or len(vintages) > 1:
        return None
    return picture_link.parts("course", one.indicator.id, **picture_link.areas([told.area for told in chosen]))


def _cell(row: Any, told: Told, name: str, shape: int) -> dict[str, Any]:
    """The figure of one area: its value, or why there is none, and where it stands in words."""
    cell = {"area": name, "shape": shape, "grey": not _may_say(told)}
    if row is None:
        return cell | {"known": False, "value": t("vergelijk.no_figure"), "said": t("vergelijk.no_figure")}
    shown = figure_row.figure_row(row, told)
    said = [shown["standing"], shown["course"], *shown["remarks"]]
    return cell | {
        "known": shown["known"], "value": shown["value"] if shown["known"] else t("vergelijk.no_figure"),
        "said": " · ".join(part for part in said if part) if shown["known"] else shown["value"],
    }  # fmt: skip


def _may_say(told: Told) -> bool:
    return told.area.size_class != UNDER_250


def _share(chosen: Sequence[Told], called: Sequence[str]) -> None:
    """This comparison to send on, and its figures to take along."""
    own = next((one.area.code for one in chosen if isinstance(one.area, OwnArea)), None)
    keys = ",".join(area_search.key_of(one.area) for one in chosen if not isinstance(one.area, OwnArea))
    here = address.link("vergelijk", language(), eigen=own, gebieden=keys or None, thema=address.read("thema"))
    share(
        "deel_vergelijking", here,
        f"{t('vergelijk.title')} {', '.join(called)}",
        _figures([one.area for one in chosen]),
    )  # fmt: skip


def _figures(chosen: Sequence[Area]) -> list[tuple[str, str]]:
    """The ways to the figures in Gegevens, which shows boundaries of one year at a time: a link for each."""
    own = [area for area in chosen if isinstance(area, OwnArea)]
    others = [area for area in chosen if area not in own]
    vintages = list(dict.fromkeys(area.vintage for area in others))
    links = [(take_along.address_of_areas([area]), t("share.figures")) for area in own]
    for vintage in vintages:
        href = take_along.address_of_areas([area for area in others if area.vintage == vintage])
        words = t("share.figures") if len(vintages) + len(own) == 1 else t("share.figures_of", year=vintage)
        links.append((href, words))
    return links
