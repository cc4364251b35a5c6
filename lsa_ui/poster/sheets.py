"""The sheets of a poster for a data walk."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile import ProfileRow
from lsa_data.say import sentences
from lsa_ui.shared import address, names, strips, templates
from lsa_ui.texts import language, t

FEWEST, MOST = 4, 6


def choose(newest: pd.DataFrame) -> list[str]:
    """The indicators on the poster: those of the address, else those of the summary; kept in the address."""
    indicators = catalogue.indicators()
    rows = profile.rows(newest)
    possible = [row.indicator_id for row in rows if sentences.about(row, language())]
    asked = [name for name in (address.read("cijfers") or "").split(",") if name in possible][:MOST]
    if not asked:
        asked = [sentence.indicator_id for sentence in sentences.summary(rows, language())]
        asked += [name for name in possible if indicators[name].headline and name not in asked]
        asked = asked[:FEWEST]
    st.session_state["poster_cijfers"] = asked
    st.multiselect(
        t("poster.choose"), possible, key="poster_cijfers", max_selections=MOST,
        format_func=lambda name: indicators[name].text("name", language()),
        on_change=lambda: address.write(cijfers=",".join(st.session_state["poster_cijfers"]) or None),
    )  # fmt: skip
    return asked


def sheets(newest: pd.DataFrame, chosen: list[str], area: Area) -> None:
    """One sheet per indicator, in the order of choice."""
    rows = {row.indicator_id: row for row in profile.rows(newest)}
    shown = [_sheet(rows[name], sentence) for name in chosen if (sentence := sentences.about(rows[name], language()))]
    templates.show("poster/sheets.html", name=names.area_name(area), sheets=shown)


def _sheet(row: ProfileRow, sentence: sentences.Sentence) -> dict:
    """What one sheet shows, by part."""
    indicator = catalogue.indicators()[row.indicator_id]
    return {
        "indicator": indicator.text("name", language()),
        "sentence": sentence.text,
        "strip": strips.strip_of(row, indicator),
        "source": catalogue.sources()[indicator.source].text("title", language()),
        "kind": t(f"kind.{indicator.kind}"),
        "question": t(f"poster.question_{indicator.theme}"),
    }
