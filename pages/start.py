"""Start: where do I begin?"""

from html import escape

import streamlit as st

from lsa_ui.shared import address, area_search, frame
from lsa_ui.start import country_picture
from lsa_ui.texts import language, t

frame.page_title(t("start.title"), t("start.below"))
area_search.search_box("zoek_start")
country_picture.show()

cards = "".join(
    f"<div><h3>{escape(t(f'start.{who}_title'))}</h3><p>{escape(t(f'start.{who}_text'))}</p>"
    f'<a class="lsa-link" href="{address.link(page, language())}" target="_self">'
    f"{escape(t(f'start.{who}_link'))}</a></div>"
    for who, page in (("resident", "mijn-wijk"), ("facilitator", "bijeenkomsten"), ("gemeente", "kaart"))
)
st.html(f'<div class="lsa-cards">{cards}</div>')
