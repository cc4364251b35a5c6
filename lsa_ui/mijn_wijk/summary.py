"""In het kort: what there is to say about an area, in three to five sentences that can be copied with their source."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.areas import Area
from lsa_data.say import sentences
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.texts import language, t


def summary(newest: pd.DataFrame, area: Area) -> None:
    """The sentences in the order that the reader chose (kept in the address), strengths first."""
    order = address.read("volgorde") or sentences.STRENGTHS_FIRST
    found = sentences.summary(profile.rows(newest), language(), order)
    if not found:
        return
    st.subheader(t("summary.title"), anchor=False)
    templates.show("mijn_wijk/summary.html", sentences=found)
    copying, ordering = st.columns([2, 1], vertical_alignment="bottom")
    with copying, st.popover(t("summary.copy")):
        frame.note(t("summary.copy_how"))
        for sentence in found:
            st.code(quotation(sentence, area), language=None, wrap_lines=True)
    with ordering:
        _order(order)


def quotation(sentence: sentences.Sentence, area: Area) -> str:
    """The sentence with its area, source and link, to paste anywhere."""
    source = catalogue.sources()[catalogue.indicators()[sentence.indicator_id].source]
    here = (st.context.url or "").split("?", 1)[0]
    vintage = area.vintage if "indeling" in st.query_params else None
    query = address.link("", language(), gebied=area.code, indeling=vintage).removeprefix("/")
    return (
        f"{names.area_name(area)}: {sentence.text} "
        f"({t('summary.source')}: {source.publisher}, {source.text('title', language())}; {here}{query})"
    )


def _order(order: str) -> None:
    st.session_state["volgorde_keuze"] = order

    def to_address() -> None:
        chosen = st.session_state["volgorde_keuze"]
        address.write(volgorde=None if chosen == sentences.STRENGTHS_FIRST else chosen)

    st.selectbox(
        t("summary.order"),
        sentences.ORDERS,
        key="volgorde_keuze",
        on_change=to_address,
        format_func=lambda name: t(f"summary.order_{name}"),
    )
