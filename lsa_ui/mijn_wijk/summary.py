"""In het kort: does it improve, and three to five statements about an area that can be copied with their source."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.areas import Area
from lsa_data.say import opening, sentences
from lsa_data.say.names import small_print
from lsa_ui.mijn_wijk import light_page
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.texts import language, t


def summary(series: pd.DataFrame, area: Area) -> None:
    """The opening in the order that the reader chose (kept in the address), favourable first; of fewer than 250 people
    only that they are too few. `series` is the profile of the area, every year."""
    if too_small := sentences.too_small(area, language()):
        frame.notice(too_small)
        return
    rows = profile.rows(series)
    order = address.read("volgorde") or opening.STRENGTHS_FIRST
    found = opening.summary(rows, area, language(), order)
    if small := sentences.small(area, language()):
        frame.line(small)
    if not found:
        return
    st.subheader(t("summary.title"), anchor=False)
    templates.show(
        "mijn_wijk/summary.html",
        directions=opening.direction(rows, area, language()),
        statements=[_shown(statement, area) for statement in found],
    )
    frame.note(opening.how_new(rows, language()))
    copying, ordering = st.columns([2, 1], vertical_alignment="bottom")
    with copying, st.popover(t("summary.copy")):
        frame.note(t("summary.copy_how"))
        for statement in found:
            st.code(quotation(statement, area), language=None, wrap_lines=True)
    with ordering:
        _order(order)


def quotation(statement: sentences.Statement, area: Area) -> str:
    """The statement with its area, source and link, to paste anywhere."""
    source = catalogue.sources()[catalogue.indicators()[statement.indicator_id].source]
    where = f"{source.publisher}, {source.text('title', language())}; {light_page.address_of(area)}"
    return f"{names.area_name(area)}: {statement.text} ({t('summary.source')}: {where})"


def _shown(statement: sentences.Statement, area: Area) -> dict:
    """What one statement shows: mark, text, and in small its year, source, how sure and how old."""
    return {
        "sign": statement.sign,
        "spoken": sentences.spoken(statement.sign, language()),
        "text": statement.brief,
        "small": small_print(statement, area.type, language()),
    }


def _order(order: str) -> None:
    st.session_state["volgorde_keuze"] = order

    def to_address() -> None:
        chosen = st.session_state["volgorde_keuze"]
        address.write(volgorde=None if chosen == opening.STRENGTHS_FIRST else chosen)

    st.selectbox(
        t("summary.order"),
        opening.ORDERS,
        key="volgorde_keuze",
        on_change=to_address,
        format_func=lambda name: t(f"summary.order_{name}"),
    )
