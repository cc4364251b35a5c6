"""Tegen de trend in: which wijken did better than wijken that started from the same position?"""

import streamlit as st

from lsa_data.ask import database
from lsa_ui import deviants_choice, deviants_view, frame
from lsa_ui.texts import t

frame.page_title(t("tegen_de_trend.title"), t("tegen_de_trend.below"))
choice = deviants_choice.choose()
deviants_choice.like_notice(choice)
answer = st.container()
deviants_choice.panel(choice)
found = database.ask("deviants", **choice.question)
chosen = deviants_choice.selected(found, choice)
with answer:
    deviants_view.answer(found, chosen, choice)
deviants_view.cards(chosen, choice)
if not chosen.empty:
    deviants_view.on_map(chosen, choice)
    deviants_view.table(chosen, choice)
st.markdown(t("tegen_de_trend.limits"))
