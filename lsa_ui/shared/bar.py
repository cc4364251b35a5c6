"""What stands beside the menu on every page: the search, which `/` leads to, and the language."""

import streamlit as st

from lsa_ui.shared import area_search, frame


def bar(with_search: bool = True) -> None:
    """The bar; without the search, and after it for who comes by keyboard, on a page that opens with it."""
    with st.container(key="balk", horizontal=True, vertical_alignment="center"):
        if with_search:
            area_search.in_bar("zoek_balk")
        with st.container(width="content"):
            frame.choose_language()
