"""Did a majority of the vulnerable wijken decline? One claim, tested for every set, period and dimension."""

from dataclasses import dataclass

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import database

OWN, EVERY = "eigen", "alle"
SOURCE, NOISE, FIXED = "bron", "ruis", "vast"
"""When a change counts as a decline: below the source's own class of no notable change, larger than the noise of
measuring, or larger than a fixed threshold."""
NO_OUTCOME = ("lbm2_bewoners", "lbm3_afwijking")
"""Who lives there is no outcome; the deviation of 3.0 is the total less a constant."""
WITH_CLASSES = ("lbm2_totaal", "lbm2_klasse")
"""The indicators whose change the source itself classes."""
POINTS = ("0.02", "0.05", "0")
EVERY_THRESHOLD = (SOURCE, NOISE, *POINTS, "1")
"""Those of scores and of classes."""
LIST = "lijst"
"""What the name of a set begins with when it is a published list."""


@dataclass(frozen=True)
class Series:
    """One model of the Leefbaarometer for one type of area in one vintage: only within it may years be compared.
    `definitions` are the sets of vulnerable areas that a definition makes."""

    id: str
    prefix: str
    type: str
    vintage: int
    definitions: tuple[str, ...]


WEAK = ("zwak2002", "zwak2008", "zwak2012", "zwak2014")
LOW = ("laag2002", "laag2008", "laag2012", "laag2014")
SERIES = {
    series.id: series
    for series in (
        Series("wijk2", "lbm2_", "wijk", 2016, WEAK),
        Series("pc2", "lbm2_", "pc4", 2018, WEAK + LOW),
        Series("pc3", "lbm3_", "pc4", 2022, WEAK + LOW),
    )
}
"""Of postcodes one model may choose the set and the other measure it: then chance plays no part in both."""


@database.once_per_version
def dimensions(series: Series) -> list[str]:
    """The indicators of a series that were measured in two years or more and are an outcome, the total first."""
    own = [i for i in catalogue.indicators() if i.startswith(series.prefix) and i not in NO_OUTCOME]
    return [indicator for indicator in own if len(years(series, indicator)) > 1]


@database.once_per_version
def groups(series: Series) -> list[str]:
    """The sets of vulnerable areas of a series: those that a definition makes, and lists that have areas in it."""
    sets = database.ask("vulnerable_sets")
    own = sets[(sets["type"] == series.type) & (sets["vintage"] == series.vintage)]["group_id"]
    return [*series.definitions, *own[own.str.startswith(LIST)]]


@database.once_per_version
def years(series: Series, indicator_id: str) -> list[int]:
    """The measured years of an indicator in a series, oldest first."""
    measured = database.ask_once("indicator_years")
    own = (measured["indicator_id"] == indicator_id) & (measured["area_type"] == series.type)
    return sorted(measured.loc[own & (measured["vintage"] == series.vintage), "year"].astype(int).unique().tolist())


def possible(series: Series, indicator_id: str) -> tuple[bool, bool]:
    """Whether a change in itself, and a change against the country, can be said.

    Leefbaarometer 2.0 of postcodes has only scores against the mean of each year; classes have only steps.
    """
    if catalogue.indicators()[indicator_id].ordinal:
        return True, False
    return series.id != "pc2", True


def thresholds(series: Series, indicator_id: str, relative: bool) -> list[str]:
    """By what a change may count as a decline, the usual one first: `bron`, `ruis`, or more than so many points (of
    classes: steps). The class of the source is about the change in itself."""
    if catalogue.indicators()[indicator_id].ordinal:
        return [SOURCE, "0", "1"] if indicator_id in WITH_CLASSES else ["0", "1"]
    with_class = indicator_id in WITH_CLASSES and not relative and possible(series, indicator_id)[0]
    return [*([SOURCE] if with_class else []), NOISE, *POINTS]


def changes(
    series: Series, indicator_id: str, from_year: int, to_year: int, relative: bool, members: set[str], threshold: str
) -> pd.DataFrame:
    """Every area of which it is known whether it declined by `threshold` (one of `thresholds`): the columns of
    `queries/changes.sql` and member (of the chosen set); by name.

    Raises ValueError when the change asked for does not exist for this series (see `possible`).
    """
    if not possible(series, indicator_id)[relative]:
        raise ValueError(f"{series.id} has no such change of {indicator_id}")
    found = database.ask_lately(
        "changes",
        indicator=indicator_id,
        type=series.type,
        vintage=series.vintage,
        from_year=from_year,
        to_year=to_year,
        relative=relative,
        **_rule(threshold),
    )
    member = [code in members for code in found["code"].tolist()]
    return found.assign(member=member, declined=found["declined"].astype(bool))


def counts(
    series: Series,
    indicators: list[str],
    relative: bool,
    threshold: str,
    own_codes: list[str],
    period: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """How many areas declined, per indicator, period (None: every one) and set: columns of `queries/declines.sql`."""
    keep = _declines if own_codes else _kept_declines
    return keep(series, tuple(indicators), relative, threshold, tuple(own_codes), period)


def _declines(
    series: Series, indicators: tuple[str, ...], relative: bool, threshold: str, own_codes: tuple[str, ...],
    period: tuple[int, int] | None,
) -> pd.DataFrame:  # fmt: skip
    from_year, to_year = period or (None, None)
    return database.ask(
        "declines",
        indicators=list(indicators),
        type=series.type,
        vintage=series.vintage,
        from_year=from_year,
        to_year=to_year,
        relative=relative,
        codes=list(own_codes),
        **_rule(threshold),
    )


_kept_declines = database.once_per_version(_declines)


def _rule(threshold: str) -> dict[str, str | float]:
    """The parameters `rule` and `threshold` of a question."""
    named = threshold in (SOURCE, NOISE)
    return {"rule": threshold if named else FIXED, "threshold": 0.0 if named else float(threshold)}


def members(series: Series, group: str, own_codes: list[str]) -> set[str]:
    """The codes of a set of vulnerable areas."""
    if group == OWN:
        return set(own_codes)
    found = database.ask_once("vulnerable_members", group_id=group, type=series.type, vintage=series.vintage)
    return set(found["code"].tolist())


def matched(series: Series, group: str) -> tuple[int, int]:
    """Of how many names on the list behind a set an area of this series is known, and how many names there are."""
    row = database.ask_once("list_matches", group_id=group, type=series.type, vintage=series.vintage).iloc[0]
    return int(row["matched"]), int(row["names"])
