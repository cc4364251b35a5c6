"""Which outcome, which period and which areas: the choices of Tegen de trend in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import against_trend, areas, claim, database
from lsa_data.ask.against_trend import FIRST_YEARS, SERIES, SIZES
from lsa_data.ask.selection import Selection
from lsa_ui.shared import address, frame, names
from lsa_ui.shared.select import Option, select
from lsa_ui.texts import t


@dataclass(frozen=True)
class DeviantsChoice(against_trend.Choice):
    """A choice that exists."""

    @property
    def figure(self) -> catalogue.Indicator:
        """The outcome."""
        return catalogue.indicators()[self.indicator]


def choose() -> DeviantsChoice:
    """The choice in the address, or the nearest that exists."""
    code, vintage = address.read("gebied"), address.read("indeling")
    like = areas.area(code, int(vintage) if vintage else None) if code else None
    usual = "pc3" if like is not None and like.type == "pc4" else "wijk2"
    series = claim.SERIES[address.one_of("reeks", SERIES) or usual]
    outcomes = against_trend.outcomes(series)
    indicator_id = address.one_of("indicator", outcomes) or outcomes[0]
    years = claim.years(series, indicator_id)
    first, last = (
        int(address.read(name) or usual)
        for name, usual in zip(("van", "tot"), FIRST_YEARS[series.id], strict=True)
    )  # fmt: skip
    from_year = min(years[:-1], key=lambda year: abs(year - first))
    to_year = min((year for year in years if year > from_year), key=lambda year: abs(year - last))
    if (address.read("van") or address.read("tot")) and (from_year, to_year) != (first, last):
        frame.notice(t("klopt_het.other_years", first=from_year, last=to_year))
    gemeenten = _gemeenten(series)
    return DeviantsChoice(
        series, indicator_id, from_year, to_year,
        address.one_of("groep", claim.groups(series)), address.one_of("regio", {r.code for r in catalogue.regios()}),
        address.one_of("gemeente", gemeenten),
        address.read("grootte") if series.type == "wijk" else None, like,
    )  # fmt: skip


def panel(choice: DeviantsChoice) -> None:
    """The boxes; the narrower choices are in the second row."""
    years = claim.years(choice.series, choice.indicator)
    regios = names.regio_names()
    gemeenten = _gemeenten(choice.series, choice.regio)
    model, what, start, end = st.columns(4)
    with model:
        _select("reeks", SERIES, choice.series.id, lambda name: t(f"klopt_het.reeks_{name}"),
                clears=("indicator", "van", "tot", "groep", "gemeente", "grootte", "gebied"))  # fmt: skip
    with what:
        _select("indicator", against_trend.outcomes(choice.series), choice.indicator,
                names.indicator_name)  # fmt: skip
    with start:
        _select("van", years[:-1], choice.from_year, str)
    with end:
        _select("tot", [year for year in years if year > choice.from_year], choice.to_year, str)
    group, regio, gemeente, size = st.columns(4)
    with group:
        _select("groep", ["", *claim.groups(choice.series)], choice.group or "",
                lambda name: names.set_name(name) if name else t("tegen_de_trend.everyone"))  # fmt: skip
    with regio:
        _select("regio", ["", *regios], choice.regio or "", lambda code: regios.get(code, t("kaart.all")),
                clears=("gemeente",))  # fmt: skip
    with gemeente:
        _select("gemeente", ["", *gemeenten], choice.gemeente or "",
                lambda code: gemeenten.get(code, t("tegen_de_trend.all_gemeenten")))  # fmt: skip
    if choice.series.type == "wijk":
        with size:
            _select("grootte", ["", *SIZES], choice.size or "", _size_name)


def figures(shown: pd.DataFrame, choice: DeviantsChoice) -> Selection:
    """The figures behind the areas that are shown, to take along: by the choices, or by codes where those
    are like one area."""
    low, high = SIZES[choice.size] if choice.size else (None, None)
    return Selection(
        type=choice.series.type, vintage=choice.series.vintage, list=choice.group, regio=choice.regio,
        gemeente=(choice.gemeente,) if choice.gemeente else (), indicator=(choice.indicator,),
        codes=tuple(shown["code"]) if choice.like else (), year=(choice.from_year, choice.to_year),
        inhabitants_from=low or None, inhabitants_to=high - 1 if high and high < 10**9 else None,
    )  # fmt: skip


def like_notice(choice: DeviantsChoice) -> None:
    """Says that only areas like one area are shown, with the way back; or why there are none."""
    if choice.like is None:
        return
    name = names.area_name(choice.like)
    known = bool(against_trend.start_group(choice.like, choice))
    frame.notice(t("tegen_de_trend.like", name=name) if known else t("tegen_de_trend.like_unknown", name=name))
    st.button(t("tegen_de_trend.like_off"), on_click=lambda: address.write(gebied=None, indeling=None))


def _gemeenten(series: claim.Series, regio: str | None = None) -> dict[str, str]:
    found = database.ask_once("gemeenten_of", type=series.type, vintage=series.vintage, regio=regio)
    return dict(found[["gemeente_code", "gemeente_name"]].itertuples(index=False, name=None))


def _size_name(size: str) -> str:
    return names.in_pictures("size", size) if size else t("tegen_de_trend.all_sizes")


def _select(
    name: str, options: Iterable[Option], chosen: Option, words: Callable[[Option], str], clears: tuple[str, ...] = ()
) -> None:
    if name in ("groep", "indicator", "grootte"):
        label = t(f"tegen_de_trend.{name}")
    else:
        label = t(f"kaart.{name}" if name in ("regio", "gemeente") else f"klopt_het.{name}")
    select(label, name, options, chosen, words, clears, page="tegen")
