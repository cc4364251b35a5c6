"""Vergelijk: how do these two to five areas differ?"""

import streamlit as st

from lsa_data import catalogue
from lsa_ui.shared import frame
from lsa_ui.texts import language, t
from lsa_ui.vergelijk import view

frame.page_title(t("vergelijk.title"), t("vergelijk.below"))
chosen = view.choose()
if len(chosen) < 2:
    frame.notice(t("vergelijk.too_few"))
    st.stop()
theme = view.choose_theme(chosen)
rows = view.rows(chosen, theme)
if rows.empty:
    frame.notice(t("vergelijk.none"))
    st.stop()
indicator = view.choose_indicator(rows)
if indicator:
    rows = rows[rows["indicator_id"] == indicator]
    view.through_the_years(chosen, indicator)
view.small_multiples(rows, chosen)
view.table(rows, chosen)
used = {catalogue.indicators()[indicator].source for indicator in rows["indicator_id"].unique()}
frame.note(
    t("mijn_wijk.sources", sources="; ".join(catalogue.sources()[s].text("title", language()) for s in sorted(used)))
)
