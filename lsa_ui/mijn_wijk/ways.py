"""The ways on from an area: its light page to send on, its print and poster, its figures, and areas beside it."""

from urllib.parse import urlsplit

import streamlit as st

from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.say.place import Way
from lsa_data.say.told import Told
from lsa_ui.shared import address, area_search, take_along
from lsa_ui.shared.share import share
from lsa_ui.texts import language, t


def buttons(told: Told, key: str) -> None:
    """Share, copy the link, print, and take these figures along."""
    area = told.area
    own = isinstance(area, OwnArea)
    figures = take_along.address_of_areas([area])
    inside = "wijk" if area.type in ("gemeente", "wijk") else area.type
    table = address.link("gegevens", language(), type=inside, gemeente=area.gemeente_code, shape="table")
    share(
        key, area_search.page_of("gebied", area), told.title,
        [
            (figures, t("share.figures")),
            *([(table, t("share.table", areas=t(f"area_type.{inside}_plural")))] if area.gemeente_code else []),
            (area_search.page_of("gebied", area), t("share.light")),
            (area_search.page_of("poster", area), t("share.poster")),
            *([(address.link("eigen-gebied", language(), eigen=area.code), t("eigen_gebied.change"))] if own else []),
        ],
    )  # fmt: skip


def compare(area: Area, way: Way) -> str:
    """The address of Vergelijk with an area and another of its type."""
    other = f"{way.code}.{way.vintage}" if way.vintage else way.code
    if isinstance(area, OwnArea):
        return address.link("vergelijk", language(), eigen=area.code, gebieden=other)
    return address.link("vergelijk", language(), gebieden=f"{area_search.key_of(area)},{other}")


def address_of(area: Area) -> str:
    """The address of the light page of an area, whole, to paste anywhere."""
    here, path = urlsplit(st.context.url or ""), area_search.page_of("gebied", area)
    return f"{here.scheme}://{here.netloc}{path}" if here.netloc else path
