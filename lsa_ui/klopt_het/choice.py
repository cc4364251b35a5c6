"""What exactly is claimed: which areas, between which years, on what, and when it counts as a decline."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import claim
from lsa_data.say.formats import number
from lsa_ui.shared import address, frame, names
from lsa_ui.shared.select import Option, select
from lsa_ui.texts import language, t

THRESHOLDS = (0.0, 0.01, 0.02, 0.05)
CLASS_THRESHOLDS = (0.0, 1.0)
FIRST_YEARS = {"wijk2": (2012, 2014), "pc2": (2012, 2018), "pc3": (2012, 2022)}
GROUPS_FIRST = {"wijk2": "zwak2012", "pc2": "zwak2012", "pc3": "laag2012"}


@dataclass(frozen=True)
class ClaimChoice:
    """A claim that can be tested: every part exists."""

    series: claim.Series
    indicator: catalogue.Indicator
    group: str
    own_codes: tuple[str, ...]
    from_year: int
    to_year: int
    relative: bool
    threshold: float

    @property
    def areas(self) -> str:
        """The word for these areas, in the plural."""
        return t(f"area_type.{self.series.type}_plural")


def choose() -> ClaimChoice:
    """The claim in the address; where that does not exist the nearest that does, with a message."""
    series = claim.SERIES[address.read("reeks") or "wijk2"]
    dimensions = claim.dimensions(series)
    indicator_id = address.one_of("indicator", dimensions) or dimensions[0]
    groups = (*claim.groups(series), claim.OWN)
    group = address.one_of("groep", groups) or GROUPS_FIRST[series.id]
    from_year, to_year = _period(series, indicator_id)
    in_itself, relative = claim.possible(series, indicator_id)
    wants_relative = address.read("maat") == "land"
    if (wants_relative and not relative) or (address.read("maat") == "zelf" and not in_itself):
        frame.notice(t("klopt_het.no_such_measure"))
    thresholds = thresholds_of(indicator_id)
    threshold = float(address.read("drempel") or 0)
    own, unknown = claim.pasted_codes(address.read("codes") or "", series) if group == claim.OWN else ([], [])
    if unknown:
        frame.notice(t("klopt_het.unknown_codes", n=len(unknown), some=", ".join(unknown[:5])))
    return ClaimChoice(
        series, catalogue.indicators()[indicator_id], group, tuple(own), from_year, to_year,
        relative if not in_itself else wants_relative and relative, threshold if threshold in thresholds else 0.0,
    )  # fmt: skip


def panel(choice: ClaimChoice) -> None:
    """The boxes that change the claim."""
    series = choice.series
    years = claim.years(series, choice.indicator.id)
    groups = (*claim.groups(series), claim.OWN)
    first, second, third = st.columns(3)
    with first:
        _select("reeks", claim.SERIES, series.id, lambda name: t(f"klopt_het.reeks_{name}"),
                clears=("indicator", "groep", "codes", "van", "tot", "maat", "drempel"))  # fmt: skip
        _select("groep", groups, choice.group, names.set_name, clears=("codes",))
    with second:
        _select("van", years[:-1], choice.from_year, str)
        _select("tot", [year for year in years if year > choice.from_year], choice.to_year, str)
    with third:
        _select("indicator", claim.dimensions(series), choice.indicator.id, names.indicator_name, ("maat", "drempel"))
        possible = claim.possible(series, choice.indicator.id)
        measures = [name for name, exists in zip(("zelf", "land"), possible, strict=True) if exists]
        _select("maat", measures, "land" if choice.relative else "zelf", lambda name: t(f"klopt_het.maat_{name}"))
    with first:
        _select("drempel", thresholds_of(choice.indicator.id), choice.threshold,
                lambda value: threshold_name(value, choice.indicator))  # fmt: skip
    if choice.group == claim.OWN:
        _own_codes(choice)
    if choice.group.startswith(claim.LIST):
        matched, total = claim.matched(choice.series, choice.group)
        frame.note(t(f"klopt_het.list_note_{series.type}", matched=matched, names=total))


def threshold_name(value: float, indicator: catalogue.Indicator) -> str:
    """What counts as a decline, in words."""
    if value == 0:
        return t("klopt_het.drempel_any")
    if indicator.ordinal:
        return t("klopt_het.drempel_class", n=number(value, 0, language()))
    return t("klopt_het.drempel_points", n=number(value, 2, language()))


def thresholds_of(indicator_id: str) -> tuple[float, ...]:
    """The thresholds that make sense for an indicator: points of a score, or classes."""
    return CLASS_THRESHOLDS if catalogue.indicators()[indicator_id].ordinal else THRESHOLDS


def _period(series: claim.Series, indicator_id: str) -> tuple[int, int]:
    """The years of the address, or the nearest measured ones, with a message; the first before the second."""
    years = claim.years(series, indicator_id)
    asked = [address.read("van"), address.read("tot")]
    first, last = (int(own) if own else usual for own, usual in zip(asked, FIRST_YEARS[series.id], strict=True))
    from_year = min(years[:-1], key=lambda year: abs(year - first))
    to_year = min((year for year in years if year > from_year), key=lambda year: abs(year - last))
    if any(asked) and (from_year, to_year) != (first, last):
        frame.notice(t("klopt_het.other_years", first=from_year, last=to_year))
    return from_year, to_year


def _own_codes(choice: ClaimChoice) -> None:
    st.session_state["klopt_codes"] = ", ".join(choice.own_codes)

    def to_address() -> None:
        known, unknown = claim.pasted_codes(st.session_state["klopt_codes"], choice.series)
        address.write(codes=",".join(known + unknown[:5]) or None)

    st.text_area(
        t("klopt_het.codes", areas=choice.areas, year=choice.series.vintage), key="klopt_codes",
        placeholder=t(f"klopt_het.codes_example_{choice.series.type}"), max_chars=6000, on_change=to_address,
    )  # fmt: skip


def _select(
    name: str, options: Iterable[Option], chosen: Option, words: Callable[[Option], str], clears: tuple[str, ...] = ()
) -> None:
    select(t(f"klopt_het.{name}"), name, options, chosen, words, clears, page="klopt")
