"""The page about the figures, made from the catalogue and the database, so that it cannot grow stale."""

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import database, last_update
from lsa_data.say.formats import number
from lsa_ui.over.changes import day
from lsa_ui.shared import names
from lsa_ui.shared.table import table
from lsa_ui.texts import language, t

FORMULAS = ("position", "trend")
"""The parts with a formula, folded away."""


def methods() -> None:
    """How figures become words."""
    st.header(t("over.methods_title"), anchor="methode")
    for part in ("national", "position", "trend", "deviants", "time", "own", "missing"):
        with st.expander(t(f"over.{part}_title")):
            st.markdown(t(f"over.{part}"))
            if part in FORMULAS:
                with st.expander(t("over.formula")):
                    st.markdown(t(f"over.{part}_formula"))


def sources() -> None:
    """Every source with publisher, licence, years, number of figures and what it may not be used for."""
    st.header(t("over.sources_title"), anchor="bronnen")
    loaded = database.ask_once("sources").set_index("id")
    for source in catalogue.sources().values():
        row = loaded.loc[source.id]
        years = t("over.years", first=int(row["first_year"]), last=int(row["last_year"])) if row["figures"] else ""
        figures = t("over.figures", n=number(row["figures"], 0, language())) if row["figures"] else ""
        checks = last_update.of_source(source.id)
        checked = _checked(checks) if checks else ""
        facts = " · ".join(part for part in (source.publisher, source.licence, years, figures, checked) if part)
        st.markdown(
            f"**[{source.text('title', language())}]({source.url})**  \n{facts}  \n{source.text('note', language())}"
        )


def _checked(check: dict) -> str:
    """When a source was last asked for newer figures, whether what it gave was not used, and when it last gave them."""
    words = t("over.checked", date=day(check["checked_at"]))
    words += f" ({t('over.rejected')})" if check["rejected"] else ""
    return f"{words}, {t('over.loaded', date=day(check['loaded_at']))}" if check["loaded_at"] else words


def indicators() -> None:
    """Every indicator by theme: what it says, of which years, and what to beware of."""
    st.header(t("over.indicators_title"), anchor="indicatoren")
    measured = database.ask_once("indicator_years")
    for theme in catalogue.themes().values():
        with st.expander(f"{theme.text('name', language())}: {theme.text('question', language())}"):
            for indicator in catalogue.indicators().values():
                if indicator.theme == theme.id:
                    _indicator(indicator, measured[measured["indicator_id"] == indicator.id])


def regios() -> None:
    """Which provincies make up each regio: the project's own division."""
    st.header(t("over.regios_title"), anchor="regios")
    st.write(t("over.regios"))
    rows = [
        {
            t("kaart.regio"): names.regio_name(regio.code),
            t("kaart.provincie"): ", ".join(p.name for p in catalogue.provincies() if p.regio == regio.code),
        }
        for regio in catalogue.regios()
    ]
    table(t("over.regios_title"), pd.DataFrame(rows))


def _indicator(indicator: catalogue.Indicator, measured: pd.DataFrame) -> None:
    per_type = [
        f"{t(f'area_type.{kind}_plural')} {', '.join(str(year) for year in sorted(rows['year'].unique()))}"
        for kind, rows in measured.groupby("area_type", sort=False)
    ]
    facts = " · ".join([t(f"kind.{indicator.kind}"), t(f"polarity.{indicator.polarity}"), *per_type])
    caution = indicator.text("caution", language())
    st.markdown(
        f"**{indicator.text('name', language())}** (`{indicator.id}`)  \n{indicator.text('definition', language())}"
        f"{'  ' + chr(10) + caution if caution else ''}  \n:small[{facts}]"
    )
