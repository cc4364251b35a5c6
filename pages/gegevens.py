"""Gegevens: which figures do I want, and in which file?"""

import streamlit as st

from lsa_ui.gegevens import choice, own, side_by_side, view
from lsa_ui.shared import address, frame
from lsa_ui.texts import t

frame.page_title(t("gegevens.title"), t("gegevens.below"))
if address.holds("eigen"):
    own.show()
    st.stop()
chosen = choice.choose()
view.version_note(lambda version: view.address_of(chosen.figures, version=version, format="csv"))
choice.panel(chosen.asked)
choice.told(chosen)
view.list_note(chosen.figures)
shape = view.shape()
if shape == view.TABLE:
    side_by_side.show(chosen.figures)
elif rows := view.count(chosen.figures):
    view.downloads(chosen.figures, rows, shape)
    view.preview(chosen.figures, rows)
    view.programs(chosen.figures)
