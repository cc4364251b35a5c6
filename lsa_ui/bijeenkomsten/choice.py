"""What the page shows: a figure and a regio, chosen in boxes (the regio also on the map) and kept in the address."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import database, maps
from lsa_data.methods import judgement
from lsa_ui.shared import address, names
from lsa_ui.shared.select import chosen, select
from lsa_ui.texts import t

FIRST = "rivm_ervaren_gezondheid"
"""The figure that is shown when none is asked."""
POSITIONS = (judgement.HIGHER, judgement.SIMILAR, judgement.LOWER)


@dataclass(frozen=True)
class Figures:
    """A figure of the five regio's: `course` has every year and `rows` the newest, columns as in
    `queries/regio_figures.sql`."""

    indicator: catalogue.Indicator
    course: pd.DataFrame

    @property
    def year(self) -> int:
        """The newest year."""
        return int(self.course["year"].max())

    @property
    def rows(self) -> pd.DataFrame:
        """The newest year, a row per regio."""
        return self.course[self.course["year"] == self.year]

    @property
    def national(self) -> float:
        """The figure of the country in the newest year."""
        return float(self.rows["national"].iloc[0])

    def by_position(self) -> list[tuple[str, pd.DataFrame]]:
        """The regio's higher than the country, about the same and lower; a side without any is left out."""
        sides = ((position, self.rows[self.rows["position"] == position]) for position in POSITIONS)
        return [(position, rows) for position, rows in sides if len(rows)]


def figures() -> Figures:
    """The figure that the address asks for; where that is wrong or stale the first, with a message."""
    indicator_id = chosen("indicator", maps.of_regios(), names.indicator_name, FIRST)
    return Figures(catalogue.indicators()[indicator_id], database.ask_once("regio_figures", indicator=indicator_id))


def figure_box(shown: Figures) -> None:
    """The box with the figure on the map."""
    select(
        t("bijeenkomsten.indicator"), "indicator", maps.of_regios(), shown.indicator.id, names.indicator_in_theme,
        page="bijeenkomsten",
    )  # fmt: skip


def regio() -> str | None:
    """The regio in the address; None for the whole country."""
    return address.one_of("regio", names.regio_names())


def regio_box(shown: str | None) -> None:
    """The box with the regio, beside the map."""
    words = {"": t("bijeenkomsten.all")} | names.regio_names()
    select(t("kaart.regio"), "regio", words, shown or "", words.__getitem__, page="bijeenkomsten")


def tapped(code: str | None) -> None:
    """Go to the regio that was tapped on the map just now. A map remembers its last tap: that counts once, so that the
    box can choose another."""
    if code == st.session_state.get("bijeenkomsten_getikt"):
        return
    st.session_state["bijeenkomsten_getikt"] = code
    if code and code != regio():
        address.write(regio=code)
        st.rerun()
