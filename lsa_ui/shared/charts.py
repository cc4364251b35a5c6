"""Charts as the pages show them: drawn once for everybody who asks for the same."""

import streamlit as st

from lsa_data.say import charts
from lsa_data.say.charts import Spec, of, styled

__all__ = ["Spec", "distribution_chart", "drawn_once", "funnel_chart", "of", "styled"]
KEPT = 300
"""Charts."""
drawn_once = st.cache_data(max_entries=KEPT, show_spinner=False)
"""For a function that draws a chart of plain arguments: Altair is slow, and readers ask for the same charts."""
funnel_chart = drawn_once(charts.funnel_chart)
distribution_chart = drawn_once(charts.distribution_chart)
