"""A small table. Not Streamlit's own, which is a picture: no words to read out, English menus, ten times the bytes."""

from collections.abc import Collection

import pandas as pd

from lsa_ui.shared import templates


def table(title: str, rows: pd.DataFrame, numbers: Collection[str] = ()) -> None:
    """Rows of texts, called `title`; the first column names the row, the columns in `numbers` stand to the right."""
    heads = [(name, "number" if name in numbers else "") for name in rows.columns]
    texts = rows.astype(object).where(rows.notna(), "")
    templates.show("shared/table.html", title=title, heads=heads, rows=texts.itertuples(index=False, name=None))
