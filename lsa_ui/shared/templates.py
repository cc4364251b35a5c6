"""HTML on the page, from the templates that lie beside the code of each page."""

from pathlib import Path

import streamlit as st

from lsa_data.say.markup import renderer
from lsa_ui.texts import t

render = renderer(Path(__file__).parents[1], t=t)
"""Renders a template of `lsa_ui`, named as `shared/hits.html`; in it `t` gives the words of the visitor's language."""


def show(template: str, /, **values: object) -> None:
    """Put a template with these values on the page."""
    st.html(str(render(template, **values)))
