"""Mijn wijk: how is this area doing, against the country, its gemeente and similar areas, and where is it going?"""

import streamlit as st

from lsa_data.say.sentences import page_words
from lsa_data.say.told import told as tell
from lsa_ui.mijn_wijk import beside, header, rows, sources, summary, ways
from lsa_ui.shared import address, area_choice, area_search, frame, own_choice
from lsa_ui.texts import language, t

area = area_choice.chosen()
if area is None:
    frame.page_title(t("mijn_wijk.title_empty"), t("mijn_wijk.below_empty"))
    area_search.search_box("zoek_wijk")
    own_choice.or_own("wijk_eigen", lambda area: address.write(eigen=area.code, gebied=None, indeling=None))
    st.stop()

told, order = tell(area, language()), summary.order()
frame.page_title(t("mijn_wijk.title", name=told.name))
header.top(told)
ways.buttons(told, "deel_boven")
summary.summary(told, order)
if told.rows:
    frame.heading(page_words(language())["figures"].format(name=told.name), "cijfers")
    benchmarks, ordering = st.columns([3, 1], vertical_alignment="bottom")
    with benchmarks:
        beside.choose(told)
    with ordering:
        summary.choose_order()
    rows.picture(told, beside.chosen(told), order)
    frame.heading(t("mijn_wijk.themes"))
    rows.themes(told, beside.chosen(told))
sources.distribution(told)
beside.similar_areas(told)
header.against_the_trend_link(area)
header.around(told)
header.initiative_notes(area)
sources.passport(told)
header.not_shown(told)
header.sources(told)
ways.buttons(told, "deel_onder")
