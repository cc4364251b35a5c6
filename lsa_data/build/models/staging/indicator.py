"""indicator: what the figures mean, as far as the database needs it; the texts are in the catalogue.

Grain: an indicator
Key: indicator_id
Columns:
  indicator_id VARCHAR: its name in the catalogue, such as rivm_eenzaam
  theme VARCHAR: the theme it is shown under
  source_id VARCHAR: the source it comes from
  unit VARCHAR: procent, score, klasse, aantal, per_km2, per_1000, euro_1000, km2 or personen
  polarity TINYINT: 1 where higher is more favourable, -1 where lower is, 0 where neither is
  decimals TINYINT: how many are shown
  kind VARCHAR: counted, estimated or modelled
  national_method VARCHAR: how the country is found when the source does not publish it; constant before it does
  benchmark DOUBLE?: the country of a score with a constant
  combined_by VARCHAR: inhabitants or households: what parts of an area count by when the figure is computed of them
  rate_of VARCHAR?: of a rate per 1,000, the indicator with the number itself
  headline BOOLEAN: whether it may be in the opening of an area
  shown BOOLEAN: whether it is a row on the page of an area; otherwise it is only in files
  ordinal BOOLEAN: an order of classes, not a measure: no difference, slope or mean is taken of it
  relative BOOLEAN: every year is measured from the mean of that year, so that a difference of two years says how an
    area moved against the country
  rank SMALLINT: its place in the catalogue, which is the order on the page
"""

from pathlib import Path

import duckdb
import pandas as pd

from lsa_data import catalogue

RELATIVE_SOURCES = ("lbm2",)
"""Sources whose scores are deviations from the mean of their own year."""


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per indicator of the catalogue."""
    return pd.DataFrame(
        {
            "indicator_id": i.id, "theme": i.theme, "source_id": i.source, "unit": i.unit, "polarity": i.polarity,
            "decimals": i.decimals, "kind": i.kind,
            "national_method": i.national_method, "benchmark": i.benchmark,
            "combined_by": i.combined_by, "rate_of": i.rate_of, "headline": i.headline, "shown": i.shown,
            "ordinal": i.ordinal, "relative": i.source in RELATIVE_SOURCES and not i.ordinal, "rank": rank,
        }
        for rank, i in enumerate(catalogue.indicators().values())
    )  # fmt: skip
