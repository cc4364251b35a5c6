"""Klopt het?: did a majority of the vulnerable wijken decline, and does the answer depend on how you ask?"""

import streamlit as st

from lsa_data.ask import claim
from lsa_ui.klopt_het import choice, view
from lsa_ui.shared import frame, take_along
from lsa_ui.texts import t

frame.page_title(t("klopt_het.title"), t("klopt_het.below"))
chosen = choice.choose()
answer = st.container()
choice.panel(chosen)
members = claim.members(chosen.series, chosen.group, list(chosen.own_codes))
found = claim.changes(
    chosen.series, chosen.indicator.id, chosen.from_year, chosen.to_year, chosen.relative, members, chosen.threshold
)
with answer:
    view.answer(found, chosen, len(members))
    view.claimed()
if not found.empty:
    view.dots(found, chosen)
view.by_dimension(chosen)
view.by_regio(found)
view.multiverse(chosen)
view.download(found, chosen)
take_along.link(chosen.figures)
st.markdown(t("klopt_het.limits"))
