"""What the last updates changed, per source: what is new, what its source revised, and what is gone."""

from datetime import datetime

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask.what_changed import what_changed
from lsa_data.say.formats import date_words, number
from lsa_ui.texts import language, t

KINDS = ("new", "revised", "gone")
SHOWN = 5
"""How many changes are listed; the interface for programs gives all that are remembered."""
LISTED = ("provincie", "gemeente", "wijk", "buurt", "pc4")
"""Types of area that come and go; the country and its regio's do not."""
MOST_YEARS = 4
"""How many years are named; of more the first and the last."""


def show() -> None:
    """The last changes, the newest open; that there never was one; and that one was taken back."""
    st.header(t("over.changes_title"), anchor="veranderd")
    told = what_changed()
    if told["rolled_back"]:
        st.info(t("over.rolled_back", date=day(told["rolled_back"]["at"])))
    if not told["updated"]:
        st.write(t("over.never_updated", version=told["version"]))
    for place, change in enumerate(told["changes"][:SHOWN]):
        with st.expander(t(f"over.by_{change['by']}", date=day(change["at"])), expanded=place == 0):
            _change(change)


def day(moment: str) -> str:
    """The date of a moment (ISO) in words."""
    return date_words(datetime.fromisoformat(moment).date(), language())


def _change(change: dict) -> None:
    st.markdown(t("over.from_to", before=change["before"], after=change["after"]))
    lines = [f"- **{_title(source)}**: {_figures(of)}" for source, of in change["sources"].items()]
    lines += [
        f"- {_counted(f'area_{kind}', areas[kind], type=_types(areas['area_type']), year=str(areas['vintage']))}"
        for areas in change["areas"]
        if areas["area_type"] in LISTED
        for kind in ("new", "gone")
        if areas[kind]
    ]
    st.markdown("\n".join(lines) or t("over.nothing_other"))
    for source, of in change["sources"].items():
        with st.expander(t("over.per_figure", source=_title(source))):
            st.markdown("\n".join(f"- {_name(indicator)}: {_counts(n)}" for indicator, n in of["indicators"].items()))


def _figures(of: dict) -> str:
    """`12 new figures (2025), 1 figure that the source revised (2022)`."""
    return ", ".join(
        _counted(f"figure_{kind}", of[kind]["figures"], years=_years(of[kind]["years"]))
        for kind in KINDS
        if of[kind]["figures"]
    )


def _counts(n: dict) -> str:
    """`3,417 new, 12 revised`."""
    return ", ".join(t(f"over.count_{kind}", n=number(n[kind], 0, language())) for kind in KINDS if n[kind])


def _counted(key: str, n: int, **values: str) -> str:
    """A text for one, or for many with their number."""
    return t(f"over.{key}_one", **values) if n == 1 else t(f"over.{key}_many", n=number(n, 0, language()), **values)


def _years(years: list[int]) -> str:
    if len(years) > MOST_YEARS:
        return t("over.years", first=years[0], last=years[-1])
    return ", ".join(str(year) for year in years)


def _types(area_type: str) -> str:
    return t(f"area_type.{area_type}_plural")


def _title(source: str) -> str:
    known = catalogue.sources().get(source)
    return known.text("title", language()) if known else source


def _name(indicator: str) -> str:
    known = catalogue.indicators().get(indicator)
    return known.text("name", language()) if known else indicator
