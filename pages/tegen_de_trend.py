"""Tegen de trend in: which wijken did better than wijken that started from the same position?"""

import streamlit as st

from lsa_data.ask import against_trend
from lsa_ui.shared import frame, take_along
from lsa_ui.tegen_de_trend import choice, view
from lsa_ui.texts import t

frame.page_title(t("tegen_de_trend.title"), t("tegen_de_trend.below"))
chosen = choice.choose()
choice.like_notice(chosen)
answer = st.container()
choice.panel(chosen)
found = against_trend.found(chosen)
standing_out = against_trend.selected(found, chosen)
with answer:
    view.answer(found, standing_out, chosen)
view.cards(standing_out, chosen)
if not standing_out.empty:
    view.funnel(standing_out, chosen)
    view.on_map(standing_out, chosen)
    view.table(standing_out, chosen)
    take_along.link(choice.figures(standing_out, chosen))
st.markdown(t("tegen_de_trend.limits"))
