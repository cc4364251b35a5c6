"""The sheets of a poster for a data walk."""

from html import escape

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask.areas import Area
from lsa_data.say import sentences
from lsa_ui.shared import address, names, strips
from lsa_ui.texts import language, t

FEWEST, MOST = 4, 6
ON_PAPER = """
<style>
@media print {
  h1, .lsa-sub, .lsa-foot, .lsa-paper, [data-testid="stMultiSelect"] { display: none !important; }
}
</style>
"""


def choose(newest: pd.DataFrame) -> list[str]:
    """The indicators on the poster: those of the address, else those of the summary; kept in the address."""
    indicators = catalogue.indicators()
    possible = [row.indicator_id for row in newest.itertuples() if sentences.about(row, language())]
    asked = [name for name in (address.read("cijfers") or "").split(",") if name in possible][:MOST]
    if not asked:
        asked = [sentence.indicator_id for sentence in sentences.summary(newest, language())]
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
    rows = {row.indicator_id: row for row in newest.itertuples()}
    st.html(ON_PAPER + "".join(_sheet(rows[name], area) for name in chosen))


def _sheet(row, area: Area) -> str:
    indicator = catalogue.indicators()[row.indicator_id]
    source = catalogue.sources()[indicator.source].text("title", language())
    name = names.area_name(area)
    return (
        f'<section class="lsa-poster"><h2>{escape(name)}: {escape(indicator.text("name", language()))}</h2>'
        f"<p>{escape(sentences.about(row, language()).text)}</p>"
        f"{strips.strip_of(row, indicator)}"
        f'<small class="lsa-muted">{escape(t("poster.key", name=name))} '
        f"{escape(t('poster.source', source=source, kind=t(f'kind.{indicator.kind}')))}</small>"
        f'<p class="ask">{escape(t(f"poster.question_{indicator.theme}"))}</p><div class="write"></div></section>'
    )
