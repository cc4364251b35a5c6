"""In het kort: three to five statements about an area that can be copied with their source."""

import streamlit as st

from lsa_data import catalogue
from lsa_data.say import figure_row, opening, sentences
from lsa_data.say.sentences import page_words
from lsa_data.say.told import Told
from lsa_ui.mijn_wijk import ways
from lsa_ui.shared import address, frame, templates
from lsa_ui.texts import language, t


def summary(told: Told, order: str) -> None:
    """The statements in the order that the reader chose; nothing of an area of which nothing may be said."""
    found = opening.summary(told.rows, told.area, language(), order)
    if not found:
        return
    templates.show(
        "shared/brief.html", word=page_words(language()), marks=figure_row.marks(language()),
        statements=[figure_row.statement(statement, told) for statement in found],
        newest=opening.how_new(told.rows, language()),
    )  # fmt: skip
    with st.popover(t("summary.copy")):
        frame.note(t("summary.copy_how"))
        for statement in found:
            st.code(quotation(statement, told), language=None, wrap_lines=True)


def quotation(statement: sentences.Statement, told: Told) -> str:
    """The statement with its area, source and link, to paste anywhere."""
    source = catalogue.sources()[catalogue.indicators()[statement.indicator_id].source]
    where = f"{source.publisher}, {source.text('title', language())}; {ways.address_of(told.area)}"
    return f"{told.name}: {statement.text} ({t('summary.source')}: {where})"


def order() -> str:
    """The order of statements and figures in the address; favourable first where there is none."""
    return address.read("volgorde") or opening.STRENGTHS_FIRST


def choose_order() -> None:
    """The box with the orders; a choice goes to the address."""
    st.session_state["volgorde_keuze"] = order()

    def to_address() -> None:
        chosen = st.session_state["volgorde_keuze"]
        address.write(volgorde=None if chosen == opening.STRENGTHS_FIRST else chosen)

    st.selectbox(
        t("summary.order"), opening.ORDERS, key="volgorde_keuze", on_change=to_address,
        format_func=lambda name: t(f"summary.order_{name}"),
    )  # fmt: skip
