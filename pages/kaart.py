"""Kaart: where is it high and low? All areas of one type on one map, by region."""

import streamlit as st

from lsa_data.ask import layers, maps
from lsa_ui import frame, map_choice, map_list, map_view
from lsa_ui.texts import language, t

choice = map_choice.choose()
name = choice.indicator.text("name", language())
frame.page_title(t("kaart.title"), t("kaart.below", indicator=name, year=choice.year.year))
with st.container(key="kaart_vlak"):
    panel, canvas = st.columns([1, 2.6], gap="medium")
with panel:
    map_choice.panel(choice)

shown = maps.values(choice.indicator.id, choice.type, choice.year, choice.regio, choice.provincie, choice.gemeente)
classes = maps.classes(choice.indicator.id, choice.type, choice.year)
with canvas:
    if shown["value"].notna().sum() == 0:
        frame.notice(t("kaart.no_values"))
    event = map_view.choropleth(
        layers.layer(choice.type, choice.year.drawn_on, choice.regio),
        shown, classes, choice.indicator, frame.palette(), "kaart",
        alt=t("kaart.alt", indicator=name, year=choice.year.year),
    )  # fmt: skip
    map_view.legend(
        classes, choice.indicator, frame.palette(), maps.class_of(shown["value"], classes.bounds).value_counts()
    )
    map_list.card(event, shown, choice)
map_list.table(shown, choice)
