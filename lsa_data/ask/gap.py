"""How far are vulnerable areas from the country since 2002, and what may be said of it?"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from lsa_data.ask import claim, database
from lsa_data.methods import shares

USUAL = {"wijk2": "nul", "pc2": "nul", "pc3": "gemiddelde"}
"""Series -> the benchmark taken first: scores of 2.0 are deviations from the country, 3.0 has the mean of its areas."""
WEIGHTINGS = ("gelijk", "inwoners")
NOTABLE = 0.0667
"""The change that the source calls notable (2.0)."""
NEARLY_ALL = 0.8
"""The share of a gain from which one step has nearly all of it."""
SMALLER, LARGER, ALIKE = "smaller", "larger", "alike"


@dataclass(frozen=True)
class Measure:
    """One way to measure the gap: a set of areas in a series, a benchmark and a weighting."""

    series: claim.Series
    group: str
    benchmark: str
    weighting: str

    @property
    def total(self) -> str:
        """The indicator of the whole."""
        return f"{self.series.prefix}totaal"


@dataclass(frozen=True)
class Story:
    """What happened to a gap after `first`: `below` of `n` areas fell behind before `last` (`half`: more, less or about
    half of them), by `change` points together; in `newest` it was smaller, larger or alike (`since`) compared with
    `first`, and `step` are the two years in which nearly all of a gain was made, if there are such years."""

    first: int
    last: int
    newest: int
    n: int
    below: int
    half: str
    change: float
    since: str
    gap_first: float
    gap_newest: float
    step: tuple[int, int] | None


def groups(series: claim.Series) -> list[str]:
    """The sets that are large enough to have a gap in a series, in the order of `claim.groups`."""
    sets = database.ask_once("gap_sets")
    own = set(sets[(sets["type"] == series.type) & (sets["vintage"] == series.vintage)]["group_id"])
    return [group for group in claim.groups(series) if group in own]


def benchmarks(series: claim.Series) -> list[str]:
    """The benchmarks of a series, the usual one first."""
    sets = database.ask_once("gap_sets")
    own = set(sets[(sets["type"] == series.type) & (sets["vintage"] == series.vintage)]["benchmark"])
    return sorted(own, key=lambda name: (name != USUAL[series.id], name))


def of_set(measure: Measure) -> pd.DataFrame:
    """Every gap of the set: the columns of `queries/gap.sql`."""
    return database.ask_once(
        "gap", type=measure.series.type, vintage=measure.series.vintage, group_id=measure.group
    )  # fmt: skip


def total(found: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Of all gaps of a set those of the whole, in the whole country, by this measure."""
    return found[
        (found["indicator_id"] == measure.total) & (found["regio_code"] == "land")
        & (found["benchmark"] == measure.benchmark) & (found["weighting"] == measure.weighting)
    ]  # fmt: skip


def in_years(found: pd.DataFrame) -> pd.DataFrame:
    """Of gaps those of one year."""
    return found[found["from_year"].isna()]


def between(found: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Of gaps the changes between two years."""
    return found[(found["from_year"] == first) & (found["year"] == last)]


def story(whole: pd.DataFrame, first: int, last: int) -> Story:
    """What may be said of the gaps of one measure (rows of `total`)."""
    gaps = in_years(whole).set_index("year")["gap"]
    years = [int(year) for year in gaps.index]
    newest = years[-1]
    step = between(whole, first, last).iloc[0]
    below, n = int(step["below"]), int(step["n"])
    since = _compared(between(whole, first, newest).iloc[0])
    return Story(
        first, last, newest, n, below, shares.against_half(below, n), float(step["gap"]), since,
        float(gaps[first]), float(gaps[newest]),
        _one_step(gaps, [year for year in years if year >= first]) if since == SMALLER else None,
    )  # fmt: skip


def both_ends_shrink(spread: pd.DataFrame, first: int, last: int) -> bool:
    """Whether the lowest and the highest tenth both came nearer to the mean (rows of `queries/spread_between.sql`)."""
    by_year = spread.set_index("year")
    if not {first, last} <= set(by_year.index):
        return False
    return bool(
        by_year.loc[last, "lowest"] > by_year.loc[first, "lowest"]
        and by_year.loc[last, "highest"] < by_year.loc[first, "highest"]
    )


def mostly(found: pd.DataFrame, measure: Measure, first: int, last: int) -> str | None:
    """The dimension that made at least half of a growing gap between two years; None where there is none."""
    rows = between(found, first, last)
    rows = rows[
        (rows["regio_code"] == "land") & (rows["weighting"] == measure.weighting)
        & (rows["benchmark"] == USUAL[measure.series.id])
    ]  # fmt: skip
    change = rows.set_index("indicator_id")["gap"]
    whole = change.pop(measure.total) if measure.total in change.index else 0.0
    if change.empty or whole >= 0 or change.min() > whole / 2:
        return None
    return str(change.idxmin())


def _compared(row: Any) -> str:
    if row["lower"] > 0:
        return SMALLER
    return LARGER if row["upper"] < 0 else ALIKE


def _one_step(gaps: pd.Series, years: list[int]) -> tuple[int, int] | None:
    steps = {(one, other): gaps[other] - gaps[one] for one, other in pairwise(years)}
    largest = max(steps, key=lambda step: steps[step])
    gain = gaps[years[-1]] - gaps[years[0]]
    return largest if len(steps) > 1 and steps[largest] >= NEARLY_ALL * gain else None
