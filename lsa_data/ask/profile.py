"""Everything that is known of one area, with what it is compared with."""

from dataclasses import dataclass, fields

import pandas as pd

from lsa_data.ask import database
from lsa_data.ask.areas import Area


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One figure of an area with all that it is compared with: a row of `queries/profile.sql`, which says what each
    column is. What is not known is None. `peers` is the middle value of the similar areas, where that was added."""

    indicator_id: str
    theme: str
    year: int
    value: float | None
    ci_lower: float | None
    ci_upper: float | None
    status: str
    coverage: float | None
    provisional: bool
    percentile: float | None
    noise: float | None
    position: str | None
    unusual: bool | None
    size_class: str | None
    measured_code: str
    measured_vintage: int
    link: str
    national: float | None
    national_method: str | None
    similar_within: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    n: int | None
    wijk: float | None
    gemeente: float | None
    regional: float | None
    direction: str | None
    gap: str | None
    ratio_agrees: bool | None
    from_year: int | None
    to_year: int | None
    points: int | None
    from_value: float | None
    to_value: float | None
    national_from: float | None
    national_to: float | None
    change: float | None
    national_change: float | None
    difference_change: float | None
    scale: str | None
    peers: float | None = None


def profile(area: Area) -> pd.DataFrame:
    """One row per indicator and year that may be shown on `area`; columns as in `queries/profile.sql`."""
    return database.ask("profile", type=area.type, code=area.code, vintage=area.vintage)


AWAITED = "not_published_yet"
"""The status of a figure that is still to come (`NOT_YET` in `lsa_data/read/frames.py`)."""


def measured(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a profile without the years that are not published yet."""
    return rows[rows["status"] != AWAITED]


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The newest measured year per indicator of a profile, in catalogue order; of an indicator that is not published of
    any year, that it is still to come.

    A missing figure in the newest year is kept: it says why it is missing.
    """
    known = measured(rows)
    rows = pd.concat([known, rows[~rows["indicator_id"].isin(known["indicator_id"])]]).sort_index()
    return rows.loc[rows.groupby("indicator_id", sort=False)["year"].idxmax()].reset_index(drop=True)


def awaited_year(series: pd.DataFrame) -> int | None:
    """The year after the newest figure of one indicator that is not published yet; None where there is none."""
    coming = series.loc[series["status"] == AWAITED, "year"]
    known = measured(series)["year"]
    return int(coming.max()) if len(coming) and len(known) and coming.max() > known.max() else None


WHOLE = {field.name for field in fields(ProfileRow) if field.type in (int, int | None)}
"""Numbers without decimals; a frame turns them into decimals where one of them is missing."""


def rows(of: pd.DataFrame) -> list[ProfileRow]:
    """The rows of a profile, in its order."""
    names = [field.name for field in fields(ProfileRow) if field.name in of.columns]
    columns = {name: of[name].astype("Int64") if name in WHOLE else of[name] for name in names}
    plain = [column.astype(object).where(column.notna(), None) for column in columns.values()]
    return [ProfileRow(**dict(zip(names, values, strict=True))) for values in zip(*plain, strict=True)]


def not_shown(area: Area, rows: pd.DataFrame) -> list[str]:
    """Indicators that exist for this type of area but may not be shown on it: no comparable area was measured."""
    measured = database.ask("indicator_years")
    possible = measured.loc[measured["area_type"] == area.type, "indicator_id"].unique()
    return [indicator for indicator in possible if indicator not in set(rows["indicator_id"])]
