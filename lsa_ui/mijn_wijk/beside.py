"""What an area is compared with: the country, its gemeente, its regio and the areas that resemble it."""

import streamlit as st

from lsa_data.ask import areas
from lsa_data.ask.areas import Area, Similar
from lsa_data.catalogue.codes import gemeente_of
from lsa_data.say.formats import number, with_unit
from lsa_data.say.names import place_name
from lsa_data.say.told import Told
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.shared.area_table import Line
from lsa_ui.texts import language, t

ALL = ("national", "wijk", "gemeente", "regional", "peers")
AT_FIRST = ("national", "wijk", "gemeente")


def chosen(told: Told) -> list[str]:
    """The benchmarks in the address that there are for this area."""
    asked = (address.read("naast") or ",".join(AT_FIRST)).split(",")
    return [name for name in asked if name in _possible(told)]


def choose(told: Told) -> None:
    """The benchmarks that the reader wants to see, each on or off; kept in the address."""
    st.session_state["naast_keuze"] = chosen(told)

    def to_address() -> None:
        address.write(naast=",".join(st.session_state["naast_keuze"]) or "geen")

    st.pills(
        t("beside.label"), _possible(told), selection_mode="multi", key="naast_keuze", on_change=to_address,
        format_func=lambda name: t(f"beside.{name}"),
    )  # fmt: skip


def similar_areas(told: Told) -> None:
    """The ten areas that resemble this one, with the characteristics by which a reader can judge that."""
    area = told.area
    if not _has_peers(told):
        if area.kind == area.type and areas.unlike(area):
            frame.note(t("beside.unlike"))
        return
    frame.heading(t("beside.similar"))
    elsewhere = st.toggle(t("beside.elsewhere"), key="elders") if area.type == "wijk" else False
    found = areas.similar(area, elsewhere)
    if len(found) < 2:
        frame.note(t("beside.unlike" if areas.unlike(area, elsewhere) else "beside.no_peers"))
        return
    heads = [t("kaart.column_name"), *([] if area.type == "gemeente" else [t("kaart.column_gemeente")])]
    heads += [t(f"beside.{name}") for name in ("per_km2", "koop", "woz", "inkomen", "ouderen")]
    templates.show(
        "shared/area_table.html", title=t("beside.similar"), heads=heads, lines=[_line(one, area) for one in found],
        counted=t("beside.why", year=found[0].compared_in),
    )  # fmt: skip


def _line(one: Similar, area: Area) -> Line:
    gemeente = place_name(gemeente_of(one.code) or "", one.gemeente_name or "")
    cells = [] if area.type == "gemeente" else [gemeente]
    cells.append(number(one.per_km2, 0, language()))
    cells.append(with_unit(one.koopwoningen, "procent", 0, language()))
    cells.append(with_unit(one.woz, "euro_1000", 0, language()))
    cells += [with_unit(share, "procent", 0, language()) for share in (one.inkomen_laag, one.leeftijd_65_plus)]
    href = area_link(one.code, areas.unless_first(area.type, one.vintage))
    return Line(names.name_of(area.type, one.code, one.name), href, tuple(cells))


def _possible(told: Told) -> list[str]:
    holds = {
        "national": True, "wijk": told.area.kind == "buurt",
        "gemeente": told.area.type in ("wijk", "buurt") and told.area.gemeente_code is not None,
        "regional": told.area.regio_code is not None, "peers": _has_peers(told),
    }  # fmt: skip
    return [name for name in ALL if holds[name]]


def _has_peers(told: Told) -> bool:
    return any(row.peers is not None for row in told.rows)
