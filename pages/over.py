"""Over de cijfers: sources, definitions, years, what is missing, and what you may not conclude."""

import streamlit as st

from lsa_ui.over import changes, view
from lsa_ui.shared import frame
from lsa_ui.texts import t

frame.page_title(t("over.title"), t("over.below"))
st.markdown(t("over.limits"))
view.methods()
view.sources()
changes.show()
view.indicators()
view.regios()
st.header(t("over.remembered_title"), anchor=False)
st.write(t("over.remembered"))
