"""The shape every source parser returns, so that the rest of the house need not know the sources."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from lsa_data.catalogue.codes import area_type, gemeente_of
from lsa_data.problem import Problem

AREA_COLUMNS = ["type", "code", "vintage", "name", "gemeente_code", "inhabitants", "surface"]
VALUE_COLUMNS = [
    "indicator_id", "area_type", "area_code", "vintage", "year", "value", "status", "coverage", "provisional",
]  # fmt: skip
INTERVAL = ["ci_lower", "ci_upper"]
"""The bounds of a value, in sources that give them."""
CHANGE_COLUMNS = ["indicator_id", "area_type", "area_code", "vintage", "from_year", "to_year", "value"]

OK = "ok"
COMPUTED = "computed"
TOO_FEW = "too_few"
"""It is known that too few people live there."""
LOW_COVERAGE = "low_coverage"
NOT_PUBLISHED = "not_published"
"""The source gives no figure here, and why is not known."""
NOT_YET = "not_published_yet"
"""The source has this figure in its table and gives it of no area: it is still to come."""
OTHER_BOUNDARIES = "other_boundaries"
"""The source counts within other boundaries than those of this area."""


@dataclass(frozen=True)
class Parsed:
    """What one source holds.

    `areas`, `values` and `changes` have the columns named above; `coverage` is the share (0-1) of the
    inhabitants (households, where these are the weight) that a computed figure stands for; `provisional` says that
    the source will still revise a figure; `changes` are differences that the source itself
    publishes, of classes the class of the change.
    """

    areas: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=AREA_COLUMNS))
    values: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=VALUE_COLUMNS))
    changes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=CHANGE_COLUMNS))


class SourceError(Problem):
    """A source file does not have the shape that its parser expects."""


def require_columns(frame: pd.DataFrame, columns: Iterable[str], where: str) -> None:
    """Raise `SourceError` naming the file and the columns that `frame` lacks."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise SourceError(f"{where}: the columns {', '.join(missing)} are not there; found {', '.join(frame.columns)}")


def plain_name(name: str) -> str:
    """The name of a column by its meaning: `k_0Tot15Jaar_8` and the title "0 tot 15 jaar" are both `0tot15jaar`.

    The number behind a name differs per table; `k_` stands before names that begin with a figure; letters lose their
    accents.
    """
    without = unicodedata.normalize("NFKD", re.sub(r"^k_|_\d+$", "", name.strip())).casefold()
    return re.sub(r"[^a-z0-9]", "", without)


def long_values(
    wide: pd.DataFrame, columns: dict[str, str], vintage: int, year: int | None = None, awaited: bool = False
) -> pd.DataFrame:
    """Turn a wide table into value rows.

    `wide` has `code` and the columns named in `columns` (source column -> indicator id), and `year` unless
    that is given. An empty cell becomes a row with status `not_published`; an indicator that is empty in a whole
    year of one area type gives no rows: it was not measured. Where figures are `awaited`, an indicator that is empty of
    every area gives rows with status `not_published_yet`.
    """
    wide = wide.assign(year=year) if year is not None else wide
    rows = wide.melt(
        id_vars=["code", "year"], value_vars=list(columns), var_name="indicator_id", value_name="value"
    ).rename(columns={"code": "area_code"})
    rows["indicator_id"] = rows["indicator_id"].map(columns)
    rows["value"] = pd.to_numeric(rows["value"])
    rows["area_type"] = rows["area_code"].map({code: area_type(code) for code in rows["area_code"].unique()})
    measured = rows.groupby(["indicator_id", "area_type", "year"])["value"].transform("count") > 0
    coming = awaited & (rows.groupby(["indicator_id", "year"])["value"].transform("count") == 0)
    rows["status"] = rows["value"].notna().map({True: OK, False: NOT_PUBLISHED}).mask(coming, NOT_YET)
    rows = rows[measured | coming].assign(vintage=vintage, coverage=float("nan"), provisional=False)
    return rows[VALUE_COLUMNS]


def areas(
    codes: pd.Series,
    vintage: int,
    names: pd.Series,
    inhabitants: pd.Series | None = None,
    surface: pd.Series | None = None,
) -> pd.DataFrame:
    """Area rows for official codes of one vintage; `inhabitants` and `surface` (km2, water included) stay empty where
    they are not known."""
    codes = codes.reset_index(drop=True)
    return pd.DataFrame(
        {
            "type": codes.map(area_type),
            "code": codes,
            "vintage": vintage,
            "name": names.reset_index(drop=True),
            "gemeente_code": codes.map(gemeente_of),
            "inhabitants": (
                pd.to_numeric(inhabitants.reset_index(drop=True)).astype("Int64") if inhabitants is not None else pd.NA
            ),
            "surface": pd.to_numeric(surface.reset_index(drop=True)) if surface is not None else float("nan"),
        }
    )
