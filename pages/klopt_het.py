"""Klopt het?: did a majority of the vulnerable wijken decline, and does the answer depend on how you ask?"""

import streamlit as st

from lsa_data.ask import claim
from lsa_ui import claim_choice, claim_view, frame
from lsa_ui.texts import t

frame.page_title(t("klopt_het.title"), t("klopt_het.below"))
choice = claim_choice.choose()
answer = st.container()
claim_choice.panel(choice)
members = claim.members(choice.series, choice.group, list(choice.own_codes))
found = claim.changes(
    choice.series, choice.indicator.id, choice.from_year, choice.to_year, choice.relative, members, choice.threshold
)
with answer:
    claim_view.answer(found, choice, len(members))
claim_view.dots(found, choice)
claim_view.by_dimension(choice)
claim_view.by_regio(found)
claim_view.multiverse(choice)
claim_view.download(found, choice)
st.markdown(t("klopt_het.limits"))
