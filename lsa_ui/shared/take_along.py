"""The way from a page to Gegevens with the same selection: these figures to take along."""

from collections.abc import Sequence
from typing import Any

from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.selection import Selection
from lsa_ui.shared import address, frame
from lsa_ui.texts import language, t


def address_of(chosen: Selection, **more: Any) -> str:
    """The address of Gegevens with this selection."""
    return address.link("gegevens", language(), **(chosen.query() | more))


def address_of_areas(chosen: Sequence[Area]) -> str:
    """The address of Gegevens with all figures of areas of one type and vintage, or of one of the reader's own: those
    of other boundaries too, as their pages show them."""
    first = chosen[0]
    if isinstance(first, OwnArea):
        return address.link("gegevens", language(), eigen=first.code)
    codes = tuple(area.code for area in chosen)
    return address_of(Selection(type=first.type, vintage=first.vintage, codes=codes, across=True))


def link(chosen: Selection) -> None:
    """A link to Gegevens with this selection."""
    frame.link(address_of(chosen), t("share.figures"))
