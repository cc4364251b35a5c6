"""gap: how far a set of vulnerable areas is from a benchmark, and how that changed, by the method in `methods/gap.py`.

The total by every benchmark and weighting, and by the usual benchmark in every regio; the dimensions by the usual
benchmark, without who lives there. Of 3.0 the usual benchmark is the mean of all areas of that year; of 2.0 it is 0:
its scores are deviations from the country.
Grain: a set, an indicator, a benchmark, a weighting, a part of the country, and a year or two years
Key: indicator_id, area_type, vintage, group_id, benchmark, weighting, regio_code, from_year, year
Columns:
  indicator_id VARCHAR: of the Leefbaarometer
  area_type VARCHAR: see read_area
  vintage SMALLINT: see read_area
  group_id VARCHAR: see vulnerable
  benchmark VARCHAR: nul (0), gemiddelde (the mean of all areas), gewogen (that weighted by inhabitants) or constante
    (the score of Nederland on the scale of 3.0: a change against it is a change in itself)
  weighting VARCHAR: how the areas of the set weigh: gelijk or inwoners
  regio_code VARCHAR: the areas of the set in this regio; land for all
  from_year SMALLINT?: the first of two years; NULL for the gap in one year
  year SMALLINT: the year of the gap, or the last of two years
  gap DOUBLE: mean of the set less the benchmark, in points; of two years its change: below 0 the gap grew
  lower DOUBLE: of the 95% band
  upper DOUBLE: of the 95% band
  n INTEGER: how many areas have a figure (in both years)
  below INTEGER: how many of those are below the benchmark; of two years, fell behind it
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from lsa_data.methods import gap

CONSTANT = 4.102265
"""The score of Nederland on the scale of 3.0, in every year: afwijking is totaal less this."""
TOTALS = (("lbm2_totaal", "wijk", 2016), ("lbm2_totaal", "pc4", 2018), ("lbm3_totaal", "pc4", 2022))
NO_OUTCOME = ("lbm2_bewoners", "lbm3_afwijking")
"""Who lives there, and the total less a constant."""
FEWEST = 5
"""Areas in a set, below which there is nothing to say about their mean."""
WEIGHTINGS = ("gelijk", "inwoners")
FIGURES = """
    SELECT indicator_id, area_code, year::INTEGER AS year, value FROM value JOIN indicator USING (indicator_id)
    WHERE area_type = $type AND vintage = $vintage AND starts_with(indicator_id, $model) AND NOT ordinal
        AND NOT list_contains($no_outcome, indicator_id) AND value IS NOT NULL
    QUALIFY max(year) OVER (PARTITION BY indicator_id) > min(year) OVER (PARTITION BY indicator_id)
    ORDER BY ALL
"""
AREAS = """
    SELECT area_code, coalesce(regio_code, '') AS regio_code, coalesce(gemeente_code, area_code) AS cluster,
        coalesce(area.inhabitants, postcode_inhabitants.inhabitants)::DOUBLE AS inhabitants
    FROM area LEFT JOIN postcode_inhabitants USING (area_code)
    WHERE area_type = $type AND vintage = $vintage ORDER BY area_code
"""
MEMBERS = "SELECT group_id, area_code FROM vulnerable WHERE area_type = $type AND vintage = $vintage ORDER BY ALL"


COLUMNS = (
    "indicator_id", "area_type", "vintage", "group_id", "benchmark", "weighting", "regio_code", "from_year", "year",
    "gap", "lower", "upper", "n", "below",
)  # fmt: skip


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """A row per way to measure it and year or period."""
    return pd.DataFrame([row for total in TOTALS for row in _of_series(connection, *total)], columns=list(COLUMNS))


def _of_series(connection: duckdb.DuckDBPyConnection, total: str, area_type: str, vintage: int) -> Iterator[tuple]:
    where = {"type": area_type, "vintage": vintage}
    model = total.partition("_")[0]
    values = connection.execute(FIGURES, where | {"model": f"{model}_", "no_outcome": NO_OUTCOME}).df()
    areas = connection.execute(AREAS, where).df().set_index("area_code")
    members = connection.execute(MEMBERS, where).df().groupby("group_id")["area_code"].agg(set).to_dict()
    for indicator_id, own in values.groupby("indicator_id"):
        wide = own.pivot(index="area_code", columns="year", values="value")
        usual = "nul" if model == "lbm2" else "gemiddelde"
        for row in _of_indicator(wide, areas.reindex(wide.index), members, usual, indicator_id == total):
            yield indicator_id, area_type, vintage, *row


def _of_indicator(
    wide: pd.DataFrame, areas: pd.DataFrame, members: dict[str, set[str]], usual: str, total: bool
) -> Iterator[tuple]:
    """`wide` has a row per area and a column per year, `areas` the same rows."""
    years = [int(year) for year in wide.columns]
    scores, people = wide.to_numpy(dtype=float), areas["inhabitants"].to_numpy(dtype=float)
    clusters, regios = pd.factorize(areas["cluster"])[0], areas["regio_code"].to_numpy(dtype=object)
    benchmarks = {
        name: gap.with_changes(benchmark, years)
        for name, benchmark in _benchmarks(scores, people, usual).items()
        if total or name == usual
    }
    figures = gap.with_changes(scores, years)
    when = [(None, year) for year in years] + gap.periods(years)
    for group_id, codes in members.items():
        whole = wide.index.isin(codes)
        parts = {"land": whole} | {regio: whole & (regios == regio) for regio in sorted({*regios} - {""}) if total}
        for regio, part in parts.items():
            for weighting in WEIGHTINGS if regio == "land" else WEIGHTINGS[:1]:
                weights = people if weighting == "inwoners" else np.ones(len(people))
                counted = part & (np.nan_to_num(weights) > 0)
                if counted.sum() < FEWEST:
                    continue
                own = figures[counted]
                means, n = gap.means_with_bands(own, weights[counted], clusters[counted]), (~np.isnan(own)).sum(axis=0)
                for name, benchmark in benchmarks.items() if regio == "land" else [(usual, benchmarks[usual])]:
                    below = (own < benchmark).sum(axis=0)
                    for at, numbers in enumerate(zip(*(means - benchmark), n, below, strict=True)):
                        yield group_id, name, weighting, regio, *when[at], *numbers


def _benchmarks(scores: np.ndarray, people: np.ndarray, usual: str) -> dict[str, np.ndarray]:
    """Name -> the benchmark of every year."""
    weight = ~np.isnan(scores) * np.nan_to_num(people)[:, None]
    fixed = np.zeros(scores.shape[1])
    return {
        "gemiddelde": np.nanmean(scores, axis=0),
        "gewogen": (np.nan_to_num(scores) * weight).sum(axis=0) / weight.sum(axis=0),
    } | ({"nul": fixed} if usual == "nul" else {"constante": fixed + CONSTANT})
