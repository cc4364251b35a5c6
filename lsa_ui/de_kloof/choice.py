"""Which gap: of which areas, from what, how weighed, between which years; and which gemeente and crime."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, claim, database, gap
from lsa_data.ask.areas import Area
from lsa_data.ask.selection import Selection
from lsa_ui.shared import address, frame, names
from lsa_ui.shared.select import Option, chosen, select
from lsa_ui.texts import t

SERIES = ("pc3", "wijk2", "pc2")
GROUP_FIRST = "zwak2008"
FIRST_YEARS = (2012, 2014)
CRIME_FIRST = "politie_inbraak"


@dataclass(frozen=True)
class GapChoice:
    """A gap that exists, and the two years between which areas may have fallen behind."""

    measure: gap.Measure
    from_year: int
    to_year: int

    @property
    def figures(self) -> Selection:
        """The figures behind it, to take along."""
        series = self.measure.series
        return Selection(
            type=series.type, vintage=series.vintage, list=self.measure.group, indicator=(self.measure.total,)
        )


def choose() -> GapChoice:
    """The gap in the address; where that does not exist the usual one, with a message."""
    series = claim.SERIES[chosen("reeks", SERIES, _series_name)]
    measure = gap.Measure(
        series,
        chosen("groep", gap.groups(series), names.set_name, GROUP_FIRST),
        chosen("ijkpunt", gap.benchmarks(series), benchmark_name),
        chosen("weging", gap.WEIGHTINGS, weighting_name),
    )
    years = [str(year) for year in claim.years(series, measure.total)]
    first = chosen("van", years[:-1], str, str(FIRST_YEARS[0]))
    later = [year for year in years if year > first]
    return GapChoice(measure, int(first), int(chosen("tot", later, str, str(FIRST_YEARS[1]))))


def panel(choice: GapChoice) -> None:
    """The boxes that change which gap is shown."""
    measure = choice.measure
    years = claim.years(measure.series, measure.total)
    first, second, third = st.columns(3)
    with first:
        _select("reeks", SERIES, measure.series.id, _series_name, clears=("groep", "ijkpunt", "van", "tot"))
        _select("groep", gap.groups(measure.series), measure.group, names.set_name)
    with second:
        _select("ijkpunt", gap.benchmarks(measure.series), measure.benchmark, benchmark_name)
        _select("weging", gap.WEIGHTINGS, measure.weighting, weighting_name)
    with third:
        _select("van", years[:-1], choice.from_year, str, clears=("tot",))
        _select("tot", [year for year in years if year > choice.from_year], choice.to_year, str)


def benchmark_name(name: str) -> str:
    """What the gap is measured from."""
    return names.in_pictures("benchmark", name)


def weighting_name(name: str) -> str:
    """How the areas of the set weigh."""
    return names.in_pictures("weighting", name)


def crimes() -> list[str]:
    """The kinds of crime that are known of every gemeente, as indicators."""
    measured = database.ask_once("indicator_years")
    own = measured[(measured["area_type"] == "gemeente") & measured["indicator_id"].str.startswith("politie_")]
    found = [i for i in own["indicator_id"].unique() if catalogue.indicators()[i].unit == "per_1000"]
    return sorted(found, key=lambda name: name != CRIME_FIRST)


def crime_of_gemeente() -> tuple[str, Area | None]:
    """The kind of crime and the gemeente of the address, with the boxes to choose others."""
    kind = chosen("indicator", crimes(), names.indicator_name)
    found = database.ask_once("gemeenten_of", type="gemeente", vintage=areas.shown_first("gemeente"), regio=None)
    newest = dict(zip(found["gemeente_code"], found["gemeente_name"], strict=True))
    code = address.read("gemeente")
    if wrong := address.not_among("gemeente", newest):
        frame.notice(t("de_kloof.no_gemeente", wrong=wrong))
        code = None

    def named(one: str) -> str:
        return names.gemeente_name(one, newest[one]) if one else t("de_kloof.choose_gemeente")

    first, second = st.columns(2)
    with first:
        _select("gemeente", ["", *newest], code or "", named)
    with second:
        _select("indicator", crimes(), kind, names.indicator_name)
    return kind, areas.area(code) if code else None


def _series_name(name: str) -> str:
    return t(f"klopt_het.reeks_{name}")


def _select(
    name: str, options: Iterable[Option], now: Option, words: Callable[[Option], str], clears: tuple[str, ...] = ()
) -> None:
    select(t(f"de_kloof.{name}"), name, options, now, words, clears, page="kloof")
