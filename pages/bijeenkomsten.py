"""Bijeenkomsten: where were the exploratory meetings, and what do the figures of those regions say?"""

import streamlit as st

from lsa_data import catalogue
from lsa_data.catalogue.initiatives import initiatives
from lsa_data.catalogue.meetings import meetings
from lsa_ui import address, frame, regio_map, regio_view
from lsa_ui.texts import t

frame.page_title(t("bijeenkomsten.title"), t("bijeenkomsten.below"))
codes = [regio.code for regio in catalogue.regios()]
known = meetings()
side, canvas = st.columns([1, 1.25], gap="medium")
with canvas:
    picked = regio_map.draw(known, address.read("regio"), frame.palette())
if picked and picked != address.read("regio"):
    address.write(regio=picked)
chosen = address.read("regio") if address.read("regio") in codes else None
with side:
    chosen = regio_view.choose(codes, chosen)
    regio_view.meeting_list([m for m in known if chosen in (None, m.regio)])
regio_view.initiative_list([one for one in initiatives() if chosen is None or one.regio in (None, chosen)])
regio_view.figures(chosen)
regio_view.gemeenten(chosen)
regio_view.published(chosen)
