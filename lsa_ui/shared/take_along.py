"""The way from a page to Gegevens with the same selection: these figures to take along."""

from typing import Any

from lsa_data.ask.selection import Selection
from lsa_ui.shared import address, frame
from lsa_ui.texts import language, t


def address_of(chosen: Selection, **more: Any) -> str:
    """The address of Gegevens with this selection."""
    return address.link("gegevens", language(), **(chosen.query() | more))


def link(chosen: Selection) -> None:
    """A link to Gegevens with this selection."""
    frame.link(address_of(chosen), t("share.figures"))
