"""What exactly is claimed: which areas, between which years, on what, and when it counts as a decline."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import claim, code_list
from lsa_data.ask.code_list import CodeList
from lsa_data.ask.selection import NO_AREA, Selection
from lsa_data.say import names as saying
from lsa_ui.shared import address, code_box, frame, names
from lsa_ui.shared.select import Option, chosen, select
from lsa_ui.texts import language, t

FIRST_YEARS = {"wijk2": (2012, 2014), "pc2": (2012, 2018), "pc3": (2012, 2022)}
GROUP_FIRST = "zwak2008"
"""A group that was fixed before the period: who is chosen for a low figure at its beginning, rises by chance alone."""


@dataclass(frozen=True)
class ClaimChoice:
    """A claim that can be tested: every part exists."""

    series: claim.Series
    indicator: catalogue.Indicator
    group: str
    pasted: CodeList
    from_year: int
    to_year: int
    relative: bool
    threshold: str

    @property
    def own_codes(self) -> tuple[str, ...]:
        """The codes of the reader's own list that exist here."""
        return self.pasted.codes

    @property
    def figures(self) -> Selection:
        """The figures behind it, to take along."""
        own = self.group == claim.OWN
        return Selection(
            type=self.series.type, vintage=self.series.vintage, list=None if own else self.group,
            codes=(self.own_codes or NO_AREA) if own else (), indicator=(self.indicator.id,),
            year=(self.from_year, self.to_year),
        )  # fmt: skip

    @property
    def areas(self) -> str:
        """The word for these areas, in the plural."""
        return t(f"area_type.{self.series.type}_plural")

    @property
    def fixed_before(self) -> bool:
        """Whether the group was chosen in a year before the period."""
        year = re.search(r"20\d\d$", self.group)
        return year is None or int(year[0]) < self.from_year


def choose() -> ClaimChoice:
    """The claim in the address; where that does not exist the nearest that does, with a message."""
    series = claim.SERIES[chosen("reeks", list(claim.SERIES), _series_name)]
    indicator_id = chosen("indicator", claim.dimensions(series), names.indicator_name)
    group = chosen("groep", [*claim.groups(series), claim.OWN], names.set_name, GROUP_FIRST)
    from_year, to_year = _period(series, indicator_id)
    indicator = catalogue.indicators()[indicator_id]
    relative = chosen("maat", _measures(series, indicator_id), _measure_name) == "land"
    threshold = chosen(
        "drempel", claim.thresholds(series, indicator_id, relative), lambda value: threshold_name(value, indicator)
    )
    pasted = code_list.read(address.read("codes") or "" if group == claim.OWN else "", series.type, series.vintage)
    code_box.told(pasted, series.type, series.vintage)
    return ClaimChoice(series, indicator, group, pasted, from_year, to_year, relative, threshold)


def panel(choice: ClaimChoice) -> None:
    """The boxes that change the claim."""
    series = choice.series
    years = claim.years(series, choice.indicator.id)
    groups = (*claim.groups(series), claim.OWN)
    first, second, third = st.columns(3)
    with first:
        _select("reeks", claim.SERIES, series.id, _series_name,
                clears=("indicator", "groep", "codes", "van", "tot", "maat", "drempel"))  # fmt: skip
        _select("groep", groups, choice.group, names.set_name, clears=("codes",))
    with second:
        _select("van", years[:-1], choice.from_year, str)
        _select("tot", [year for year in years if year > choice.from_year], choice.to_year, str)
    with third:
        _select("indicator", claim.dimensions(series), choice.indicator.id, names.indicator_name, ("maat", "drempel"))
        _select("maat", _measures(series, choice.indicator.id), "land" if choice.relative else "zelf", _measure_name,
                clears=("drempel",))  # fmt: skip
    with first:
        _select("drempel", claim.thresholds(series, choice.indicator.id, choice.relative), choice.threshold,
                lambda value: threshold_name(value, choice.indicator))  # fmt: skip
    if choice.group == claim.OWN:
        _own_codes(choice)
    if choice.group.startswith(claim.LIST):
        matched, total = claim.matched(choice.series, choice.group)
        frame.note(t(f"klopt_het.list_note_{series.type}", matched=matched, names=total))


def threshold_name(value: str, indicator: catalogue.Indicator) -> str:
    """What counts as a decline, in words."""
    return saying.threshold_name(value, indicator.ordinal, language())


def _measures(series: claim.Series, indicator_id: str) -> list[str]:
    possible = claim.possible(series, indicator_id)
    return [name for name, exists in zip(("zelf", "land"), possible, strict=True) if exists]


def _series_name(name: str) -> str:
    return t(f"klopt_het.reeks_{name}")


def _measure_name(name: str) -> str:
    return t(f"klopt_het.maat_{name}")


def _period(series: claim.Series, indicator_id: str) -> tuple[int, int]:
    """The years of the address, or the nearest measured ones, with a message; the first before the second."""
    years = claim.years(series, indicator_id)
    asked = [address.read("van"), address.read("tot")]
    first, last = (int(own) if own else usual for own, usual in zip(asked, FIRST_YEARS[series.id], strict=True))
    from_year = min(years[:-1], key=lambda year: abs(year - first))
    to_year = min((year for year in years if year > from_year), key=lambda year: abs(year - last))
    unread = [wrong for name in ("van", "tot") if (wrong := address.refused(name))]
    if unread or (any(asked) and (from_year, to_year) != (first, last)):
        frame.notice(t("klopt_het.other_years", first=from_year, last=to_year))
    return from_year, to_year


def _own_codes(choice: ClaimChoice) -> None:
    label = t("klopt_het.codes", areas=choice.areas, year=choice.series.vintage)
    example = t(f"klopt_het.codes_example_{choice.series.type}")
    code_box.box(
        "klopt_codes", label, example, choice.pasted.words, lambda words: address.write(codes=",".join(words) or None)
    )  # fmt: skip


def _select(
    name: str, options: Iterable[Option], chosen: Option, words: Callable[[Option], str], clears: tuple[str, ...] = ()
) -> None:
    select(t(f"klopt_het.{name}"), name, options, chosen, words, clears, page="klopt")
