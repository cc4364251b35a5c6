"""The ways on from an area: its light page to send on, its print and poster, its figures, and areas beside it."""

from urllib.parse import urlsplit

import streamlit as st

from lsa_data.ask import areas
from lsa_data.ask.areas import Area
from lsa_data.say.place import Way
from lsa_data.say.told import Told
from lsa_ui.shared import address, area_search
from lsa_ui.shared.share import share
from lsa_ui.texts import language, t


def buttons(told: Told, key: str) -> None:
    """Share, copy the link, print, and take these figures along."""
    area = told.area
    figures = address.link("gegevens", language(), type=area.type, vintage=area.vintage, codes=area.code)
    inside = "wijk" if area.type in ("gemeente", "wijk") else area.type
    table = address.link("gegevens", language(), type=inside, gemeente=area.gemeente_code, shape="table")
    share(
        key, path_of("gebied", area), told.title,
        [
            (figures, t("share.figures")),
            *([(table, t("share.table", areas=t(f"area_type.{inside}_plural")))] if area.gemeente_code else []),
            (path_of("gebied", area), t("share.light")),
            (path_of("poster", area), t("share.poster")),
        ],
    )  # fmt: skip


def compare(area: Area, way: Way) -> str:
    """The address of Vergelijk with an area and another of its type."""
    other = f"{way.code}.{way.vintage}" if way.vintage else way.code
    return address.link("vergelijk", language(), gebieden=f"{area_search.key_of(area)},{other}")


def address_of(area: Area) -> str:
    """The address of the light page of an area, whole, to paste anywhere."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{path_of('gebied', area)}" if here.netloc else path_of("gebied", area)


def path_of(page: str, area: Area) -> str:
    """The address of the light page (`gebied`) or the poster of an area on this server."""
    vintage = areas.other_vintage(area)
    return address.link("/".join([page, area.code, *([str(vintage)] if vintage else [])]), language())
