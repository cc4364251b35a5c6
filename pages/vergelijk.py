"""Vergelijk: how do these two to five areas differ?"""

import streamlit as st

from lsa_data import catalogue
from lsa_ui import compare, frame
from lsa_ui.texts import language, t

frame.page_title(t("vergelijk.title"), t("vergelijk.below"))
chosen = compare.choose()
if len(chosen) < 2:
    frame.notice(t("vergelijk.too_few"))
    st.stop()
theme = compare.choose_theme(chosen)
rows = compare.rows(chosen, theme)
if rows.empty:
    frame.notice(t("vergelijk.none"))
    st.stop()
indicator = compare.choose_indicator(rows)
if indicator:
    rows = rows[rows["indicator_id"] == indicator]
    compare.through_the_years(chosen, indicator)
compare.small_multiples(rows, chosen)
compare.table(rows, chosen)
used = {catalogue.indicators()[indicator].source for indicator in rows["indicator_id"].unique()}
frame.note(
    t("mijn_wijk.sources", sources="; ".join(catalogue.sources()[s].text("title", language()) for s in sorted(used)))
)
