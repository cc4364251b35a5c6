"""Poster: four to six figures of an area, each a large sheet with a sentence, a drawing and an open question."""

import streamlit as st

from lsa_data.ask import profile
from lsa_ui import area_choice, area_header, frame, poster
from lsa_ui.texts import t

area = area_choice.chosen()
if area is None:
    frame.notice(t("poster.none"))
    st.stop()
frame.page_title(t("poster.title", name=area_header.display_name(area)), t("poster.below"))
newest = profile.latest(profile.profile(area))
chosen = poster.choose(newest)
if len(chosen) < poster.FEWEST:
    frame.notice(t("poster.few"))
poster.sheets(newest, chosen, area)
