"""De kloof: how far are vulnerable wijken and postcodes from the country since 2002, and what of crime and nuisance?"""

import streamlit as st

from lsa_data.ask import gap
from lsa_ui.de_kloof import choice, registered, view
from lsa_ui.shared import take_along
from lsa_ui.texts import t

chosen = choice.choose()
found = gap.of_set(chosen.measure)
view.headline(found, chosen)
choice.panel(chosen)
view.through_time(found, chosen)
view.by_dimension(found, chosen)
view.by_regio(found, chosen)
view.spread(chosen)
view.definitions(chosen)
take_along.link(chosen.figures)
registered.country()
st.header(t("de_kloof.of_gemeente"), anchor=False)
registered.of_gemeente(*choice.crime_of_gemeente())
st.markdown(t("de_kloof.limits"))
