"""Areas as a table that is read a page at a time, in an order the reader chooses: only what is seen travels."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lsa_data.ask.search_index import fold
from lsa_ui.shared import frame, templates
from lsa_ui.shared.table import page_of
from lsa_ui.texts import t


class Line(NamedTuple):
    """What one row shows: the name of the area with the way to it, and its other cells as texts."""

    name: str
    href: str
    cells: tuple[str, ...]


@st.fragment
def area_table(
    rows: pd.DataFrame, title: str, heads: Sequence[str], line: Callable[[Any], Line], orders: Mapping[str, str],
    key: str,
) -> None:  # fmt: skip
    """A page of `rows` (name, gemeente_name and what `line` reads) under `heads`, called `title`.

    By name, or from high to low by a column of `orders` (column -> its words); rows without that figure come last. The
    reader can look for a name or a gemeente. A choice draws only the table again.
    """
    seek, order = st.columns(2)
    sought = fold(seek.text_input(t("table.seek"), key=f"{key}_zoek", max_chars=60))
    column = order.selectbox(
        t("table.order"), ["name", *orders], key=f"{key}_volgorde",
        format_func=lambda name: orders.get(name) or t("table.by_name"),
    )  # fmt: skip
    if sought:
        texts = (rows["name"].fillna("") + " " + rows["gemeente_name"].fillna("")).map(fold)
        rows = rows[texts.str.contains(sought, regex=False)]
    by = ["name"] if column == "name" else [column, "name"]
    rows = rows.sort_values(by, ascending=[name == "name" for name in by], na_position="last", kind="stable")
    part, counted, place = page_of(rows, key)
    with place:
        if part.empty:
            frame.note(t("table.nothing"))
            return
        templates.show(
            "shared/area_table.html", title=title, heads=heads, lines=[line(row) for row in part.itertuples()],
            counted=counted,
        )  # fmt: skip
