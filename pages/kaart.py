"""Kaart: where is it high and low? All areas of one type on one map, of the country or of a part of it."""

import pandas as pd
import streamlit as st

from lsa_data.ask import layers, maps
from lsa_ui.kaart import choice, table
from lsa_ui.shared import choropleth, frame, names, take_along
from lsa_ui.texts import t


@st.fragment
def drawn(layer: layers.Layer, shown: pd.DataFrame, chosen: choice.MapChoice) -> None:
    """The map with its legend, and the area that was tapped; a tap draws only this again."""
    classes = maps.classes(chosen.indicator.id, chosen.type, chosen.year)
    with st.container(key="kaart_beeld"):
        code = choropleth.choropleth(
            layer, shown, classes, chosen.indicator, frame.palette(), "kaart",
            alt=t("kaart.alt", indicator=name, year=chosen.year.year), scope=chosen.scope,
            part=2.6 / 3.6, marked=chosen.marked, words=table.words(shown, chosen),
        )  # fmt: skip
        with st.container(key="kaart_gebied"):
            table.card(code or (chosen.marked.code if chosen.marked else None), shown, chosen)
    counts = maps.class_of(shown["value"], classes.bounds).value_counts()
    choropleth.legend(classes, chosen.indicator, frame.palette(), counts)


chosen = choice.choose()
name = names.indicator_name(chosen.indicator.id)
frame.page_title(t("kaart.title"), t("kaart.below", indicator=name, year=chosen.year.year))
with st.container(key="kaart_vlak"):
    panel, canvas = st.columns([1, 2.6], gap="medium")
with panel:
    choice.panel(chosen)
if chosen.too_wide:
    with canvas:
        choice.ask_where(chosen)
else:
    shown = maps.values(chosen.indicator.id, chosen.type, chosen.year, chosen.regio, chosen.provincie, chosen.gemeente)
    vintage = chosen.year.drawn_on
    layer = layers.part(chosen.type, vintage, chosen.scope) if chosen.scope else layers.country(chosen.type, vintage)
    with canvas:
        if shown["value"].notna().sum() == 0:
            frame.notice(t("kaart.no_values"))
        if layer:
            drawn(layer, shown, chosen)
            table.without_boundary(shown, layer.codes, chosen)
    take_along.link(chosen.figures)
    table.table(shown, chosen)
