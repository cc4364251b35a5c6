"""The way to the same answer as one page without Streamlit, to send on and to print."""

from urllib.parse import urlsplit

import streamlit as st

from lsa_data.ask import areas
from lsa_data.ask.areas import Area
from lsa_ui.shared import address, frame
from lsa_ui.texts import language, t


def share(area: Area) -> None:
    """The address to send on, to copy, and the ways to what can be printed."""
    with st.popover(t("share.title")):
        frame.note(t("share.how"))
        st.code(address_of(area), language=None, wrap_lines=True)
        frame.link(path_of("gebied", area), t("share.light"))
        frame.link(path_of("poster", area), t("share.poster"))


def address_of(area: Area) -> str:
    """The address of the light page of an area, whole, to paste anywhere."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{path_of('gebied', area)}" if here.netloc else path_of("gebied", area)


def path_of(page: str, area: Area) -> str:
    """The address of the light page (`gebied`) or the poster of an area on this server."""
    vintage = areas.unless_first(area.type, area.vintage)
    return address.link("/".join([page, area.code, *([str(vintage)] if vintage else [])]), language())
