"""What an area is compared with: the country, its gemeente, its regio and the areas that resemble it."""

import pandas as pd
import streamlit as st

from lsa_data.ask import areas, database
from lsa_data.ask.areas import Area
from lsa_data.methods.rounding import round_half_up
from lsa_data.say.names import without_number
from lsa_ui.shared import address, frame
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import t

ALL = ("national", "wijk", "gemeente", "regional", "peers")
AT_FIRST = ("national", "wijk", "gemeente")


def choose(area: Area) -> list[str]:
    """The benchmarks that the reader wants to see, each on or off; kept in the address."""
    possible = [name for name in ALL if _exists(name, area)]
    chosen = [name for name in (address.read("naast") or ",".join(AT_FIRST)).split(",") if name in possible]
    st.session_state["naast_keuze"] = chosen

    def to_address() -> None:
        address.write(naast=",".join(st.session_state["naast_keuze"]) or "geen")

    st.pills(
        t("beside.label"),
        possible,
        selection_mode="multi",
        key="naast_keuze",
        on_change=to_address,
        format_func=lambda name: t(f"beside.{name}"),
    )
    return chosen


def similar_areas(area: Area) -> None:
    """The ten areas that resemble this one, with the characteristics by which a reader can judge that."""
    if not _exists("peers", area):
        if areas.unlike(area):
            frame.note(t("beside.unlike"))
        return
    st.subheader(t("beside.similar"), anchor=False)
    elsewhere = st.toggle(t("beside.elsewhere"), key="elders") if area.type == "wijk" else False
    found = database.ask("peers", type=area.type, code=area.code, vintage=area.vintage, elsewhere=elsewhere)
    if len(found) < 2:
        frame.note(t("beside.unlike" if areas.unlike(area, elsewhere) else "beside.no_peers"))
        return
    table = pd.DataFrame(
        {
            t("kaart.column_name"): found["name"].map(without_number),
            t("area_type.gemeente"): found["gemeente_name"],
            t("beside.per_km2"): found["per_km2"].map(round_half_up, na_action="ignore"),
            t("beside.koop"): found["koopwoningen"],
            t("beside.woz"): found["woz"] * 1000,
            t("beside.inkomen"): found["inkomen_laag"],
            t("beside.ouderen"): found["leeftijd_65_plus"],
            t("kaart.column_link"): [
                area_link(row.code, areas.unless_first(area.type, row.vintage)) for row in found.itertuples(index=False)
            ],
        }
    )
    numbers = list(table.columns[2:7])
    st.dataframe(
        table.drop(columns=[t("area_type.gemeente")] if area.type == "gemeente" else []),
        hide_index=True,
        width="stretch",
        placeholder="",
        alt=t("beside.similar"),
        column_config={name: st.column_config.NumberColumn(format="localized") for name in numbers}
        | {t("kaart.column_link"): st.column_config.LinkColumn(display_text=t("kaart.open_short"))},
    )
    frame.note(t("beside.why", year=found["compared_in"].iloc[0]))


def _exists(name: str, area: Area) -> bool:
    if name == "wijk":
        return area.type == "buurt"
    if name == "gemeente":
        return area.type in ("wijk", "buurt")
    if name == "peers":
        return not database.ask("peer_values", type=area.type, code=area.code, vintage=area.vintage).empty
    return name == "national" or area.regio_code is not None
