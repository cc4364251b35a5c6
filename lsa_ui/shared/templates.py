"""HTML on the page, from the templates that lie beside the code of each page."""

from pathlib import Path

import streamlit as st

from lsa_data.say.markup import renderer
from lsa_ui.texts import t

render = renderer(Path(__file__).parents[1], t=t)
"""Renders a template of `lsa_ui`, named as `shared/hits.html`; in it `t` gives the words of the visitor's language."""

_drawn = st.components.v2.component(
    "drawn", js=(Path(__file__).parent / "drawn.js").read_text(encoding="utf-8"), isolate_styles=False
)


def show(template: str, /, **values: object) -> None:
    """Put a template with these values on the page."""
    st.html(str(render(template, **values)))


def draw(template: str, key: str, /, **values: object) -> None:
    """The same for a template with drawings (SVG) in it; `key` tells it from others on the page. What a reader opened
    in it (`<details>` with an id) stays open when the page is asked again."""
    _drawn(key=key, data={"html": str(render(template, **values))})
