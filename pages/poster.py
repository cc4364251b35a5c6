"""Poster: four to six figures of an area, each a large sheet with a sentence, a drawing and an open question."""

import streamlit as st

from lsa_data.ask import profile
from lsa_ui.poster import sheets
from lsa_ui.shared import area_choice, frame, names
from lsa_ui.texts import t

area = area_choice.chosen()
if area is None:
    frame.notice(t("poster.none"))
    st.stop()
frame.page_title(t("poster.title", name=names.area_name(area)), t("poster.below"))
newest = profile.latest(profile.profile(area))
chosen = sheets.choose(newest, area)
if len(chosen) < sheets.FEWEST:
    frame.notice(t("poster.few"))
sheets.sheets(newest, chosen, area)
