"""Mijn wijk: how is this area doing, against the country and its gemeente, and where is it going?"""

import streamlit as st

from lsa_data import catalogue, profile
from lsa_ui import area_choice, area_header, area_search, figure_rows, frame
from lsa_ui.texts import language, t

area = area_choice.chosen()
if area is None:
    frame.page_title(t("mijn_wijk.title_empty"), t("mijn_wijk.below_empty"))
    area_search.search_box("zoek_wijk")
    st.stop()

frame.page_title(t("mijn_wijk.title", name=area_header.display_name(area)))
area_header.header(area)
series = profile.profile(area)
newest = profile.latest(series)
if newest.empty:
    frame.notice(t("mijn_wijk.no_figures"))
for theme in catalogue.themes().values():
    of_theme = newest[newest["theme"] == theme.id]
    if of_theme.empty:
        continue
    st.subheader(theme.text("name", language()), anchor=theme.id)
    st.caption(theme.text("question", language()))
    figure_rows.figure_table(of_theme, series, area)
    figure_rows.series_charts(series[series["theme"] == theme.id], area, f"verloop_{theme.id}")
area_header.not_shown(area, series)
area_header.neighbours(area)
area_header.sources(series)
with st.expander(t("mijn_wijk.other")):
    area_search.search_box("zoek_wijk")
