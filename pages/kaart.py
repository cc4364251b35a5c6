"""Kaart: where is it high and low? All areas of one type on one map, by regio."""

import streamlit as st

from lsa_data.ask import layers, maps
from lsa_ui.kaart import choice, table
from lsa_ui.shared import choropleth, frame
from lsa_ui.texts import language, t

chosen = choice.choose()
name = chosen.indicator.text("name", language())
frame.page_title(t("kaart.title"), t("kaart.below", indicator=name, year=chosen.year.year))
with st.container(key="kaart_vlak"):
    panel, canvas = st.columns([1, 2.6], gap="medium")
with panel:
    choice.panel(chosen)

shown = maps.values(chosen.indicator.id, chosen.type, chosen.year, chosen.regio, chosen.provincie, chosen.gemeente)
classes = maps.classes(chosen.indicator.id, chosen.type, chosen.year)
with canvas:
    if shown["value"].notna().sum() == 0:
        frame.notice(t("kaart.no_values"))
    event = choropleth.choropleth(
        layers.layer(chosen.type, chosen.year.drawn_on, chosen.regio),
        shown, classes, chosen.indicator, frame.palette(), "kaart",
        alt=t("kaart.alt", indicator=name, year=chosen.year.year),
    )  # fmt: skip
    choropleth.legend(
        classes, chosen.indicator, frame.palette(), maps.class_of(shown["value"], classes.bounds).value_counts()
    )
    table.card(event, shown, chosen)
table.table(shown, chosen)
