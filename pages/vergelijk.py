"""Vergelijk: how do these two to five areas differ?"""

import streamlit as st

from lsa_ui.shared import frame
from lsa_ui.texts import t
from lsa_ui.vergelijk import view

frame.page_title(t("vergelijk.title"), t("vergelijk.below"))
chosen = view.choose()
if len(chosen) < 2:
    frame.notice(t("vergelijk.too_few"))
    st.stop()
view.show(chosen)
