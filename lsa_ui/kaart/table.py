"""Beside the map: the area that was tapped, and every area as a table, so that the map is never the only way."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import maps
from lsa_data.ask.areas import unless_first
from lsa_data.say.formats import number
from lsa_ui.kaart.choice import MapChoice
from lsa_ui.shared import frame, names, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.shared.area_table import Line, area_table
from lsa_ui.texts import language, t


def card(code: str | None, shown: pd.DataFrame, choice: MapChoice) -> None:
    """The area that was tapped on the map: its value beside that of the country, or why it has none, and a link; a hint
    when nothing was."""
    row = shown[shown["code"] == code]
    if row.empty:
        frame.note(t("kaart.tap"))
        return
    row = row.iloc[0]
    indicator = choice.indicator
    known = pd.notna(row["value"])
    national = maps.national(indicator.id, choice.type, choice.year)["value"]
    templates.show(
        "kaart/card.html", name=names.name_of(choice.type, row["code"], row["name"]),
        gemeente=None if choice.type == "gemeente" else row["gemeente_name"], year=choice.year.year,
        value=names.value_text(row["value"], indicator) if known else None,
        words=_words(row, indicator) if known else _reason(row["status"], row["link"]),
        national=names.value_text(national, indicator) if pd.notna(national) else None,
        href=_link(row["code"], choice), open=t(f"kaart.open_{choice.type}"),
    )  # fmt: skip


def words(shown: pd.DataFrame, choice: MapChoice) -> dict[str, str]:
    """The figure of every area on the map, or why it has none, by code."""
    return {
        row.code: names.value_text(row.value, choice.indicator) if pd.notna(row.value)
        else _reason(row.status, row.link)
        for row in shown.itertuples()
    }  # fmt: skip


def without_boundary(shown: pd.DataFrame, drawn: Collection[str], choice: MapChoice) -> None:
    """How many areas are in the table and not on the map, because their boundary is not known."""
    n = len(set(shown["code"].tolist()).difference(drawn))
    if n:
        areas = t(f"area_type.{choice.type}" if n == 1 else f"area_type.{choice.type}_plural")
        text = "kaart.no_boundary_one" if n == 1 else "kaart.no_boundary"
        frame.note(t(text, n=number(n, 0, language()), areas=areas))


def table(shown: pd.DataFrame, choice: MapChoice) -> None:
    """All chosen areas with value, comparison and a link."""
    indicator = choice.indicator
    title = t("kaart.table_title", n=number(len(shown), 0, language()))
    st.header(title, anchor=False)
    in_gemeente = choice.type != "gemeente"

    def line(row: Any) -> Line:
        known = pd.notna(row.value)
        value = names.value_text(row.value, indicator) if known else ""
        words = _words(row, indicator) if known else _reason(row.status, row.link)
        place = (row.gemeente_name or "",) if in_gemeente else ()
        return Line(row.name, _link(row.code, choice), (*place, value, words))

    heads = [t("kaart.column_name"), *([t("kaart.column_gemeente")] if in_gemeente else []), t("kaart.column_value"),
             t("kaart.column_words")]  # fmt: skip
    area_table(
        shown.assign(name=names.names_of(choice.type, shown)),
        title,
        heads,
        line,
        {"value": t("table.by_value")},
        key="kaart_tabel",
    )


def _words(row: Any, indicator: catalogue.Indicator) -> str:
    """How a figure compares with the country, and that it is provisional where it is."""
    word = names.judgement_word(row.position, indicator, row.unusual)
    parts = [word, t("figures.provisional") if row.provisional else ""]
    return ", ".join(part for part in parts if part)


def _reason(status: object, link: object) -> str:
    """Why an area on the map has no figure; a `status` or `link` that is no word is unknown."""
    if isinstance(status, str):
        return names.missing_word(status)
    return names.missing_word("not_published" if isinstance(link, str) else "boundary")


def _link(code: str, choice: MapChoice) -> str:
    vintage = choice.year.drawn_on
    return area_link(code, None if choice.type == "pc4" else unless_first(choice.type, vintage))
