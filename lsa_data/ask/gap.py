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


def every_benchmark() -> list[str]:
    """The benchmarks of all series."""
    return sorted(database.ask_once("gap_sets")["benchmark"].unique().tolist())


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


def bounds(*points: pd.DataFrame) -> tuple[float, float]:
    """From where to where the axis of gaps in years runs, with their bands; zero is on it."""
    low = min(-0.01, *(one["lower"].min() for one in points)) * 1.08
    return float(low), float(max(0.0, *(one["upper"].max() for one in points)) * 1.08 + 0.05)


def of_dimensions(found: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Of all gaps of a set those of every dimension, in the whole country."""
    return found[
        (found["indicator_id"] != measure.total) & (found["regio_code"] == "land")
        & (found["weighting"] == measure.weighting)
    ]  # fmt: skip


def of_regios(found: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Of all gaps of a set those of the whole in every regio that has enough areas of it."""
    return found[(found["indicator_id"] == measure.total) & (found["regio_code"] != "land")]


def pairs(rows: pd.DataFrame, key: str, first: int, last: int) -> pd.DataFrame:
    """Per `key` (a column) the gap in two years: key, first, last, lower, upper (of the last) and n."""
    years = in_years(rows)
    wide = years[years["year"] == last].set_index(key)
    before = years[years["year"] == first].set_index(key)["gap"]
    found = wide.rename(columns={"gap": "last"}).assign(first=before.reindex(wide.index))
    return found[["first", "last", "lower", "upper", "n"]].reset_index()


def years_of_dimensions(rows: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year in which dimensions were measured (rows of `of_dimensions`)."""
    years = in_years(rows)["year"]
    return int(years.min()), int(years.max())


def definitions(measure: Measure, first: int, last: int) -> pd.DataFrame:
    """Every way to measure how the gap changed between two years: the columns of `queries/gap_definitions.sql`,
    series (its name) and chosen (whether it is `measure`)."""
    rows = database.ask("gap_definitions", from_year=first, to_year=last)
    series = {(one.prefix, one.type, one.vintage): one.id for one in claim.SERIES.values()}
    prefix = rows["indicator_id"].str.extract(r"^(\w+?_)")[0]
    rows["series"] = [series[key] for key in zip(prefix, rows["type"], rows["vintage"], strict=True)]
    rows["chosen"] = (
        (rows["series"] == measure.series.id) & (rows["group_id"] == measure.group)
        & (rows["benchmark"] == measure.benchmark) & (rows["weighting"] == measure.weighting)
    )  # fmt: skip
    return rows


def of_model(rows: pd.DataFrame, prefix: str) -> pd.DataFrame:
    """Of the ways to measure those with one model, from the gap that grew most to the one that shrank most; `place`
    counts them."""
    keys = ["gap", "series", "group_id", "benchmark", "weighting"]
    own = rows[rows["indicator_id"].str.startswith(prefix)].sort_values(keys)
    return own.assign(place=range(1, len(own) + 1))


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
