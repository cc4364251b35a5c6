"""Bijeenkomsten: where were the exploratory meetings, and what do the figures of those regions say?"""

import streamlit as st

from lsa_data.catalogue.initiatives import initiatives
from lsa_data.catalogue.meetings import meetings
from lsa_ui.bijeenkomsten import choice, map, view
from lsa_ui.shared import frame, picture_link
from lsa_ui.texts import t

PART = 1.25 / 2.25

frame.page_title(t("bijeenkomsten.title"), t("bijeenkomsten.below"))
figures, regio = choice.figures(), choice.regio()
held = meetings()
named = initiatives()
side, canvas = st.columns([1 - PART, PART], gap="medium")
with side:
    choice.regio_box(regio)
    view.held([one for one in held if regio in (None, one.regio)])
    view.initiatives([one for one in named if regio is None or one.regio in (None, regio)])
    view.door(regio)
with canvas:
    choice.figure_box(figures)
    picked = map.draw(figures, held, named, regio, frame.palette(), PART, map.in_words(figures))
    choice.tapped(picked)
    view.legend(figures)
    picture_link.link("regio_map", figures.indicator.id)
view.gemeenten(regio)
view.figures(figures, regio)
view.published(regio)
