"""The sheets of a poster for a data walk."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile import ProfileRow
from lsa_data.say import opening, sentences
from lsa_ui.shared import address, names, strips, templates
from lsa_ui.texts import language, t

FEWEST, MOST = 4, 6


def choose(newest: pd.DataFrame, area: Area) -> list[str]:
    """The indicators on the poster: those of the address, else those of the opening; kept in the address."""
    indicators = catalogue.indicators()
    rows = profile.rows(newest)
    possible = [row.indicator_id for row in rows if sentences.slide(row, area, language())]
    asked = [name for name in (address.read("cijfers") or "").split(",") if name in possible][:MOST]
    if not asked:
        asked = [said.indicator_id for said in opening.summary(rows, area, language())]
        asked += [name for name in possible if indicators[name].headline and name not in asked]
        asked = asked[:FEWEST]
    st.session_state["poster_cijfers"] = asked
    st.multiselect(
        t("poster.choose"), possible, key="poster_cijfers", max_selections=MOST,
        format_func=names.indicator_name,
        on_change=lambda: address.write(cijfers=",".join(st.session_state["poster_cijfers"]) or None),
    )  # fmt: skip
    return asked


def sheets(newest: pd.DataFrame, chosen: list[str], area: Area) -> None:
    """One sheet per indicator, in the order of choice."""
    rows = {row.indicator_id: row for row in profile.rows(newest)}
    shown = [
        _sheet(rows[name], said, area) for name in chosen if (said := sentences.slide(rows[name], area, language()))
    ]
    templates.show("poster/sheets.html", name=names.area_name(area), sheets=shown)


def _sheet(row: ProfileRow, sentence: str, area: Area) -> dict:
    """What one sheet shows, by part."""
    indicator = catalogue.indicators()[row.indicator_id]
    return {
        "indicator": indicator.text("name", language()),
        "sentence": sentence,
        "strip": strips.strip_of(row, indicator, area.type),
        "source": catalogue.sources()[indicator.source].text("label", language()),
        "year": row.year,
        "notes": sentences.caveats(row, language()),
        "question": t(f"poster.question_{indicator.theme}"),
    }
