"""A chart on the page."""

from functools import partial

import altair as alt
import streamlit as st


def show(chart: alt.LayerChart | alt.FacetChart, alt_text: str) -> None:
    """Put a chart on the page, as wide as there is room; `alt_text` says what it shows.

    It is not held against the schema of Vega-Lite at every view, which takes longer than all the rest of a page: the
    tests do that once.
    """
    object.__setattr__(chart, "to_dict", partial(chart.to_dict, validate=False))
    st.altair_chart(chart, theme=None, width="stretch", alt=alt_text)
