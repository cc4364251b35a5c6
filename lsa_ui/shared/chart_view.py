"""A chart on the page."""

import streamlit as st

from lsa_ui.shared.charts import Spec


def show(chart: Spec, alt_text: str) -> None:
    """Put a chart on the page, as wide as there is room; `alt_text` says what it shows."""
    st.vega_lite_chart(spec=chart, theme=None, width="stretch", alt=alt_text)
