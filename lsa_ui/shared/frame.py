"""The frame around every page: title, notices and the foot with source and version."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from lsa_data.ask import database
from lsa_data.say.formats import date_words
from lsa_data.say.palette import DARK, LIGHT, Palette
from lsa_ui.shared import address, templates
from lsa_ui.texts import language

NARROWEST, STACKED, WIDEST = 280, 640, 1100
SIDE, SIDE_NARROW, GAP = 24, 16, 32
"""Pixels, as in `style.css`: the room beside the page, and between two columns."""


def palette() -> Palette:
    """The colours that fit the visitor's light or dark theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def here() -> str:
    """The address of this screen."""
    query = urlencode(st.query_params.to_dict())
    return (st.context.url or "").split("?", 1)[0] + (f"?{query}" if query else "")


def page_title(title: str, below: str = "") -> None:
    """The question that the page answers, as its heading."""
    st.title(title, anchor=False)
    if below:
        line(below, "lsa-sub")


def heading(text: str, anchor: str = "") -> None:
    """The heading of a part of the page; one with an `anchor`, where a link may lead to, is printed too."""
    templates.show("shared/heading.html", text=text, id=anchor)


def on_phone() -> bool:
    """Whether the visitor's browser says it is on a phone."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def window_width() -> int:
    """How many pixels wide the visitor's window was when the page was loaded."""
    told = st.context.cookies.get("breedte", "")
    if told.isascii() and told.isdigit() and len(told) < 5:
        return max(int(told), NARROWEST)
    return 390 if on_phone() else 1400


def column_width(part: float = 1) -> int:
    """How many pixels wide a column is that takes `part` of the page; in a narrow window columns stand in a stack."""
    window = window_width()
    if window < STACKED:
        return window - 2 * SIDE_NARROW
    return round((min(window - 2 * SIDE, WIDEST) - (GAP if part < 1 else 0)) * part)


def line(text: str, kind: str = "") -> None:
    """A paragraph of plain text; `kind` names its style in `style.css`."""
    templates.show("shared/line.html", text=text, kind=kind)


def answer(text: str) -> None:
    """The answer of a page, in one large sentence."""
    line(text, "lsa-answer")


def note(text: str) -> None:
    """A remark in small, quieter type. Not Streamlit's own caption: that is too pale to read (WCAG 1.4.3)."""
    line(text, "lsa-muted lsa-note")


def notice(text: str) -> None:
    """A calm message: nothing found, nothing chosen, or an address that is no longer right."""
    st.info(text, icon=":material/info:")


def hits(found: list[tuple[str, str, str]]) -> None:
    """A list of links: (address, name, what it is)."""
    templates.show("shared/hits.html", hits=found)


def link(href: str, text: str) -> None:
    """One link on a line of its own."""
    templates.show("shared/link.html", href=href, text=text)


def foot() -> None:
    """Data version, licences and the way to the definitions, under every page; on paper the date and the address."""
    templates.show(
        "shared/foot.html", date=date_words(date.today(), language()), here=here(), version=database.version(),
        about=address.link("over", language()),
    )  # fmt: skip
