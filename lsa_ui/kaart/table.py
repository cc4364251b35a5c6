"""Beside the map: the area that was tapped, and every area as a table, so that the map is never the only way."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.typing import PydeckState

from lsa_data import catalogue
from lsa_data.ask.areas import unless_first
from lsa_ui.kaart.choice import MapChoice
from lsa_ui.shared import frame, names, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import t


def card(event: PydeckState, shown: pd.DataFrame, choice: MapChoice) -> None:
    """The area that was tapped on the map: its value and a link; a hint when nothing was."""
    picked = event["selection"]["objects"].get("gebieden", []) if event else []
    code = picked[0].get("properties", {}).get("code") if picked else None
    row = shown[shown["code"] == code]
    if row.empty:
        frame.note(t("kaart.tap"))
        return
    row = row.iloc[0]
    known = pd.notna(row["value"])
    words = names.value_text(row["value"], choice.indicator) if known else _reason(row["status"], row["link"])
    if known and row["provisional"]:
        words = f"{words} ({t('figures.provisional')})"
    templates.show(
        "kaart/card.html", name=row["name"], gemeente=row["gemeente_name"] or "", words=words,
        href=_link(row["code"], choice),
    )  # fmt: skip


def table(shown: pd.DataFrame, choice: MapChoice) -> None:
    """All areas on the map with value, comparison and a link, sortable."""
    indicator = choice.indicator
    st.subheader(t("kaart.table_title", n=len(shown)), anchor=False)
    columns = {
        "name": t("kaart.column_name"), "gemeente_name": t("area_type.gemeente"), "value": t("kaart.column_value"),
        "words": t("kaart.column_words"), "link": t("kaart.column_link"),
    }  # fmt: skip
    frame_ = shown.assign(
        words=[
            _words(row, indicator) if pd.notna(row.value) else _reason(row.status, row.link)
            for row in shown.itertuples(index=False)
        ],
        value=shown["value"].round(indicator.decimals),
        link=[_link(code, choice) for code in shown["code"]],
    )[list(columns)].rename(columns=columns)
    if choice.type == "gemeente":
        frame_ = frame_.drop(columns=t("area_type.gemeente"))
    st.dataframe(
        frame_.sort_values(columns["name"]), hide_index=True, height=320, placeholder="", width="stretch",
        column_config={
            columns["link"]: st.column_config.LinkColumn(display_text=t("kaart.open_short")),
            columns["value"]: st.column_config.NumberColumn(format="localized", help=names.unit_word(indicator)),
        },
        alt=t("kaart.table_title", n=len(shown)),
    )  # fmt: skip


def _words(row: Any, indicator: catalogue.Indicator) -> str:
    """How a figure compares with the country, and that it is provisional where it is."""
    parts = [names.judgement_word(row.position, indicator), t("figures.provisional") if row.provisional else ""]
    return ", ".join(part for part in parts if part)


def _reason(status: object, link: object) -> str:
    """Why an area on the map has no figure; a `status` or `link` that is no word is unknown."""
    if isinstance(status, str):
        return names.missing_word(status)
    return names.missing_word("not_published" if isinstance(link, str) else "boundary")


def _link(code: str, choice: MapChoice) -> str:
    vintage = choice.year.drawn_on
    return area_link(code, None if choice.type == "pc4" else unless_first(choice.type, vintage))
