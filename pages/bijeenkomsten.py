"""Bijeenkomsten: where were the exploratory meetings, and what do the figures of those regions say?"""

import streamlit as st

from lsa_data import catalogue
from lsa_data.catalogue.initiatives import initiatives
from lsa_data.catalogue.meetings import meetings
from lsa_ui.bijeenkomsten import map, view
from lsa_ui.shared import address, frame
from lsa_ui.texts import t

frame.page_title(t("bijeenkomsten.title"), t("bijeenkomsten.below"))
codes = [regio.code for regio in catalogue.regios()]
known = meetings()
side, canvas = st.columns([1, 1.25], gap="medium")
with canvas:
    picked = map.draw(known, address.read("regio"), frame.palette(), part=1.25 / 2.25)
if picked and picked != address.read("regio"):
    address.write(regio=picked)
chosen = address.read("regio") if address.read("regio") in codes else None
with side:
    chosen = view.choose(codes, chosen)
    view.meeting_list([m for m in known if chosen in (None, m.regio)])
view.initiative_list([one for one in initiatives() if chosen is None or one.regio in (None, chosen)])
view.figures(chosen)
view.gemeenten(chosen)
view.published(chosen)
