"""Mijn wijk: how is this area doing, against the country, its gemeente and similar areas, and where is it going?"""

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_ui.mijn_wijk import beside, figures, header, light_page, summary
from lsa_ui.shared import area_choice, area_search, frame, names
from lsa_ui.texts import language, t

area = area_choice.chosen()
if area is None:
    frame.page_title(t("mijn_wijk.title_empty"), t("mijn_wijk.below_empty"))
    area_search.search_box("zoek_wijk")
    st.stop()

frame.page_title(t("mijn_wijk.title", name=names.area_name(area)))
header.header(area)
light_page.share(area)
series = profile.with_peers(profile.profile(area), area)
newest = profile.latest(series)
if newest.empty:
    frame.notice(t("mijn_wijk.no_figures"))
summary.summary(series, area)
benchmarks = beside.choose(area)
for theme in catalogue.themes().values():
    rows = newest[newest["theme"] == theme.id]
    if rows.empty:
        continue
    st.subheader(theme.text("name", language()), anchor=theme.id)
    of_theme = profile.rows(rows)
    figures.about_theme(theme, of_theme)
    figures.of_theme(of_theme, series, area, benchmarks)
    figures.series_charts(series[series["theme"] == theme.id], area, f"verloop_{theme.id}")
    figures.distribution(rows, area, f"verdeling_{theme.id}")
beside.similar_areas(area)
header.against_the_trend_link(area)
header.around(area)
header.initiative_notes(area)
figures.passport(newest, area)
header.not_shown(area, series)
header.sources(series)
