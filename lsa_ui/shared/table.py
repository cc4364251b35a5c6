"""A small table. Not Streamlit's own, which is a picture: no words to read out, English menus, ten times the bytes."""

import math
from collections.abc import Callable, Collection

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lsa_data.say.formats import number
from lsa_ui.shared import frame, templates
from lsa_ui.texts import language, t

PAGE = 20
"""Rows on a page."""


def table(title: str, rows: pd.DataFrame, numbers: Collection[str] = ()) -> None:
    """Rows of texts, called `title`; the first column names the row, the columns in `numbers` stand to the right."""
    heads = [(name, "number" if name in numbers else "") for name in rows.columns]
    texts = rows.astype(object).where(rows.notna(), "")
    templates.show("shared/table.html", title=title, heads=heads, rows=texts.itertuples(index=False, name=None))


@st.fragment
def paged_table(
    title: str, rows: pd.DataFrame, texts: Callable[[pd.DataFrame], pd.DataFrame], numbers: Collection[str], key: str
) -> None:
    """The same, a page at a time: only what is seen is written (by `texts`) and travels. Another page draws only the
    table again."""
    part, counted, place = page_of(rows, key)
    with place:
        table(title, texts(part), numbers)
        frame.note(counted)


def page_of(rows: pd.DataFrame, key: str) -> tuple[pd.DataFrame, str, DeltaGenerator]:
    """The page of `rows` that the reader chose, which rows those are in words, and the place where they belong: above
    the choice of a page, which is there when there is more than one."""
    place = st.container()
    pages = max(math.ceil(len(rows) / PAGE), 1)
    page = st.pagination(pages, key=f"{key}_pagina_{pages}") if pages > 1 else 1
    part = rows.iloc[(page - 1) * PAGE : page * PAGE]
    first, last, n = (
        number(row, 0, language()) for row in ((page - 1) * PAGE + 1, (page - 1) * PAGE + len(part), len(rows))
    )
    return part, t("table.counted", first=first, last=last, n=n), place
