"""HTML with drawings (SVG) in it, which Streamlit's own element for HTML leaves out."""

import streamlit as st

from lsa_ui.shared import files, templates

_drawn = st.components.v2.component("drawn", js=files.module("drawn.js"), isolate_styles=False)


def draw(template: str, key: str, /, **values: object) -> None:
    """Put a template with drawings in it on the page; `key` tells it from others there. What a reader opened in it
    (`<details>` with an id) stays open when the page is asked again."""
    _drawn(key=key, data={"html": str(templates.render(template, **values))})
